#pragma once

#include <string>
#include <string_view>

#include "connectors/json/json.h"
#include "mocks/market.h"

namespace riff::sim {

// The extra of an order in which the ids of a line's units stand, comma between.
std::string TiktokUnitsExtra(const MarketOrderLine& line);

// The units of a product. `quantity` is what the product itself shows, the others are what the inventory shows. A
// second warehouse is there where its id is not empty; nobody buys from it.
struct TiktokStockView {
  std::string warehouse;
  Quantity quantity;
  Quantity available;
  Quantity committed;
  std::string second_warehouse;
  Quantity second_quantity;
};

// Whether an edit saved as a draft stands beside the product.
bool TiktokHasDraft(const MarketListing& listing);

// A product as the search shows it.
void RenderTiktokFound(JsonWriter& json, const MarketListing& listing, const TiktokStockView& stock);
// As product detail shows it; `status_key` is "status" or, in newer samples, "product_status".
struct TiktokProductView {
  TiktokStockView stock;
  std::string_view status_key = "status";
};
void RenderTiktokProduct(JsonWriter& json, const MarketListing& listing, const TiktokProductView& view);

// An entry of inventory/search.
void RenderTiktokInventory(JsonWriter& json, const MarketListing& listing, const TiktokStockView& stock);

// Every unit is a line item of its own; those given back are cancelled, the last ones first.
void RenderTiktokOrder(JsonWriter& json, const MarketOrder& order, std::string_view warehouse);

}  // namespace riff::sim
