#pragma once

#include <string>
#include <string_view>

#include "connectors/json/json.h"
#include "mocks/market.h"

namespace riff::sim {

// The extra of an order in which the ids of a line's units stand, comma between.
std::string TiktokUnitsExtra(const MarketOrderLine& line);

// A product as the search shows it.
void RenderTiktokFound(JsonWriter& json, const MarketListing& listing, std::string_view warehouse);
// As product detail shows it; `status_key` is "status" or, in newer samples, "product_status".
struct TiktokProductView {
  std::string_view warehouse;
  std::string_view status_key = "status";
};
void RenderTiktokProduct(JsonWriter& json, const MarketListing& listing, const TiktokProductView& view);

// An entry of inventory/search; `committed` are units bought and not shipped.
void RenderTiktokInventory(JsonWriter& json, const MarketListing& listing, Quantity committed,
                           std::string_view warehouse);

// Every unit is a line item of its own.
void RenderTiktokOrder(JsonWriter& json, const MarketOrder& order, std::string_view warehouse);

}  // namespace riff::sim
