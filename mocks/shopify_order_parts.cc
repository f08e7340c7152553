#include "mocks/shopify_order_parts.h"

#include <algorithm>

#include "mocks/shopify_page.h"

namespace riff::sim {
namespace {

struct Line {
  OrderId order;
  std::size_t place = 0;
};

Money TotalOf(const MarketOrderLine& line) {
  return {line.unit_price.minor * line.quantity.units(), line.unit_price.currency};
}

std::int64_t UnfulfilledUnits(const MarketOrder& order, const MarketOrderLine& line) {
  return IsShopifyFulfilled(order) ? 0 : ShopifyUnits(order, line, ShopifyMeasure::kCurrent);
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
    const MarketOrder& order = ShopifyOrderOf(shop, at.order);                      \
    const MarketOrderLine& line = order.lines[at.place];                            \
    (void)call, (void)line;                                                         \
    return expression;                                                              \
  }

const ShopifyFields<Line>& LineFields() {
  static const ShopifyFields<Line> fields = {
      {"currentQuantity", RIFF_LINE(NumberLeaf(ShopifyUnits(order, line, ShopifyMeasure::kCurrent)))},
      {"discountedUnitPriceSet", RIFF_LINE(ShopifyMoneyBag(line.unit_price))},
      {"id", RIFF_LINE(TextLeaf("gid://shopify/LineItem/" + line.id.text()))},
      {"isGiftCard", RIFF_LINE(GraphqlValue::Bool(false))},
      {"name", RIFF_LINE(TextLeaf(line.title))},
      {"originalTotalSet", RIFF_LINE(ShopifyMoneyBag(TotalOf(line)))},
      {"originalUnitPriceSet", RIFF_LINE(ShopifyMoneyBag(line.unit_price))},
      {"product", RIFF_LINE(ProductOf(shop, line))},
      {"quantity", RIFF_LINE(NumberLeaf(line.quantity.units()))},
      {"refundableQuantity", RIFF_LINE(NumberLeaf(ShopifyUnits(order, line, ShopifyMeasure::kCurrent)))},
      {"requiresShipping", RIFF_LINE(GraphqlValue::Bool(true))},
      {"restockable", RIFF_LINE(GraphqlValue::Bool(!IsShopifyOrderUndone(order)))},
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

// ---- refunds -----------------------------------------------------------------------------------------------------

Money RefundedOf(const MarketOrder& order, const MarketOrderLine& line) {
  return {line.unit_price.minor * ShopifyRefundedOf(order, line).units, line.unit_price.currency};
}

Money RefundedOf(const MarketOrder& order) {
  Money total{0, order.lines.front().unit_price.currency};
  for (const MarketOrderLine& line : order.lines) {
    total.minor += RefundedOf(order, line).minor;
  }
  return total;
}

GraphqlObjectPointer RefundedLine(ShopifyShop& shop, const OrderId& id, std::size_t place) {
  const MarketOrder& order = ShopifyOrderOf(shop, id);
  const MarketOrderLine& line = order.lines[place];
  const ShopifyRefunded back = ShopifyRefundedOf(order, line);
  return ShopifyRecord("RefundLineItem",
                       {{"id", TextLeaf("gid://shopify/RefundLineItem/" + line.id.text())},
                        {"lineItem", ShopifyObject("LineItem", LineFields(), shop, Line{id, place})},
                        {"location", back.restocked ? LocationObject(shop, shop.LocationNumber()) : nullptr},
                        {"priceSet", ShopifyMoneyBag(line.unit_price)},
                        {"quantity", NumberLeaf(back.units)},
                        {"restockType", TextLeaf(back.restock_type)},
                        {"restocked", GraphqlValue::Bool(back.restocked)},
                        {"subtotalSet", ShopifyMoneyBag(RefundedOf(order, line))}});
}

GraphqlOutput RefundedLinesPage(ShopifyShop& shop, const OrderId& id, const GraphqlCall& call) {
  const MarketOrder& order = ShopifyOrderOf(shop, id);
  std::vector<ShopifyPageRow> rows;
  for (std::size_t i = 0; i < order.lines.size(); ++i) {
    if (ShopifyRefundedOf(order, order.lines[i]).units > 0) {
      rows.push_back({"", static_cast<std::int64_t>(i), [&shop, id, i] { return RefundedLine(shop, id, i); }});
    }
  }
  return ShopifyPage(shop, "RefundLineItemConnection", std::move(rows), call);
}

#define RIFF_ORDER(expression)                                                         \
  [](ShopifyShop& shop, const OrderId& id, const GraphqlCall& call) -> GraphqlOutput { \
    const MarketOrder& order = ShopifyOrderOf(shop, id);                               \
    (void)call, (void)order;                                                           \
    return expression;                                                                 \
  }

const ShopifyFields<OrderId>& RefundFields() {
  static const ShopifyFields<OrderId> fields = {
      {"createdAt", RIFF_ORDER(TimeLeaf(order.updated_at))},
      {"id", RIFF_ORDER(TextLeaf(ShopifyGid("Refund", ShopifyOrderNumber(id))))},
      {"legacyResourceId", RIFF_ORDER(TextLeaf(id.text()))},
      {"note", RIFF_ORDER(GraphqlValue::Null())},
      {"order", RIFF_ORDER(OrderObject(shop, id))},
      {"processedAt", RIFF_ORDER(TimeLeaf(order.updated_at))},
      {"refundLineItems", RIFF_ORDER(RefundedLinesPage(shop, id, call))},
      {"totalRefundedSet", RIFF_ORDER(ShopifyMoneyBag(RefundedOf(order)))},
      {"updatedAt", RIFF_ORDER(TimeLeaf(order.updated_at))},
  };
  return fields;
}

#undef RIFF_ORDER

}  // namespace

const MarketOrder& ShopifyOrderOf(ShopifyShop& shop, const OrderId& id) { return *shop.market().FindOrder(id); }

std::int64_t ShopifyOrderNumber(const OrderId& id) { return NumberInDigits(id.text()).value_or(0); }

std::int64_t ShopifyShortNumber(const OrderId& id) { return 1000 + ShopifyOrderNumber(id) % 1'000'000; }

bool IsShopifyOrderUndone(const MarketOrder& order) {
  return order.state == OrderState::kCancelled || order.state == OrderState::kRefunded ||
         order.state == OrderState::kReturned;
}

bool IsShopifyFulfilled(const MarketOrder& order) { return order.shipped_at.has_value(); }

std::int64_t ShopifyUnits(const MarketOrder& order, const MarketOrderLine& line, ShopifyMeasure measure) {
  if (measure == ShopifyMeasure::kOrdered) {
    return line.quantity.units();
  }
  return IsShopifyOrderUndone(order) ? 0 : (line.quantity - line.refunded).units();
}

std::int64_t ShopifyUnits(const MarketOrder& order, ShopifyMeasure measure) {
  std::int64_t units = 0;
  for (const MarketOrderLine& line : order.lines) {
    units += ShopifyUnits(order, line, measure);
  }
  return units;
}

Money ShopifyTotal(const MarketOrder& order, ShopifyMeasure measure) {
  Money total{0, order.lines.front().unit_price.currency};
  for (const MarketOrderLine& line : order.lines) {
    total.minor += line.unit_price.minor * ShopifyUnits(order, line, measure);
  }
  return total;
}

ShopifyRefunded ShopifyRefundedOf(const MarketOrder& order, const MarketOrderLine& line) {
  const bool whole = IsShopifyOrderUndone(order);
  ShopifyRefunded back;
  back.units = whole ? line.quantity.units() : line.refunded.units();
  back.restocked = whole ? order.state == OrderState::kCancelled : line.restocked.units() > 0;
  const bool returned = order.state == OrderState::kReturned || (!whole && IsShopifyFulfilled(order));
  back.restock_type = !back.restocked && order.state != OrderState::kReturned ? "NO_RESTOCK"
                      : returned                                              ? "RETURN"
                                                                              : "CANCEL";
  return back;
}

bool HasShopifyRefund(const MarketOrder& order) {
  return order.paid_at.has_value() && std::ranges::any_of(order.lines, [&](const MarketOrderLine& line) {
           return ShopifyRefundedOf(order, line).units > 0;
         });
}

GraphqlOutput ShopifyOrderLinesPage(ShopifyShop& shop, const OrderId& id, const GraphqlCall& call) {
  std::vector<ShopifyPageRow> rows;
  for (std::size_t i = 0; i < ShopifyOrderOf(shop, id).lines.size(); ++i) {
    const auto place = static_cast<std::int64_t>(i);
    rows.push_back({SortedNumber(place), place,
                    [&shop, id, i] { return ShopifyObject("LineItem", LineFields(), shop, Line{id, i}); }});
  }
  return ShopifyPage(shop, "LineItemConnection", std::move(rows), call);
}

GraphqlOutput ShopifyRefunds(ShopifyShop& shop, const OrderId& id, const GraphqlCall& call) {
  std::vector<GraphqlOutput> refunds;
  const GraphqlValue* most = call.arguments.Given("first");
  if (HasShopifyRefund(ShopifyOrderOf(shop, id)) && (most == nullptr || most->integer > 0)) {
    refunds.emplace_back(ShopifyObject("Refund", RefundFields(), shop, id));
  }
  return refunds;
}

}  // namespace riff::sim
