#include "engine/store/database.h"

#include <cstdint>
#include <utility>

#include "engine/base/check.h"
#include "engine/store/sql_database.h"
#include "engine/store/sql_store.h"

namespace riff {
namespace {

constexpr std::string_view kSqlite = "sqlite:";
constexpr std::string_view kPostgres = "postgresql:";

// The name of a database in memory. Its address makes it unique while it lives.
std::string MemoryPath(const void* owner) {
  return "file:/riff-" + std::to_string(reinterpret_cast<std::uintptr_t>(owner)) + "?vfs=memdb";
}

std::string FilePath(const std::string& folder, const std::string& path) {
  if (path.starts_with('/') || folder.empty()) {
    return path;
  }
  return folder.ends_with('/') ? folder + path : folder + "/" + path;
}

}  // namespace

Result<std::unique_ptr<Store>> SqlDatabase::Open() {
  RIFF_TRY(std::unique_ptr<Session> session, OpenSession());
  return std::make_unique<SqlStore>(std::move(session));
}

Result<std::unique_ptr<Session>> SqlDatabase::OpenSession() const {
  SessionOptions options = options_;
  if (options.kind == SessionOptions::Kind::kMemory) {
    options.path = MemoryPath(this);
  }
  return Session::Open(options);
}

Result<void> SqlDatabase::Anchor() {
  RIFF_TRY(anchor_, OpenSession());
  return {};
}

SqlDatabase& SqlDatabase::Of(Database& database) {
  auto* sql = dynamic_cast<SqlDatabase*>(&database);
  RIFF_CHECK(sql != nullptr, "migrations and tokens need a database that OpenDatabase made");
  return *sql;
}

Result<std::unique_ptr<Database>> OpenDatabase(const DatabaseOptions& options) {
  if (options.url.starts_with(kPostgres)) {
    return Fail(ErrorKind::kUnsupported, "this version keeps its store in SQLite only: use \"sqlite:PATH\"");
  }
  const std::string path = options.url.starts_with(kSqlite) ? options.url.substr(kSqlite.size()) : "";
  if (path.empty() || path.find_first_of(std::string_view("\"\0", 2)) != std::string::npos) {
    return Fail(ErrorKind::kInvalid, "a store is \"sqlite:PATH\", not \"" + options.url + "\"");
  }
  const bool memory = path == ":memory:";
  auto database = std::make_unique<SqlDatabase>(
      SessionOptions{memory ? "" : FilePath(options.folder, path), options.busy_time,
                     memory ? SessionOptions::Kind::kMemory : SessionOptions::Kind::kFile},
      options.clock);
  RIFF_TRY(database->Anchor());
  return database;
}

}  // namespace riff
