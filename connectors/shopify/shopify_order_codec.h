#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/json/json.h"
#include "engine/model/order.h"
#include "engine/port/connector.h"

namespace riff::shopify {

// Units of a line that were refunded, by what became of them (RefundLineItemRestockType).
struct RefundedUnits {
  Quantity cancelled{};  // CANCEL: taken off before they left.
  Quantity returned{};   // RETURN, LEGACY_RESTOCK: came back.
  Quantity kept{};       // NO_RESTOCK and words not known: gone, or nobody said.
};
using RefundsByLine = std::map<std::string, RefundedUnits, std::less<>>;  // By the line's number.

// One line as shown, with the counts that decide its state.
struct ShopifyLine {
  OrderLine line;  // Without its state.
  Quantity bought;
  Quantity current;  // Left after edits and refunds.
  Quantity unfulfilled;
};

struct ShopifyOrder {
  Order order;  // Without its lines.
  bool cancelled = false;
  std::string financial;  // The platform's words; the first may be empty.
  std::string fulfillment;
  std::vector<ShopifyLine> lines;
  std::optional<std::string> more_lines;  // Where the order has more lines than the answer: the cursor to go on from.
};

struct LinesPage {
  std::vector<ShopifyLine> lines;
  std::optional<std::string> next;
};

// `orders` of an answer, as shown.
Result<Page<ShopifyOrder>> DecodeOrdersPage(const JsonValue& data, Channel channel);
// `order` of an answer, as shown; kNotFound where it is null.
Result<ShopifyOrder> DecodeOneOrder(const JsonValue& data, Channel channel);
Result<LinesPage> DecodeLines(const JsonValue& order);
Result<RefundsByLine> DecodeRefunds(const JsonValue& data);

// True when the order's refunds decide what its lines mean.
bool NeedsRefunds(const ShopifyOrder& order);

// What the order says, in our words. Per line: an order cancelled, or a line edited away → cancelled with 0 units; all
// refunded → cancelled, returned or refunded by what became of most units; all fulfilled → shipped; the rest by the
// payment: PAID, PARTIALLY_REFUNDED → paid; PENDING, AUTHORIZED, PARTIALLY_PAID, EXPIRED, VOIDED or none → pending (the
// order is open and its units are committed there); REFUNDED with units left → refunded; any other word → unknown.
// Where some units were refunded, the line keeps the units that are left.
Order MeaningOf(ShopifyOrder shown, const RefundsByLine& refunds);

}  // namespace riff::shopify
