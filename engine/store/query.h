#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/id.h"
#include "engine/base/money.h"
#include "engine/base/quantity.h"
#include "engine/base/time.h"
#include "engine/model/channel.h"
#include "engine/store/session.h"
#include "engine/store/sql.h"

namespace riff {

// One run of a statement: bind, then Run() or Next() row by row, and take each row's columns in their order. Lives
// inside a transaction of its session and gives the statement back, reset, when it ends.
class Query {
 public:
  Query(Session& session, const Sql& sql);
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  // Values are copied. A text with a NUL in it makes the run fail with kInvalid: databases cut there.
  Query& Bind(std::string_view name, std::string_view text);
  Query& Bind(std::string_view name, const std::string& text) { return Bind(name, std::string_view(text)); }
  Query& Bind(std::string_view name, const char* text) { return Bind(name, std::string_view(text)); }
  Query& Bind(std::string_view name, double real);
  Query& Bind(std::string_view name, Timestamp at) { return BindInteger(name, ToMicros(at)); }
  Query& Bind(std::string_view name, Quantity quantity) { return BindInteger(name, quantity.units()); }
  Query& Bind(std::string_view name, Channel channel);
  template <std::integral T>
  Query& Bind(std::string_view name, T number) {
    return BindInteger(name, static_cast<std::int64_t>(number));
  }
  template <class Tag>
  Query& Bind(std::string_view name, const TextId<Tag>& id) {
    return Bind(name, std::string_view(id.text()));
  }
  template <class Tag>
  Query& Bind(std::string_view name, RowId<Tag> id) {
    return BindInteger(name, id.number());
  }
  // Unset is NULL.
  Query& Bind(std::string_view name, const std::optional<std::int64_t>& number);
  Query& Bind(std::string_view name, const std::optional<std::string>& text);
  Query& Bind(std::string_view name, const std::optional<Timestamp>& at);
  Query& Bind(std::string_view name, const std::optional<Quantity>& quantity);
  // Two binds: <name>_minor and <name>_currency.
  Query& BindMoney(std::string_view minor, std::string_view currency, const std::optional<Money>& amount);

  // Runs a statement that answers no rows.
  Result<void> Run();

  // The same; says how many rows it inserted, changed or deleted.
  Result<std::int64_t> RunCounted();

  // The next row; false when there is none left.
  Result<bool> Next();

  // The columns of the row, left to right.
  const std::string& Text() { return Column('t').text; }
  std::int64_t Integer() { return Column('i').integer; }
  int SmallInteger() { return static_cast<int>(Integer()); }
  double Real() { return Column('r').real; }
  Timestamp Time() { return FromMicros(Integer()); }
  Quantity Units() { return Quantity(Integer()); }
  template <class Id>
  Id IdText() {
    return Id(Text());
  }
  std::optional<std::int64_t> OptionalInteger();
  std::optional<std::string> OptionalText();
  std::optional<Timestamp> OptionalTime();
  std::optional<Quantity> OptionalUnits();
  // Two columns, minor units and currency.
  Result<std::optional<Money>> OptionalMoney();
  Result<Channel> ChannelWord();

  // Whether the next column is NULL; does not move on.
  bool NextIsNull() const { return statement_->columns()[column_].null; }

 private:
  Cell& CellFor(std::string_view name, char type);
  Query& BindInteger(std::string_view name, std::int64_t number);
  const Cell& Column(char type);
  const Cell& OptionalColumn(char type);

  Session& session_;
  std::unique_ptr<Statement> statement_;
  std::size_t next_parameter_ = 0;
  std::size_t column_ = 0;
  std::string refused_;  // The bind whose text cannot be stored.
};

// Every row, each read by `read(query)`, which answers a Result<Row>.
template <class Row, class Read>
Result<std::vector<Row>> ReadRows(Query& query, const Read& read) {
  std::vector<Row> rows;
  while (true) {
    RIFF_TRY(const bool more, query.Next());
    if (!more) {
      return rows;
    }
    RIFF_TRY(Row row, read(query));
    rows.push_back(std::move(row));
  }
}

// The first row, if there is one.
template <class Row, class Read>
Result<std::optional<Row>> ReadRow(Query& query, const Read& read) {
  RIFF_TRY(const bool found, query.Next());
  if (!found) {
    return std::nullopt;
  }
  RIFF_TRY(Row row, read(query));
  return row;
}

// The one number that a statement always answers.
Result<std::int64_t> ReadNumber(Query& query);

// Whether there is a row at all.
Result<bool> HasRow(Query& query);

}  // namespace riff
