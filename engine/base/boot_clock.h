#pragma once

#include <string>

#include "engine/base/time.h"

namespace riff {

// What the machine says of time at one moment. `since_boot` only grows while `boot` stays the same, whatever happens to
// the wall clock (a step, a wrong zone, NTP), and is the same for all processes of the machine.
struct ClockReading {
  Timestamp wall;
  std::string boot;
  Duration since_boot{0};

  friend bool operator==(const ClockReading&, const ClockReading&) = default;
};

// Where readings come from: a seam like Clock. Thread-safe.
class BootClock {
 public:
  virtual ~BootClock() = default;
  virtual ClockReading Read() = 0;
};

// This machine's: CLOCK_BOOTTIME (it counts while the machine sleeps) and the kernel's boot id.
class SystemBootClock final : public BootClock {
 public:
  SystemBootClock();
  ClockReading Read() override;

 private:
  std::string boot_;
};

}  // namespace riff
