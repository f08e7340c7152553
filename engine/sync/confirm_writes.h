#pragma once

#include <span>

#include "engine/sync/shop.h"

namespace riff {

struct ConfirmCounts {
  std::int64_t requests = 0;
  std::int64_t todo_opened = 0;
};

// Reads back the listings whose writes were accepted or are unclear (and those of `also`), so that the next plan can
// settle them: accepted is not confirmed. A create whose id is unknown is looked for by SKU: one hit is adopted,
// several open an item, none leaves an accepted one waiting (an item `identity_unresolved` once it has waited three
// settle times) and sends an unclear one again after the channel's index has caught up (a create looks for its SKU
// first). Reading changes nothing, so a repeat is harmless.
Result<ConfirmCounts> ConfirmWrites(Store& store, RunContext& run, const ShopChannel& channel, Duration settle_time,
                                    std::span<const ListingKey> also);

}  // namespace riff
