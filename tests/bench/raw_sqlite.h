#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"

struct sqlite3;
struct sqlite3_stmt;

namespace riff::bench {

// SQLite's own C API and nothing around it but ownership: what the floors are made of. Every failure is kUnavailable
// with SQLite's words.
class RawDatabase {
 public:
  static Result<std::unique_ptr<RawDatabase>> Open(const std::string& path);
  ~RawDatabase();
  RawDatabase(const RawDatabase&) = delete;
  RawDatabase& operator=(const RawDatabase&) = delete;

  Result<void> Execute(const std::string& script);
  Error Failure(std::string_view doing) const;
  sqlite3* handle() { return handle_; }

 private:
  RawDatabase() = default;
  sqlite3* handle_ = nullptr;
};

// One column of a row, copied out of the database.
struct RawCell {
  bool null = true;
  std::int64_t integer = 0;
  std::string text;
};

// A prepared statement. Parameters and columns count from 0.
class RawStatement {
 public:
  static Result<std::unique_ptr<RawStatement>> Prepare(RawDatabase& database, const std::string& text);
  ~RawStatement();
  RawStatement(const RawStatement&) = delete;
  RawStatement& operator=(const RawStatement&) = delete;

  // Texts are borrowed until the next Run.
  RawStatement& Bind(int parameter, std::int64_t number);
  RawStatement& Bind(int parameter, std::string_view text);
  RawStatement& BindNull(int parameter);

  // Runs a statement that answers nothing.
  Result<void> Run();

  // Steps over all rows and copies every column of each into cells that the rows share. Answers how many rows it saw.
  Result<std::size_t> CopyRows();

 private:
  explicit RawStatement(RawDatabase& database) : database_(database) {}
  void CopyRow();

  RawDatabase& database_;
  sqlite3_stmt* handle_ = nullptr;
  std::vector<RawCell> cells_;
};

}  // namespace riff::bench
