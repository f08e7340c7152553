#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/money.h"
#include "engine/base/quantity.h"
#include "engine/base/time.h"
#include "engine/model/channel.h"
#include "engine/model/ids.h"
#include "engine/model/product.h"

namespace riff {

// kDraft: not yet visible. kLive: can be bought when its quantity is above zero. kPaused: hidden, kept, can be shown
// again by a quantity or a resume. kEnded: taken down without a sale that the channel knows of. kSold: the channel says
// its last unit was bought. kGone: the channel certainly does not know it any more.
enum class ListingStatus { kDraft, kLive, kPaused, kEnded, kSold, kGone };
std::string_view ToString(ListingStatus status);  // "draft", "live", "paused", "ended", "sold", "gone"
Result<ListingStatus> ParseListingStatus(std::string_view text);

struct ListingKey {
  Channel channel;
  RemoteId remote;

  friend auto operator<=>(const ListingKey&, const ListingKey&) = default;
  friend bool operator==(const ListingKey&, const ListingKey&) = default;
};
std::string ToString(const ListingKey& key);  // "reverb/sandbox 12345"

// What a listing shows, or should show. Unknown is not zero: an absent quantity or price was not told.
// Quantity is what a buyer could still buy there: never including sold units, whatever the platform's own count means.
struct ListingFacts {
  ListingStatus status = ListingStatus::kDraft;
  std::optional<Quantity> quantity;
  std::optional<Money> price;
  ContentDigest content;

  friend bool operator==(const ListingFacts&, const ListingFacts&) = default;
};

// The units a buyer could buy right now: the quantity of a live listing (unknown stays unknown), zero of any other.
std::optional<Quantity> Sellable(const ListingFacts& facts);

// What a connector needs to find a listing again. `handle` is the connector's own (an offer id, an inventory item
// id): kept with the listing, opaque to everybody else, the same over all lives of the listing.
struct ListingRef {
  RemoteId remote;  // Pending ("new:<sku>") while the channel gives it no id, as an eBay offer that is not published.
  Sku sku;          // As the channel shows it; may be empty.
  std::string handle;

  friend bool operator==(const ListingRef&, const ListingRef&) = default;
};

// One listing as one read showed it.
struct RemoteListing {
  ListingRef ref;
  ListingFacts facts;
  ListingContent content;
  std::string url;                       // For people; may be empty.
  std::optional<Quantity> quantity_max;  // The most this listing can show (a used item on Reverb: 1); unset: no cap.
  std::optional<Timestamp> changed_at;   // The channel's own time of change, where it tells one.
  // Where the listing carries a reference that we put there (the V&R marker), that reference; else empty.
  std::string our_reference;

  friend bool operator==(const RemoteListing&, const RemoteListing&) = default;
};

// A listing as the store keeps it: its three facts, each with its time.
struct Listing {
  ListingKey key;
  int generation = 1;
  Sku sku_shown;  // What the channel shows; the link says which product it is.
  std::string handle;
  std::string title;
  std::string url;
  std::optional<Quantity> quantity_max;
  ListingFacts observed;
  Timestamp observed_at;
  std::optional<ListingFacts> acked;  // What the channel last confirmed to us.
  Timestamp acked_at;
  std::optional<ListingFacts> desired;  // What we want shown; unset where we do not manage it.
  Timestamp desired_at;
  Timestamp first_seen_at;
  Timestamp observed_changed_at;  // When a read first showed what `observed` says now.
  int agreeing_reads = 1;         // How many reads in a row showed the same facts.
  std::int64_t seen_sweep = 0;    // The last sweep that showed it.

  friend bool operator==(const Listing&, const Listing&) = default;
};

}  // namespace riff
