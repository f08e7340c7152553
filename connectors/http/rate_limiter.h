#pragma once

#include <deque>
#include <vector>

#include "connectors/http/paced_transport.h"

namespace riff {

// One limit, exactly: never more than `calls` in any span of `window`.
class SlidingWindow {
 public:
  explicit SlidingWindow(RateWindow rule);

  // How many may go at `now`. Where the clock was set back, what was recorded later than `now` counts as of `now`.
  int Room(Timestamp now);

  // How long until at least one may go; zero when one may.
  Duration WaitAt(Timestamp now);

  // `calls` requests arrived at `at`, which is not in the future.
  void Record(int calls, Timestamp at);

 private:
  struct Group {
    Timestamp at;
    int calls;
  };

  void AcceptClock(Timestamp now);

  int calls_max_;
  Duration window_;
  std::deque<Group> groups_;  // Oldest first; older ones than the newest `calls_max_` calls are forgotten.
  int calls_ = 0;             // In groups_.
};

// All windows of one class.
class RateLimiter {
 public:
  explicit RateLimiter(const std::vector<RateWindow>& rules);

  int Room(Timestamp now, int wanted);  // At most `wanted`.
  Duration WaitAt(Timestamp now);
  void Record(int calls, Timestamp at);

 private:
  std::vector<SlidingWindow> windows_;
};

}  // namespace riff
