#pragma once

#include <functional>
#include <vector>

#include "engine/base/error.h"

namespace riff::bench {

// Runs `work` in a process of its own, so that its peak of memory is its own, and hands its numbers back. The work's
// error becomes kRejected with its message; a child that dies, kUnavailable.
Result<std::vector<double>> RunInChild(const std::function<Result<std::vector<double>>()>& work);

// This process, in MiB: what it has in memory now, and the most it ever had.
struct MemoryUse {
  double now = 0;
  double peak = 0;
};
Result<MemoryUse> MemoryOfThisProcess();

}  // namespace riff::bench
