#include "tests/bench/raw_sqlite.h"

#include <sqlite3.h>

namespace riff::bench {

Result<std::unique_ptr<RawDatabase>> RawDatabase::Open(const std::string& path) {
  std::unique_ptr<RawDatabase> database(new RawDatabase());
  if (sqlite3_open_v2(path.c_str(), &database->handle_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr) !=
      SQLITE_OK) {
    return Fail(database->Failure("open " + path));
  }
  return database;
}

RawDatabase::~RawDatabase() { sqlite3_close(handle_); }

Result<void> RawDatabase::Execute(const std::string& script) {
  if (sqlite3_exec(handle_, script.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    return Fail(Failure(script));
  }
  return {};
}

Error RawDatabase::Failure(std::string_view doing) const {
  return {ErrorKind::kUnavailable, std::string(doing) + ": " + sqlite3_errmsg(handle_), std::nullopt};
}

Result<std::unique_ptr<RawStatement>> RawStatement::Prepare(RawDatabase& database, const std::string& text) {
  std::unique_ptr<RawStatement> statement(new RawStatement(database));
  if (sqlite3_prepare_v2(database.handle(), text.c_str(), -1, &statement->handle_, nullptr) != SQLITE_OK) {
    return Fail(database.Failure(text));
  }
  statement->cells_.resize(static_cast<std::size_t>(sqlite3_column_count(statement->handle_)));
  return statement;
}

RawStatement::~RawStatement() { sqlite3_finalize(handle_); }

RawStatement& RawStatement::Bind(int parameter, std::int64_t number) {
  sqlite3_bind_int64(handle_, parameter + 1, number);
  return *this;
}

RawStatement& RawStatement::Bind(int parameter, std::string_view text) {
  sqlite3_bind_text(handle_, parameter + 1, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  return *this;
}

RawStatement& RawStatement::BindNull(int parameter) {
  sqlite3_bind_null(handle_, parameter + 1);
  return *this;
}

Result<void> RawStatement::Run() {
  const int code = sqlite3_step(handle_);
  sqlite3_reset(handle_);
  if (code != SQLITE_DONE && code != SQLITE_ROW) {
    return Fail(database_.Failure("step"));
  }
  return {};
}

void RawStatement::CopyRow() {
  for (std::size_t column = 0; column < cells_.size(); ++column) {
    RawCell& cell = cells_[column];
    const int index = static_cast<int>(column);
    const int type = sqlite3_column_type(handle_, index);
    cell.null = type == SQLITE_NULL;
    if (type == SQLITE_TEXT) {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(handle_, index));
      cell.text.assign(text, static_cast<std::size_t>(sqlite3_column_bytes(handle_, index)));
    } else {
      cell.integer = sqlite3_column_int64(handle_, index);
    }
  }
}

Result<std::size_t> RawStatement::CopyRows() {
  std::size_t rows = 0;
  int code = sqlite3_step(handle_);
  for (; code == SQLITE_ROW; code = sqlite3_step(handle_)) {
    CopyRow();
    ++rows;
  }
  sqlite3_reset(handle_);
  if (code != SQLITE_DONE) {
    return Fail(database_.Failure("step"));
  }
  return rows;
}

}  // namespace riff::bench
