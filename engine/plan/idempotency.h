#pragma once

#include "engine/base/time.h"
#include "engine/model/write.h"

namespace riff {

// Names an intent: this listing shall show this, since `since`. The same over all retries and after a crash; a
// different one once the desired state has changed in between, even back to the same value. MakePlan passes the later
// of "desired since" and "the channel shows something else since", so that correcting the same drift twice is two
// intents, and a rejected write is not sent again until something has changed. What the channel must still show
// (SetQuantity::expected) is a precondition of one attempt and no part of the intent.
IdempotencyKey KeyFor(const ListingKey& listing, const Change& change, Timestamp since);

}  // namespace riff
