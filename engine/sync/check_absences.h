#pragma once

#include "engine/plan/policy.h"
#include "engine/port/connector.h"
#include "engine/port/store.h"

namespace riff {

struct AbsenceCounts {
  std::int64_t missing = 0;  // Not shown by the sweep.
  std::int64_t gone = 0;     // Certainly not there any more.
  std::int64_t todo_opened = 0;
  bool held = false;  // Too many at once: nothing was inferred.
};

// After a complete sweep: what it did not show is asked for by id. An answer is an observation like any other; a
// definite "not found" for a listing that the sweep before did not show either makes it gone; any other failure leaves
// it as it was. When more than both bounds of the blast radius are missing, nothing is asked or inferred, and an item
// `mass_change_held` says so.
Result<AbsenceCounts> CheckAbsences(Store& store, RunContext& run, Connector& connector, const BlastRadius& bounds,
                                    std::int64_t sweep);

}  // namespace riff
