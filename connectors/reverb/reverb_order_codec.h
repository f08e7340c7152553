#pragma once

#include <string>
#include <string_view>

#include "connectors/json/json.h"
#include "engine/base/error.h"
#include "engine/model/order.h"

namespace riff::reverb {

// Reverb's word for where an order stands, in ours. A word we do not know is kUnknown, which asks a person.
OrderState OrderStateOf(std::string_view status);

// One order object. An order of Reverb's is one listing, so it has one line, whose id is the order number; things
// bought together are several orders. No buyer detail is read.
Result<Order> ParseOrder(const JsonValue& order, Channel channel);

}  // namespace riff::reverb
