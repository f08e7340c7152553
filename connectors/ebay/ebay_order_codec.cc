#include "connectors/ebay/ebay_order_codec.h"

#include <algorithm>
#include <array>
#include <utility>

#include "connectors/ebay/ebay_codec.h"
#include "connectors/ebay/ebay_requests.h"

namespace riff::ebay {
namespace {

struct PaymentRow {
  std::string_view word;
  OrderState state;
};

constexpr std::array kPayments = {
    PaymentRow{"PAID", OrderState::kPaid},
    PaymentRow{"PARTIALLY_REFUNDED", OrderState::kPaid},
    PaymentRow{"PENDING", OrderState::kPending},
    PaymentRow{"FAILED", OrderState::kCancelled},
    PaymentRow{"FULLY_REFUNDED", OrderState::kRefunded},
};

constexpr std::array<std::string_view, 3> kCancelWords = {"NONE_REQUESTED", "IN_PROGRESS", "CANCELED"};
constexpr std::array<std::string_view, 3> kFulfillmentWords = {"NOT_STARTED", "IN_PROGRESS", "FULFILLED"};

bool Among(const std::array<std::string_view, 3>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

Result<OrderLine> LineOf(const JsonValue& line, std::string_view payment, std::string_view cancel) {
  OrderLine read;
  RIFF_TRY(std::string id, line.Text("lineItemId"));
  read.id = OrderLineId(std::move(id));
  // A listing made by hand may show no SKU; its item id always is there.
  RIFF_TRY(const std::optional<std::string> sku, line.OptionalText("sku"));
  read.sku = Sku(sku.value_or(""));
  RIFF_TRY(std::string item, line.Text("legacyItemId"));
  RIFF_TRY(const std::optional<std::string> variation, line.OptionalText("legacyVariationId"));
  // Variations share the item id; the reader tells them apart by SKU.
  const bool varies = variation && !variation->empty() && *variation != "0" && !read.sku.empty();
  read.remote = RemoteId(varies ? item + "/" + read.sku.text() : item);
  RIFF_TRY(const std::optional<std::string> title, line.OptionalText("title"));
  read.title = title.value_or("");
  RIFF_TRY(const std::int64_t units, line.Integer("quantity"));
  if (units < 1) {
    return Fail(ErrorKind::kInvalid, line.path() + ".quantity: below one");
  }
  read.quantity = Quantity(units);
  if (const std::optional<JsonValue> cost = line.Find("lineItemCost")) {
    // The cost is of all units together.
    RIFF_TRY(Money money, MoneyOf(*cost));
    money.minor /= units;
    read.unit_price = money;
  }
  RIFF_TRY(const std::string fulfillment, line.Text("lineItemFulfillmentStatus"));
  read.state = StateOf({.payment = payment, .fulfillment = fulfillment, .cancel = cancel});
  return read;
}

Result<Timestamp> TimeOf(const JsonValue& order, std::string_view key) {
  RIFF_TRY(const std::string text, order.Text(key));
  Result<Timestamp> at = ParseTimestamp(text);
  if (!at.has_value()) {
    return Fail(WithContext(order.path() + "." + std::string(key), at.error()));
  }
  return at;
}

}  // namespace

OrderState StateOf(const OrderWords& words) {
  const auto* const payment = std::ranges::find(kPayments, words.payment, &PaymentRow::word);
  if (payment == kPayments.end() || !Among(kCancelWords, words.cancel) ||
      !Among(kFulfillmentWords, words.fulfillment)) {
    return OrderState::kUnknown;
  }
  if (words.cancel == "CANCELED") {
    return OrderState::kCancelled;
  }
  if (payment->state == OrderState::kPaid && words.fulfillment == "FULFILLED") {
    return OrderState::kShipped;
  }
  return payment->state;
}

Result<Order> OrderOf(const JsonValue& order, Channel channel) {
  Order read;
  read.channel = channel;
  RIFF_TRY(std::string id, order.Text("orderId"));
  read.id = OrderId(std::move(id));
  RIFF_TRY(read.placed_at, TimeOf(order, "creationDate"));
  RIFF_TRY(read.updated_at, TimeOf(order, "lastModifiedDate"));
  RIFF_TRY(const std::string payment, order.Text("orderPaymentStatus"));
  RIFF_TRY(const std::string fulfillment, order.Text("orderFulfillmentStatus"));
  RIFF_TRY(const JsonValue cancel_status, order.Get("cancelStatus"));
  RIFF_TRY(const std::string cancel, cancel_status.Text("cancelState"));
  read.platform_state = payment + "/" + fulfillment + "/" + cancel;
  RIFF_TRY(const std::vector<JsonValue> lines, order.Array("lineItems"));
  for (const JsonValue& line : lines) {
    RIFF_TRY(OrderLine row, LineOf(line, payment, cancel));
    read.lines.push_back(std::move(row));
  }
  return read;
}

Result<OrderPage> OrderPageOf(const JsonValue& page, Channel channel) {
  OrderPage read;
  RIFF_TRY(read.total, page.OptionalInteger("total"));
  RIFF_TRY(const std::vector<JsonValue> rows, page.Array("orders"));
  for (const JsonValue& row : rows) {
    RIFF_TRY(Order order, OrderOf(row, channel));
    read.orders.push_back(std::move(order));
  }
  RIFF_TRY(const std::optional<std::string> next, page.OptionalText("next"));
  if (next && !next->empty() && !read.orders.empty()) {
    RIFF_TRY(read.next, PathOfLink(*next, kOrderPath));
  }
  return read;
}

}  // namespace riff::ebay
