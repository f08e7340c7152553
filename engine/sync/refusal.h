#pragma once

#include "engine/model/finding.h"
#include "engine/model/write.h"

namespace riff {

// The finding about a write that its channel refused for good: `listing_precondition` for a create, else
// `write_rejected`; raised by the delivery and again by each plan that still wants the same write.
Finding RefusalOf(const Write& write);

}  // namespace riff
