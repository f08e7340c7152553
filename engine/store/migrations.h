#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/time.h"
#include "engine/port/store.h"

namespace riff {

// The database of all of these is one that OpenDatabase made. Their own errors are kRejected; else the store's.

// Where the store stands, seen from this program.
enum class SchemaState {
  kCurrent,
  kOlder,  // Migrations are missing.
  kNewer,  // It has migrations this program does not know.
  kEmpty,  // It has none.
};
Result<SchemaState> SchemaStateOf(Database& database);

// Nothing when the store is current; else kRejected with a message that names the command to run.
Result<void> CheckSchema(Database& database);

// Applies what is missing, oldest first, each in a transaction of its own, and answers their names. Repeating it
// applies nothing; a crash leaves whole migrations only; two at once apply each once. Refuses (kRejected, nothing done)
// a newer store and one with a migration whose text was another when it was applied.
Result<std::vector<std::string>> MigrateUp(Database& database);

// Undoes, newest first, all migrations above version `to` (0: all), and what they stored with them. Answers their
// names.
Result<std::vector<std::string>> MigrateDown(Database& database, std::int64_t to);

enum class MigrationState { kApplied, kPending, kUnknown };  // kUnknown: of a newer program.
std::string_view ToString(MigrationState state);

struct MigrationLine {
  std::int64_t version = 0;
  std::string name;
  MigrationState state = MigrationState::kPending;
  std::optional<Timestamp> applied_at;
};

// Every migration that the program or the store knows, oldest first.
Result<std::vector<MigrationLine>> MigrationStatus(Database& database);

// What is wrong, one sentence each: an applied migration that is not the one this program has, and each table, index,
// trigger or view that is missing, altered or extra, measured against a fresh database with the same migrations.
Result<std::vector<std::string>> VerifyMigrations(Database& database);

}  // namespace riff
