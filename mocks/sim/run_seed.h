#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/runtime/config.h"
#include "mocks/sim/options.h"
#include "mocks/sim/tally.h"
#include "mocks/sim/trace.h"

namespace riff::sim {

// How one history ended.
struct SeedResult {
  std::uint64_t digest = 0;  // Of everything that happened.
  Violations violations;     // None: every promise held, and the shop came to rest.
  Tally tally;
  std::vector<std::string> last;  // The last events, as text.
};

// One whole history: the shop is set up in peace, a time of trouble follows, then faults stop and it must come to rest
// within a few cycles; then one more cycle must change nothing. The same options give the same result.
SeedResult RunSeed(const SimOptions& options, const Config& config, Loudness loudness);

class World;

// The same around a time of trouble of the caller's own, without faults: says what was broken.
Violations PlayHistory(const SimOptions& options, const Config& config, const std::function<void(World&)>& trouble);

// A configuration of all ten channels with its secrets in files under `folder`, which exists. Made once and used for
// any number of histories.
Result<Config> MakeSimConfig(const std::string& folder);

}  // namespace riff::sim
