#include "engine/ledger/order_rules.h"

#include <gtest/gtest.h>

#include <vector>

#include "engine/ledger/balance_rules.h"

namespace riff {
namespace {

const Timestamp kNow = FromMicros(1'000'000);

// One order line against books that start with `available` units.
class Line {
 public:
  explicit Line(std::int64_t available) { balance_.available = Quantity(available); }

  LineEffect See(OrderState transition, std::int64_t quantity) {
    return Post(ApplyTransition(cause_, transition, Quantity(quantity), line_, balance_, kNow));
  }

  LineEffect Restock(RestockDecision decision, std::int64_t stays_sold) {
    return Post(RestockMovements(cause_, decision, Quantity(stays_sold), line_, kNow));
  }

  const LineBefore& line() const { return line_; }
  Balance& balance() { return balance_; }

 private:
  LineEffect Post(LineEffect effect) {
    for (const Movement& movement : effect.movements) {
      const Result<Balance> after = Apply(balance_, movement);
      EXPECT_TRUE(after.has_value());
      balance_ = after.value_or(balance_);
    }
    line_ = effect.after;
    return effect;
  }

  LineCause cause_{
      {Platform::kReverb, Environment::kProduction}, OrderId("o1"), OrderLineId("l1"), Sku("SG-61"), World::kReal};
  LineBefore line_;
  Balance balance_;
};

Balance BalanceOf(std::int64_t available, std::int64_t reserved, std::int64_t committed, std::int64_t oversold) {
  return Balance{Quantity(available), Quantity(reserved), Quantity(committed), Quantity(oversold)};
}

struct Step {
  OrderState transition;
  std::int64_t quantity;
};

struct Story {
  const char* name;
  std::int64_t stock;
  std::vector<Step> steps;
  Balance balance;
  std::int64_t shipped;
  std::int64_t short_by;  // Of the last step.
  bool question;          // Of the last step.
};

TEST(ApplyTransition, DoesWhatTheTableSays) {
  using enum OrderState;
  const std::vector<Story> stories = {
      {"pending reserves", 3, {{kPending, 2}}, BalanceOf(1, 2, 0, 0), 0, 0, false},
      {"paid at once commits", 3, {{kPaid, 2}}, BalanceOf(1, 0, 2, 0), 0, 0, false},
      {"paid commits what was reserved", 3, {{kPending, 2}, {kPaid, 2}}, BalanceOf(1, 0, 2, 0), 0, 0, false},
      {"shipped implies paid", 3, {{kShipped, 2}}, BalanceOf(1, 0, 0, 0), 2, 0, false},
      {"shipped after pending", 3, {{kPending, 2}, {kShipped, 2}}, BalanceOf(1, 0, 0, 0), 2, 0, false},
      {"shipped after paid", 3, {{kPaid, 2}, {kShipped, 2}}, BalanceOf(1, 0, 0, 0), 2, 0, false},
      {"a short sale is owed", 1, {{kPaid, 3}}, BalanceOf(0, 0, 3, 2), 0, 2, false},
      {"a short order is owed before it is paid", 1, {{kPending, 3}}, BalanceOf(0, 3, 0, 2), 0, 2, false},
      {"the debt is not made twice", 1, {{kPending, 3}, {kPaid, 3}}, BalanceOf(0, 0, 3, 2), 0, 0, false},
      {"cancelled before payment gives back", 3, {{kPending, 2}, {kCancelled, 2}}, BalanceOf(3, 0, 0, 0), 0, 0, false},
      {"cancelled after payment asks", 3, {{kPaid, 2}, {kCancelled, 2}}, BalanceOf(1, 0, 2, 0), 0, 0, true},
      {"cancelled with quantity 0 is whole", 3, {{kPending, 2}, {kCancelled, 0}}, BalanceOf(3, 0, 0, 0), 0, 0, false},
      {"a cancelled debt is undone at once", 1, {{kPaid, 3}, {kCancelled, 3}}, BalanceOf(0, 0, 1, 0), 0, 0, true},
      {"a debt alone asks nobody", 0, {{kPaid, 1}, {kCancelled, 1}}, BalanceOf(0, 0, 0, 0), 0, 0, false},
      {"an unpaid debt is undone", 1, {{kPending, 3}, {kCancelled, 3}}, BalanceOf(1, 0, 0, 0), 0, 0, false},
      {"cancelled first stops placed", 3, {{kCancelled, 2}, {kPending, 2}}, BalanceOf(3, 0, 0, 0), 0, 0, false},
      {"cancelled first stops paid", 3, {{kCancelled, 2}, {kPaid, 2}}, BalanceOf(3, 0, 0, 0), 0, 0, false},
      {"cancelled first stops shipped", 3, {{kCancelled, 2}, {kShipped, 2}}, BalanceOf(3, 0, 0, 0), 0, 0, false},
      {"cancelled after shipping asks", 3, {{kShipped, 2}, {kCancelled, 2}}, BalanceOf(1, 0, 0, 0), 2, 0, true},
      {"fewer while unpaid gives back", 5, {{kPending, 3}, {kPending, 1}}, BalanceOf(4, 1, 0, 0), 0, 0, false},
      {"fewer when paying gives back", 5, {{kPending, 3}, {kPaid, 1}}, BalanceOf(4, 0, 1, 0), 0, 0, false},
      {"fewer after payment asks", 5, {{kPaid, 3}, {kPaid, 1}}, BalanceOf(2, 0, 3, 0), 0, 0, true},
      {"fewer after payment undoes debt first", 2, {{kPaid, 3}, {kPaid, 2}}, BalanceOf(0, 0, 2, 0), 0, 0, false},
      {"fewer shipped leaves the rest asked", 5, {{kPaid, 3}, {kShipped, 1}}, BalanceOf(2, 0, 2, 0), 1, 0, true},
      {"fewer shipped, told twice", 5, {{kPaid, 3}, {kShipped, 1}, {kShipped, 1}}, BalanceOf(2, 0, 2, 0), 1, 0, true},
      {"more takes nothing", 5, {{kPaid, 1}, {kPaid, 3}}, BalanceOf(4, 0, 1, 0), 0, 0, false},
      {"placed after paid does nothing", 3, {{kPaid, 2}, {kPending, 2}}, BalanceOf(1, 0, 2, 0), 0, 0, false},
      {"paid after shipped does nothing", 3, {{kShipped, 2}, {kPaid, 2}}, BalanceOf(1, 0, 0, 0), 2, 0, false},
      {"returned asks", 3, {{kShipped, 2}, {kReturned, 2}}, BalanceOf(1, 0, 0, 0), 2, 0, true},
      {"refunded asks", 3, {{kPaid, 2}, {kRefunded, 2}}, BalanceOf(1, 0, 2, 0), 0, 0, true},
      {"returned before it was known asks nobody", 3, {{kReturned, 2}}, BalanceOf(3, 0, 0, 0), 0, 0, false},
      {"sold after returned asks", 3, {{kReturned, 2}, {kPaid, 2}}, BalanceOf(1, 0, 2, 0), 0, 0, true},
      {"unknown does nothing", 3, {{kUnknown, 2}}, BalanceOf(3, 0, 0, 0), 0, 0, false},
      {"unknown is no first sight", 3, {{kUnknown, 2}, {kPaid, 2}}, BalanceOf(1, 0, 2, 0), 0, 0, false},
  };
  for (const Story& story : stories) {
    SCOPED_TRACE(story.name);
    Line line(story.stock);
    LineEffect last;
    for (const Step& step : story.steps) {
      last = line.See(step.transition, step.quantity);
    }

    EXPECT_EQ(line.balance(), story.balance);
    EXPECT_EQ(line.line().shipped, Quantity(story.shipped));
    EXPECT_EQ(last.short_by, Quantity(story.short_by));
    EXPECT_EQ(last.restock_question, story.question);
  }
}

TEST(ApplyTransition, DoesNothingTheSecondTime) {
  using enum OrderState;
  for (const OrderState transition : {kPending, kPaid, kShipped, kCancelled, kReturned, kRefunded, kUnknown}) {
    SCOPED_TRACE(ToString(transition));
    Line line(1);
    line.See(kPaid, 2);
    line.See(transition, 2);
    const LineBefore before = line.line();

    const LineEffect again = line.See(transition, 2);

    EXPECT_TRUE(again.movements.empty());
    EXPECT_EQ(again.after, before);
    EXPECT_EQ(again.short_by, Quantity(0));
  }
}

TEST(ApplyTransition, NamesItsMovementsByTheirCause) {
  const LineCause cause{
      {Platform::kEbay, Environment::kSandbox}, OrderId("o"), OrderLineId("l"), Sku("S"), World::kSandbox};
  const Balance balance = BalanceOf(2, 0, 0, 0);
  const LineEffect one = ApplyTransition(cause, OrderState::kPaid, Quantity(1), {}, balance, kNow);
  const LineEffect later =
      ApplyTransition(cause, OrderState::kPaid, Quantity(1), {}, balance, kNow + std::chrono::hours(1));
  LineCause other_line = cause;
  other_line.line = OrderLineId("m");
  const LineEffect other = ApplyTransition(other_line, OrderState::kPaid, Quantity(1), {}, balance, kNow);
  const LineEffect fewer = ApplyTransition(cause, OrderState::kPaid, Quantity(2), {}, balance, kNow);

  ASSERT_EQ(one.movements.size(), 1u);
  EXPECT_EQ(one.movements[0].world, World::kSandbox);
  EXPECT_EQ(one.movements[0].sku, Sku("S"));
  EXPECT_EQ(one.movements[0].id, later.movements[0].id);
  EXPECT_NE(one.movements[0].id, other.movements[0].id);
  EXPECT_NE(one.movements[0].id, fewer.movements[0].id);
}

TEST(ApplyTransition, TakesNothingFromBooksThatAreBelowZeroTogether) {
  Line line(-1);
  const LineEffect effect = line.See(OrderState::kPaid, 1);

  EXPECT_EQ(effect.short_by, Quantity(1));
  EXPECT_EQ(line.balance().available, Quantity(-1));
}

TEST(ApplyTransition, AsksAboutUnitsWhoseDebtWasPaidMeanwhile) {
  Line line(0);
  line.See(OrderState::kPaid, 1);
  line.balance().oversold = Quantity(0);

  const LineEffect cancelled = line.See(OrderState::kCancelled, 1);

  EXPECT_TRUE(cancelled.restock_question);
  EXPECT_TRUE(cancelled.movements.empty());
  EXPECT_EQ(line.balance().committed, Quantity(1));
}

TEST(RestockMovements, MakesResellableUnitsAvailableUnshippedOnesFirst) {
  Line line(3);
  line.See(OrderState::kPaid, 3);
  line.See(OrderState::kShipped, 2);

  const LineEffect effect = line.Restock(RestockDecision::kResellable, 1);

  EXPECT_EQ(effect.movements.size(), 2u);
  EXPECT_EQ(line.balance(), BalanceOf(2, 0, 0, 0));
  EXPECT_EQ(line.line().shipped, Quantity(1));
}

TEST(RestockMovements, TakesDamagedUnitsOutOfTheBooks) {
  Line line(2);
  line.See(OrderState::kPaid, 2);

  const LineEffect effect = line.Restock(RestockDecision::kDamaged, 0);

  ASSERT_EQ(effect.movements.size(), 1u);
  EXPECT_EQ(effect.movements[0].to, Account::kAdjustment);
  EXPECT_EQ(line.balance(), BalanceOf(0, 0, 0, 0));
}

TEST(RestockMovements, DoesNothingTheSecondTimeOrForMoreThanIsSold) {
  Line line(2);
  line.See(OrderState::kPaid, 2);
  line.Restock(RestockDecision::kResellable, 1);

  EXPECT_TRUE(line.Restock(RestockDecision::kResellable, 1).movements.empty());
  EXPECT_TRUE(line.Restock(RestockDecision::kResellable, 5).movements.empty());
  EXPECT_EQ(line.balance(), BalanceOf(1, 0, 1, 0));
}

}  // namespace
}  // namespace riff
