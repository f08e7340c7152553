#pragma once

#include "engine/base/id.h"

namespace riff {

using Sku = TextId<struct SkuTag>;                        // Our name of a product.
using RemoteId = TextId<struct RemoteIdTag>;              // A listing's name on its channel.
using OrderId = TextId<struct OrderIdTag>;                // A channel's name of an order.
using OrderLineId = TextId<struct OrderLineIdTag>;        // A channel's name of a line within its order.
using MovementId = TextId<struct MovementIdTag>;          // Derived from the movement's cause.
using HoldId = TextId<struct HoldIdTag>;                  // Derived from its owner's key, or drawn.
using IdempotencyKey = TextId<struct IdempotencyKeyTag>;  // Names an intent; the same over all retries.
using ContentDigest = TextId<struct ContentDigestTag>;    // Empty: the content is not known.
using Fingerprint = TextId<struct FingerprintTag>;        // What makes two findings the same disagreement.

using RunId = RowId<struct RunIdTag>;
using WriteId = RowId<struct WriteIdTag>;
using TodoId = RowId<struct TodoIdTag>;

}  // namespace riff
