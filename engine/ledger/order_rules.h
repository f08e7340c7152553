#pragma once

#include <string>
#include <vector>

#include "engine/base/quantity.h"
#include "engine/base/time.h"
#include "engine/model/channel.h"
#include "engine/model/ids.h"
#include "engine/model/movement.h"
#include "engine/model/order.h"

namespace riff {

// What one order line has done to stock so far; the words mean what they mean in TakenLine (engine/port/order_table.h).
// `oversold` says how many of the units held here (reserved, committed or shipped) were promised beyond on hand.
struct LineBefore {
  Quantity reserved;
  Quantity committed;
  Quantity shipped;
  Quantity oversold;
  std::vector<OrderState> seen;  // Each transition once, in the order they came.

  friend bool operator==(const LineBefore&, const LineBefore&) = default;
};

Quantity Held(const LineBefore& line);  // reserved + committed + shipped

// What one transition does: post the movements, store `after`.
struct LineEffect {
  std::vector<Movement> movements;  // At most one between any two accounts, in the order to post them.
  LineBefore after;
  Quantity short_by;              // Units this transition had to promise beyond on hand.
  bool restock_question = false;  // Units stay sold in the books until a person says what becomes of them.

  friend bool operator==(const LineEffect&, const LineEffect&) = default;
};

// Which line, of which product, in which books. `world` is that of the channel the order came from.
struct LineCause {
  Channel channel;
  OrderId order;
  OrderLineId line;
  Sku sku;
  World world = World::kReal;
  // Names a sight of the order that is newer than all before it and shows a quantity the line did not come to yet;
  // empty else.
  std::string newer_sight = {};
};

// What a transition of an order line does to stock. `quantity` is what is still bought; `balance` is what may be taken:
// the real books, or both worlds together for a sandbox order.
//
//   pending             available → reserved
//   paid                reserved → committed, or available → committed when nothing was reserved
//   shipped             paid first, then committed → shipped
//   cancelled           reserved → available; what was paid stays where it is and asks (restock is a decision)
//   returned, refunded  moves nothing; asks when units are sold
//   unknown             nothing
//
// A sale is a fact: units that are not there come out of `oversold` (a debt, see Balance) into the same account, and
// `short_by` counts them. Nothing is refused and nothing is clamped. Undoing takes the oversold units first, at once
// and without a question, as long as the debt still stands.
//
// A smaller quantity than is held undoes the difference like a cancellation. A larger one takes the difference only
// where the sight is known to be newer (the buyer added units); else it is an old one that comes late, and takes
// nothing more. Nothing grows once units came back. A cancellation of the line, whatever its quantity, is final: what
// comes after it does nothing.
//
// A repeat does nothing. The transitions of a line, in any order, lead to the same balance once the restock questions
// are answered "resellable" and the debt is paid (PayDebt). Movement ids come from the channel, order, line, transition
// and quantity, so posting an effect twice is posting it once.
LineEffect ApplyTransition(const LineCause& cause, OrderState transition, Quantity quantity, const LineBefore& before,
                           const Balance& balance, Timestamp at);

// What becomes of units whose sale was undone after payment.
enum class RestockDecision { kResellable, kDamaged };

// The answer to a restock question: of the sold units only `stays_sold` stay so; the others become available
// (resellable) or leave the books (damaged), those not shipped first. The target is absolute, so repeating it does
// nothing, and a target above what is sold does nothing either.
LineEffect RestockMovements(const LineCause& cause, RestockDecision decision, Quantity stays_sold,
                            const LineBefore& before, Timestamp at);

}  // namespace riff
