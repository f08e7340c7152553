#pragma once

#include <atomic>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/base/metrics.h"
#include "engine/base/random.h"
#include "engine/base/tripwire.h"
#include "engine/model/ids.h"

namespace riff {

// What one run hands down to everything it calls. It owns nothing; all referred-to things outlive the run. One context
// a thread: Random is not shared.
struct RunContext {
  RunId run;
  Clock& clock;
  Waiter& waiter;
  Random& random;
  Log& log;
  Metrics& metrics;
  Tripwire& tripwire;
  const std::atomic<bool>& stopping;  // Set by Ctrl-C: finish the step at hand, begin no other.
};

}  // namespace riff
