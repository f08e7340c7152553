#pragma once

#include <condition_variable>
#include <mutex>

#include "engine/base/clock.h"

namespace riff {

// The machine's clock.
class SystemClock final : public Clock {
 public:
  Timestamp Now() override;
};

// Waits for real, and wakes everybody when Stop() is called. Thread-safe.
class SystemWaiter final : public Waiter {
 public:
  bool Wait(Duration span) override;

  // From now on every Wait returns false at once. Safe to call more than once; not from a signal handler.
  void Stop();
  bool stopped();

 private:
  std::mutex mutex_;
  std::condition_variable woken_;
  bool stopped_ = false;
};

}  // namespace riff
