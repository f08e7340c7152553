#include "engine/store/statement.h"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <cctype>

#include "engine/base/check.h"

namespace riff {
namespace {

bool IsNameCharacter(char character) {
  return std::isalnum(static_cast<unsigned char>(character)) != 0 || character == '_';
}

bool HasName(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::vector<std::string> ParameterNames(std::string_view text) {
  std::vector<std::string> names;
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\'') {
      quoted = !quoted;
    }
    if (quoted || text[at] != ':') {
      continue;
    }
    std::size_t end = at + 1;
    while (end < text.size() && IsNameCharacter(text[end])) {
      ++end;
    }
    const std::string_view name = text.substr(at + 1, end - at - 1);
    if (!name.empty() && !HasName(names, name)) {
      names.emplace_back(name);
    }
    at = end - 1;
  }
  return names;
}

// SOCI keeps the addresses of the cells and of these indicators, so neither vector grows after the constructor.
struct Statement::Binding {
  explicit Binding(soci::session& session) : statement(session) {}

  soci::statement statement;
  std::vector<soci::indicator> parameter_indicators;
  std::vector<soci::indicator> column_indicators;

  sqlite_api::sqlite3_stmt* raw() {
    return static_cast<soci::sqlite3_statement_backend*>(statement.get_backend())->stmt_;
  }
};

Statement::Statement(soci::session& session, const Sql& sql) : sql_(sql), binding_(std::make_unique<Binding>(session)) {
  for (std::string& name : ParameterNames(sql.text)) {
    parameters_.push_back({std::move(name), Cell{}});
  }
  for (const char type : std::string_view(sql.columns)) {
    Cell cell;
    cell.type = type;
    columns_.push_back(std::move(cell));
  }
  binding_->parameter_indicators.assign(parameters_.size(), soci::i_ok);
  binding_->column_indicators.assign(columns_.size(), soci::i_ok);
}

Statement::~Statement() = default;

void Statement::Prepare() {
  soci::statement& statement = binding_->statement;
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    Cell& cell = parameters_[i].cell;
    soci::indicator& indicator = binding_->parameter_indicators[i];
    switch (cell.type) {
      case 't':
        statement.exchange(soci::use(cell.text, indicator, parameters_[i].name));
        break;
      case 'i':
        statement.exchange(soci::use(cell.integer, indicator, parameters_[i].name));
        break;
      default:
        statement.exchange(soci::use(cell.real, indicator, parameters_[i].name));
        break;
    }
  }
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    Cell& cell = columns_[i];
    soci::indicator& indicator = binding_->column_indicators[i];
    switch (cell.type) {
      case 't':
        statement.exchange(soci::into(cell.text, indicator));
        break;
      case 'i':
        statement.exchange(soci::into(cell.integer, indicator));
        break;
      default:
        RIFF_CHECK(cell.type == 'r', "a column is text, integer or real");
        statement.exchange(soci::into(cell.real, indicator));
        break;
    }
  }
  statement.alloc();
  statement.prepare(sql_.text);
  statement.define_and_bind();
  RIFF_CHECK(sqlite_api::sqlite3_column_count(binding_->raw()) == static_cast<int>(columns_.size()),
             "a statement names every column it answers");
  prepared_ = true;
}

bool Statement::Step() {
  if (running_) {
    const bool got = binding_->statement.fetch();
    ReadIndicators();
    return got;
  }
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    RIFF_CHECK(parameters_[i].cell.bound, "a parameter that is not bound would send the last call's value");
    binding_->parameter_indicators[i] = parameters_[i].cell.null ? soci::i_null : soci::i_ok;
  }
  if (!prepared_) {
    Prepare();
  }
  running_ = true;
  const bool got = binding_->statement.execute(true);
  ReadIndicators();
  return got;
}

void Statement::ReadIndicators() {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    columns_[i].null = binding_->column_indicators[i] == soci::i_null;
  }
}

std::int64_t Statement::affected() { return binding_->statement.get_affected_rows(); }

bool Statement::reads_only() {
  if (!prepared_) {
    Prepare();
  }
  return sqlite_api::sqlite3_stmt_readonly(binding_->raw()) != 0;
}

void Statement::Reset() {
  for (Parameter& parameter : parameters_) {
    parameter.cell.bound = false;
  }
  if (running_ && prepared_) {
    sqlite_api::sqlite3_reset(binding_->raw());
  }
  running_ = false;
}

std::unique_ptr<Statement> StatementCache::Take(const Sql& sql) {
  const auto found = idle_.find(&sql);
  if (found == idle_.end() || found->second.empty()) {
    return std::make_unique<Statement>(session_, sql);
  }
  std::unique_ptr<Statement> statement = std::move(found->second.back());
  found->second.pop_back();
  return statement;
}

void StatementCache::Return(std::unique_ptr<Statement> statement) {
  statement->Reset();
  if (statement->prepared()) {
    idle_[&statement->sql()].push_back(std::move(statement));
  }
}

std::size_t StatementCache::idle() const {
  std::size_t count = 0;
  for (const auto& [sql, statements] : idle_) {
    count += statements.size();
  }
  return count;
}

}  // namespace riff
