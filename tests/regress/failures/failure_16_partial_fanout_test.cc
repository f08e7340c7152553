// A link was set to ended although the channel's call had failed, and "partial" was skipped from then on. Here there is
// one write a target, a listing's facts change only by observation, and what failed is tried until it lands.

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

TEST(PartialFanout, TheTargetThatFailedStaysOpenAndIsTriedUntilItLands) {
  ShopRig rig;
  rig.AddProduct("SG-61", 1, ProductKind::kUnique, "Gibson SG");
  for (const Channel channel : {kReverbSandbox, kEbaySandbox, kShopifySandbox}) {
    rig.Open(channel).List({.sku = "SG-61", .title = "Gibson SG"});
  }
  rig.Sync();
  rig.clock.Advance(minutes(5));
  Must(rig.At(kReverbSandbox).Buy("SG-61"));
  rig.At(kShopifySandbox).Fail(Call::kDeliver, ErrorOf(ErrorKind::kUnavailable), 3);

  rig.Sync();
  EXPECT_EQ(rig.At(kEbaySandbox).ForSale("SG-61"), 0);
  EXPECT_EQ(rig.ListingOf(kShopifySandbox, "SG-61")->observed.quantity, Quantity(1));
  ASSERT_EQ(rig.OpenWrites().size(), 1u);
  EXPECT_EQ(rig.OpenWrites().front().listing.channel, kShopifySandbox);
  const auto sale = rig.Do([&](Transaction& tx) { return tx.orders.OfProduct(Sku("SG-61"), 1); }).front();
  EXPECT_FALSE(sale.closed_at.has_value());

  for (int i = 0; i < 4; ++i) {
    rig.SyncAfter(minutes(5));
  }

  EXPECT_EQ(rig.At(kShopifySandbox).ForSale("SG-61"), 0);
  EXPECT_TRUE(rig.OpenWrites().empty());
  EXPECT_EQ(rig.At(kEbaySandbox).delivered().size(), 1u);  // Those that had landed are not sent again.
}

}  // namespace
}  // namespace riff
