#include "connectors/shopify/shopify_order_codec.h"

#include <algorithm>
#include <array>

#include "connectors/shopify/shopify_codec.h"

namespace riff::shopify {

namespace {

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

Result<std::string> NumberAt(const JsonValue& object, std::string_view kind) {
  RIFF_TRY(const std::string gid, object.Text("id"));
  auto number = NumberOfGid(kind, gid);
  if (!number.has_value()) {
    return Fail(ErrorKind::kInvalid, object.path() + ".id: not a gid of " + std::string(kind));
  }
  return number;
}

Result<Quantity> UnitsAt(const JsonValue& object, std::string_view key) {
  RIFF_TRY(const std::int64_t units, object.Integer(key));
  return Quantity(units);
}

Result<ShopifyLine> DecodeLine(const JsonValue& node) {
  ShopifyLine shown;
  RIFF_TRY(const std::string number, NumberAt(node, "LineItem"));
  shown.line.id = OrderLineId(number);
  RIFF_TRY(const auto sku, node.OptionalText("sku"));
  RIFF_TRY(const auto title, node.OptionalText("title"));
  shown.line.sku = Sku(sku.value_or(""));
  shown.line.title = title.value_or("");
  RIFF_TRY(shown.bought, UnitsAt(node, "quantity"));
  RIFF_TRY(shown.current, UnitsAt(node, "currentQuantity"));
  RIFF_TRY(shown.unfulfilled, UnitsAt(node, "unfulfilledQuantity"));
  if (const auto variant = node.Find("variant")) {  // Null once the variant was deleted; the SKU stays.
    VariantKey key;
    RIFF_TRY(key.variant, NumberAt(*variant, "ProductVariant"));
    RIFF_TRY(const JsonValue product, variant->Get("product"));
    RIFF_TRY(key.product, NumberAt(product, "Product"));
    shown.line.remote = RemoteIdOf(key);
  }
  return shown;
}

Result<std::optional<std::string>> NextOf(const JsonValue& connection) {
  RIFF_TRY(const JsonValue info, connection.Get("pageInfo"));
  RIFF_TRY(const bool more, info.Bool("hasNextPage"));
  if (!more) {
    return std::optional<std::string>();
  }
  RIFF_TRY(std::string end, info.Text("endCursor"));
  return std::optional<std::string>(std::move(end));
}

Result<ShopifyOrder> DecodeOrder(const JsonValue& node, Channel channel) {
  ShopifyOrder shown;
  shown.order.channel = channel;
  RIFF_TRY(const std::string number, NumberAt(node, "Order"));
  shown.order.id = OrderId(number);
  RIFF_TRY(const std::string created, node.Text("createdAt"));
  RIFF_TRY(shown.order.placed_at, ParseTimestamp(created));
  RIFF_TRY(const std::string updated, node.Text("updatedAt"));
  RIFF_TRY(shown.order.updated_at, ParseTimestamp(updated));
  RIFF_TRY(const auto cancelled, node.OptionalText("cancelledAt"));
  shown.cancelled = cancelled.has_value();
  RIFF_TRY(const auto financial, node.OptionalText("displayFinancialStatus"));
  shown.financial = financial.value_or("");
  RIFF_TRY(shown.fulfillment, node.Text("displayFulfillmentStatus"));
  RIFF_TRY(LinesPage lines, DecodeLines(node));
  shown.lines = std::move(lines.lines);
  shown.more_lines = std::move(lines.next);
  return shown;
}

// By the payment alone, for units that are still bought and not shipped.
OrderState StateOfPayment(std::string_view financial) {
  if (IsOneOf(financial, {"PAID", "PARTIALLY_REFUNDED"})) {
    return OrderState::kPaid;
  }
  if (financial == "REFUNDED") {
    return OrderState::kRefunded;
  }
  // EXPIRED and VOIDED say that the money will not come this way; as long as the order is open it holds its units.
  if (IsOneOf(financial, {"", "PENDING", "AUTHORIZED", "PARTIALLY_PAID", "EXPIRED", "VOIDED"})) {
    return OrderState::kPending;
  }
  return OrderState::kUnknown;
}

bool IsKnownFulfillment(std::string_view word) {
  return IsOneOf(word, {"FULFILLED", "IN_PROGRESS", "ON_HOLD", "OPEN", "PARTIALLY_FULFILLED", "PENDING_FULFILLMENT",
                        "REQUEST_DECLINED", "RESTOCKED", "SCHEDULED", "UNFULFILLED"});
}

OrderState StateOfNothingLeft(const RefundedUnits& refunded) {
  const Quantity undone = refunded.returned + refunded.kept;
  if (undone <= Quantity(0)) {
    return OrderState::kCancelled;  // Taken off by an edit, or cancelled before it left.
  }
  return refunded.returned >= refunded.kept ? OrderState::kReturned : OrderState::kRefunded;
}

OrderLine LineMeaning(const ShopifyOrder& shown, ShopifyLine line, const RefundedUnits& refunded) {
  line.line.quantity = line.current;
  if (shown.cancelled) {
    line.line.quantity = Quantity(0);
    line.line.state = OrderState::kCancelled;
  } else if (line.current <= Quantity(0)) {
    line.line.state = StateOfNothingLeft(refunded);
    // Returned and refunded ask a person about the units; only a cancellation gives them back.
    line.line.quantity = line.line.state == OrderState::kCancelled ? Quantity(0) : line.bought;
  } else if (!IsKnownFulfillment(shown.fulfillment)) {
    line.line.state = OrderState::kUnknown;
  } else {
    line.line.state = StateOfPayment(shown.financial);
    const bool left_house =
        line.unfulfilled <= Quantity(0) && IsOneOf(shown.fulfillment, {"FULFILLED", "PARTIALLY_FULFILLED"});
    if (left_house && line.line.state != OrderState::kRefunded && line.line.state != OrderState::kUnknown) {
      line.line.state = OrderState::kShipped;
    }
  }
  return std::move(line.line);
}

void AddUnits(RefundedUnits& units, std::string_view type, Quantity quantity) {
  if (type == "CANCEL") {
    units.cancelled += quantity;
  } else if (type == "RETURN" || type == "LEGACY_RESTOCK") {
    units.returned += quantity;
  } else {
    units.kept += quantity;
  }
}

// "PAID / FULFILLED", and what became of refunded units: for people.
std::string StateText(const ShopifyOrder& shown, const RefundsByLine& refunds) {
  std::string text = (shown.cancelled ? "CANCELLED " : "") + shown.financial + " / " + shown.fulfillment;
  RefundedUnits sum;
  for (const auto& [line, units] : refunds) {
    sum.cancelled += units.cancelled;
    sum.returned += units.returned;
    sum.kept += units.kept;
  }
  for (const auto& [word, units] :
       {std::pair("CANCEL", sum.cancelled), std::pair("RETURN", sum.returned), std::pair("NO_RESTOCK", sum.kept)}) {
    if (units > Quantity(0)) {
      text += "; refunded " + std::to_string(units.units()) + " " + word;
    }
  }
  return text;
}

}  // namespace

Result<LinesPage> DecodeLines(const JsonValue& order) {
  LinesPage page;
  RIFF_TRY(const JsonValue connection, order.Get("lineItems"));
  RIFF_TRY(const std::vector<JsonValue> nodes, connection.Array("nodes"));
  for (const JsonValue& node : nodes) {
    RIFF_TRY(ShopifyLine line, DecodeLine(node));
    page.lines.push_back(std::move(line));
  }
  RIFF_TRY(page.next, NextOf(connection));
  return page;
}

Result<Page<ShopifyOrder>> DecodeOrdersPage(const JsonValue& data, Channel channel) {
  Page<ShopifyOrder> page;
  RIFF_TRY(const JsonValue orders, data.Get("orders"));
  RIFF_TRY(const std::vector<JsonValue> nodes, orders.Array("nodes"));
  for (const JsonValue& node : nodes) {
    RIFF_TRY(ShopifyOrder order, DecodeOrder(node, channel));
    page.rows.push_back(std::move(order));
  }
  RIFF_TRY(const auto next, NextOf(orders));
  if (next.has_value()) {
    page.next = Cursor(*next);
  }
  return page;
}

Result<ShopifyOrder> DecodeOneOrder(const JsonValue& data, Channel channel) {
  RIFF_TRY(const JsonValue node, data.Get("order"));
  if (node.IsNull()) {
    return Fail(ErrorKind::kNotFound, "no such order");
  }
  return DecodeOrder(node, channel);
}

Result<RefundsByLine> DecodeRefunds(const JsonValue& data) {
  RefundsByLine refunds;
  const auto order = data.Find("order");
  if (!order.has_value()) {
    return refunds;
  }
  RIFF_TRY(const std::vector<JsonValue> entries, order->Array("refunds"));
  for (const JsonValue& refund : entries) {
    RIFF_TRY(const JsonValue connection, refund.Get("refundLineItems"));
    RIFF_TRY(const std::vector<JsonValue> nodes, connection.Array("nodes"));
    for (const JsonValue& node : nodes) {
      RIFF_TRY(const JsonValue line, node.Get("lineItem"));
      RIFF_TRY(const std::string number, NumberAt(line, "LineItem"));
      RIFF_TRY(const std::string type, node.Text("restockType"));
      RIFF_TRY(const Quantity units, UnitsAt(node, "quantity"));
      AddUnits(refunds[number], type, units);
    }
  }
  return refunds;
}

bool NeedsRefunds(const ShopifyOrder& order) {
  return !order.cancelled && IsOneOf(order.financial, {"REFUNDED", "PARTIALLY_REFUNDED"});
}

Order MeaningOf(ShopifyOrder shown, const RefundsByLine& refunds) {
  Order order = shown.order;
  order.platform_state = StateText(shown, refunds);
  for (const ShopifyLine& line : shown.lines) {
    const auto found = refunds.find(line.line.id.text());
    order.lines.push_back(LineMeaning(shown, line, found == refunds.end() ? RefundedUnits{} : found->second));
  }
  return order;
}

}  // namespace riff::shopify
