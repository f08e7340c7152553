#pragma once

#include <span>
#include <string>
#include <vector>

#include "connectors/shopify/shopify_wire.h"
#include "connectors/shopify/shopify_write_codec.h"
#include "engine/port/connector.h"

namespace riff::shopify {

// One quantity to set, and the key of the write that wants it.
struct QuantityOrder {
  QuantityRow row;
  IdempotencyKey key;
  int attempts = 0;  // Of the write so far.
};

// Sets stock levels, up to kQuantityRowsPerCall rows a call, one outcome a row, in order.
//
// A call is all or nothing: one row that the platform refuses refuses the others with it. A refused call changed
// nothing, so the rows that were not at fault are sent again inside the same delivery: without the rows that the answer
// names, or in halves where it names none. That is no retry of something that may be done.
//
// A row whose compare was stale is settled by the level itself: the intended value → accepted (also what a repeat of a
// write gets whose first answer was lost), anything else → kConflict. A level below zero is shown as zero by the
// reader, so a row that expected zero is compared with the real level once more. An item that is not stocked at the
// location is activated there with the quantity.
//
// The key of a call is a digest of its rows and of the keys of their writes: the same rows give the same key.
std::vector<WriteOutcome> SetQuantities(RunContext& run, ShopifyWire& wire, std::span<const QuantityOrder> orders);

}  // namespace riff::shopify
