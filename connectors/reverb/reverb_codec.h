#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/transport.h"
#include "connectors/json/json.h"
#include "engine/base/error.h"
#include "engine/model/change.h"
#include "engine/model/listing.h"

namespace riff::reverb {

// Reverb's listing JSON in our words and back. Pure. What is missing or odd is kInvalid with its path; what is unknown
// is ignored.

// Reverb names a condition by a fixed id, the same in production and sandbox. Both kinds of "Mint" are our kMint; the
// one without inventory is the one we send.
Condition ConditionOf(std::string_view uuid);            // kUnknown for an id that is not in the table.
std::optional<std::string> UuidOf(Condition condition);  // Nothing for kUnknown.

// True for the conditions whose listings may show more than one unit and relist themselves. All others are one of a
// kind: 0 units ends them, and a sold one never comes back.
bool HoldsInventory(std::string_view uuid);
bool HoldsInventory(Condition condition);

// "draft", "live", …; a word we do not know is kPaused: hidden as far as we can tell, never a crash.
ListingStatus StatusOf(std::string_view slug);

// One listing object, whether bare or a row of a page.
Result<RemoteListing> ParseListing(const JsonValue& listing);

// A page of rows under `rows_key`. `next_link` is the HAL link as it came.
struct RowPage {
  std::vector<JsonValue> rows;
  std::int64_t total = 0;
  std::int64_t current_page = 1;
  std::int64_t total_pages = 0;
  std::optional<std::string> next_link;
};
Result<RowPage> ParsePage(const JsonValue& page, std::string_view rows_key);

// True when there is another page: Reverb cuts pages short and some answers lack links, so either sign is enough, and
// an empty page behind the last one ends it whatever its links say.
bool HasNextPage(const RowPage& page);

// What a write answered with success says. An empty body (ending answers so) says nothing.
struct WriteAnswer {
  std::optional<RemoteListing> listing;
  std::string warnings;  // Joined by "; ".
};
Result<WriteAnswer> ParseWriteAnswer(std::string_view body);

// The people's part of an error answer: "message (field: reason; …)", cut to a bounded length; empty when it has none
// (Reverb answers 5xx in HTML).
std::string ErrorText(std::string_view body);

// The seller's shop name out of GET /shop.
Result<std::string> ParseShopName(std::string_view body);

// Bodies of partial updates: only the fields that change.
std::string QuantityBody(Quantity to);
std::string PriceBody(Money to);
std::string ContentBody(const ListingContent& to);
std::string EndBody();  // "not_sold": the other reason claims a sale through Reverb and costs its fee.

// What brings an existing listing back into the shop. `quantity` and `price` are sent when given.
struct Publication {
  std::optional<Quantity> quantity;
  std::optional<Money> price;
};
std::string PublishBody(const Publication& publication);

// The draft of a new listing; `publish` follows as a call of its own so that its warnings can be told apart.
// kRejected where Reverb would keep the draft for ever: no condition, nothing to show, no title.
Result<std::string> CreateBody(const CreateListing& create, std::string_view shipping_profile);

// True when Reverb would take this text as a category id.
bool IsUuid(std::string_view text);

}  // namespace riff::reverb
