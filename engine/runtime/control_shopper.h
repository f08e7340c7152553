#pragma once

#include <memory>
#include <string>

#include "engine/port/shopper.h"

namespace riff {

// Buyers of stand-in marketplaces, reached at their control address (config [simulation] control): they buy as a person
// would, and the engine is not told. kUnsupported without an address.
Result<std::unique_ptr<Shopper>> MakeControlShopper(const std::string& control_url);

}  // namespace riff
