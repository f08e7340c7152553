#include "connectors/tiktok/tiktok_order_codec.h"

#include <algorithm>
#include <array>
#include <utility>

#include "connectors/tiktok/tiktok_codec.h"

namespace riff::tiktok {

namespace {

struct StateWord {
  std::string_view word;
  OrderState state;
};
constexpr std::array kStateWords = {
    StateWord{"UNPAID", OrderState::kPending},           StateWord{"ON_HOLD", OrderState::kPending},
    StateWord{"AWAITING_SHIPMENT", OrderState::kPaid},   StateWord{"PARTIALLY_SHIPPING", OrderState::kPaid},
    StateWord{"AWAITING_COLLECTION", OrderState::kPaid}, StateWord{"IN_TRANSIT", OrderState::kShipped},
    StateWord{"DELIVERED", OrderState::kShipped},        StateWord{"COMPLETED", OrderState::kShipped},
    StateWord{"CANCELLED", OrderState::kCancelled},
};

// The units of one SKU in one order.
struct Units {
  OrderLine line;
  int bought = 0;   // Not cancelled.
  int shipped = 0;  // Of those.
};

Result<std::string> IdAt(const JsonValue& object, std::string_view key) {
  RIFF_TRY(const JsonValue value, object.Get(key));
  return value.IsText() ? value.AsText() : value.AsDecimal();
}

Result<Timestamp> SecondsAt(const JsonValue& object, std::string_view key) {
  RIFF_TRY(const std::int64_t seconds, object.Integer(key));
  Result<Timestamp> at = FromSeconds(seconds);
  return at.has_value() ? at : Fail(WithContext(key, at.error()));
}

// A price that cannot be read does not hide a sale: it is only shown to people.
std::optional<Money> PriceOf(const JsonValue& item) {
  const auto code = item.Find("currency");
  const auto price = item.Find("sale_price");
  if (!code.has_value() || !price.has_value()) {
    return std::nullopt;
  }
  const auto currency = code->AsText().and_then(Currency::Parse);
  const auto decimal = price->AsDecimal();
  if (!currency.has_value() || !decimal.has_value()) {
    return std::nullopt;
  }
  const auto money = ParseMoney(*decimal, *currency);
  return money.has_value() ? std::optional<Money>(*money) : std::nullopt;
}

Result<void> AddUnit(const JsonValue& item, std::vector<Units>& units) {
  SkuKey key;
  RIFF_TRY(key.product, IdAt(item, "product_id"));
  RIFF_TRY(key.sku, IdAt(item, "sku_id"));
  auto found = std::ranges::find(units, key.sku, [](const Units& known) { return known.line.id.text(); });
  if (found == units.end()) {
    Units first;
    first.line.id = OrderLineId(key.sku);
    first.line.remote = RemoteIdOf(key);
    RIFF_TRY(const auto sku, item.OptionalText("seller_sku"));
    RIFF_TRY(const auto title, item.OptionalText("product_name"));
    first.line.sku = Sku(sku.value_or(""));
    first.line.title = title.value_or("");
    first.line.unit_price = PriceOf(item);
    found = units.insert(units.end(), std::move(first));
  }
  RIFF_TRY(const auto shown, item.OptionalText("display_status"));
  const OrderState state = StateOf(shown.value_or(""));
  if (state != OrderState::kCancelled) {
    ++found->bought;
    found->shipped += state == OrderState::kShipped ? 1 : 0;
  }
  return {};
}

OrderLine LineOf(Units units, std::string_view order_word) {
  const OrderState order_state = StateOf(order_word);
  if (order_state == OrderState::kCancelled || units.bought == 0) {
    units.line.state = OrderState::kCancelled;
    units.line.quantity = Quantity(0);
    return std::move(units.line);
  }
  units.line.quantity = Quantity(units.bought);
  const bool partly = order_word == "PARTIALLY_SHIPPING";
  units.line.state = partly && units.shipped == units.bought ? OrderState::kShipped : order_state;
  return std::move(units.line);
}

Result<Order> DecodeOrder(const JsonValue& node, Channel channel) {
  Order order;
  order.channel = channel;
  RIFF_TRY(std::string id, IdAt(node, "id"));
  order.id = OrderId(std::move(id));
  RIFF_TRY(order.platform_state, node.Text("status"));
  RIFF_TRY(order.placed_at, SecondsAt(node, "create_time"));
  RIFF_TRY(order.updated_at, SecondsAt(node, "update_time"));
  RIFF_TRY(const std::vector<JsonValue> items, node.Array("line_items"));
  std::vector<Units> units;
  for (const JsonValue& item : items) {
    RIFF_TRY(AddUnit(item, units));
  }
  for (Units& known : units) {
    order.lines.push_back(LineOf(std::move(known), order.platform_state));
  }
  return order;
}

}  // namespace

OrderState StateOf(std::string_view word) {
  const auto* row = std::ranges::find(kStateWords, word, &StateWord::word);
  return row == kStateWords.end() ? OrderState::kUnknown : row->state;
}

Result<OrdersPage> DecodeOrdersPage(const JsonValue& data, Channel channel) {
  OrdersPage page;
  RIFF_TRY(const std::vector<JsonValue> orders, data.OptionalArray("orders"));
  for (const JsonValue& node : orders) {
    RIFF_TRY(Order order, DecodeOrder(node, channel));
    page.rows.push_back(std::move(order));
  }
  RIFF_TRY(const auto token, data.OptionalText("next_page_token"));
  if (token.has_value() && !token->empty()) {
    page.next_token = token;
  }
  return page;
}

}  // namespace riff::tiktok
