#pragma once

#include "engine/base/time.h"
#include "engine/model/write.h"

namespace riff {

// Names an intent: this listing shall show this, since `desired_at`. The same over all retries and after a crash; a
// different one once the desired state has changed in between, even back to the same value.
IdempotencyKey KeyFor(const ListingKey& listing, const Change& change, Timestamp desired_at);

}  // namespace riff
