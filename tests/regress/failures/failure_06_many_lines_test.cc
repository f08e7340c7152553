// Only the first line of an order was read, a second sale of a stocked product overwrote the first, and three paths
// could each take the same unit. Here the key is (channel, order, line, transition), and only orders decrement.

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class ManyLines : public testing::Test {
 protected:
  ManyLines() {
    for (const Channel channel : {kReverb, kReverbSandbox}) {
      FakeMarketplace& market = rig.Open(channel);
      market.List({.sku = "STR-10", .quantity = 10, .title = "Strings", .condition = Condition::kNew});
      market.List({.sku = "PCK-1", .quantity = 20, .title = "Picks", .condition = Condition::kNew});
    }
    rig.Sync();
    rig.clock.Advance(minutes(5));
  }

  ShopRig rig;
};

TEST_F(ManyLines, EveryLineOfAnOrderCountsTheSameSkuTwiceToo) {
  rig.At(kReverb).BuyLines({{"STR-10", 2}, {"PCK-1", 3}, {"STR-10", 1}});

  rig.Sync();

  EXPECT_EQ(rig.Available("STR-10"), 7);
  EXPECT_EQ(rig.Available("PCK-1"), 17);
  EXPECT_EQ(rig.At(kReverbSandbox).ForSale("STR-10"), 7);
}

TEST_F(ManyLines, ASecondSaleOfTheSameListingIsASecondSale) {
  Must(rig.At(kReverb).Buy("STR-10", 2));
  rig.Sync();
  rig.clock.Advance(minutes(1));
  Must(rig.At(kReverb).Buy("STR-10", 2));
  rig.Sync();

  EXPECT_EQ(rig.BalanceOf("STR-10").committed, Quantity(4));
  EXPECT_EQ(rig.Available("STR-10"), 6);
}

TEST_F(ManyLines, TheFallOfTheListingItselfTakesNoUnitBesideTheOrder) {
  Must(rig.At(kReverb).Buy("STR-10", 2));

  rig.Sync();
  rig.Settle();

  EXPECT_EQ(rig.Available("STR-10"), 8);
  EXPECT_EQ(rig.CountMovements("STR-10"), 2);  // The first stock and the sale.
  EXPECT_TRUE(rig.OpenTodos().empty());
}

}  // namespace
}  // namespace riff
