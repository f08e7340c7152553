// Orders, and how they are searched for.

#include <algorithm>

#include "mocks/shopify_order_parts.h"
#include "mocks/shopify_page.h"
#include "mocks/shopify_search.h"

namespace riff::sim {
namespace {

constexpr Duration kOrderWindow = std::chrono::hours(24 * 60);

bool IsPartlyRefunded(const MarketOrder& order) {
  return std::ranges::any_of(order.lines, [](const MarketOrderLine& line) { return line.refunded.units() > 0; });
}

std::string FinancialStatusOf(const MarketOrder& order) {
  if (IsShopifyOrderUndone(order)) {
    return order.paid_at ? "REFUNDED" : "VOIDED";
  }
  if (!order.paid_at) {
    return "PENDING";
  }
  return IsPartlyRefunded(order) ? "PARTIALLY_REFUNDED" : "PAID";
}

std::string FulfillmentStatusOf(const MarketOrder& order) {
  return IsShopifyFulfilled(order) ? "FULFILLED" : "UNFULFILLED";
}

GraphqlOutput CancelledAt(const MarketOrder& order) {
  return order.state == OrderState::kCancelled ? TimeLeaf(order.updated_at) : GraphqlOutput(GraphqlValue::Null());
}

#define RIFF_ORDER(expression)                                                         \
  [](ShopifyShop& shop, const OrderId& id, const GraphqlCall& call) -> GraphqlOutput { \
    const MarketOrder& order = ShopifyOrderOf(shop, id);                               \
    (void)call, (void)order;                                                           \
    return expression;                                                                 \
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
      {"currentSubtotalLineItemsQuantity", RIFF_ORDER(NumberLeaf(ShopifyUnits(order, ShopifyMeasure::kCurrent)))},
      {"currentTotalPriceSet", RIFF_ORDER(ShopifyMoneyBag(ShopifyTotal(order, ShopifyMeasure::kCurrent)))},
      {"displayFinancialStatus", RIFF_ORDER(TextLeaf(FinancialStatusOf(order)))},
      {"displayFulfillmentStatus", RIFF_ORDER(TextLeaf(FulfillmentStatusOf(order)))},
      {"edited", RIFF_ORDER(GraphqlValue::Bool(false))},
      {"fulfillable", RIFF_ORDER(GraphqlValue::Bool(!IsShopifyFulfilled(order) && !IsShopifyOrderUndone(order)))},
      {"fullyPaid", RIFF_ORDER(GraphqlValue::Bool(order.paid_at.has_value()))},
      {"id", RIFF_ORDER(TextLeaf(ShopifyGid("Order", ShopifyOrderNumber(id))))},
      {"legacyResourceId", RIFF_ORDER(TextLeaf(id.text()))},
      {"lineItems", RIFF_ORDER(ShopifyOrderLinesPage(shop, id, call))},
      {"name", RIFF_ORDER(TextLeaf("#" + std::to_string(ShopifyShortNumber(id))))},
      {"note", RIFF_ORDER(GraphqlValue::Null())},
      {"number", RIFF_ORDER(NumberLeaf(ShopifyShortNumber(id)))},
      {"processedAt", RIFF_ORDER(TimeLeaf(order.placed_at))},
      {"refundable", RIFF_ORDER(GraphqlValue::Bool(order.paid_at.has_value() && !IsShopifyOrderUndone(order)))},
      {"refunds", RIFF_ORDER(ShopifyRefunds(shop, id, call))},
      {"returnStatus", RIFF_ORDER(TextLeaf(order.state == OrderState::kReturned ? "RETURNED" : "NO_RETURN"))},
      {"sourceName", RIFF_ORDER(TextLeaf("web"))},
      {"subtotalLineItemsQuantity", RIFF_ORDER(NumberLeaf(ShopifyUnits(order, ShopifyMeasure::kOrdered)))},
      {"tags", RIFF_ORDER(GraphqlValue::List())},
      {"test", RIFF_ORDER(GraphqlValue::Bool(ExtraOf(order.extras, "test") == "true"))},
      {"totalPriceSet", RIFF_ORDER(ShopifyMoneyBag(ShopifyTotal(order, ShopifyMeasure::kOrdered)))},
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
    return ShopifyOrderNumber(order.id);
  }
  if (field == "status") {
    return std::vector<std::string>{order.state == OrderState::kCancelled ? "cancelled" : "open", "not_closed"};
  }
  if (field == "fulfillment_status") {
    return IsShopifyFulfilled(order) ? std::vector<std::string>{"fulfilled", "shipped"}
                                     : std::vector<std::string>{"unfulfilled", "unshipped"};
  }
  if (field == "sku") {
    std::vector<std::string> skus;
    for (const MarketOrderLine& line : order.lines) {
      skus.push_back(line.sku.text());
    }
    return skus;
  }
  const std::string name = std::to_string(ShopifyShortNumber(order.id));
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
  // What a search that names no status finds is not told anywhere.
  const bool named = query.find("status:") != std::string::npos;
  const bool only_open = !named && shop.OrdersDefaultStatus() == "open";
  std::vector<const MarketOrder*> found;
  for (const MarketOrder& order : shop.market().orders()) {
    const auto index = [&](std::string_view field) { return Indexed(order, field, horizon); };
    const bool shown = !only_open || order.state != OrderState::kCancelled;
    if (shown && order.placed_at <= horizon && IsOrderInWindow(shop, order) && search.Matches(index)) {
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
    return SortedNumber(
        ShopifyTotal(order, sort == "CURRENT_TOTAL_PRICE" ? ShopifyMeasure::kCurrent : ShopifyMeasure::kOrdered).minor);
  }
  if (sort == "TOTAL_ITEMS_QUANTITY") {
    return SortedNumber(ShopifyUnits(order, ShopifyMeasure::kOrdered));
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
    rows.push_back({SortKeyOf(*order, call.arguments.TextOf("sortKey")), ShopifyOrderNumber(order->id),
                    [&shop, id = order->id] { return OrderObject(shop, id); }});
  }
  return ShopifyPage(shop, "OrderConnection", std::move(rows), call);
}

std::int64_t CountOrders(ShopifyShop& shop, const std::string& query) {
  return static_cast<std::int64_t>(Found(shop, query).size());
}

}  // namespace riff::sim
