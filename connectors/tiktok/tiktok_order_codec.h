#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/json/json.h"
#include "engine/model/order.h"

namespace riff::tiktok {

// UNPAID and ON_HOLD → pending (stock is held there already); AWAITING_SHIPMENT, PARTIALLY_SHIPPING and
// AWAITING_COLLECTION → paid; IN_TRANSIT, DELIVERED, COMPLETED → shipped; CANCELLED → cancelled; else unknown.
OrderState StateOf(std::string_view word);

struct OrdersPage {
  std::vector<Order> rows;
  std::optional<std::string> next_token;  // Absent or an empty text: the last page.
};

// One line item there is one unit, so the units of a SKU become one line, whose id is the SKU's: its quantity counts
// the units that are not cancelled. All cancelled, or the order: cancelled, with 0 units. Of a partly shipped order a
// line is shipped once all of its units are. Buyer details are not read.
Result<OrdersPage> DecodeOrdersPage(const JsonValue& data, Channel channel);

}  // namespace riff::tiktok
