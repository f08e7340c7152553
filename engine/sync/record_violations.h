#pragma once

#include "engine/port/run_context.h"
#include "engine/port/store.h"

namespace riff {

// Every request that the transport guard refused in this run becomes a critical `environment_violation` item. Returns
// how many it opened. A repeat opens none twice.
Result<std::int64_t> RecordViolations(Store& store, RunContext& run);

}  // namespace riff
