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

// The complete sweep that was just finished, and when the complete one before it began (unset: there was none). Sweeps
// that were broken off or cut short lie between them unseen.
struct CompleteSweep {
  std::int64_t number = 0;
  std::optional<Timestamp> complete_before;
};

// After a complete sweep: what it did not show is asked for by id. An answer is an observation like any other; a
// definite "not found" for a listing that was not seen since before the last complete sweep either makes it gone; any
// other failure leaves it as it was. When more than both bounds of the blast radius are missing, and more than a
// person approved for this channel, nothing is asked or inferred, and an item `mass_change_held` says so.
Result<AbsenceCounts> CheckAbsences(Store& store, RunContext& run, Connector& connector, const BlastRadius& bounds,
                                    const CompleteSweep& sweep);

}  // namespace riff
