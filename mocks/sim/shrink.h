#pragma once

#include "mocks/sim/run_seed.h"

namespace riff::sim {

// The shortest history that still fails: fewer deeds by halving, then one fault kind after the other left out, then
// fewer deeds again. `options` fail.
SimOptions Shrink(const SimOptions& options, const Config& config);

}  // namespace riff::sim
