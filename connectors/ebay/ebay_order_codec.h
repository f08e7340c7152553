#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "connectors/json/json.h"
#include "engine/base/error.h"
#include "engine/model/order.h"

namespace riff::ebay {

struct OrderPage {
  std::vector<Order> orders;
  std::string next;  // Path and query of the next page; empty: none.
  std::optional<std::int64_t> total;
};

// eBay's words of one order line.
struct OrderWords {
  std::string_view payment;      // orderPaymentStatus
  std::string_view fulfillment;  // lineItemFulfillmentStatus
  std::string_view cancel;       // cancelStatus.cancelState
};

// A cancelled order is cancelled whatever its payment says; a cancel that is only asked for changes nothing yet. A
// failed payment gives back what the pending one held. A word not in the table is kUnknown: a person looks.
OrderState StateOf(const OrderWords& words);

// One order. Its `cancelRequests` are not looked at: getOrders never fills them.
Result<Order> OrderOf(const JsonValue& order, Channel channel);
Result<OrderPage> OrderPageOf(const JsonValue& page, Channel channel);

}  // namespace riff::ebay
