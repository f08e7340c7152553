#pragma once

#include "engine/model/finding.h"
#include "engine/sync/take_order.h"

namespace riff {

// "ebay/production order 12-345 line 1".
std::string NameOf(const Order& order, const OrderLine& line);

// A finding about an order line, without its words. The line is the subject: two short orders of one product are two
// items.
Finding OrderFinding(TodoType type, const Order& order, const OrderLine& line, const Sku& product);

// A line that waits: for its product, or for somebody who knows its state.
Finding UnlinkedLine(const Order& order, const TakenLine& taken);
Finding UnknownState(const Order& order, const TakenLine& taken);

// Each records its finding and says whether it is a new item.
Result<bool> OpenOrderFinding(Transaction& tx, const Finding& finding, const TakeMark& mark);
// More is sold than there is: a double sale of a unique product, else a short order.
Result<bool> OpenShort(Transaction& tx, const Order& order, const TakenLine& taken, Quantity short_by,
                       const TakeMark& mark);
// Units came back, or will: a person says what becomes of them.
Result<bool> OpenRestock(Transaction& tx, const Order& order, const TakenLine& taken, const TakeMark& mark);

}  // namespace riff
