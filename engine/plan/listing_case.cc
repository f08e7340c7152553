#include "engine/plan/listing_case.h"

#include <algorithm>
#include <tuple>

namespace riff {
namespace {

bool IsLaterLife(const Listing& other, const Listing& listing) {
  if (!IsDown(other.observed.status)) {
    return true;
  }
  return std::tie(other.generation, other.first_seen_at, other.key.remote) >
         std::tie(listing.generation, listing.first_seen_at, listing.key.remote);
}

}  // namespace

bool IsDown(ListingStatus status) {
  return status == ListingStatus::kEnded || status == ListingStatus::kSold || status == ListingStatus::kGone;
}

bool IsOldLife(const ProductFacts& product, const Listing& listing) {
  if (!IsDown(listing.observed.status)) {
    return false;
  }
  return std::any_of(product.listings.begin(), product.listings.end(), [&listing](const LinkedListing& other) {
    return other.listing.key.channel == listing.key.channel && other.listing.key != listing.key &&
           IsLaterLife(other.listing, listing);
  });
}

std::optional<Quantity> CapOf(const Listing& listing, const Capabilities& can) {
  if (listing.quantity_max.has_value() && can.quantity_max.has_value()) {
    return std::min(*listing.quantity_max, *can.quantity_max);
  }
  return listing.quantity_max.has_value() ? listing.quantity_max : can.quantity_max;
}

}  // namespace riff
