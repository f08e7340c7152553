#pragma once

#include "engine/port/store.h"
#include "engine/sync/edit_product.h"

namespace riff {

// A person ties a listing to a product. kNotFound when either is unknown; kConflict when the product has another live
// listing on that channel. Replaces an earlier link. A repeat changes nothing.
Result<void> LinkByHand(Transaction& tx, const ListingKey& listing, const Sku& product, const Actor& actor);

// A person refuses the pair: the link (if any) goes, and no run ties them again.
Result<void> UnlinkByHand(Transaction& tx, const ListingKey& listing, const Sku& product, const Actor& actor);

}  // namespace riff
