#pragma once

#include <atomic>

#include "engine/base/clock.h"

namespace riff::sim {

// The time on a simulated marketplace: another clock plus what it was moved ahead by. Over the machine's clock it runs
// by itself; over a ManualClock it moves only when told to. Advance is safe from any thread; Now is as safe as the
// clock below.
class MockClock final : public Clock {
 public:
  explicit MockClock(Clock& base) : base_(base) {}

  Timestamp Now() override { return base_.Now() + ahead(); }
  void Advance(Duration span) { ahead_micros_ += span.count(); }
  Duration ahead() const { return Duration(ahead_micros_.load()); }

 private:
  Clock& base_;
  std::atomic<Duration::rep> ahead_micros_{0};
};

}  // namespace riff::sim
