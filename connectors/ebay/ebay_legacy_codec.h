#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/ebay/ebay_trading_codec.h"
#include "connectors/xml/xml.h"
#include "engine/base/error.h"
#include "engine/model/listing.h"

namespace riff::ebay {

// The handle of a legacy listing, "trading:<remote id>": it tells a writer which API the listing answers to, so that it
// need not ask.
std::string LegacyHandle(const RemoteId& remote);
bool IsLegacyHandle(std::string_view handle);

// The item number in a remote id: "110" of "110" and of "110/RED".
std::string ItemIdOf(const RemoteId& remote);

// A listing made by hand or through the Trading API; a row a variation, else one row.
struct LegacyItem {
  std::string id;
  enum class Format { kFixedPrice, kOther } format = Format::kFixedPrice;  // Auctions have no quantity to keep.
  std::string relisted_as;  // The item number of its next life; empty: none.
  std::vector<RemoteListing> rows;
};

// An `Item` of any of the calls. What is left is QuantityAvailable, else Quantity less what was sold: Quantity alone
// includes the sold units. Status: Active is live, or paused where nothing is left of it; Completed and Ended are
// ended; a list that tells none holds live ones. A variation without a SKU of its own is known by its specifics, and
// cannot be written.
Result<LegacyItem> LegacyItemOf(const XmlElement& item);

// A page of a list. `pages` is at least 1.
struct LegacyPage {
  std::vector<LegacyItem> items;
  std::int64_t pages = 1;
  std::int64_t entries = 0;                        // Of the whole list; items, not rows.
  enum class More { kNo, kYes } more = More::kNo;  // GetSellerList tells this instead of a count to rely on.
};

// Of GetMyeBaySelling. No ActiveList at all is an empty one. A count of pages or entries that is missing or absurd is
// kInvalid, for without it the end could not be told from a failure.
Result<LegacyPage> ActivePageOf(const TradingAnswer& answer);

// Of GetSellerList.
Result<LegacyPage> SellerPageOf(const TradingAnswer& answer);

}  // namespace riff::ebay
