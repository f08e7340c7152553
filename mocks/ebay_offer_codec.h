#pragma once

#include <optional>
#include <set>
#include <string>

#include "connectors/json/json.h"
#include "mocks/credentials.h"
#include "mocks/ebay_errors.h"
#include "mocks/market.h"

// Offers in request bodies, put into a row of the Market. Nothing when all is well.
namespace riff::sim {

// createOffer and updateOffer: a full replacement of the offer, but for sku, marketplaceId and format, which an offer
// keeps for good. Makes an offer of a row that had none.
std::optional<EbayRefused> ReplaceEbayOffer(const JsonValue& body, MarketListing& listing);

// An amount: {"value":"499.00","currency":"USD"}, the value a text. 25003 when it is not, or not above zero.
std::optional<EbayRefused> ReadEbayPrice(const JsonValue& amount, Money& price);

// What keeps an offer from being published, or a published one from being revised into this; nothing when it may.
// `locations` are the keys of the locations that are enabled.
std::optional<EbayRefused> CheckEbayListable(const MarketListing& listing, const Credentials& account,
                                             const std::set<std::string>& locations);

}  // namespace riff::sim
