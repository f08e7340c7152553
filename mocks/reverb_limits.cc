#include "mocks/reverb_limits.h"

namespace riff::sim {

ReverbLimits::ReverbLimits(Faults& faults)
    : faults_(faults),
      windows_{Window{std::chrono::minutes(1), "reads_per_minute", "writes_per_minute"},
               Window{std::chrono::minutes(10), "reads_per_ten_minutes", "writes_per_ten_minutes"}} {
  faults.Declare({"reads_per_minute", FaultSort::kKnob, "Reads allowed a minute.", "2000"});
  faults.Declare({"writes_per_minute", FaultSort::kKnob, "Writes allowed a minute.", "600"});
  faults.Declare({"reads_per_ten_minutes", FaultSort::kKnob, "Reads allowed in ten minutes.", "10000"});
  faults.Declare({"writes_per_ten_minutes", FaultSort::kKnob, "Writes allowed in ten minutes.", "3000"});
}

std::optional<Duration> ReverbLimits::Refuse(Effect effect, Timestamp now) {
  for (Window& window : windows_) {
    const std::int64_t number = now.time_since_epoch() / window.length;
    if (number != window.number) {
      window.number = number;
      window.reads = window.writes = 0;
    }
    const bool reads = effect == Effect::kReads;
    const std::int64_t used = reads ? window.reads : window.writes;
    if (used >= faults_.KnobNumber(reads ? window.reads_knob : window.writes_knob)) {
      return window.length * (number + 1) - now.time_since_epoch();
    }
  }
  for (Window& window : windows_) {
    ++(effect == Effect::kReads ? window.reads : window.writes);
  }
  return std::nullopt;
}

}  // namespace riff::sim
