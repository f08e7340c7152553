#pragma once

#include "engine/port/run_context.h"
#include "engine/port/store.h"

namespace riff {

// For every sale whose exposure is not known yet: once no sibling listing in its environment was seen to offer more
// than is wanted there, the sale is closed, and the time since the order is its exposure. A repeat changes nothing.
Result<void> RecordExposure(Store& store, RunContext& run);

}  // namespace riff
