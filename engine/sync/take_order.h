#pragma once

#include "engine/model/order.h"
#include "engine/port/store.h"

namespace riff {

// Whether an order was placed before RIFF began to keep this channel's books. A baseline order is remembered (so that
// it is never taken later) and moves nothing: the first quantities read from the channel have it in them already.
enum class OrderAge { kBaseline, kNew };

// What an order is known by: the channel's own order, or only a listing that shows itself sold. The second kind is no
// sale when it was we who took the listing down.
enum class OrderEvidence { kOrder, kListingState };

// Whether what is taken is known to be newer than all that was seen of the order, and shows another quantity of the
// line.
enum class OrderSight { kAny, kNewerQuantity };

struct TakeMark {
  RunId run;
  Timestamp at;
  OrderAge age = OrderAge::kNew;
  OrderEvidence evidence = OrderEvidence::kOrder;
  OrderSight sight = OrderSight::kAny;  // TakeOrder finds it out by itself.
};

// The setting that remembers since when a channel's books are kept: an order placed well before, and never seen, is
// baseline too, whatever touched it lately.
std::string BooksSinceSetting(Channel channel);

struct TakeCounts {
  std::int64_t lines = 0;  // Transitions that moved stock or asked a question; 0 for a repeat.
  std::int64_t parked = 0;
  std::int64_t todo_opened = 0;
};

// Brings an order into the ledger, in the caller's transaction: each (channel, order, line, transition) exactly once,
// however often and in whatever order it arrives, and by whichever way. A line whose product is not known, or whose
// state is not understood, is parked with a to-do item and moves nothing; ReplayParked takes it later. A sale that
// finds no stock is posted all the same and opens a critical item. Sandbox channels move the sandbox world only.
Result<TakeCounts> TakeOrder(Transaction& tx, const Order& order, const TakeMark& mark);

// Takes the parked lines whose product has become known since, each with every transition it saw while it waited. A
// repeat does nothing.
Result<TakeCounts> ReplayParked(Transaction& tx, const TakeMark& mark);

// A person says which product a parked line sold; the next replay takes it.
Result<void> AssignParked(Transaction& tx, TakenLine taken, const Sku& product);

// The subject of a finding about an order line is "order <order>/<line>" in place of a listing.
inline constexpr char kOrderSubject[] = "order ";
bool IsAboutOrderLine(const Finding& finding);

}  // namespace riff
