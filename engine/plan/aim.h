#pragma once

#include <optional>

#include "engine/model/change.h"
#include "engine/model/listing.h"
#include "engine/model/write.h"
#include "engine/plan/wanted.h"

namespace riff {

// What a change aims at, seen from what a listing shows and from what it should show.

// The listing shows what the change was to bring about.
bool Shows(const ListingFacts& shown, const Change& change);

// The change leads to what is wanted now.
bool LeadsTo(const Change& change, const Wanted& wanted);

// What the listing shows once the change has landed.
ListingFacts Landed(ListingFacts shown, const Change& change);

// What the channel has confirmed once it is known to show `shown` because of the change: only the fields that the
// change is about, so that a write of the price confirms no quantity.
std::optional<ListingFacts> Confirmed(const std::optional<ListingFacts>& acked, const ListingFacts& shown,
                                      const Change& change);

// Sold out before lower before price before the rest, judged by what the listing shows now.
Urgency UrgencyOf(const Change& change, const ListingFacts& shown);

// It leaves nothing for sale: what the blast radius counts.
bool Removes(const Change& change);

}  // namespace riff
