#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "mocks/sim/fault_kinds.h"

namespace riff::sim {

// A promise that was broken: which (docs/reliability.md), and how.
struct Violation {
  std::string invariant;  // "I11", or "settles" for a world that does not come to rest.
  std::string what;
};
using Violations = std::vector<Violation>;

// What was counted while histories ran; sums over seeds.
struct Tally {
  std::int64_t seeds = 0;
  std::int64_t events = 0;
  std::int64_t requests = 0;
  std::int64_t syncs = 0;
  std::int64_t crashes = 0;
  std::int64_t orders = 0;
  std::int64_t oversells = 0;
  std::int64_t oversells_avoidable = 0;
  std::int64_t ambiguous = 0;  // Writes whose outcome the engine could not know.
  std::int64_t creates = 0;    // Listings made over the wire.
  std::int64_t duplicate_creates = 0;
  std::int64_t calm_cycles_max = 0;
  Duration simulated{0};
  FaultCounts faults;
  std::map<std::string, std::int64_t> crash_points;  // How often each was passed.
  std::map<std::string, std::int64_t> crashes_at;    // How often a process died there.
  std::vector<Duration> exposures;

  void Add(const Tally& other);
};

}  // namespace riff::sim
