#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "connectors/json/json.h"
#include "mocks/market.h"

namespace riff::sim {

// An inventory item as getInventoryItem shows it.
void RenderEbayItem(JsonWriter& json, const MarketListing& listing);

// An offer as getOffer shows it; `sold` are the units its listing has sold. The row must have an offer.
struct EbayOfferView {
  std::string_view marketplace;
  std::int64_t sold = 0;
};
void RenderEbayOffer(JsonWriter& json, const MarketListing& listing, const EbayOfferView& view);

// getOrders never says what was asked in a cancellation; getOrder does.
enum class EbayCancelRequests { kHidden, kShown };
void RenderEbayOrder(JsonWriter& json, const MarketOrder& order, EbayCancelRequests requests);

}  // namespace riff::sim
