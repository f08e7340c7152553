#pragma once

#include <functional>
#include <string>

#include "engine/model/run.h"
#include "engine/sync/shop.h"

namespace riff {

// A run of its own for a person's command that makes writes: begins the run, lets `queue` put writes into the outbox
// (with run.run set), plans what is dirty, pushes, and stores the report. Reads no channel but to confirm. The caller
// sees to it that no other cycle runs.
Result<RunReport> QueueAndSend(Store& store, RunContext& run, const Shop& shop, const std::string& command,
                               const std::function<Result<void>(Store&)>& queue, const Progress& progress);

}  // namespace riff
