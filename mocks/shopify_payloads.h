#pragma once

#include <string>

#include "mocks/shopify_shop.h"

// Bodies of web-hook messages, in the spelling of the old REST objects: numbers for ids, the shop's own zone for times,
// "\/" for a slash in ids.
namespace riff::sim {

std::string ShopifyProductPayload(const ShopifyShop& shop, std::int64_t product);  // Only the id of one deleted.
std::string ShopifyItemPayload(const ShopifyShop& shop, const MarketListing& row);
std::string ShopifyLevelPayload(const ShopifyShop& shop, const MarketListing& row);  // `available` null if not tracked.
std::string ShopifyOrderPayload(const MarketOrder& order);
// What of the order was given back.
std::string ShopifyRefundPayload(const ShopifyShop& shop, const MarketOrder& order);
std::string ShopifyBulkPayload(const ShopifyBulk& bulk);

}  // namespace riff::sim
