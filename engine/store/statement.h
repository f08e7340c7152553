#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/sql.h"

namespace soci {
class session;
}

namespace riff {

// One value on its way into or out of a statement. SOCI binds the address of the member that `type` names.
struct Cell {
  char type = 0;  // 't', 'i' or 'r'; 0 while nobody said.
  bool null = false;
  bool bound = false;  // Parameters only: set since the last reset.
  long long integer = 0;
  double real = 0;
  std::string text;
};

struct Parameter {
  std::string name;
  Cell cell;
};

// The names of the binds in a statement's text, each once, in the order they first come. Quoted texts hold none.
std::vector<std::string> ParameterNames(std::string_view text);

// A prepared statement with its own cells, kept for the life of its session. Failures of the database are thrown by
// SOCI and caught where the transaction ends.
class Statement {
 public:
  // Nothing is prepared before the first Step. `sql` must outlive the statement.
  Statement(soci::session& session, const Sql& sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  const Sql& sql() const { return sql_; }
  std::vector<Parameter>& parameters() { return parameters_; }
  const std::vector<Cell>& columns() const { return columns_; }

  // Runs the statement the first time and fetches the next row after that; false when there is none (left).
  // All parameters must be bound.
  bool Step();

  // Rows that the last run inserted, changed or deleted.
  std::int64_t affected();

  // Whether it only reads. Prepares it.
  bool reads_only();

  // Ends the run and forgets what was bound. A statement that is not reset holds its lock and shows stale rows.
  void Reset();

  // False before the first use, and when preparing it failed: such a one is not kept.
  bool prepared() const { return prepared_; }

 private:
  struct Binding;

  void Prepare();
  void ReadIndicators();

  const Sql& sql_;
  std::vector<Parameter> parameters_;
  std::vector<Cell> columns_;
  std::unique_ptr<Binding> binding_;
  bool prepared_ = false;
  bool running_ = false;
};

// The idle statements of one session, by the address of their text. A statement that is in use is not in it, so that a
// query inside another one's loop gets a statement of its own.
class StatementCache {
 public:
  explicit StatementCache(soci::session& session) : session_(session) {}

  std::unique_ptr<Statement> Take(const Sql& sql);

  // Resets it and keeps it for the next Take.
  void Return(std::unique_ptr<Statement> statement);

  std::size_t idle() const;

 private:
  soci::session& session_;
  std::map<const Sql*, std::vector<std::unique_ptr<Statement>>> idle_;
};

}  // namespace riff
