#pragma once

#include <atomic>
#include <vector>

#include "engine/base/metrics.h"
#include "engine/model/channel.h"
#include "engine/serve/routes.h"

namespace riff {

struct HealthParts {
  std::vector<Channel> channels;  // In use.
  CounterMetrics& metrics;
  const std::atomic<bool>& stopping;  // Set: no longer ready.
  const std::atomic<bool>& halted;    // Set by the worker when a guard stopped it for good.
};

// How the program is, for programs:
//   GET /healthz, /health/live      200 while it answers at all; asks nothing of the store
//   GET /health/ready               200 when the store answers and work is done; else 503
//   GET /api/inventory/health       the store, each channel, the last run and the open to-do items; 503 without the
//   store GET /metrics                    Prometheus text: counters of this process, gauges out of the store
Routes HealthRoutes(const HealthParts& parts);

}  // namespace riff
