#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

#include "connectors/http/transport.h"
#include "engine/base/metrics.h"

namespace riff {

// What went over the wire of one channel, counted as sent. Thread-safe to read.
struct WireCount {
  std::atomic<std::int64_t> requests{0};
};

// Counts every request into `count`, and into `metrics` as riff_requests{channel,operation,outcome}, outcome being the
// status class ("2xx") or the error kind. `inner`, `metrics` and `count` outlive it.
std::unique_ptr<Transport> MakeMeteredTransport(Transport& inner, Metrics& metrics, std::string channel,
                                                WireCount& count);

}  // namespace riff
