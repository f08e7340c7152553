#pragma once

#include <optional>
#include <string>

#include "connectors/ebay/ebay_config.h"
#include "connectors/json/json.h"
#include "engine/base/error.h"
#include "engine/base/quantity.h"
#include "engine/model/change.h"

namespace riff::ebay {

inline constexpr std::size_t kTitleMax = 80;

// An inventory item to PUT: `item` as last read (nothing: a new one) with `content` laid over it, and `quantity` when
// set. A PUT replaces everything and wipes what is left out, so all that we do not know is carried over; what only
// answers carry is dropped. An empty text or list in `content` means "not known" and changes nothing.
std::string ItemBody(const std::optional<JsonValue>& item, const ListingContent& content,
                     std::optional<Quantity> quantity);

// A new offer, on the configured marketplace, in our own words: eBay's catalogue must not replace them.
std::string NewOfferBody(const Config& config, const CreateListing& listing);

// An offer that a create met half made, as read, with what the create wants laid over it. Policies, category and place
// that are there already stay.
std::string AdoptedOfferBody(const JsonValue& offer, const Config& config, const CreateListing& listing);

// An offer as read with another quantity or description; what is unset stays.
struct OfferChange {
  std::optional<Quantity> quantity;
  std::optional<std::string> description;
};
std::string ChangedOfferBody(const JsonValue& offer, const OfferChange& change);

// The description a listing of this content has: never empty, for a published offer must have one.
std::string DescriptionOf(const ListingContent& content);

// A warehouse under the configured key.
struct Place {
  std::string postal_code;
  std::string country;
};
std::string LocationBody(const std::string& name, const Place& place);

}  // namespace riff::ebay
