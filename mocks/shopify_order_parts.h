#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "mocks/shopify_objects.h"

// What an order is made of, and what was given back of it.
namespace riff::sim {

const MarketOrder& ShopifyOrderOf(ShopifyShop& shop, const OrderId& id);  // It exists.
std::int64_t ShopifyOrderNumber(const OrderId& id);
std::int64_t ShopifyShortNumber(const OrderId& id);  // What a buyer calls it: the last digits.

bool IsShopifyOrderUndone(const MarketOrder& order);  // Cancelled, refunded or returned as a whole.
bool IsShopifyFulfilled(const MarketOrder& order);

// As it was ordered, or as it is after what was given back.
enum class ShopifyMeasure { kOrdered, kCurrent };
std::int64_t ShopifyUnits(const MarketOrder& order, const MarketOrderLine& line, ShopifyMeasure count);
std::int64_t ShopifyUnits(const MarketOrder& order, ShopifyMeasure count);
Money ShopifyTotal(const MarketOrder& order, ShopifyMeasure count);

// What was given back of a line: all of it where the order as a whole is undone.
struct ShopifyRefunded {
  std::int64_t units = 0;
  bool restocked = false;
  std::string_view restock_type;  // "CANCEL", "RETURN" or "NO_RESTOCK".
};
ShopifyRefunded ShopifyRefundedOf(const MarketOrder& order, const MarketOrderLine& line);
// A paid order that was undone has one refund, of everything; one of which a part was given back has one of that part.
bool HasShopifyRefund(const MarketOrder& order);

GraphqlOutput ShopifyOrderLinesPage(ShopifyShop& shop, const OrderId& id, const GraphqlCall& call);
GraphqlOutput ShopifyRefunds(ShopifyShop& shop, const OrderId& id, const GraphqlCall& call);

}  // namespace riff::sim
