#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/transport.h"
#include "connectors/json/json.h"
#include "engine/base/error.h"
#include "engine/model/listing.h"

namespace riff::ebay {

// The item aspects that carry these facts. Sellers and categories name one thing differently: the first is the one we
// write where none is there yet.
inline constexpr std::array<std::string_view, 1> kBrandAspects = {"Brand"};
inline constexpr std::array<std::string_view, 1> kModelAspects = {"Model"};
inline constexpr std::array<std::string_view, 3> kYearAspects = {"Model Year", "Year", "Year Manufactured"};
inline constexpr std::array<std::string_view, 3> kFinishAspects = {"Body Color", "Finish", "Color"};

// What eBay calls an inventory item: one a SKU, for the whole account.
struct Item {
  Sku sku;
  std::optional<Quantity> quantity;  // Unset: not told. A listing shows the lower of this and its offer's.
  ListingContent content;            // Without category: that is the offer's.
  enum class Grouping { kAlone, kVariation } grouping = Grouping::kAlone;
};

// What eBay calls an offer: one a SKU, marketplace and format; published, it is a listing.
struct Offer {
  std::string id;
  Sku sku;
  std::string marketplace;
  std::string format;
  std::string listing_id;  // Empty while not published.
  ListingStatus status = ListingStatus::kEnded;
  std::optional<Quantity> quantity;
  std::optional<Money> price;
  std::string description;
  std::string category;

  bool published() const { return !listing_id.empty(); }

  // Whether a buyer may find it there, now or after a restock.
  bool shown() const { return status == ListingStatus::kLive || status == ListingStatus::kPaused; }
};

struct ItemPage {
  std::vector<Item> items;
  std::string next;                   // Path and query of the next page; empty: none.
  std::optional<std::int64_t> total;  // Items, not listings.
};

Result<Item> ItemOf(const JsonValue& item, const Sku& sku);
Result<ItemPage> ItemPageOf(const JsonValue& page);

// The rows of a bulk get by SKU; a SKU without a row is not in the map. A row that says "unknown" is kNotFound.
Result<std::map<Sku, Result<Item>>> BulkItemsOf(const JsonValue& answer);

Result<Offer> OfferOf(const JsonValue& offer);

// All offers of one SKU. eBay answers 404 / 25713 for a SKU without offers rather than an empty list: both are no rows.
Result<std::vector<Offer>> OffersOf(const Result<HttpResponse>& outcome);

// The offer of a SKU that this channel writes: the one fixed-price offer on its marketplace (eBay allows one).
const Offer* OwnOffer(const std::vector<Offer>& offers, std::string_view marketplace);

// The offer behind a listing id, of all offers of its SKU: the one with that id; else, when the id is pending or none
// shows it (it was withdrawn, or published anew), the channel's own, or the only one there is. Null: none can be meant.
const Offer* OfferOfListing(const std::vector<Offer>& offers, const RemoteId& remote, std::string_view marketplace);

// The remote id: the listing id; for a variation of a group, whose siblings share that id, "<listing id>/<sku>";
// pending while the offer is not published.
RemoteId RemoteIdOf(const Item& item, const Offer& offer);

// Item and offer together, as one listing. Status: OUT_OF_STOCK is paused with nothing to buy; INACTIVE and on hold are
// paused; ENDED, EBAY_ENDED, NOT_LISTED and not published are ended.
RemoteListing ListingOf(const Item& item, const Offer& offer);

}  // namespace riff::ebay
