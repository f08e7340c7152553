#include <algorithm>
#include <map>

#include "engine/base/digest.h"
#include "engine/store/migration_texts.h"
#include "engine/store/migrations.h"
#include "engine/store/query.h"
#include "engine/store/schema_objects.h"
#include "engine/store/sql_database.h"

namespace riff {
namespace {

constexpr Sql kCreateTable = {R"sql(
CREATE TABLE IF NOT EXISTS schema_migrations (
  version INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  checksum TEXT NOT NULL,
  applied_at INTEGER NOT NULL
))sql"};
constexpr Sql kHasTable = {"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_migrations'", "i"};
constexpr Sql kApplied = {"SELECT version, name, checksum, applied_at FROM schema_migrations ORDER BY version", "itti"};
constexpr Sql kRecord = {
    "INSERT INTO schema_migrations (version, name, checksum, applied_at) VALUES (:version, :name, :checksum, :at)"};
constexpr Sql kForget = {"DELETE FROM schema_migrations WHERE version = :version"};

// A migration as the store remembers it.
struct Applied {
  std::int64_t version = 0;
  std::string name;
  std::string checksum;
  Timestamp at;
};
using AppliedMigrations = std::map<std::int64_t, Applied>;

std::string ChecksumOf(const MigrationText& text) { return Sha256Hex(std::string(text.up) + "\n--\n" + text.down); }

const MigrationText* FindText(std::int64_t version) {
  for (const MigrationText& text : MigrationTexts()) {
    if (text.version == version) {
      return &text;
    }
  }
  return nullptr;
}

// Inside a transaction.
Result<AppliedMigrations> ReadApplied(Session& session) {
  AppliedMigrations applied;
  {
    Query table(session, kHasTable);
    RIFF_TRY(const bool there, HasRow(table));
    if (!there) {
      return applied;
    }
  }
  Query query(session, kApplied);
  while (true) {
    RIFF_TRY(const bool more, query.Next());
    if (!more) {
      return applied;
    }
    Applied one;
    one.version = query.Integer();
    one.name = query.Text();
    one.checksum = query.Text();
    one.at = query.Time();
    applied.emplace(one.version, std::move(one));
  }
}

Result<AppliedMigrations> LoadApplied(Session& session) {
  AppliedMigrations applied;
  RIFF_TRY(session.Run(TransactionMode::kRead, [&]() -> Result<void> {
    RIFF_TRY(applied, ReadApplied(session));
    return {};
  }));
  return applied;
}

SchemaState StateOf(const AppliedMigrations& applied) {
  if (applied.empty()) {
    return SchemaState::kEmpty;
  }
  for (const auto& [version, one] : applied) {
    if (FindText(version) == nullptr) {
      return SchemaState::kNewer;
    }
  }
  return applied.size() < MigrationTexts().size() ? SchemaState::kOlder : SchemaState::kCurrent;
}

// What must hold before anything is changed.
Result<void> CheckKnown(const AppliedMigrations& applied) {
  for (const auto& [version, one] : applied) {
    const MigrationText* text = FindText(version);
    if (text == nullptr) {
      return Fail(ErrorKind::kRejected,
                  "the store has migration " + one.name + ", which this program does not know: use the newer program");
    }
    if (ChecksumOf(*text) != one.checksum) {
      return Fail(ErrorKind::kRejected,
                  "migration " + one.name + " was another one when it was applied: see riff migrate verify");
    }
  }
  return {};
}

Result<void> Apply(Session& session, const MigrationText& text, Timestamp at) {
  RIFF_TRY(session.Execute(text.up));
  Query record(session, kRecord);
  return record.Bind("version", text.version)
      .Bind("name", text.name)
      .Bind("checksum", ChecksumOf(text))
      .Bind("at", at)
      .Run();
}

Result<void> Undo(Session& session, const MigrationText& text) {
  RIFF_TRY(session.Execute(text.down));
  Query forget(session, kForget);
  return forget.Bind("version", text.version).Run();
}

// Says whether it did anything: another process may have been first.
Result<bool> ApplyUnlessThere(Session& session, const MigrationText& text, Timestamp at) {
  bool done = false;
  RIFF_TRY(session.Run(TransactionMode::kWrite, [&]() -> Result<void> {
    {
      Query create(session, kCreateTable);
      RIFF_TRY(create.Run());
    }
    RIFF_TRY(const AppliedMigrations applied, ReadApplied(session));
    RIFF_TRY(CheckKnown(applied));
    done = !applied.contains(text.version);
    return done ? Apply(session, text, at) : Result<void>();
  }));
  return done;
}

Result<bool> UndoIfThere(Session& session, const MigrationText& text) {
  bool done = false;
  RIFF_TRY(session.Run(TransactionMode::kWrite, [&]() -> Result<void> {
    RIFF_TRY(const AppliedMigrations applied, ReadApplied(session));
    RIFF_TRY(CheckKnown(applied));
    done = applied.contains(text.version);
    return done ? Undo(session, text) : Result<void>();
  }));
  return done;
}

// The schema that the same migrations make of nothing.
Result<SchemaObjects> ExpectedObjects(const AppliedMigrations& applied) {
  RIFF_TRY(const std::unique_ptr<Session> scratch,
           Session::Open({":memory:", Duration(0), SessionOptions::Kind::kMemory}));
  for (const auto& [version, one] : applied) {
    if (const MigrationText* text = FindText(version); text != nullptr) {
      RIFF_TRY(scratch->Execute(text->up));
    }
  }
  return ReadSchemaObjects(*scratch);
}

}  // namespace

std::string_view ToString(MigrationState state) {
  switch (state) {
    case MigrationState::kApplied:
      return "applied";
    case MigrationState::kPending:
      return "pending";
    case MigrationState::kUnknown:
      return "unknown";
  }
  return "?";
}

Result<SchemaState> SchemaStateOf(Database& database) {
  RIFF_TRY(const std::unique_ptr<Session> session, SqlDatabase::Of(database).OpenSession());
  RIFF_TRY(const AppliedMigrations applied, LoadApplied(*session));
  return StateOf(applied);
}

Result<void> CheckSchema(Database& database) {
  RIFF_TRY(const SchemaState state, SchemaStateOf(database));
  switch (state) {
    case SchemaState::kCurrent:
      return {};
    case SchemaState::kEmpty:
      return Fail(ErrorKind::kRejected, "the store is empty: run `riff migrate up`");
    case SchemaState::kOlder:
      return Fail(ErrorKind::kRejected, "the store is older than this program: back it up, then run `riff migrate up`");
    case SchemaState::kNewer:
      return Fail(ErrorKind::kRejected,
                  "the store is newer than this program: use the newer program, or run its `riff migrate down`");
  }
  return {};
}

Result<std::vector<std::string>> MigrateUp(Database& database) {
  SqlDatabase& sql = SqlDatabase::Of(database);
  RIFF_TRY(const std::unique_ptr<Session> session, sql.OpenSession());
  RIFF_TRY(const AppliedMigrations before, LoadApplied(*session));
  RIFF_TRY(CheckKnown(before));
  std::vector<std::string> names;
  for (const MigrationText& text : MigrationTexts()) {
    RIFF_TRY(const bool done, ApplyUnlessThere(*session, text, sql.clock().Now()));
    if (done) {
      names.emplace_back(text.name);
    }
  }
  return names;
}

Result<std::vector<std::string>> MigrateDown(Database& database, std::int64_t to) {
  RIFF_TRY(const std::unique_ptr<Session> session, SqlDatabase::Of(database).OpenSession());
  RIFF_TRY(const AppliedMigrations before, LoadApplied(*session));
  RIFF_TRY(CheckKnown(before));
  std::vector<std::string> names;
  const std::span<const MigrationText> texts = MigrationTexts();
  for (auto text = texts.rbegin(); text != texts.rend() && text->version > to; ++text) {
    RIFF_TRY(const bool done, UndoIfThere(*session, *text));
    if (done) {
      names.emplace_back(text->name);
    }
  }
  return names;
}

Result<std::vector<MigrationLine>> MigrationStatus(Database& database) {
  RIFF_TRY(const std::unique_ptr<Session> session, SqlDatabase::Of(database).OpenSession());
  RIFF_TRY(const AppliedMigrations applied, LoadApplied(*session));
  std::map<std::int64_t, MigrationLine> lines;
  for (const MigrationText& text : MigrationTexts()) {
    lines[text.version] = {text.version, text.name, MigrationState::kPending, std::nullopt};
  }
  for (const auto& [version, one] : applied) {
    const MigrationState state = lines.contains(version) ? MigrationState::kApplied : MigrationState::kUnknown;
    lines[version] = {version, one.name, state, one.at};
  }
  std::vector<MigrationLine> sorted;
  for (auto& [version, line] : lines) {
    sorted.push_back(std::move(line));
  }
  return sorted;
}

Result<std::vector<std::string>> VerifyMigrations(Database& database) {
  RIFF_TRY(const std::unique_ptr<Session> session, SqlDatabase::Of(database).OpenSession());
  RIFF_TRY(const AppliedMigrations applied, LoadApplied(*session));
  std::vector<std::string> wrong;
  for (const auto& [version, one] : applied) {
    const MigrationText* text = FindText(version);
    if (text == nullptr) {
      wrong.push_back("migration " + one.name + " is not known to this program");
    } else if (ChecksumOf(*text) != one.checksum) {
      wrong.push_back("migration " + one.name + " was another one when it was applied");
    }
  }
  RIFF_TRY(const SchemaObjects actual, ReadSchemaObjects(*session));
  RIFF_TRY(const SchemaObjects expected, ExpectedObjects(applied));
  for (std::string& difference : CompareSchemas(expected, actual)) {
    wrong.push_back(std::move(difference));
  }
  return wrong;
}

}  // namespace riff
