#pragma once

#include <atomic>

#include "engine/base/log.h"
#include "engine/base/manual_clock.h"
#include "engine/base/metrics.h"
#include "engine/base/random.h"
#include "engine/base/tripwire.h"
#include "engine/port/run_context.h"
#include "tests/bench/catalogue.h"

namespace riff::bench {

// What the engine is handed down in every measurement: the catalogue's time, and nobody listening.
struct BenchRun {
  ManualClock clock{CatalogueTime()};
  SeededRandom random{1};
  NullLog log;
  NullMetrics metrics;
  Tripwire tripwire;
  std::atomic<bool> stopping{false};
  RunContext context{RunId(1), clock, clock, random, log, metrics, tripwire, stopping};
};

}  // namespace riff::bench
