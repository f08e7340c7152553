// The centre had not seen the order yet and pushed the old count back up. Here orders are read before listings,
// lowering goes at once, and raising waits for two agreeing reads after the settle time.

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class StaleStock : public testing::Test {
 protected:
  StaleStock() : reverb(rig.Open(kReverbSandbox)), ebay(rig.Open(kEbaySandbox)) {
    rig.AddProduct("SG-61", 1, ProductKind::kUnique, "Gibson SG");
    reverb.List({.sku = "SG-61", .title = "Gibson SG"});
    ebay.List({.sku = "SG-61", .title = "Gibson SG"});
    rig.Sync();
    rig.Settle();
  }

  ShopRig rig;
  FakeMarketplace& reverb;
  FakeMarketplace& ebay;
};

TEST_F(StaleStock, ASaleWhoseOrderComesLateIsNeverPutBackOnSale) {
  Order late;
  late.channel = kReverbSandbox;
  late.id = OrderId("A1");
  late.placed_at = rig.clock.Now();
  late.lines.push_back(OrderLine{
      OrderLineId("1"), reverb.Of("SG-61").ref.remote, Sku("SG-61"), "Gibson SG", Quantity(1), {}, OrderState::kPaid});
  reverb.SetQuantity("SG-61", 0);  // Bought; the list of orders does not show it yet.

  rig.SyncAfter(minutes(1));
  rig.SyncAfter(minutes(3));
  EXPECT_EQ(reverb.ForSale("SG-61"), 0);
  EXPECT_TRUE(reverb.delivered().empty());

  late.updated_at = rig.clock.Now();
  reverb.PlaceOrder(late);
  rig.SyncAfter(minutes(1));
  rig.Settle();

  EXPECT_EQ(reverb.ForSale("SG-61"), 0);
  EXPECT_EQ(ebay.ForSale("SG-61"), 0);
  EXPECT_TRUE(reverb.delivered().empty());
  EXPECT_EQ(rig.BalanceOf("SG-61", World::kSandbox).committed, Quantity(1));
}

TEST_F(StaleStock, AListThatLagsBehindOurOwnLoweringRaisesNothing) {
  ebay.can.index_lag = minutes(8);
  rig.Reconnect();
  ebay.SetLag(minutes(8));
  Must(reverb.Buy("SG-61"));

  for (int i = 0; i < 12; ++i) {
    rig.SyncAfter(minutes(1));
    EXPECT_EQ(ebay.ForSale("SG-61"), 0) << i;
    EXPECT_EQ(reverb.ForSale("SG-61"), 0) << i;
  }
  rig.Settle();
  EXPECT_EQ(ebay.ForSale("SG-61"), 0);
  EXPECT_TRUE(rig.OpenWrites().empty());
}

TEST_F(StaleStock, AWriteCarriesWhatTheChannelMustStillShowWhereItCanCompare) {
  rig.AddProduct("STR-10", 9, ProductKind::kStocked, "Strings");
  ebay.can.compares_and_sets = true;
  ebay.List({.sku = "STR-10", .quantity = 9, .title = "Strings"});
  rig.Reconnect();
  rig.Sync();
  rig.clock.Advance(minutes(1));
  rig.SetAvailable("STR-10", 7, World::kSandbox);
  bool once = true;
  ebay.before_deliver = [&] {
    if (std::exchange(once, false)) {
      Must(ebay.Buy("STR-10", 4));  // Between our read and our write.
    }
  };

  rig.Sync();
  rig.SyncAfter(minutes(1));

  EXPECT_EQ(rig.Available("STR-10", World::kSandbox), 3 - 9);
  EXPECT_EQ(ebay.ForSale("STR-10"), 3);
}

}  // namespace
}  // namespace riff
