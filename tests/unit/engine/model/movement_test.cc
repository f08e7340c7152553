#include "engine/model/movement.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace riff {
namespace {

const Cause kSale{"order", "reverb/production 77 1 paid", "sold on Reverb"};

MovementId IdOf(World world, std::string sku, Account from, Account to, const Cause& cause) {
  return MovementIdOf(world, Sku(std::move(sku)), from, to, cause);
}

TEST(MovementIdOfTest, IsTheSameForTheSameCause) {
  Cause told_otherwise = kSale;
  told_otherwise.note = "another note for people";

  const MovementId id = IdOf(World::kReal, "SG-61", Account::kAvailable, Account::kCommitted, kSale);

  EXPECT_EQ(id, IdOf(World::kReal, "SG-61", Account::kAvailable, Account::kCommitted, told_otherwise));
}

// Stored for ever: another id for the same cause would post a sale twice.
TEST(MovementIdOfTest, StaysTheSameInEveryVersion) {
  EXPECT_EQ(IdOf(World::kReal, "SG-61", Account::kAvailable, Account::kCommitted, kSale).text(),
            "69e4e4fc01029c9f8f1627e1438343fb");
}

TEST(MovementIdOfTest, DiffersByEachThingThatMakesTheCause) {
  const std::set<MovementId> ids = {
      IdOf(World::kReal, "SG-61", Account::kAvailable, Account::kCommitted, kSale),
      IdOf(World::kSandbox, "SG-61", Account::kAvailable, Account::kCommitted, kSale),
      IdOf(World::kReal, "SG-62", Account::kAvailable, Account::kCommitted, kSale),
      IdOf(World::kReal, "SG-61", Account::kReserved, Account::kCommitted, kSale),
      IdOf(World::kReal, "SG-61", Account::kAvailable, Account::kOversold, kSale),
      IdOf(World::kReal, "SG-61", Account::kAvailable, Account::kCommitted, {"adopt", kSale.reference, ""}),
      IdOf(World::kReal, "SG-61", Account::kAvailable, Account::kCommitted, {"order", "another", ""}),
  };

  EXPECT_EQ(ids.size(), 7u);
}

TEST(MovementIdOfTest, DoesNotConfuseWhereOneFieldEnds) {
  EXPECT_NE(IdOf(World::kReal, "A", Account::kSupply, Account::kAvailable, {"order", "1x", ""}),
            IdOf(World::kReal, "A", Account::kSupply, Account::kAvailable, {"order1", "x", ""}));
  EXPECT_NE(IdOf(World::kReal, "A", Account::kSupply, Account::kAvailable, {"", "1:a", ""}),
            IdOf(World::kReal, "A", Account::kSupply, Account::kAvailable, {"1:a", "", ""}));
}

TEST(MovementIdOfTest, Has32HexDigits) {
  const std::string text = IdOf(World::kReal, "", Account::kSupply, Account::kAvailable, {}).text();

  EXPECT_EQ(text.size(), 32u);
  EXPECT_EQ(text.find_first_not_of("0123456789abcdef"), std::string::npos);
}

TEST(BalanceTest, CountsWhatIsPhysicallyOurs) {
  EXPECT_EQ(OnHand({Quantity(5), Quantity(3), Quantity(2), Quantity(0)}), Quantity(10));
  EXPECT_EQ(OnHand({Quantity(0), Quantity(0), Quantity(2), Quantity(1)}), Quantity(1));
}

TEST(BalanceTest, AddsTheTwoBooksAccountByAccount) {
  const Balance real{Quantity(5), Quantity(3), Quantity(2), Quantity(1)};
  const Balance sandbox{Quantity(-1), Quantity(10), Quantity(20), Quantity(30)};

  EXPECT_EQ(Together(real, sandbox), (Balance{Quantity(4), Quantity(13), Quantity(22), Quantity(31)}));
}

}  // namespace
}  // namespace riff
