#include "connectors/reverb/reverb_order_codec.h"

#include <array>
#include <utility>

namespace riff::reverb {
namespace {

struct StatusRow {
  std::string_view status;
  OrderState state;
};

// "blocked" is an order under Reverb's review: not sold, but the unit may be spoken for. "received" follows "shipped".
constexpr std::array<StatusRow, 10> kStatuses = {{
    {"unpaid", OrderState::kPending},
    {"payment_pending", OrderState::kPending},
    {"pending_review", OrderState::kPending},
    {"blocked", OrderState::kPending},
    {"paid", OrderState::kPaid},
    {"shipped", OrderState::kShipped},
    {"picked_up", OrderState::kShipped},
    {"received", OrderState::kShipped},
    {"refunded", OrderState::kRefunded},
    {"cancelled", OrderState::kCancelled},
}};

// Order numbers and product ids come as texts; older answers had numbers.
Result<std::string> TextOrDigits(const JsonValue& order, std::string_view key) {
  RIFF_TRY(const JsonValue value, order.Get(key));
  if (value.IsText()) return value.AsText();
  RIFF_TRY(const std::int64_t number, value.AsInteger());
  return std::to_string(number);
}

Result<Timestamp> TimeOf(const JsonValue& order, std::string_view key) {
  RIFF_TRY(const std::string text, order.Text(key));
  const Result<Timestamp> at = ParseTimestamp(text);
  if (!at) return Fail(WithContext(order.path() + "." + std::string(key), at.error()));
  return *at;
}

// The price of one unit; absent where the order does not tell.
Result<std::optional<Money>> UnitPriceOf(const JsonValue& order) {
  const std::optional<JsonValue> price = order.Find("amount_product");
  if (!price) return std::optional<Money>();
  RIFF_TRY(const std::string code, price->Text("currency"));
  RIFF_TRY(const std::string amount, price->Decimal("amount"));
  const Result<Currency> currency = Currency::Parse(code);
  if (!currency) return Fail(WithContext(price->path() + ".currency", currency.error()));
  const Result<Money> money = ParseMoney(amount, *currency);
  if (!money) return Fail(WithContext(price->path() + ".amount", money.error()));
  return std::optional<Money>(*money);
}

}  // namespace

OrderState OrderStateOf(std::string_view status) {
  for (const StatusRow& row : kStatuses) {
    if (row.status == status) return row.state;
  }
  return OrderState::kUnknown;
}

Result<Order> ParseOrder(const JsonValue& order, Channel channel) {
  Order out;
  out.channel = channel;
  RIFF_TRY(std::string number, TextOrDigits(order, "order_number"));
  if (number.empty()) return Fail(ErrorKind::kInvalid, order.path() + ".order_number: empty");
  RIFF_TRY(out.platform_state, order.Text("status"));
  RIFF_TRY(out.placed_at, TimeOf(order, "created_at"));
  RIFF_TRY(out.updated_at, TimeOf(order, "updated_at"));

  OrderLine line;
  line.id = OrderLineId(number);
  RIFF_TRY(std::string product, TextOrDigits(order, "product_id"));
  line.remote = RemoteId(std::move(product));
  RIFF_TRY(std::optional<std::string> sku, order.OptionalText("sku"));
  line.sku = Sku(std::move(sku).value_or(""));
  RIFF_TRY(std::optional<std::string> title, order.OptionalText("title"));
  line.title = std::move(title).value_or("");
  RIFF_TRY(const std::int64_t units, order.Integer("quantity"));
  if (units < 1) return Fail(ErrorKind::kInvalid, order.path() + ".quantity: an order buys at least one");
  line.quantity = Quantity(units);
  RIFF_TRY(line.unit_price, UnitPriceOf(order));
  line.state = OrderStateOf(out.platform_state);

  out.id = OrderId(std::move(number));
  out.lines.push_back(std::move(line));
  return out;
}

}  // namespace riff::reverb
