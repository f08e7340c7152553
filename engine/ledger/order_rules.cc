#include "engine/ledger/order_rules.h"

#include <algorithm>
#include <string>

namespace riff {
namespace {

constexpr Quantity kNone{};

bool Has(const std::vector<OrderState>& seen, OrderState state) {
  return std::find(seen.begin(), seen.end(), state) != seen.end();
}

bool WasTaken(const LineBefore& line) {
  return Has(line.seen, OrderState::kPending) || Has(line.seen, OrderState::kPaid) ||
         Has(line.seen, OrderState::kShipped);
}

Quantity Sold(const LineBefore& line) { return line.committed + line.shipped; }

}  // namespace

Quantity Held(const LineBefore& line) { return line.reserved + Sold(line); }

namespace {

// Collects the movements of one transition and what they leave.
class Posting {
 public:
  Posting(const LineCause& cause, std::string what, const LineBefore& before, Timestamp at) : cause_(cause), at_(at) {
    effect_.after = before;
    why_.kind = "order";
    why_.reference =
        ToString(cause.channel) + "|" + cause.order.text() + "|" + cause.line.text() + "|" + std::move(what);
  }

  LineBefore& line() { return effect_.after; }

  void Move(Account from, Account to, Quantity units) {
    if (units <= kNone) {
      return;
    }
    Movement movement;
    movement.world = cause_.world;
    movement.sku = cause_.sku;
    movement.from = from;
    movement.to = to;
    movement.quantity = units;
    movement.cause = why_;
    movement.at = at_;
    movement.id = MovementIdOf(movement.world, movement.sku, from, to, why_);
    effect_.movements.push_back(std::move(movement));
    Count(from, -units);
    Count(to, units);
  }

  void AddDebt(Quantity units) {
    effect_.short_by += units;
    line().oversold += units;
  }

  void Ask() { effect_.restock_question = true; }

  LineEffect Done(OrderState transition) && {
    if (!Has(line().seen, transition)) {
      line().seen.push_back(transition);
    }
    return std::move(*this).Done();
  }

  LineEffect Done() && {
    // Units that left the line took their part of a debt that others have paid meanwhile.
    line().oversold = std::min(line().oversold, Held(line()));
    return std::move(effect_);
  }

 private:
  void Count(Account account, Quantity units) {
    if (account == Account::kReserved) {
      line().reserved += units;
    } else if (account == Account::kCommitted) {
      line().committed += units;
    } else if (account == Account::kShipped) {
      line().shipped += units;
    }
  }

  const LineCause& cause_;
  Timestamp at_;
  Cause why_;
  LineEffect effect_;
};

// Takes the units that are there, and owes the others.
void Take(Posting& posting, Account into, Quantity quantity, const Balance& balance) {
  const Quantity there = std::clamp(balance.available, kNone, std::max(quantity, kNone));
  const Quantity missing = quantity - there;
  posting.Move(Account::kAvailable, into, there);
  posting.Move(Account::kOversold, into, missing);
  posting.AddDebt(std::max(missing, kNone));
}

// Gives back up to `units` of what the line holds in `from`, the owed ones first; says how many were owed.
Quantity UndoDebt(Posting& posting, Account from, Quantity units, const Balance& balance) {
  const Quantity owed = std::max(kNone, std::min({units, posting.line().oversold, balance.oversold}));
  posting.Move(from, Account::kOversold, owed);
  posting.line().oversold -= owed;
  return owed;
}

// Undoes `units` of the line: unpaid ones at once, paid ones only as far as they were never there.
void Undo(Posting& posting, Quantity units, const Balance& balance) {
  const Quantity unpaid = std::min(units, posting.line().reserved);
  const Quantity unpaid_owed = UndoDebt(posting, Account::kReserved, unpaid, balance);
  posting.Move(Account::kReserved, Account::kAvailable, unpaid - unpaid_owed);

  const Quantity paid = units - unpaid;
  Balance debt = balance;
  debt.oversold -= unpaid_owed;
  const Quantity paid_owed = UndoDebt(posting, Account::kCommitted, std::min(paid, posting.line().committed), debt);
  if (paid > paid_owed) {
    posting.Ask();
  }
}

enum class Growth { kForbidden, kAllowed };

void TakeOrPromote(Posting& posting, OrderState transition, Quantity quantity, const Balance& balance, Growth growth) {
  LineBefore& line = posting.line();
  const bool came_back = Has(line.seen, OrderState::kReturned) || Has(line.seen, OrderState::kRefunded);
  const Account into = transition == OrderState::kPending ? Account::kReserved : Account::kCommitted;
  if (!WasTaken(line)) {
    Take(posting, into, quantity, balance);
  } else if (quantity > Held(line) && growth == Growth::kAllowed && !came_back) {
    Take(posting, into, quantity - Held(line), balance);
  } else if (quantity < Held(line)) {
    Undo(posting, Held(line) - quantity, balance);
  }
  if (transition != OrderState::kPending) {
    posting.Move(Account::kReserved, Account::kCommitted, line.reserved);
  }
  if (transition == OrderState::kShipped) {
    // Paid units beyond these wait for a restock decision: a repeat must not ship them.
    posting.Move(Account::kCommitted, Account::kShipped, std::min(quantity - line.shipped, line.committed));
  }
  if (came_back && Sold(line) > kNone) {
    posting.Ask();
  }
}

}  // namespace

LineEffect ApplyTransition(const LineCause& cause, OrderState transition, Quantity quantity, const LineBefore& before,
                           const Balance& balance, Timestamp at) {
  const std::string what = std::string(ToString(transition)) + "|" + std::to_string(quantity.units()) +
                           (cause.newer_sight.empty() ? "" : "|" + cause.newer_sight);
  Posting posting(cause, what, before, at);
  if (Has(before.seen, OrderState::kCancelled)) {
    return std::move(posting).Done(transition);
  }
  switch (transition) {
    case OrderState::kPending:
    case OrderState::kPaid:
    case OrderState::kShipped:
      TakeOrPromote(posting, transition, quantity, balance,
                    cause.newer_sight.empty() ? Growth::kForbidden : Growth::kAllowed);
      break;
    case OrderState::kCancelled:
      Undo(posting, Held(before), balance);
      break;
    case OrderState::kReturned:
    case OrderState::kRefunded:
      if (Sold(before) > kNone) {
        posting.Ask();
      }
      break;
    case OrderState::kUnknown:
      break;
  }
  return std::move(posting).Done(transition);
}

LineEffect RestockMovements(const LineCause& cause, RestockDecision decision, Quantity stays_sold,
                            const LineBefore& before, Timestamp at) {
  const bool resellable = decision == RestockDecision::kResellable;
  const std::string what =
      std::string(resellable ? "resellable" : "damaged") + "|" + std::to_string(stays_sold.units());
  Posting posting(cause, what, before, at);
  const Quantity back = std::max(kNone, Sold(before) - std::max(stays_sold, kNone));
  const Account to = resellable ? Account::kAvailable : Account::kAdjustment;
  const Quantity unshipped = std::min(back, before.committed);
  posting.Move(Account::kCommitted, to, unshipped);
  posting.Move(Account::kShipped, to, back - unshipped);
  return std::move(posting).Done();
}

}  // namespace riff
