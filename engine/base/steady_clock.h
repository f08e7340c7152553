#pragma once

#include "engine/base/boot_clock.h"
#include "engine/base/clock.h"

namespace riff {

// The wall clock as it was at the start, and from then on what truly passed: for rate limits, which a step of the wall
// clock must neither break nor stretch.
class SteadyClock final : public Clock {
 public:
  explicit SteadyClock(BootClock& boot) : boot_(boot), start_(boot.Read()) {}

  Timestamp Now() override { return start_.wall + (boot_.Read().since_boot - start_.since_boot); }

 private:
  BootClock& boot_;
  const ClockReading start_;
};

}  // namespace riff
