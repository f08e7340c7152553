#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/model/finding.h"
#include "engine/plan/listing_case.h"
#include "engine/plan/wanted.h"

namespace riff {

// What a plan says to people. Each finding has what is seen, what should be, and what to do, in one sentence each; its
// facts name the values that differ and nothing that changes by itself.

// "shows 2 units", "is paused", "has ended": what a buyer meets there.
std::string ShownText(const ListingFacts& shown);

// "1 unit", "3 units".
std::string UnitsText(Quantity quantity);

// A listing does not show what it should, and no write is on its way. The type follows the field that differs: status,
// quantity, price, content. `why` says why nothing is sent ("sending is switched off for this channel").
Finding MismatchFinding(const ListingCase& at, const Wanted& wanted, std::string_view why);

// A listing went down and neither an order nor a write of ours did it.
Finding EndedFinding(const ProductFacts& product, const Listing& listing);

// More should be for sale than the listing shows; the shop wants to be asked.
Finding RaiseApprovalFinding(const ListingCase& at, const Wanted& wanted);

// A listing is down although there is stock: shall it come back, and can it?
enum class ComesBack { kByRelist, kOnlyAsNewListing };
Finding RelistFinding(const ListingCase& at, const Wanted& wanted, ComesBack how);

// The channel accepted a write and does not show it.
Finding NotAppliedFinding(const ListingCase& at, const Write& write);

// A write was tried, and nobody has seen its effect for longer than the settle time.
Finding UnverifiedFinding(const ListingCase& at, const Write& write);

// A price that cannot be written: another currency, or above the channel's most.
Finding PriceFinding(const ListingCase& at, Money expected, std::string_view suggested);

// Production listings of one product that show different stock, or other stock than the books say.
Finding LevelsFinding(const ProductFacts& product, const std::vector<const Listing*>& levels, Quantity books,
                      std::string_view suggested);

// "ebay/production 456 shows 1, reverb/production 9 shows 2": the levels, by listing.
std::string LevelsText(const std::vector<const Listing*>& levels);

// A removal of more listings of a channel than the blast radius allows.
Finding MassChangeFinding(Channel channel, std::int64_t removals, std::int64_t live);

}  // namespace riff
