#pragma once

#include "engine/base/clock.h"

namespace riff {

// Time that moves only when told to. As a Waiter it moves itself, so code that waits returns at once, later.
// One thread.
class ManualClock final : public Clock, public Waiter {
 public:
  explicit ManualClock(Timestamp start) : now_(start) {}

  Timestamp Now() override { return now_; }
  bool Wait(Duration span) override {
    Advance(span);
    return true;
  }
  void Advance(Duration span) { now_ += span; }

 private:
  Timestamp now_;
};

}  // namespace riff
