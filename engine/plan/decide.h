#pragma once

#include "engine/plan/listing_case.h"

namespace riff {

// Decides one listing of a channel that follows the store, and adds to `plan`: its desired facts, an ack, what becomes
// of its open write, at most one new write, a finding, a wish for a fresh observation; the product is unsettled unless
// the listing is in agreement.
void DecideListing(const ListingCase& at, Plan& plan);

// A listing that nothing is wanted of: its channel may not be written, or the product's stock is not known. Open writes
// that are not out yet are taken back, others are watched until they are seen; nothing new is decided.
enum class Unmanaged { kMayNotBeWritten, kStockUnknown };
void WatchOpenWrite(const ProductFacts& product, const LinkedListing& linked, Unmanaged why, Plan& plan);

}  // namespace riff
