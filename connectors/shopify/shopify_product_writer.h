#pragma once

#include <string_view>
#include <vector>

#include "connectors/shopify/shopify_wire.h"
#include "connectors/shopify/shopify_write_codec.h"
#include "engine/port/connector.h"

namespace riff::shopify {

// What the answer to a mutation says, from the transport down to its userErrors.
WriteOutcome OutcomeOf(const Result<ShopifyReply>& reply, const ShopifyDocument& document, std::string_view mutation);

// Delivers the writes that change a product (pause, end, relist, content), one outcome each, in order.
//
// The products are read first, in one call: status and title belong to a product, so a listing that shares its product
// with other variants is kRejected, and a status that is there already is not sent. A quantity goes before the status:
// zero for a pause, because an unlisted product is still sold to whoever has its link. Where the level was set and the
// status certainly was not, the outcome is kAmbiguous; a repeat finishes it.
std::vector<WriteOutcome> ChangeProducts(RunContext& run, ShopifyWire& wire, std::span<const Write* const> writes);

}  // namespace riff::shopify
