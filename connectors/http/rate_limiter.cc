#include "connectors/http/rate_limiter.h"

#include <algorithm>

namespace riff {
namespace {

// Windows are kept this share longer than published: the way to the other side does not take the same time twice.
constexpr int kMarginDivisor = 50;

constexpr int kGroupsAWindow = 1000;  // So that a window of many single calls is looked through quickly.

}  // namespace

SlidingWindow::SlidingWindow(RateWindow rule)
    : calls_max_(std::max(1, rule.calls)), window_(rule.window + rule.window / kMarginDivisor) {}

void SlidingWindow::AcceptClock(Timestamp now) {
  for (auto group = groups_.rbegin(); group != groups_.rend() && group->at > now; ++group) {
    group->first = std::min(group->first, now);
    group->at = now;
  }
}

Duration SlidingWindow::LengthAt(double share) const {
  return share >= 1 ? window_ : std::chrono::ceil<Duration>(std::chrono::duration<double>(window_) / share);
}

int SlidingWindow::Room(Timestamp now, double share) {
  AcceptClock(now);
  const Duration length = LengthAt(share);
  int room = calls_max_;
  for (auto group = groups_.rbegin(); group != groups_.rend() && group->at + length > now; ++group) {
    room -= group->calls;
  }
  return std::max(0, room);
}

Duration SlidingWindow::WaitAt(Timestamp now, double share) { return WaitForMoreThan(0, now, share); }

Duration SlidingWindow::WaitForMoreThan(int spare, Timestamp now, double share) {
  AcceptClock(now);
  const Duration length = LengthAt(share);
  // From the newest back: the wait ends when the group that takes the last free call leaves the span.
  int room = calls_max_;
  for (auto group = groups_.rbegin(); group != groups_.rend() && group->at + length > now; ++group) {
    room -= group->calls;
    if (room <= spare) {
      return group->at + length - now;
    }
  }
  return Duration::zero();
}

void SlidingWindow::Record(int calls, Timestamp at) {
  if (!groups_.empty() && at - groups_.back().first <= window_ / kGroupsAWindow) {
    groups_.back().at = std::max(groups_.back().at, at);
    groups_.back().calls += calls;
  } else {
    groups_.push_back({.first = at, .at = at, .calls = calls});
  }
  calls_ += calls;
  // Once the newest `calls_max_` are free, so is everything before them.
  while (calls_ - groups_.front().calls >= calls_max_) {
    calls_ -= groups_.front().calls;
    groups_.pop_front();
  }
}

RateLimiter::RateLimiter(const std::vector<RateWindow>& rules) : rules_(rules), windows_(rules.begin(), rules.end()) {}

int RateLimiter::Kept(const RateWindow& rule, int kept_percent) {
  return kept_percent == 0 ? 0 : std::min(rule.calls - 1, std::max(1, rule.calls * kept_percent / 100));
}

int RateLimiter::Room(Timestamp now, int wanted, int kept_percent) {
  int room = wanted;
  for (std::size_t i = 0; i < windows_.size(); ++i) {
    room = std::min(room, windows_[i].Room(now) - Kept(rules_[i], kept_percent));
  }
  return std::max(0, room);
}

Duration RateLimiter::WaitAt(Timestamp now, int kept_percent) {
  Duration wait{0};
  for (std::size_t i = 0; i < windows_.size(); ++i) {
    wait = std::max(wait, windows_[i].WaitForMoreThan(Kept(rules_[i], kept_percent), now));
  }
  return wait;
}

void RateLimiter::Record(int calls, Timestamp at) {
  for (SlidingWindow& window : windows_) {
    window.Record(calls, at);
  }
}

Duration RateLimiter::longest() const {
  Duration longest{0};
  for (const RateWindow& rule : rules_) {
    longest = std::max(longest, rule.window);
  }
  return longest;
}

}  // namespace riff
