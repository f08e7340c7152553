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

// A platform's published limits, as data. Every window of a class must have room before a request of it is sent; a
// class without windows is sent freely.
struct RateRules {
  std::vector<RateWindow> read;
  std::vector<RateWindow> write;
  Duration wait_max = std::chrono::seconds(90);  // A longer single wait is answered kThrottled instead.
  int slice_max = 8;  // Sent together; best what the transport below keeps in flight, see MakePacedTransport().
};

using RateClassOf = RateClass (*)(const HttpRequest&);

// Keeps requests within `rules`, on `clock` and waiting through `waiter`: in any window of any length `window`, at most
// `calls` requests reach the other side. The window starts when a request may have arrived, not when it was sent: a
// slice that took longer than the fastest one so far counts that much later, so that a slow start (a TLS handshake, a
// lost packet) followed by a quick request does not look too fast from there. Until 16 slices have been measured, the
// window starts at the answer. Slices are as large as the windows allow, up to `slice_max`.
//
// After a 429 nothing is sent until its Retry-After, or where it names none a backoff of 1, 2, 4 … 60 s (growing while
// 429s follow each other), has passed; the 429 itself is handed back. A request whose next wait would be longer than
// `wait_max`, or was interrupted, is kThrottled with the time that is left, and was not sent; a batch may take longer
// than that in all, as long as it moves. Requests go out in their order. `inner`, `clock` and `waiter` outlive it.
std::unique_ptr<Transport> MakePacedTransport(Transport& inner, Clock& clock, Waiter& waiter, RateRules rules,
                                              RateClassOf class_of);

}  // namespace riff
