#include "connectors/http/rate_limiter.h"

#include <algorithm>

namespace riff {
namespace {

// Windows are kept this share longer than published: the way to the other side does not take the same time twice.
constexpr int kMarginDivisor = 50;

}  // namespace

SlidingWindow::SlidingWindow(RateWindow rule)
    : calls_max_(std::max(1, rule.calls)), window_(rule.window + rule.window / kMarginDivisor) {}

void SlidingWindow::AcceptClock(Timestamp now) {
  for (auto group = groups_.rbegin(); group != groups_.rend() && group->at > now; ++group) {
    group->at = now;
  }
}

int SlidingWindow::Room(Timestamp now) {
  AcceptClock(now);
  int room = calls_max_;
  for (auto group = groups_.rbegin(); group != groups_.rend() && group->at + window_ > now; ++group) {
    room -= group->calls;
  }
  return std::max(0, room);
}

Duration SlidingWindow::WaitAt(Timestamp now) {
  if (Room(now) > 0) {
    return Duration::zero();
  }
  const auto first_to_end = std::ranges::find_if(groups_, [&](const Group& group) { return group.at + window_ > now; });
  return first_to_end->at + window_ - now;
}

void SlidingWindow::Record(int calls, Timestamp at) {
  if (!groups_.empty() && groups_.back().at == at) {
    groups_.back().calls += calls;
  } else {
    groups_.push_back({.at = at, .calls = calls});
  }
  calls_ += calls;
  // Once the newest `calls_max_` are free, so is everything before them.
  while (calls_ - groups_.front().calls >= calls_max_) {
    calls_ -= groups_.front().calls;
    groups_.pop_front();
  }
}

RateLimiter::RateLimiter(const std::vector<RateWindow>& rules) : windows_(rules.begin(), rules.end()) {}

int RateLimiter::Room(Timestamp now, int wanted) {
  int room = wanted;
  for (SlidingWindow& window : windows_) {
    room = std::min(room, window.Room(now));
  }
  return room;
}

Duration RateLimiter::WaitAt(Timestamp now) {
  Duration wait{0};
  for (SlidingWindow& window : windows_) {
    wait = std::max(wait, window.WaitAt(now));
  }
  return wait;
}

void RateLimiter::Record(int calls, Timestamp at) {
  for (SlidingWindow& window : windows_) {
    window.Record(calls, at);
  }
}

}  // namespace riff
