#pragma once

#include <string>
#include <utility>

#include "engine/base/boot_clock.h"

namespace riff {

// A machine whose clocks a test sets: time passes, somebody turns the wall clock, the machine starts again. One thread
// moves it; any may read it while nobody does.
class ManualBootClock final : public BootClock {
 public:
  explicit ManualBootClock(Timestamp wall) : reading_{wall, "boot-1", std::chrono::hours(1)} {}

  ClockReading Read() override { return reading_; }

  void Pass(Duration span) {
    reading_.wall += span;
    reading_.since_boot += span;
  }
  void TurnWallClock(Duration by) { reading_.wall += by; }
  void StartAgain(std::string boot) {
    reading_.boot = std::move(boot);
    reading_.since_boot = std::chrono::seconds(1);
  }

 private:
  ClockReading reading_;
};

}  // namespace riff
