#pragma once

#include "connectors/shopify/shopify_cursor.h"
#include "connectors/shopify/shopify_wire.h"
#include "engine/port/connector.h"

namespace riff::shopify {

// A full read by a bulk operation, one step a call, each with the cursor of the next one, so that a crash goes on where
// it was: ask for the operation, wait for it (a page without rows each time), read its file a part at a time, and then
// what changed since it began, because the platform writes the file over some time.
//
// Of a file nothing is believed but all of it: an operation that failed, a part of a file, another number of lines than
// the platform counted, and a link that leads to a place not configured are kInvalid, and end the read. What the parts
// before showed was shown, yet is no complete read.

// The operation is asked for. Where the platform will not have it (too many at once), the read goes on by pages.
Result<Page<RemoteListing>> BeginBulk(RunContext& run, ShopifyWire& wire, const ListPosition& position);

// One wait of a few seconds through the run's waiter, or one part of the file.
Result<Page<RemoteListing>> ReadBulk(RunContext& run, ShopifyWire& wire, const ListPosition& position);

inline constexpr std::int64_t kFilePartBytes = 4 << 20;  // A few thousand variants; a page has to fit into memory.
// A link was seen to die after half an hour, and the engine begins a sweep anew after an hour.
inline constexpr Duration kBulkTimeMax = std::chrono::minutes(45);

}  // namespace riff::shopify
