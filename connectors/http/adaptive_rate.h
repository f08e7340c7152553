#pragma once

#include <optional>
#include <vector>

#include "connectors/http/rate_limiter.h"
#include "connectors/http/rate_rules.h"

namespace riff {

// How much of the published rate the other side takes at present: halved by a refusal, growing back by a twentieth of
// the published rate each shortest window, up to all of it. While it is below all, calls are spread evenly over time.
// Without windows there is no rate to take a part of, and it lets everything through.
class AdaptiveRate {
 public:
  explicit AdaptiveRate(const std::vector<RateWindow>& rules);

  int Room(Timestamp now, int wanted);
  Duration WaitAt(Timestamp now);
  void Record(int calls, Timestamp at);

  // A refusal of requests sent at `started`, heard at `now`. Those that were under way when the rate was last lowered
  // say nothing new.
  void NoteRefusal(Timestamp started, Timestamp now);

  // Of the published rate, above 0 and at most 1.
  double ShareAt(Timestamp now);

 private:
  std::optional<RateWindow> spread_;  // The published rate, in small groups of calls.
  Duration step_{0};
  std::optional<SlidingWindow> window_;  // Since the rate was lowered; unset while all of it is open.
  double share_ = 1;
  Timestamp lowered_at_;
  Timestamp grown_at_;
};

}  // namespace riff
