#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "engine/base/time.h"
#include "mocks/face.h"

namespace riff::sim {

// Reverb's pace: so many reads and so many writes a minute, and a ten minutes; each window begins on the clock and what
// is refused does not count. The figures are knobs.
class ReverbLimits {
 public:
  // Declares "reads_per_minute", "writes_per_minute", "reads_per_ten_minutes", "writes_per_ten_minutes".
  explicit ReverbLimits(Faults& faults);

  // Counts one request, or says after how long the window that tripped has passed.
  std::optional<Duration> Refuse(Effect effect, Timestamp now);

 private:
  struct Window {
    Duration length;
    const char* reads_knob;
    const char* writes_knob;
    std::int64_t number = -1;  // Which window of that length since 1970 the counts are of.
    std::int64_t reads = 0;
    std::int64_t writes = 0;
  };

  Faults& faults_;
  std::array<Window, 2> windows_;
};

}  // namespace riff::sim
