#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "connectors/tiktok/tiktok_wire.h"
#include "engine/port/connector.h"

namespace riff::tiktok {

// The ids an item error is matched by.
enum class ItemIdKind { kSku, kProduct };

// What one reply says of the writes it carried, whose ids on the platform are `ids`, in order: its error; or each
// item's own, found inside a success; or accepted, with what the platform warns of as the note. An item error that
// names nobody counts for all.
std::vector<WriteOutcome> OutcomesOf(const TiktokReply& reply, std::string_view operation,
                                     std::span<const std::string> ids, ItemIdKind kind);

// Deliver SetQuantity and SetPrice writes, one outcome each, in order: one call a product, whatever the number of its
// SKUs, the calls together in flight. Absolute, without a compare: a sale between the read and the write is written
// over, so the gap is kept short by whoever plans.
std::vector<WriteOutcome> SetQuantities(TiktokWire& wire, std::span<const Write* const> writes);
std::vector<WriteOutcome> SetPrices(TiktokWire& wire, std::span<const Write* const> writes);

// One level of one SKU, as a relist needs it.
WriteOutcome SetLevel(TiktokWire& wire, const RemoteId& remote, Quantity to);

}  // namespace riff::tiktok
