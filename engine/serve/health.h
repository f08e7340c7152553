#pragma once

#include <atomic>
#include <optional>
#include <vector>

#include "engine/base/boot_clock.h"
#include "engine/base/metrics.h"
#include "engine/model/channel.h"
#include "engine/serve/hold_reaper.h"
#include "engine/serve/routes.h"
#include "engine/sync/place_hold.h"

namespace riff {

// Checkouts as they are served here.
struct HoldWatch {
  HoldMode mode = HoldMode::kReserveTtl;
  const HoldReaper& reaper;
  BootClock& boot;  // For the store's time.
};

struct HealthParts {
  std::vector<Channel> channels;  // In use.
  CounterMetrics& metrics;
  const std::atomic<bool>& stopping;    // Set: no longer ready.
  const std::atomic<bool>& halted;      // Set by the worker when a guard stopped it for good.
  std::optional<HoldWatch> holds = {};  // Unset: no checkouts are served.
};

// How the program is, for programs:
//   GET /healthz, /health/live      200 while it answers at all; asks nothing of the store
//   GET /health/ready               200 when the store answers and work is done; else 503
//   GET /api/inventory/health       the store, each channel, holds, the last run, open to-do items; 503 without the
//   store GET /metrics                    Prometheus text: counters of this process, gauges out of the store
Routes HealthRoutes(const HealthParts& parts);

}  // namespace riff
