#include "engine/sync/record_exposure.h"

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

class RecordExposureTest : public testing::Test {
 protected:
  RecordExposureTest() {
    for (const Channel channel : {kReverb, kReverbSandbox, kEbay, kEbaySandbox}) {
      rig.Open(channel).List({.sku = "SG-61", .title = "Gibson SG"});
    }
    rig.Sync();
    rig.clock.Advance(minutes(5));
  }

  TakenLine Sale() {
    return rig.Do([&](Transaction& tx) { return tx.orders.OfProduct(Sku("SG-61"), 1); }).front();
  }

  ShopRig rig;
};

TEST_F(RecordExposureTest, IsTheTimeFromTheOrderToTheLastSiblingSeenClosed) {
  Must(rig.At(kReverbSandbox).Buy("SG-61"));
  rig.clock.Advance(seconds(90));

  rig.Sync();

  ASSERT_TRUE(Sale().closed_at.has_value());
  EXPECT_GE(*Sale().closed_at - Sale().placed_at, seconds(90));
  EXPECT_LT(*Sale().closed_at - Sale().placed_at, seconds(91));
  EXPECT_EQ(rig.metrics.Snapshot().at("riff_exposure_count{channel=reverb/sandbox}"), 1);
}

TEST_F(RecordExposureTest, StaysOpenWhileASiblingStillOffersIt) {
  Must(rig.At(kReverbSandbox).Buy("SG-61"));
  rig.At(kEbaySandbox).drops_writes = true;

  rig.Sync();
  EXPECT_FALSE(Sale().closed_at.has_value());

  rig.At(kEbaySandbox).drops_writes = false;
  rig.SyncAfter(minutes(20));
  EXPECT_EQ(rig.At(kEbaySandbox).ForSale("SG-61"), 0);
  EXPECT_TRUE(Sale().closed_at.has_value());
}

TEST_F(RecordExposureTest, OnProductionInHybridItEndsWhenThePersonHasClosedTheSibling) {
  Must(rig.At(kReverb).Buy("SG-61"));
  rig.Sync();
  EXPECT_FALSE(Sale().closed_at.has_value());  // eBay's own listing is still live.

  rig.At(kEbay).End("SG-61");
  rig.SyncAfter(minutes(5));

  EXPECT_TRUE(Sale().closed_at.has_value());
}

TEST_F(RecordExposureTest, IsRecordedOnce) {
  Must(rig.At(kReverbSandbox).Buy("SG-61"));
  rig.Sync();
  const std::optional<Timestamp> closed_at = Sale().closed_at;

  rig.SyncAfter(minutes(5));

  EXPECT_EQ(Sale().closed_at, closed_at);
  EXPECT_EQ(rig.metrics.Snapshot().at("riff_exposure_count{channel=reverb/sandbox}"), 1);
}

}  // namespace
}  // namespace riff
