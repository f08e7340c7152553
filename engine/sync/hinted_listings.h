#pragma once

#include <vector>

#include "engine/port/store.h"

namespace riff {

// The stored listings that a kListingChanged event is about: by its handle, by its remote id (a retired one leads to
// its successor), and those whose ids lie under it ("<remote>/…"). None: the event names nothing that is known.
Result<std::vector<Listing>> HintedListings(Transaction& tx, const WebhookEvent& event);

}  // namespace riff
