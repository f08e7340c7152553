#pragma once

#include <string>

#include "engine/runtime/config.h"

namespace riff {

// The simulation's configuration, its secrets in a folder of the test program's own. Made once.
const Config& SimConfig();

}  // namespace riff
