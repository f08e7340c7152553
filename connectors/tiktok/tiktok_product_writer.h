#pragma once

#include <span>
#include <vector>

#include "connectors/tiktok/tiktok_wire.h"
#include "engine/port/connector.h"

namespace riff::tiktok {

// Delivers the writes that change a product (end, relist, content), one outcome each, in order.
//
// State and title belong to a product: a listing that shares its product with other SKUs is kRejected, after one look
// at the stock search, which tells how many there are.
//
// Ending deactivates, up to 20 products a call. (Deleting would destroy the product's history.) Showing again sets the
// level first, so that no old one is shown, and then activates, which starts an audit; where the level of a product
// that is not live is refused, it activates first and sets the level then. Half of it done is kAmbiguous, or kConflict
// where the platform only says that the product is not ready; a repeat finishes it.
std::vector<WriteOutcome> ChangeProducts(TiktokWire& wire, std::span<const Write* const> writes);

}  // namespace riff::tiktok
