#include "mocks/sim/shrink.h"

#include <algorithm>

#include "mocks/sim/deeds.h"

namespace riff::sim {
namespace {

bool Fails(const SimOptions& options, const Config& config, const std::string& invariant) {
  const SeedResult result = RunSeed(options, config, Loudness::kQuiet);
  return std::ranges::any_of(result.violations,
                             [&](const Violation& violation) { return violation.invariant == invariant; });
}

void FewerDeeds(SimOptions& options, const Config& config, const std::string& invariant) {
  std::size_t fails = std::min(options.deeds_max, DrawDeeds(options).size());
  std::size_t holds = 0;
  options.deeds_max = 0;
  if (Fails(options, config, invariant)) {
    return;
  }
  while (fails - holds > 1) {
    options.deeds_max = holds + (fails - holds) / 2;
    (Fails(options, config, invariant) ? fails : holds) = options.deeds_max;
  }
  options.deeds_max = fails;
}

void FewerFaults(SimOptions& options, const Config& config, const std::string& invariant) {
  const FaultRates all = options.faults;
  for (const auto& [name, rate] : all) {
    SimOptions without = options;
    without.faults.erase(name);
    without.deeds_max = SIZE_MAX;
    if (Fails(without, config, invariant)) {
      options = without;
    }
  }
}

}  // namespace

SimOptions Shrink(const SimOptions& options, const Config& config) {
  const SeedResult result = RunSeed(options, config, Loudness::kQuiet);
  if (result.violations.empty()) {
    return options;
  }
  const std::string invariant = result.violations.front().invariant;
  SimOptions shorter = options;
  FewerFaults(shorter, config, invariant);
  FewerDeeds(shorter, config, invariant);
  for (const int engines : {1, 2}) {
    SimOptions fewer = shorter;
    fewer.engines = engines;
    if (engines < shorter.engines && Fails(fewer, config, invariant)) {
      return fewer;
    }
  }
  return shorter;
}

}  // namespace riff::sim
