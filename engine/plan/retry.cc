#include "engine/plan/retry.h"

#include <algorithm>

namespace riff {
namespace {

Duration Backoff(int attempts, Random& random) {
  // Doubling stops before it could overflow; 2^20 seconds is far beyond the longest backoff.
  constexpr int kDoublingsMax = 20;
  const int doublings = std::clamp(attempts, 1, kDoublingsMax);
  const Duration whole = std::clamp<Duration>(std::chrono::seconds(1LL << doublings), kBackoffMin, kBackoffMax);
  const Duration half = whole / 2;
  return half + Duration(static_cast<Duration::rep>(random.Below(static_cast<std::uint64_t>(half.count()) + 1)));
}

NextStep Closed(WriteState state, Timestamp now) {
  NextStep step;
  step.state = state;
  step.due_at = now;
  return step;
}

NextStep Throttled(const Error& error, int attempts, Timestamp now, Random& random) {
  NextStep step;
  step.due_at = now + (error.retry_after.has_value() ? *error.retry_after : Backoff(attempts, random));
  step.counts = false;
  return step;
}

NextStep Unavailable(const Error& error, int attempts, Timestamp now, Random& random) {
  NextStep step;
  step.due_at = now + std::max(Backoff(attempts, random), error.retry_after.value_or(Duration(0)));
  step.give_up = attempts >= kAttemptsMax;
  return step;
}

}  // namespace

NextStep AfterFailure(const Error& error, int attempts, Timestamp now, Random& random) {
  switch (error.kind) {
    case ErrorKind::kThrottled:
      return Throttled(error, attempts, now, random);
    case ErrorKind::kUnavailable:
      return Unavailable(error, attempts, now, random);
    case ErrorKind::kAmbiguous:
      return Closed(WriteState::kAmbiguous, now);
    case ErrorKind::kConflict:
      return Closed(WriteState::kSuperseded, now);
    case ErrorKind::kUnauthorized: {
      NextStep step;
      step.due_at = now;
      step.counts = false;
      step.halt_channel = true;
      return step;
    }
    case ErrorKind::kRejected:
    case ErrorKind::kInvalid:
    case ErrorKind::kNotFound:
    case ErrorKind::kUnsupported:
      return Closed(WriteState::kRejected, now);
  }
  return Closed(WriteState::kRejected, now);
}

}  // namespace riff
