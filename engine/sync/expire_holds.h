#pragma once

#include <cstdint>

#include "engine/sync/place_hold.h"

namespace riff {

// Ends holds whose deadline has passed, the longest overdue first, at most `limit`: their units are available again.
// Says how many it ended. A repeat ends nothing. To be called again while it answers `limit`.
Result<std::int64_t> ExpireHolds(Transaction& tx, std::size_t limit, const HoldMark& mark);

// The same for those that hold this product.
Result<std::int64_t> ExpireHoldsOf(Transaction& tx, const Sku& sku, World world, const HoldMark& mark);

// Ends this active hold, whatever its deadline says: the caller has looked at it.
Result<void> ExpireHold(Transaction& tx, Hold& hold, const HoldMark& mark);

}  // namespace riff
