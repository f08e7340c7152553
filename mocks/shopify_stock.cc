// ShopifyShop: locations, quantities and the clocks of levels and items.

#include <algorithm>

#include "mocks/shopify_shop.h"

namespace riff::sim {

std::int64_t ShopifyShop::LocationNumber() const {
  return NumberInDigits(parts_.credentials.Key("location")).value_or(0);
}

bool ShopifyShop::IsLocation(std::int64_t number) const {
  return number == LocationNumber() || number == ClosedLocationNumber();
}

std::int64_t ShopifyShop::QuantityOf(const MarketListing& listing, std::string_view name) const {
  if (name == "available") {
    return listing.available.units();
  }
  if (name == "committed") {
    return parts_.market.CommittedOf(listing.row).units();
  }
  if (name == "on_hand") {
    std::int64_t sum = 0;
    for (const char* part : {"available", "committed", "reserved", "damaged", "safety_stock", "quality_control"}) {
      sum += QuantityOf(listing, part);
    }
    return sum;
  }
  const std::string held = ExtraOf(listing.extras, "quantity:" + std::string(name));
  return NumberInDigits(held).value_or(0);
}

std::int64_t ShopifyShop::NotAvailable(const MarketListing& listing) const {
  return QuantityOf(listing, "on_hand") - QuantityOf(listing, "available");
}

Timestamp ShopifyShop::LevelChangedAt(const MarketListing& listing) const {
  const auto found = clocks_.find(listing.row);
  Timestamp at = found == clocks_.end() ? listing.created_at : found->second.level_at;
  // A sale, a shipment and a cancellation move the committed units.
  if (const auto orders = orders_of_.find(listing.row); orders != orders_of_.end()) {
    for (const std::size_t place : orders->second) {
      at = std::max(at, parts_.market.orders()[place].updated_at);
    }
  }
  const std::string own = ExtraOf(listing.extras, "level_at");
  return std::max(at, FromMicros(NumberInDigits(own).value_or(0)));
}

Timestamp ShopifyShop::ItemChangedAt(const MarketListing& listing) const {
  const auto found = clocks_.find(listing.row);
  const Timestamp at = found == clocks_.end() ? listing.created_at : found->second.item_at;
  const std::string own = ExtraOf(listing.extras, "item_at");
  return std::max(at, FromMicros(NumberInDigits(own).value_or(0)));
}

std::int64_t ShopifyShop::SkusLike(const MarketListing& listing) const {
  const std::size_t sharing = parts_.market.FindBySku(listing.sku).size();
  return sharing == 0 ? 0 : static_cast<std::int64_t>(sharing) - 1;
}

}  // namespace riff::sim
