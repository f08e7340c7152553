#include "engine/store/query.h"

#include "engine/base/check.h"
#include "engine/store/words.h"

namespace riff {

Query::Query(Session& session, const Sql& sql) : session_(session), statement_(session.statements().Take(sql)) {}

Query::~Query() { session_.statements().Return(std::move(statement_)); }

// Binds come in the order of the text as a rule, so the search starts where the last one ended.
Cell& Query::CellFor(std::string_view name, char type) {
  std::vector<Parameter>& parameters = statement_->parameters();
  for (std::size_t tried = 0; tried < parameters.size(); ++tried) {
    const std::size_t at = (next_parameter_ + tried) % parameters.size();
    if (parameters[at].name == name) {
      Cell& cell = parameters[at].cell;
      RIFF_CHECK(cell.type == 0 || cell.type == type, "a parameter keeps its type");
      cell.type = type;
      cell.bound = true;
      cell.null = false;
      next_parameter_ = at + 1;
      return cell;
    }
  }
  RIFF_CHECK(false, "a bind names a parameter of the statement");
}

Query& Query::Bind(std::string_view name, std::string_view text) {
  Cell& cell = CellFor(name, 't');
  if (text.find('\0') != std::string_view::npos) {
    refused_ = name;
  }
  cell.text.assign(text);
  return *this;
}

Query& Query::Bind(std::string_view name, double real) {
  CellFor(name, 'r').real = real;
  return *this;
}

Query& Query::Bind(std::string_view name, Channel channel) { return Bind(name, WordOf(channel)); }

Query& Query::BindInteger(std::string_view name, std::int64_t number) {
  CellFor(name, 'i').integer = number;
  return *this;
}

Query& Query::Bind(std::string_view name, const std::optional<std::int64_t>& number) {
  Cell& cell = CellFor(name, 'i');
  cell.null = !number.has_value();
  cell.integer = number.value_or(0);
  return *this;
}

Query& Query::Bind(std::string_view name, const std::optional<std::string>& text) {
  Bind(name, text.has_value() ? std::string_view(*text) : std::string_view());
  CellFor(name, 't').null = !text.has_value();
  return *this;
}

Query& Query::Bind(std::string_view name, const std::optional<Timestamp>& at) {
  return Bind(name, at.has_value() ? std::optional(ToMicros(*at)) : std::optional<std::int64_t>());
}

Query& Query::Bind(std::string_view name, const std::optional<Quantity>& quantity) {
  return Bind(name, quantity.has_value() ? std::optional(quantity->units()) : std::optional<std::int64_t>());
}

Query& Query::BindMoney(std::string_view minor, std::string_view currency, const std::optional<Money>& amount) {
  if (!amount.has_value()) {
    return Bind(minor, std::optional<std::int64_t>()).Bind(currency, std::optional<std::string>());
  }
  return Bind(minor, amount->minor).Bind(currency, amount->currency.code());
}

Result<bool> Query::Next() {
  if (!refused_.empty()) {
    return Fail(ErrorKind::kInvalid, "a text with a NUL character cannot be stored (" + refused_ + ")");
  }
  if (session_.reading() && !statement_->reads_only()) {
    return Fail(ErrorKind::kInvalid, "a transaction for reading tried to write");
  }
  column_ = 0;
  return statement_->Step();
}

Result<void> Query::Run() {
  RIFF_TRY(Next());
  return {};
}

Result<std::int64_t> Query::RunCounted() {
  RIFF_TRY(Next());
  return statement_->affected();
}

const Cell& Query::OptionalColumn(char type) {
  const std::vector<Cell>& columns = statement_->columns();
  RIFF_CHECK(column_ < columns.size(), "a row has only the columns its statement names");
  const Cell& cell = columns[column_];
  RIFF_CHECK(cell.type == type, "a column is read as what its statement says it is");
  ++column_;
  return cell;
}

const Cell& Query::Column(char type) {
  const Cell& cell = OptionalColumn(type);
  RIFF_CHECK(!cell.null, "a column that may be NULL is read as optional");
  return cell;
}

std::optional<std::int64_t> Query::OptionalInteger() {
  const Cell& cell = OptionalColumn('i');
  return cell.null ? std::nullopt : std::optional<std::int64_t>(cell.integer);
}

std::optional<std::string> Query::OptionalText() {
  const Cell& cell = OptionalColumn('t');
  return cell.null ? std::nullopt : std::optional(cell.text);
}

std::optional<Timestamp> Query::OptionalTime() {
  const Cell& cell = OptionalColumn('i');
  return cell.null ? std::nullopt : std::optional(FromMicros(cell.integer));
}

std::optional<Quantity> Query::OptionalUnits() {
  const Cell& cell = OptionalColumn('i');
  return cell.null ? std::nullopt : std::optional(Quantity(cell.integer));
}

Result<std::optional<Money>> Query::OptionalMoney() {
  const Cell& minor = OptionalColumn('i');
  const Cell& code = OptionalColumn('t');
  if (minor.null || code.null) {
    return std::nullopt;
  }
  RIFF_TRY(const Currency currency, Currency::Parse(code.text));
  return Money{minor.integer, currency};
}

Result<Channel> Query::ChannelWord() { return StoredChannel(Text()); }

Result<std::int64_t> ReadNumber(Query& query) {
  RIFF_TRY(const bool found, query.Next());
  RIFF_CHECK(found, "an aggregate always answers one row");
  return query.Integer();
}

Result<bool> HasRow(Query& query) { return query.Next(); }

}  // namespace riff
