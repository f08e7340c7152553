#pragma once

#include <memory>
#include <string>

#include "connectors/http/call_book.h"
#include "connectors/http/rate_rules.h"
#include "connectors/http/transport.h"
#include "engine/base/clock.h"

namespace riff {

// What a platform says of a day quota itself (eBay's Analytics): calls that are left until its next reset. Others may
// use the same quota, so its word counts where it is lower than ours.
struct QuotaReading {
  std::string resource;
  int remaining = 0;
};

// A transport that keeps a platform's pace.
class PacedTransport : public Transport {
 public:
  // Who sends from now on; ordinary at first.
  virtual void SetLane(Lane lane) = 0;

  // Takes the platform's word for what is left of today. A resource that no rule names is ignored.
  virtual void Learn(const QuotaReading& reading) = 0;
};

struct Pacing {
  RateRules rules;
  RateClassOf class_of = nullptr;
  CallBook* book = nullptr;  // Null: calls are remembered as long as the transport lives.
};

// Keeps requests within `rules`, on `clock` and waiting through `waiter`: in any window of any length `window`, at most
// `calls` requests reach the other side. The window starts when a request may have arrived, not when it was sent: a
// slice that took longer than the fastest one so far counts that much later, so that a slow start (a TLS handshake, a
// lost packet) followed by a quick request does not look too fast from there. Until 16 slices have been measured, the
// window starts at the answer. Slices are as large as the windows allow, up to `slice_max`.
//
// After a 429 nothing of its class is sent until its Retry-After, or where it names none a backoff of 1, 2, 4 … 60 s
// (growing while 429s follow each other), has passed; the other class waits as well, but for urgent writes where reads
// and writes have windows of their own. A 429 that names no time also halves the class's rate, which then grows back by
// a twentieth of the published one each shortest window. The 429 itself is handed back.
//
// A request whose next wait would be longer than `wait_max`, or was interrupted, or whose day quota has no call left
// for its lane, is kThrottled with the time that is left, and was not sent; a batch may take longer than that in all,
// as long as it moves. Requests go out in their order.
//
// With a `book`, calls are set aside in it before they are made, day quotas and windows alike, and the windows are
// filled from it at the first request: a restart exceeds nothing. When the book fails the request is not sent and gets
// the book's error as kUnavailable. What is left of the blocks is given back at the end of the transport's life.
// `inner`, `clock`, `waiter` and the book outlive it.
std::unique_ptr<PacedTransport> MakePacedTransport(Transport& inner, Clock& clock, Waiter& waiter, Pacing pacing);
std::unique_ptr<PacedTransport> MakePacedTransport(Transport& inner, Clock& clock, Waiter& waiter, RateRules rules,
                                                   RateClassOf class_of);

}  // namespace riff
