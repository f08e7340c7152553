#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "connectors/http/transport.h"
#include "engine/base/clock.h"

namespace riff {

// At most `calls` in any `window`, for requests of one kind.
struct RateWindow {
  int calls = 1;
  Duration window = std::chrono::seconds(1);
};

enum class RateClass { kRead, kWrite };

// A platform's published limits, as data. Every window of a class must have room before a request of it is sent.
struct RateRules {
  std::vector<RateWindow> read;
  std::vector<RateWindow> write;
  Duration wait_max = std::chrono::seconds(90);  // A longer wait is answered kThrottled instead.
};

using RateClassOf = RateClass (*)(const HttpRequest&);

// Keeps requests within `rules` (token buckets on `clock`, waiting through `waiter`), and after a 429 sends nothing
// until its Retry-After, or a backoff of 1, 2, 4 … 60 s, has passed. A request that would have to wait longer than
// `wait_max`, or whose wait was interrupted, is kThrottled with the time that is left, and was not sent.
// `inner`, `clock` and `waiter` outlive it.
std::unique_ptr<Transport> MakePacedTransport(Transport& inner, Clock& clock, Waiter& waiter, RateRules rules,
                                              RateClassOf class_of);

}  // namespace riff
