// Orders, their lines and what was given back.

#include <algorithm>

#include "mocks/shopify_objects.h"
#include "mocks/shopify_page.h"
#include "mocks/shopify_search.h"

namespace riff::sim {
namespace {

constexpr Duration kOrderWindow = std::chrono::hours(24 * 60);

const MarketOrder& Of(ShopifyShop& shop, const OrderId& id) { return *shop.market().FindOrder(id); }

std::int64_t NumberOf(const OrderId& id) { return NumberInDigits(id.text()).value_or(0); }

// What a buyer calls it: the last digits.
std::int64_t ShortNumber(const OrderId& id) { return 1000 + NumberOf(id) % 1'000'000; }

bool IsUndone(const MarketOrder& order) {
  return order.state == OrderState::kCancelled || order.state == OrderState::kRefunded ||
         order.state == OrderState::kReturned;
}

std::string FinancialStatusOf(const MarketOrder& order) {
  if (IsUndone(order)) {
    return order.paid_at ? "REFUNDED" : "VOIDED";
  }
  return order.paid_at ? "PAID" : "PENDING";
}

bool IsFulfilled(const MarketOrder& order) { return order.shipped_at.has_value(); }

std::string FulfillmentStatusOf(const MarketOrder& order) { return IsFulfilled(order) ? "FULFILLED" : "UNFULFILLED"; }

Money TotalOf(const MarketOrder& order, bool current) {
  Money total{0, order.lines.front().unit_price.currency};
  for (const MarketOrderLine& line : order.lines) {
    total.minor += current && IsUndone(order) ? 0 : line.unit_price.minor * line.quantity.units();
  }
  return total;
}

std::int64_t UnitsOf(const MarketOrder& order, bool current) {
  std::int64_t units = 0;
  for (const MarketOrderLine& line : order.lines) {
    units += current && IsUndone(order) ? 0 : line.quantity.units();
  }
  return units;
}

// ---- lines -------------------------------------------------------------------------------------------------------

struct Line {
  OrderId order;
  std::size_t place = 0;
};

Money TotalOf(const MarketOrderLine& line) {
  return {line.unit_price.minor * line.quantity.units(), line.unit_price.currency};
}

std::int64_t CurrentUnits(const MarketOrder& order, const MarketOrderLine& line) {
  return IsUndone(order) ? 0 : line.quantity.units();
}

std::int64_t UnfulfilledUnits(const MarketOrder& order, const MarketOrderLine& line) {
  return IsFulfilled(order) ? 0 : CurrentUnits(order, line);
}

GraphqlOutput ProductOf(ShopifyShop& shop, const MarketOrderLine& line) {
  const MarketListing* row = shop.Row(line.row);
  return row == nullptr ? GraphqlOutput(GraphqlValue::Null()) : ProductObject(shop, ProductNumberOf(*row));
}

GraphqlOutput VendorOf(ShopifyShop& shop, const MarketOrderLine& line) {
  const MarketListing* row = shop.market().Find(line.row);
  return GraphqlValue::TextOrNull(row->content.brand);
}

#define RIFF_LINE(expression)                                                       \
  [](ShopifyShop& shop, const Line& at, const GraphqlCall& call) -> GraphqlOutput { \
    const MarketOrder& order = Of(shop, at.order);                                  \
    const MarketOrderLine& line = order.lines[at.place];                            \
    (void)call, (void)line;                                                         \
    return expression;                                                              \
  }

const ShopifyFields<Line>& LineFields() {
  static const ShopifyFields<Line> fields = {
      {"currentQuantity", RIFF_LINE(NumberLeaf(CurrentUnits(order, line)))},
      {"discountedUnitPriceSet", RIFF_LINE(ShopifyMoneyBag(line.unit_price))},
      {"id", RIFF_LINE(TextLeaf("gid://shopify/LineItem/" + line.id.text()))},
      {"isGiftCard", RIFF_LINE(GraphqlValue::Bool(false))},
      {"name", RIFF_LINE(TextLeaf(line.title))},
      {"originalTotalSet", RIFF_LINE(ShopifyMoneyBag(TotalOf(line)))},
      {"originalUnitPriceSet", RIFF_LINE(ShopifyMoneyBag(line.unit_price))},
      {"product", RIFF_LINE(ProductOf(shop, line))},
      {"quantity", RIFF_LINE(NumberLeaf(line.quantity.units()))},
      {"refundableQuantity", RIFF_LINE(NumberLeaf(CurrentUnits(order, line)))},
      {"requiresShipping", RIFF_LINE(GraphqlValue::Bool(true))},
      {"restockable", RIFF_LINE(GraphqlValue::Bool(!IsUndone(order)))},
      {"sku", RIFF_LINE(GraphqlValue::TextOrNull(line.sku.text()))},
      {"taxable", RIFF_LINE(GraphqlValue::Bool(true))},
      {"title", RIFF_LINE(TextLeaf(line.title))},
      {"unfulfilledQuantity", RIFF_LINE(NumberLeaf(UnfulfilledUnits(order, line)))},
      {"variant", RIFF_LINE(VariantObject(shop, line.row))},
      {"variantTitle", RIFF_LINE(GraphqlValue::Null())},
      {"vendor", RIFF_LINE(VendorOf(shop, line))},
  };
  return fields;
}

#undef RIFF_LINE

GraphqlOutput LinesPage(ShopifyShop& shop, const OrderId& id, const GraphqlCall& call) {
  std::vector<ShopifyPageRow> rows;
  for (std::size_t i = 0; i < Of(shop, id).lines.size(); ++i) {
    const auto place = static_cast<std::int64_t>(i);
    rows.push_back({SortedNumber(place), place,
                    [&shop, id, i] { return ShopifyObject("LineItem", LineFields(), shop, Line{id, i}); }});
  }
  return ShopifyPage(shop, "LineItemConnection", std::move(rows), call);
}

// ---- refunds -----------------------------------------------------------------------------------------------------

// A paid order that was undone has one refund, of everything.
bool HasRefund(const MarketOrder& order) { return IsUndone(order) && order.paid_at.has_value(); }

std::string RestockTypeOf(const MarketOrder& order) {
  if (order.state == OrderState::kCancelled) {
    return "CANCEL";
  }
  return order.state == OrderState::kReturned ? "RETURN" : "NO_RESTOCK";
}

GraphqlObjectPointer RefundedLine(ShopifyShop& shop, const OrderId& id, std::size_t place) {
  const MarketOrder& order = Of(shop, id);
  const MarketOrderLine& line = order.lines[place];
  const bool restocked = order.state == OrderState::kCancelled;
  return ShopifyRecord("RefundLineItem",
                       {{"id", TextLeaf("gid://shopify/RefundLineItem/" + line.id.text())},
                        {"lineItem", ShopifyObject("LineItem", LineFields(), shop, Line{id, place})},
                        {"location", restocked ? LocationObject(shop, shop.LocationNumber()) : nullptr},
                        {"priceSet", ShopifyMoneyBag(line.unit_price)},
                        {"quantity", NumberLeaf(line.quantity.units())},
                        {"restockType", TextLeaf(RestockTypeOf(order))},
                        {"restocked", GraphqlValue::Bool(restocked)},
                        {"subtotalSet", ShopifyMoneyBag(TotalOf(line))}});
}

GraphqlOutput RefundedLinesPage(ShopifyShop& shop, const OrderId& id, const GraphqlCall& call) {
  std::vector<ShopifyPageRow> rows;
  for (std::size_t i = 0; i < Of(shop, id).lines.size(); ++i) {
    rows.push_back({"", static_cast<std::int64_t>(i), [&shop, id, i] { return RefundedLine(shop, id, i); }});
  }
  return ShopifyPage(shop, "RefundLineItemConnection", std::move(rows), call);
}

#define RIFF_ORDER(expression)                                                         \
  [](ShopifyShop& shop, const OrderId& id, const GraphqlCall& call) -> GraphqlOutput { \
    const MarketOrder& order = Of(shop, id);                                           \
    (void)call, (void)order;                                                           \
    return expression;                                                                 \
  }

const ShopifyFields<OrderId>& RefundFields() {
  static const ShopifyFields<OrderId> fields = {
      {"createdAt", RIFF_ORDER(TimeLeaf(order.updated_at))},
      {"id", RIFF_ORDER(TextLeaf(ShopifyGid("Refund", NumberOf(id))))},
      {"legacyResourceId", RIFF_ORDER(TextLeaf(id.text()))},
      {"note", RIFF_ORDER(GraphqlValue::Null())},
      {"order", RIFF_ORDER(OrderObject(shop, id))},
      {"processedAt", RIFF_ORDER(TimeLeaf(order.updated_at))},
      {"refundLineItems", RIFF_ORDER(RefundedLinesPage(shop, id, call))},
      {"totalRefundedSet", RIFF_ORDER(ShopifyMoneyBag(TotalOf(order, false)))},
      {"updatedAt", RIFF_ORDER(TimeLeaf(order.updated_at))},
  };
  return fields;
}

GraphqlOutput Refunds(ShopifyShop& shop, const OrderId& id, const GraphqlCall& call) {
  std::vector<GraphqlOutput> refunds;
  const GraphqlValue* most = call.arguments.Given("first");
  if (HasRefund(Of(shop, id)) && (most == nullptr || most->integer > 0)) {
    refunds.emplace_back(ShopifyObject("Refund", RefundFields(), shop, id));
  }
  return refunds;
}

// ---- the order ---------------------------------------------------------------------------------------------------

GraphqlOutput CancelledAt(const MarketOrder& order) {
  return order.state == OrderState::kCancelled ? TimeLeaf(order.updated_at) : GraphqlOutput(GraphqlValue::Null());
}

const ShopifyFields<OrderId>& OrderFields() {
  static const ShopifyFields<OrderId> fields = {
      {"cancelReason", RIFF_ORDER(GraphqlValue::TextOrNull(order.state == OrderState::kCancelled ? "CUSTOMER" : ""))},
      {"cancelledAt", RIFF_ORDER(CancelledAt(order))},
      {"closed", RIFF_ORDER(GraphqlValue::Bool(false))},
      {"closedAt", RIFF_ORDER(GraphqlValue::Null())},
      {"confirmed", RIFF_ORDER(GraphqlValue::Bool(true))},
      {"createdAt", RIFF_ORDER(TimeLeaf(order.placed_at))},
      {"currencyCode", RIFF_ORDER(TextLeaf(order.lines.front().unit_price.currency.code()))},
      {"currentSubtotalLineItemsQuantity", RIFF_ORDER(NumberLeaf(UnitsOf(order, true)))},
      {"currentTotalPriceSet", RIFF_ORDER(ShopifyMoneyBag(TotalOf(order, true)))},
      {"displayFinancialStatus", RIFF_ORDER(TextLeaf(FinancialStatusOf(order)))},
      {"displayFulfillmentStatus", RIFF_ORDER(TextLeaf(FulfillmentStatusOf(order)))},
      {"edited", RIFF_ORDER(GraphqlValue::Bool(false))},
      {"fulfillable", RIFF_ORDER(GraphqlValue::Bool(!IsFulfilled(order) && !IsUndone(order)))},
      {"fullyPaid", RIFF_ORDER(GraphqlValue::Bool(order.paid_at.has_value()))},
      {"id", RIFF_ORDER(TextLeaf(ShopifyGid("Order", NumberOf(id))))},
      {"legacyResourceId", RIFF_ORDER(TextLeaf(id.text()))},
      {"lineItems", RIFF_ORDER(LinesPage(shop, id, call))},
      {"name", RIFF_ORDER(TextLeaf("#" + std::to_string(ShortNumber(id))))},
      {"note", RIFF_ORDER(GraphqlValue::Null())},
      {"number", RIFF_ORDER(NumberLeaf(ShortNumber(id)))},
      {"processedAt", RIFF_ORDER(TimeLeaf(order.placed_at))},
      {"refundable", RIFF_ORDER(GraphqlValue::Bool(order.paid_at.has_value() && !IsUndone(order)))},
      {"refunds", RIFF_ORDER(Refunds(shop, id, call))},
      {"returnStatus", RIFF_ORDER(TextLeaf(order.state == OrderState::kReturned ? "RETURNED" : "NO_RETURN"))},
      {"sourceName", RIFF_ORDER(TextLeaf("web"))},
      {"subtotalLineItemsQuantity", RIFF_ORDER(NumberLeaf(UnitsOf(order, false)))},
      {"tags", RIFF_ORDER(GraphqlValue::List())},
      {"test", RIFF_ORDER(GraphqlValue::Bool(ExtraOf(order.extras, "test") == "true"))},
      {"totalPriceSet", RIFF_ORDER(ShopifyMoneyBag(TotalOf(order, false)))},
      {"unpaid", RIFF_ORDER(GraphqlValue::Bool(!order.paid_at.has_value()))},
      {"updatedAt", RIFF_ORDER(TimeLeaf(order.updated_at))},
  };
  return fields;
}

#undef RIFF_ORDER

// ---- searching ---------------------------------------------------------------------------------------------------

std::optional<ShopifyIndexed> Indexed(const MarketOrder& order, std::string_view field, Timestamp horizon) {
  if (field == "updated_at") {
    // The index that has not seen the last change shows the time of the order itself.
    return order.updated_at <= horizon ? order.updated_at : order.placed_at;
  }
  if (field == "created_at" || field == "processed_at") {
    return order.placed_at;
  }
  if (field == "id") {
    return NumberOf(order.id);
  }
  if (field == "status") {
    return std::vector<std::string>{order.state == OrderState::kCancelled ? "cancelled" : "open", "not_closed"};
  }
  if (field == "fulfillment_status") {
    return IsFulfilled(order) ? std::vector<std::string>{"fulfilled", "shipped"}
                              : std::vector<std::string>{"unfulfilled", "unshipped"};
  }
  if (field == "sku") {
    std::vector<std::string> skus;
    for (const MarketOrderLine& line : order.lines) {
      skus.push_back(line.sku.text());
    }
    return skus;
  }
  const std::string name = std::to_string(ShortNumber(order.id));
  if (field == "name") {
    return std::vector<std::string>{name, "#" + name};
  }
  if (field == "financial_status") {
    return FinancialStatusOf(order);
  }
  if (field == "test") {
    return std::string(ExtraOf(order.extras, "test") == "true" ? "true" : "false");
  }
  return field.empty() ? std::optional<ShopifyIndexed>("#" + name) : std::nullopt;
}

std::vector<const MarketOrder*> Found(const ShopifyShop& shop, const std::string& query) {
  const Timestamp horizon = query.empty() ? shop.Now() : shop.Horizon();
  const ShopifySearch search(query);
  std::vector<const MarketOrder*> found;
  for (const MarketOrder& order : shop.market().orders()) {
    const auto index = [&](std::string_view field) { return Indexed(order, field, horizon); };
    if (order.placed_at <= horizon && IsOrderInWindow(shop, order) && search.Matches(index)) {
      found.push_back(&order);
    }
  }
  return found;
}

std::string SortKeyOf(const MarketOrder& order, const std::string& sort) {
  if (sort == "UPDATED_AT") {
    return SortedTime(order.updated_at);
  }
  if (sort == "CREATED_AT" || sort == "PROCESSED_AT") {
    return SortedTime(order.placed_at);
  }
  if (sort == "TOTAL_PRICE" || sort == "CURRENT_TOTAL_PRICE") {
    return SortedNumber(TotalOf(order, sort == "CURRENT_TOTAL_PRICE").minor);
  }
  if (sort == "TOTAL_ITEMS_QUANTITY") {
    return SortedNumber(UnitsOf(order, false));
  }
  if (sort == "FINANCIAL_STATUS") {
    return FinancialStatusOf(order);
  }
  return sort == "FULFILLMENT_STATUS" ? FulfillmentStatusOf(order) : "";
}

}  // namespace

bool IsOrderInWindow(const ShopifyShop& shop, const MarketOrder& order) {
  return shop.SeesAllOrders() || order.placed_at >= shop.Now() - kOrderWindow;
}

GraphqlObjectPointer OrderObject(ShopifyShop& shop, const OrderId& order) {
  const MarketOrder* found = shop.market().FindOrder(order);
  return found == nullptr || !IsOrderInWindow(shop, *found) ? nullptr
                                                            : ShopifyObject("Order", OrderFields(), shop, order);
}

GraphqlOutput OrdersPage(ShopifyShop& shop, const GraphqlCall& call) {
  std::vector<ShopifyPageRow> rows;
  for (const MarketOrder* order : Found(shop, call.arguments.TextOf("query"))) {
    rows.push_back({SortKeyOf(*order, call.arguments.TextOf("sortKey")), NumberOf(order->id),
                    [&shop, id = order->id] { return OrderObject(shop, id); }});
  }
  return ShopifyPage(shop, "OrderConnection", std::move(rows), call);
}

std::int64_t CountOrders(ShopifyShop& shop, const std::string& query) {
  return static_cast<std::int64_t>(Found(shop, query).size());
}

}  // namespace riff::sim
