// Scripts were hard-wired to one environment, a sandbox flag was only a label, and rehearsals touched the real books.
// Here the environment is part of every key, production has no writer before a cutover, and a rehearsal moves its own
// books.

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class SandboxAndProductionMixed : public testing::Test {
 protected:
  SandboxAndProductionMixed() {
    for (const Channel channel : {kReverb, kReverbSandbox, kEbay, kEbaySandbox}) {
      rig.Open(channel).List({.sku = "SG-61", .title = "Gibson SG"});  // The same remote id everywhere.
    }
    rig.Sync();
    rig.clock.Advance(minutes(5));
  }

  ShopRig rig;
};

TEST_F(SandboxAndProductionMixed, TheSameIdInTwoEnvironmentsIsTwoListings) {
  const Listing production = rig.ListingOf(kReverb, "SG-61").value();
  const Listing sandbox = rig.ListingOf(kReverbSandbox, "SG-61").value();
  ASSERT_EQ(production.key.remote, sandbox.key.remote);
  EXPECT_NE(production.key, sandbox.key);

  rig.At(kReverbSandbox).SetQuantity("SG-61", 0);
  rig.SyncAfter(minutes(1));

  EXPECT_EQ(rig.ListingOf(kReverb, "SG-61")->observed.quantity, Quantity(1));
  EXPECT_EQ(rig.ListingOf(kReverbSandbox, "SG-61")->observed.quantity, Quantity(0));
}

TEST_F(SandboxAndProductionMixed, TheSameOrderIdInTwoEnvironmentsIsTwoOrders) {
  rig.AddProduct("STR-10", 9, ProductKind::kStocked, "Strings");
  for (const Channel channel : {kReverb, kReverbSandbox}) {
    rig.At(channel).List({.sku = "STR-10", .quantity = 9, .title = "Strings"});
  }
  rig.Sync();
  rig.clock.Advance(minutes(1));
  EXPECT_EQ(Must(rig.At(kReverb).Buy("STR-10", 2)), Must(rig.At(kReverbSandbox).Buy("STR-10", 3)));

  rig.Sync();

  EXPECT_EQ(rig.Available("STR-10"), 7);
  EXPECT_EQ(rig.Available("STR-10", World::kSandbox), -3);
  EXPECT_EQ(rig.At(kReverbSandbox).ForSale("STR-10"), 4);
}

TEST_F(SandboxAndProductionMixed, InObserveAndHybridNothingIsEverWrittenToProduction) {
  for (const Stage stage : {Stage::kHybrid, Stage::kObserve, Stage::kHalted}) {
    rig.SetStage(Platform::kReverb, stage);
    rig.SetStage(Platform::kEbay, stage);
    EXPECT_EQ(rig.ShopChannelOf(kReverb).connector->writer, nullptr);
    rig.SetAvailable("SG-61", 0, World::kReal);
    rig.SetPrice("SG-61", "1.00");
    rig.SyncAfter(minutes(20), OfAll());
  }

  EXPECT_TRUE(rig.At(kReverb).delivered().empty());
  EXPECT_TRUE(rig.At(kEbay).delivered().empty());
}

TEST_F(SandboxAndProductionMixed, ARehearsalIsDroppedInOneStepAndTheSandboxesShowTheRealStockAgain) {
  Must(rig.At(kReverbSandbox).Buy("SG-61"));
  rig.Sync();
  ASSERT_EQ(rig.At(kEbaySandbox).ForSale("SG-61"), 0);
  rig.clock.Advance(minutes(20));

  rig.Do(
      [&](Transaction& tx) { return tx.ledger.DropSandboxWorld(Cause{"drop", "rehearsal 1", ""}, rig.clock.Now()); });
  rig.Do([&](Transaction& tx) { return tx.products.MarkAllDirty(); });
  rig.Settle();

  EXPECT_EQ(rig.BalanceOf("SG-61", World::kSandbox), Balance{});
  EXPECT_EQ(rig.At(kEbaySandbox).ForSale("SG-61"), 1);
  EXPECT_EQ(rig.At(kReverb).ForSale("SG-61"), 1);
}

}  // namespace
}  // namespace riff
