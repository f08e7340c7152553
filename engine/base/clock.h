#pragma once

#include "engine/base/time.h"

namespace riff {

// Where the time comes from. Real code gets SystemClock(), tests and simulations a ManualClock.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp Now() = 0;
};

// Waiting, as a seam: nothing in the engine sleeps by itself.
class Waiter {
 public:
  virtual ~Waiter() = default;

  // Returns true after `span`, or false at once when the run is being stopped.
  virtual bool Wait(Duration span) = 0;
};

}  // namespace riff
