#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "mocks/credentials.h"
#include "mocks/market.h"

// How an eBay inventory item and its offer lie in one row of the Market: the item is there from the row's beginning,
// the offer once the extra "offer" is set, the listing while the offer is published. Fields that only eBay knows are
// extras, as the JSON they were written with: "item.<field>", "product.<field>", "offer.<field>".
namespace riff::sim {

inline constexpr std::string_view kEbayItemPrefix = "item.";
inline constexpr std::string_view kEbayProductPrefix = "product.";
inline constexpr std::string_view kEbayOfferPrefix = "offer.";

// The item's and the offer's own quantity; each may never have been written. A buyer sees the lower one.
struct EbayStock {
  std::optional<std::int64_t> item;
  std::optional<std::int64_t> offer;

  // What a buyer can buy: nothing while the item has no quantity.
  std::int64_t Lower() const;
};

// As they are now: what was written last, both lowered by what was sold (or altered by hand) since.
EbayStock EbayStockOf(const MarketListing& listing);
// Writes both and makes the row's `available` the lower of them.
void SetEbayStock(MarketListing& listing, const EbayStock& stock);

// Made with the Trading API and not migrated: the Inventory API knows nothing of it, be there a SKU or not. What an
// offer of it would be is kept in the row all the same, so that migrating it is taking this away.
bool IsEbayLegacy(const MarketListing& listing);
void SetEbayLegacy(MarketListing& listing);
void MigrateEbayListing(MarketListing& listing);

bool HasEbayOffer(const MarketListing& listing);
// A listing stands behind the offer, be it ended: everything but a draft and a withdrawn one.
bool IsEbayPublished(const MarketListing& listing);
// Published and not over, whichever API owns it: what publish leaves alone and a revision counts against.
bool IsEbayRunning(const MarketListing& listing);
// "ACTIVE", "OUT_OF_STOCK", "INACTIVE" or "ENDED", of a published one.
std::string_view EbayListingStatusOf(const MarketListing& listing);

void WithdrawEbayOffer(MarketListing& listing);
void PublishEbayOffer(MarketListing& listing, const RemoteId& remote);

// Erases all extras that begin with `prefix`.
void EraseEbayFields(MarketListing& listing, std::string_view prefix);

// A catalogue's listing as a seller of this account would have made it: item, offer, policies, location.
void AdoptIntoEbay(const Credentials& account, MarketListing& listing);

}  // namespace riff::sim
