#pragma once

#include <cstdint>

namespace riff::bench {

// How often this process has asked for memory by `operator new` so far.
std::uint64_t AllocationCount();

}  // namespace riff::bench
