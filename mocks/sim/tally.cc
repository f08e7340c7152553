#include "mocks/sim/tally.h"

#include <algorithm>

namespace riff::sim {

void Tally::Add(const Tally& other) {
  seeds += other.seeds;
  events += other.events;
  requests += other.requests;
  syncs += other.syncs;
  crashes += other.crashes;
  orders += other.orders;
  oversells += other.oversells;
  oversells_avoidable += other.oversells_avoidable;
  ambiguous += other.ambiguous;
  creates += other.creates;
  duplicate_creates += other.duplicate_creates;
  calm_cycles_max = std::max(calm_cycles_max, other.calm_cycles_max);
  simulated += other.simulated;
  for (const auto& [name, count] : other.faults) {
    faults[name] += count;
  }
  for (const auto& [name, count] : other.crash_points) {
    crash_points[name] += count;
  }
  for (const auto& [name, count] : other.crashes_at) {
    crashes_at[name] += count;
  }
  exposures.insert(exposures.end(), other.exposures.begin(), other.exposures.end());
}

}  // namespace riff::sim
