#include "engine/ledger/balance_rules.h"

#include <gtest/gtest.h>

#include <vector>

namespace riff {
namespace {

const Sku kSku("SG-61");
const Timestamp kNow = FromMicros(1'000'000);

Movement Move(Account from, Account to, std::int64_t units) {
  Movement movement;
  movement.sku = kSku;
  movement.from = from;
  movement.to = to;
  movement.quantity = Quantity(units);
  return movement;
}

Balance BalanceOf(std::int64_t available, std::int64_t reserved, std::int64_t committed, std::int64_t oversold) {
  return Balance{Quantity(available), Quantity(reserved), Quantity(committed), Quantity(oversold)};
}

TEST(Fold, SumsEveryAccountAndCountsTheDebtUpwards) {
  const std::vector<Movement> movements = {
      Move(Account::kSupply, Account::kAvailable, 5),   Move(Account::kAvailable, Account::kReserved, 2),
      Move(Account::kReserved, Account::kCommitted, 1), Move(Account::kOversold, Account::kCommitted, 3),
      Move(Account::kCommitted, Account::kShipped, 2),  Move(Account::kAvailable, Account::kAdjustment, 1),
  };

  EXPECT_EQ(Fold(movements), BalanceOf(2, 1, 2, 3));
}

TEST(Apply, GivesWhatFoldingOneMoreMovementGives) {
  const Result<Balance> after = Apply(BalanceOf(3, 0, 0, 0), Move(Account::kAvailable, Account::kReserved, 3));

  ASSERT_TRUE(after.has_value());
  EXPECT_EQ(*after, BalanceOf(0, 3, 0, 0));
}

struct Refusal {
  Account from;
  Account to;
  Balance balance;
  ErrorKind kind;
};

TEST(Apply, RefusesToTakeAnAccountBelowZero) {
  const std::vector<Refusal> refusals = {
      {Account::kAvailable, Account::kReserved, BalanceOf(1, 9, 9, 9), ErrorKind::kConflict},
      {Account::kReserved, Account::kAvailable, BalanceOf(9, 1, 9, 9), ErrorKind::kConflict},
      {Account::kCommitted, Account::kShipped, BalanceOf(9, 9, 1, 9), ErrorKind::kConflict},
      {Account::kAvailable, Account::kOversold, BalanceOf(9, 9, 9, 1), ErrorKind::kConflict},
      {Account::kAvailable, Account::kAvailable, BalanceOf(9, 9, 9, 9), ErrorKind::kInvalid},
  };
  for (const Refusal& refusal : refusals) {
    const Result<Balance> after = Apply(refusal.balance, Move(refusal.from, refusal.to, 2));

    ASSERT_FALSE(after.has_value()) << ToString(refusal.from);
    EXPECT_EQ(after.error().kind, refusal.kind) << ToString(refusal.from);
  }
}

TEST(Apply, RefusesAMovementOfNoUnits) {
  const Result<Balance> after = Apply(BalanceOf(1, 0, 0, 0), Move(Account::kAvailable, Account::kReserved, 0));

  ASSERT_FALSE(after.has_value());
  EXPECT_EQ(after.error().kind, ErrorKind::kInvalid);
}

TEST(Apply, LetsARepairThroughWhileAnotherAccountIsBelowZero) {
  const Result<Balance> after = Apply(BalanceOf(-2, 0, 0, 0), Move(Account::kSupply, Account::kAvailable, 1));

  ASSERT_TRUE(after.has_value());
  EXPECT_EQ(after->available, Quantity(-1));
}

TEST(Receive, BringsUnitsFromSupplyOnceForOneCause) {
  const Cause cause{"receive", "request 7", "delivery"};
  const Result<Movement> first = Receive(World::kReal, kSku, Quantity(4), cause, kNow);
  const Result<Movement> again = Receive(World::kReal, kSku, Quantity(4), cause, kNow);

  ASSERT_TRUE(first.has_value() && again.has_value());
  EXPECT_EQ(first->from, Account::kSupply);
  EXPECT_EQ(first->to, Account::kAvailable);
  EXPECT_EQ(first->quantity, Quantity(4));
  EXPECT_EQ(first->id, again->id);
  EXPECT_FALSE(first->id.empty());
}

TEST(Receive, RefusesNothingAndLess) {
  EXPECT_EQ(Receive(World::kReal, kSku, Quantity(0), {}, kNow).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(Receive(World::kReal, kSku, Quantity(-1), {}, kNow).error().kind, ErrorKind::kInvalid);
}

TEST(Adjust, GoesUpOrDownByTheSignOfTheDifference) {
  const Result<Movement> up = Adjust(World::kReal, kSku, Quantity(2), {"adjust", "a", ""}, kNow);
  const Result<Movement> down = Adjust(World::kSandbox, kSku, Quantity(-2), {"adjust", "b", ""}, kNow);

  ASSERT_TRUE(up.has_value() && down.has_value());
  EXPECT_EQ(up->from, Account::kAdjustment);
  EXPECT_EQ(up->to, Account::kAvailable);
  EXPECT_EQ(down->from, Account::kAvailable);
  EXPECT_EQ(down->to, Account::kAdjustment);
  EXPECT_EQ(down->quantity, Quantity(2));
  EXPECT_EQ(down->world, World::kSandbox);
}

TEST(Adjust, RefusesNoDifference) {
  EXPECT_EQ(Adjust(World::kReal, kSku, Quantity(0), {}, kNow).error().kind, ErrorKind::kInvalid);
}

TEST(PayDebt, PaysWhatBothTheDebtAndTheStockAllow) {
  const std::optional<Movement> all = PayDebt(World::kReal, kSku, BalanceOf(5, 0, 2, 2), {"receive", "r", ""}, kNow);
  const std::optional<Movement> part = PayDebt(World::kReal, kSku, BalanceOf(1, 0, 2, 2), {"receive", "r", ""}, kNow);

  ASSERT_TRUE(all.has_value() && part.has_value());
  EXPECT_EQ(all->quantity, Quantity(2));
  EXPECT_EQ(part->quantity, Quantity(1));
  EXPECT_EQ(*Apply(BalanceOf(5, 0, 2, 2), *all), BalanceOf(3, 0, 2, 0));
}

TEST(PayDebt, DoesNothingWithoutDebtOrWithoutStock) {
  EXPECT_FALSE(PayDebt(World::kReal, kSku, BalanceOf(5, 0, 0, 0), {}, kNow).has_value());
  EXPECT_FALSE(PayDebt(World::kReal, kSku, BalanceOf(0, 0, 3, 3), {}, kNow).has_value());
}

TEST(AdoptLevel, TakesTheFirstLevelFromSupplyAndLaterOnesFromAdjustment) {
  const Cause cause{"adopt", "reads of 10:00", ""};
  const std::optional<Movement> first =
      AdoptLevel(World::kReal, kSku, {Level::kFirst, Quantity(0), Quantity(3)}, cause, kNow);
  const std::optional<Movement> up =
      AdoptLevel(World::kReal, kSku, {Level::kLater, Quantity(1), Quantity(3)}, cause, kNow);
  const std::optional<Movement> down =
      AdoptLevel(World::kReal, kSku, {Level::kLater, Quantity(3), Quantity(1)}, cause, kNow);

  ASSERT_TRUE(first.has_value() && up.has_value() && down.has_value());
  EXPECT_EQ(first->from, Account::kSupply);
  EXPECT_EQ(first->quantity, Quantity(3));
  EXPECT_EQ(up->from, Account::kAdjustment);
  EXPECT_EQ(up->quantity, Quantity(2));
  EXPECT_EQ(down->to, Account::kAdjustment);
  EXPECT_EQ(down->quantity, Quantity(2));
}

TEST(AdoptLevel, MovesNothingWhenTheLevelIsRight) {
  EXPECT_FALSE(AdoptLevel(World::kReal, kSku, {Level::kLater, Quantity(3), Quantity(3)}, {}, kNow).has_value());
}

}  // namespace
}  // namespace riff
