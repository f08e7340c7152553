#pragma once

#include "engine/base/boot_clock.h"
#include "engine/base/error.h"
#include "engine/base/time.h"

namespace riff {

// The store's own time. It never goes back, over all processes and restarts, and while the machine stays up it advances
// by what truly passed: a step of the wall clock neither expires a deadline nor prolongs one. After a boot it goes on
// from the wall clock (or stands still until that has caught up).
class ClockTable {
 public:
  virtual ~ClockTable() = default;

  // The store's time at this reading. In a writing transaction it is kept, so that no later one is earlier.
  virtual Result<Timestamp> At(const ClockReading& reading) = 0;
};

}  // namespace riff
