#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <vector>

#include "engine/ledger/balance_rules.h"
#include "engine/ledger/order_rules.h"

namespace riff {
namespace {

const Timestamp kNow = FromMicros(1'000'000);
const Sku kSku("SG-61");

struct Event {
  int line = 0;
  OrderState transition = OrderState::kPending;
  Quantity quantity;
};

// The transitions of a few lines of one product: what the channels really did, each seen at least once.
std::vector<Event> AnyEvents() {
  std::vector<Event> events;
  const int lines = *rc::gen::inRange(1, 4);
  for (int line = 0; line < lines; ++line) {
    const std::int64_t bought = *rc::gen::inRange<std::int64_t>(1, 4);
    const auto transitions = *rc::gen::container<std::vector<OrderState>>(
        rc::gen::element(OrderState::kPending, OrderState::kPaid, OrderState::kShipped, OrderState::kCancelled,
                         OrderState::kReturned, OrderState::kUnknown));
    for (const OrderState transition : transitions) {
      // Sometimes fewer: a partial cancellation.
      const std::int64_t quantity = *rc::gen::inRange<std::int64_t>(1, bought + 1);
      events.push_back(Event{line, transition, Quantity(quantity)});
    }
  }
  return events;
}

// The books of one product, with every movement that was posted.
class Books {
 public:
  explicit Books(Quantity stock) { Post(*Receive(World::kReal, kSku, stock, Cause{"receive", "first", ""}, kNow)); }

  void See(const Event& event) {
    LineBefore& line = lines_[event.line];
    const LineEffect effect =
        ApplyTransition(CauseOf(event.line), event.transition, event.quantity, line, balance_, kNow);
    for (const Movement& movement : effect.movements) {
      Post(movement);
    }
    line = effect.after;
  }

  // Answers every restock question with "resellable" and pays the debt: what all orders must lead to.
  Balance AtRest(const std::map<int, Quantity>& stays_sold) {
    for (auto& [number, line] : lines_) {
      const LineEffect effect =
          RestockMovements(CauseOf(number), RestockDecision::kResellable, stays_sold.at(number), line, kNow);
      for (const Movement& movement : effect.movements) {
        Post(movement);
      }
      line = effect.after;
    }
    if (const auto paid = PayDebt(World::kReal, kSku, balance_, Cause{"debt", "last", ""}, kNow); paid.has_value()) {
      Post(*paid);
    }
    return balance_;
  }

  const Balance& balance() const { return balance_; }
  const std::vector<Movement>& movements() const { return movements_; }
  const std::map<int, LineBefore>& lines() const { return lines_; }

  std::int64_t SumOverAllAccounts() const {
    std::map<Account, std::int64_t> sums;
    for (const Movement& movement : movements_) {
      sums[movement.from] -= movement.quantity.units();
      sums[movement.to] += movement.quantity.units();
    }
    std::int64_t total = 0;
    for (const auto& [account, sum] : sums) {
      total += sum;
    }
    return total;
  }

 private:
  static LineCause CauseOf(int line) {
    return LineCause{{Platform::kEbay, Environment::kProduction},
                     OrderId("o"),
                     OrderLineId(std::to_string(line)),
                     kSku,
                     World::kReal};
  }

  void Post(const Movement& movement) {
    const Result<Balance> after = Apply(balance_, movement);
    RC_ASSERT(after.has_value());
    const bool is_new = std::none_of(movements_.begin(), movements_.end(),
                                     [&](const Movement& other) { return other.id == movement.id; });
    RC_ASSERT(is_new);
    balance_ = *after;
    movements_.push_back(movement);
  }

  Balance balance_;
  std::vector<Movement> movements_;
  std::map<int, LineBefore> lines_;
};

// What stays sold of each line once everything is known: the smallest quantity of a line that was bought and not
// cancelled.
std::map<int, Quantity> StaysSold(const std::vector<Event>& events) {
  std::map<int, Quantity> stays;
  std::map<int, bool> cancelled;
  for (const Event& event : events) {
    const bool buys = event.transition == OrderState::kPending || event.transition == OrderState::kPaid ||
                      event.transition == OrderState::kShipped;
    cancelled[event.line] = cancelled[event.line] || event.transition == OrderState::kCancelled;
    if (buys) {
      stays[event.line] = stays.contains(event.line) ? std::min(stays[event.line], event.quantity) : event.quantity;
    } else {
      stays.try_emplace(event.line, Quantity(INT64_MAX));
    }
  }
  for (auto& [line, quantity] : stays) {
    quantity = cancelled[line] ? Quantity(0) : quantity;
  }
  return stays;
}

RC_GTEST_PROP(Ledger, ConservesUnitsAndNeverGoesBelowZero, ()) {
  const auto stock = *rc::gen::inRange<std::int64_t>(1, 6);
  Books books{Quantity(stock)};
  for (const Event& event : AnyEvents()) {
    books.See(event);

    const Balance& balance = books.balance();
    RC_ASSERT(balance == Fold(books.movements()));
    RC_ASSERT(books.SumOverAllAccounts() == 0);
    RC_ASSERT(balance.available >= Quantity(0));
    RC_ASSERT(balance.reserved >= Quantity(0));
    RC_ASSERT(balance.committed >= Quantity(0));
    RC_ASSERT(balance.oversold >= Quantity(0));
    Quantity reserved, committed, shipped, oversold;
    for (const auto& [number, line] : books.lines()) {
      reserved += line.reserved;
      committed += line.committed;
      shipped += line.shipped;
      oversold += line.oversold;
    }
    RC_ASSERT(reserved == balance.reserved);
    RC_ASSERT(committed == balance.committed);
    RC_ASSERT(oversold >= balance.oversold);
    RC_ASSERT(OnHand(balance) + shipped == Quantity(stock));
  }
}

RC_GTEST_PROP(Ledger, ComesToTheSameBalanceInAnyOrderAndWithAnyRepeats, ()) {
  const Quantity stock(*rc::gen::inRange<std::int64_t>(1, 6));
  const std::vector<Event> events = AnyEvents();
  std::vector<Event> other = events;
  for (const Event& event : events) {
    if (*rc::gen::arbitrary<bool>()) {
      other.push_back(event);
    }
  }
  // A random permutation, drawn so that a failure can be replayed and shrunk.
  for (std::size_t last = other.size(); last > 1; --last) {
    std::swap(other[last - 1], other[*rc::gen::inRange<std::size_t>(0, last)]);
  }

  Books one(stock);
  Books two(stock);
  for (const Event& event : events) {
    one.See(event);
  }
  for (const Event& event : other) {
    two.See(event);
  }

  const std::map<int, Quantity> stays = StaysSold(events);
  RC_ASSERT(one.AtRest(stays) == two.AtRest(stays));
}

}  // namespace
}  // namespace riff
