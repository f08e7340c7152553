#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/money.h"
#include "engine/base/quantity.h"
#include "engine/base/time.h"
#include "engine/model/channel.h"
#include "engine/model/ids.h"

namespace riff {

// What an order line does to stock, in our words; each connector's codec maps its platform's states here, by a table.
// kPending holds stock (placed, not paid); kPaid is a sale; kShipped left the house; kCancelled gives back what was
// taken; kReturned and kRefunded ask a person; kUnknown parks the line with a to-do item.
enum class OrderState { kPending, kPaid, kShipped, kCancelled, kReturned, kRefunded, kUnknown };
std::string_view ToString(OrderState state);
Result<OrderState> ParseOrderState(std::string_view text);

struct OrderLine {
  OrderLineId id;   // Where a platform has one line an order, the order's own id.
  RemoteId remote;  // The listing bought, in the connector's spelling of remote ids.
  Sku sku;          // As the channel shows it; may be empty.
  std::string title;
  Quantity quantity;  // Units bought and still bought (partial cancellations taken off).
  std::optional<Money> unit_price;
  OrderState state = OrderState::kUnknown;

  friend bool operator==(const OrderLine&, const OrderLine&) = default;
};

// One order as one read (or one webhook) showed it. No buyer detail is kept.
struct Order {
  Channel channel;
  OrderId id;
  std::string platform_state;  // The platform's own word, for people and for `unknown_order_state`.
  Timestamp placed_at;
  Timestamp updated_at;
  std::vector<OrderLine> lines;

  friend bool operator==(const Order&, const Order&) = default;
};

}  // namespace riff
