#pragma once

#include <optional>
#include <string_view>

#include "connectors/json/json.h"
#include "mocks/ebay_errors.h"
#include "mocks/market.h"

// Inventory items in request bodies, put into a row of the Market. Nothing when all is well.
namespace riff::sim {

// 1 to 50 letters, digits, hyphens, underscores, dots or blanks; else 25707.
std::optional<EbayRefused> CheckEbaySku(std::string_view sku);

// createOrReplaceInventoryItem: a full replacement of the item. Whatever the body leaves out is wiped, the quantity
// too; the offer is not touched. `locale` is the Content-Language ("en-US").
std::optional<EbayRefused> ReplaceEbayItem(const JsonValue& body, std::string_view locale, MarketListing& listing);

}  // namespace riff::sim
