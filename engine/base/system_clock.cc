#include "engine/base/system_clock.h"

#include <algorithm>

namespace riff {
namespace {

// A longer wait is cut to this: adding the longest Duration to the steady clock would overflow and return at once.
constexpr Duration kWaitMax = std::chrono::hours(24 * 365);

}  // namespace

Timestamp SystemClock::Now() { return std::chrono::floor<Duration>(std::chrono::system_clock::now()); }

bool SystemWaiter::Wait(Duration span) {
  std::unique_lock lock(mutex_);
  const bool stopped = woken_.wait_for(lock, std::min(span, kWaitMax), [this] { return stopped_; });
  return !stopped;
}

void SystemWaiter::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  woken_.notify_all();
}

bool SystemWaiter::stopped() {
  const std::lock_guard lock(mutex_);
  return stopped_;
}

}  // namespace riff
