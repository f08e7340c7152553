#include "engine/store/order_sql.h"

#include <algorithm>

#include "engine/store/query.h"
#include "engine/store/words.h"

namespace riff {
namespace {

// An older picture of the order changes nothing.
constexpr Sql kSaveOrder = {R"sql(
INSERT INTO orders (channel, order_id, platform_state, placed_at, updated_at)
VALUES (:channel, :order_id, :platform_state, :placed_at, :updated_at)
ON CONFLICT (channel, order_id) DO UPDATE SET platform_state = excluded.platform_state,
  placed_at = excluded.placed_at, updated_at = excluded.updated_at
WHERE excluded.updated_at > orders.updated_at)sql"};

constexpr Sql kTake = {R"sql(
INSERT INTO inbox (channel, order_id, line_id, transition, quantity, at, run)
VALUES (:channel, :order_id, :line_id, :transition, :quantity, :at, :run) ON CONFLICT DO NOTHING)sql"};

constexpr Sql kSaveLine = {R"sql(
INSERT INTO order_lines (channel, order_id, line_id, environment, remote, sku_shown, title, quantity, price_minor,
  price_currency, state, product, seen, reserved, committed, shipped, oversold, parked, placed_at, taken_at, closed_at)
VALUES (:channel, :order_id, :line_id, :environment, :remote, :sku_shown, :title, :quantity, :price_minor,
  :price_currency, :state, :product, :seen, :reserved, :committed, :shipped, :oversold, :parked, :placed_at, :taken_at,
  :closed_at)
ON CONFLICT (channel, order_id, line_id) DO UPDATE SET remote = excluded.remote, sku_shown = excluded.sku_shown,
  title = excluded.title, quantity = excluded.quantity, price_minor = excluded.price_minor,
  price_currency = excluded.price_currency, state = excluded.state, product = excluded.product, seen = excluded.seen,
  reserved = excluded.reserved, committed = excluded.committed, shipped = excluded.shipped,
  oversold = excluded.oversold, parked = excluded.parked, placed_at = excluded.placed_at,
  taken_at = excluded.taken_at, closed_at = excluded.closed_at)sql"};

#define RIFF_LINE_COLUMNS                                                                                         \
  "channel, order_id, line_id, remote, sku_shown, title, quantity, price_minor, price_currency, state, product, " \
  "seen, reserved, committed, shipped, oversold, parked, placed_at, taken_at, closed_at FROM order_lines "
#define RIFF_LINE_LETTERS "ttttttiittttiiiitiii"

constexpr Sql kFindLine = {"SELECT " RIFF_LINE_COLUMNS
                           "WHERE channel = :channel AND order_id = :order_id AND line_id = :line_id",
                           RIFF_LINE_LETTERS};
constexpr Sql kParked = {"SELECT " RIFF_LINE_COLUMNS
                         "WHERE parked <> 'none' ORDER BY placed_at, channel, order_id, line_id LIMIT :limit",
                         RIFF_LINE_LETTERS};
constexpr Sql kOfProduct = {"SELECT " RIFF_LINE_COLUMNS
                            "WHERE product = :product ORDER BY placed_at, channel, order_id, line_id LIMIT :limit",
                            RIFF_LINE_LETTERS};
constexpr Sql kNotYetClosed = {"SELECT " RIFF_LINE_COLUMNS
                               "WHERE closed_at IS NULL AND (committed > 0 OR shipped > 0) "
                               "ORDER BY placed_at, channel, order_id, line_id LIMIT :limit",
                               RIFF_LINE_LETTERS};

#undef RIFF_LINE_COLUMNS
#undef RIFF_LINE_LETTERS

constexpr Sql kLastTakenAt = {
    "SELECT max(taken_at) FROM order_lines WHERE product = :product AND environment = :environment", "i"};

std::string SeenText(const std::vector<OrderState>& seen) {
  std::string text;
  for (const OrderState state : seen) {
    text += text.empty() ? "" : ",";
    text += ToString(state);
  }
  return text;
}

Result<std::vector<OrderState>> SeenFrom(std::string_view text) {
  std::vector<OrderState> seen;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    RIFF_TRY(const OrderState state, ParseOrderState(text.substr(0, comma)));
    seen.push_back(state);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return seen;
}

Result<TakenLine> ReadLine(Query& query) {
  TakenLine taken;
  RIFF_TRY(taken.channel, query.ChannelWord());
  taken.order = query.IdText<OrderId>();
  taken.line.id = query.IdText<OrderLineId>();
  taken.line.remote = query.IdText<RemoteId>();
  taken.line.sku = query.IdText<Sku>();
  taken.line.title = query.Text();
  taken.line.quantity = query.Units();
  RIFF_TRY(taken.line.unit_price, query.OptionalMoney());
  RIFF_TRY(taken.line.state, ParseOrderState(query.Text()));
  taken.product = query.IdText<Sku>();
  RIFF_TRY(taken.seen, SeenFrom(query.Text()));
  taken.reserved = query.Units();
  taken.committed = query.Units();
  taken.shipped = query.Units();
  taken.oversold = query.Units();
  RIFF_TRY(taken.parked, StoredParkReason(query.Text()));
  taken.placed_at = query.Time();
  taken.taken_at = query.Time();
  taken.closed_at = query.OptionalTime();
  return taken;
}

}  // namespace

Result<bool> SqlOrderTable::SaveOrder(const Order& order) {
  Query query(session_, kSaveOrder);
  query.Bind("channel", order.channel)
      .Bind("order_id", order.id)
      .Bind("platform_state", order.platform_state)
      .Bind("placed_at", order.placed_at)
      .Bind("updated_at", order.updated_at);
  RIFF_TRY(const std::int64_t saved, query.RunCounted());
  return saved == 1;
}

Result<bool> SqlOrderTable::TakeOnce(Channel channel, const OrderId& order, const OrderLineId& line,
                                     OrderState transition, Quantity quantity, Timestamp at, RunId run) {
  Query query(session_, kTake);
  query.Bind("channel", channel)
      .Bind("order_id", order)
      .Bind("line_id", line)
      .Bind("transition", ToString(transition))
      .Bind("quantity", quantity)
      .Bind("at", at)
      .Bind("run", run);
  RIFF_TRY(const std::int64_t taken, query.RunCounted());
  return taken == 1;
}

Result<std::optional<TakenLine>> SqlOrderTable::FindLine(Channel channel, const OrderId& order,
                                                         const OrderLineId& line) {
  Query query(session_, kFindLine);
  query.Bind("channel", channel).Bind("order_id", order).Bind("line_id", line);
  return ReadRow<TakenLine>(query, ReadLine);
}

Result<void> SqlOrderTable::SaveLine(const TakenLine& line) {
  Query query(session_, kSaveLine);
  query.Bind("channel", line.channel)
      .Bind("order_id", line.order)
      .Bind("line_id", line.line.id)
      .Bind("environment", ToString(line.channel.environment))
      .Bind("remote", line.line.remote)
      .Bind("sku_shown", line.line.sku)
      .Bind("title", line.line.title)
      .Bind("quantity", line.line.quantity)
      .BindMoney("price_minor", "price_currency", line.line.unit_price)
      .Bind("state", ToString(line.line.state))
      .Bind("product", line.product)
      .Bind("seen", SeenText(line.seen))
      .Bind("reserved", line.reserved)
      .Bind("committed", line.committed)
      .Bind("shipped", line.shipped)
      .Bind("oversold", line.oversold)
      .Bind("parked", ToString(line.parked))
      .Bind("placed_at", line.placed_at)
      .Bind("taken_at", line.taken_at)
      .Bind("closed_at", line.closed_at);
  return query.Run();
}

Result<std::vector<TakenLine>> SqlOrderTable::Parked(std::size_t limit) {
  Query query(session_, kParked);
  query.Bind("limit", limit);
  return ReadRows<TakenLine>(query, ReadLine);
}

Result<std::vector<TakenLine>> SqlOrderTable::OfProduct(const Sku& product, std::size_t limit) {
  Query query(session_, kOfProduct);
  query.Bind("product", product).Bind("limit", limit);
  return ReadRows<TakenLine>(query, ReadLine);
}

Result<std::vector<TakenLine>> SqlOrderTable::NotYetClosed(std::size_t limit) {
  Query query(session_, kNotYetClosed);
  query.Bind("limit", limit);
  return ReadRows<TakenLine>(query, ReadLine);
}

Result<std::optional<Timestamp>> SqlOrderTable::LastTakenAt(const Sku& product, Environment environment) {
  Query query(session_, kLastTakenAt);
  query.Bind("product", product).Bind("environment", ToString(environment));
  RIFF_TRY(query.Next());
  return query.OptionalTime();
}

}  // namespace riff
