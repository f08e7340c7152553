#pragma once

#include <memory>
#include <string>

#include "engine/base/clock.h"
#include "engine/port/store.h"
#include "engine/port/token_vault.h"

namespace riff {

struct DatabaseOptions {
  // "sqlite:PATH", the path being relative to `folder` unless it begins with a slash; or "sqlite::memory:", a database
  // of this Database's own that all its sessions share and that is gone with it (for tests: it has no snapshots, so a
  // reader and a writer wait for each other). "postgresql://…" answers kUnsupported.
  std::string url;
  std::string folder;
  Clock& clock;                                  // When a migration was applied.
  Duration busy_time = std::chrono::seconds(5);  // How long one attempt waits for another session's lock.
};

// Opens the database, making the file when it is not there; its schema may be anything yet (engine/store/migrations.h).
// Sessions end before their Database. kInvalid for a url of another form and for a file that is no database;
// kUnavailable when it cannot be opened.
Result<std::unique_ptr<Database>> OpenDatabase(const DatabaseOptions& options);

// Tokens sealed in `database`, which outlives the vault. Thread-safe: each call uses a session of its own. Rotate
// answers kUnavailable while another worker rotates this channel's pair.
std::unique_ptr<TokenVault> MakeTokenVault(Database& database, Clock& clock);

}  // namespace riff
