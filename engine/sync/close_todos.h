#pragma once

#include <set>

#include "engine/model/channel.h"
#include "engine/port/run_context.h"
#include "engine/port/store.h"

namespace riff {

enum class Coverage { kSomeChannels, kAllChannels };

// At the end of a run: closes the open items that this run examined and did not see again. An item about a channel
// counts as examined when that channel's read was complete, one about a product alone when every channel's was; an item
// about a listing that still waits for its id stays. Returns how many it closed.
Result<std::int64_t> CloseAgreedTodos(Store& store, RunContext& run, const std::set<Channel>& complete,
                                      Coverage coverage);

// Brings snoozed items back whose time has come. Returns how many; a repeat brings none back.
Result<std::int64_t> WakeSnoozedTodos(Store& store, RunContext& run);

}  // namespace riff
