#pragma once

#include <chrono>
#include <string>

#include "mocks/sim/run_seed.h"

namespace riff::sim {

// The sums of a run for people, and the same as JSON.
std::string RenderTally(const Tally& tally, std::chrono::nanoseconds wall);
std::string RenderTallyJson(const Tally& tally, std::chrono::nanoseconds wall);

// A history that broke a promise: its options, what was broken, and its last events.
std::string RenderFailure(const SimOptions& options, const SeedResult& result);

}  // namespace riff::sim
