#pragma once

#include <deque>
#include <vector>

#include "connectors/http/rate_rules.h"
#include "engine/base/time.h"

namespace riff {

// One limit, exactly: never more than `calls` in any span of `window`. `share`, above 0 and at most 1, asks for a part
// of that rate: the span is that much longer.
class SlidingWindow {
 public:
  explicit SlidingWindow(RateWindow rule);

  // How many may go at `now`. Where the clock was set back, what was recorded later than `now` counts as of `now`.
  int Room(Timestamp now, double share = 1);

  // How long until at least one may go; zero when one may.
  Duration WaitAt(Timestamp now, double share = 1);

  // How long until at least `spare` + 1 may go: for those who leave some free.
  Duration WaitForMoreThan(int spare, Timestamp now, double share = 1);

  // `calls` requests arrived at `at`, which is not in the future.
  void Record(int calls, Timestamp at);

 private:
  // Calls that arrived within a thousandth of the window; all count from the last of them.
  struct Group {
    Timestamp first;
    Timestamp at;
    int calls;
  };

  void AcceptClock(Timestamp now);
  Duration LengthAt(double share) const;

  int calls_max_;
  Duration window_;
  std::deque<Group> groups_;  // Oldest first; older ones than the newest `calls_max_` calls are forgotten.
  int calls_ = 0;             // In groups_.
};

// All windows of one class. `kept_percent` of each is out of bounds for those who leave something free: one call at
// least, and never all of them.
class RateLimiter {
 public:
  explicit RateLimiter(const std::vector<RateWindow>& rules);

  int Room(Timestamp now, int wanted, int kept_percent = 0);  // At most `wanted`.
  Duration WaitAt(Timestamp now, int kept_percent = 0);
  void Record(int calls, Timestamp at);

  Duration longest() const;  // Zero without windows.

 private:
  static int Kept(const RateWindow& rule, int kept_percent);

  std::vector<RateWindow> rules_;
  std::vector<SlidingWindow> windows_;
};

}  // namespace riff
