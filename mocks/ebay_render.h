#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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
enum class EbayCancelState { kNone, kInProgress, kCanceled };
enum class EbayLegacyOrderId { kHidden, kShown };
struct EbayOrderView {
  EbayCancelRequests requests = EbayCancelRequests::kHidden;
  EbayCancelState cancel = EbayCancelState::kNone;
  EbayLegacyOrderId legacy_id = EbayLegacyOrderId::kHidden;
  std::vector<std::string> fulfillment_urls = {};
};
// An order as getOrder shows it.
void RenderEbayOrder(JsonWriter& json, const MarketOrder& order, const EbayOrderView& view);

}  // namespace riff::sim
