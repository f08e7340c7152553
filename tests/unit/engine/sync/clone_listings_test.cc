#include "engine/sync/clone_listings.h"

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class CloneListingsTest : public testing::Test {
 protected:
  CloneListingsTest()
      : reverb(rig.Open(kReverb)),
        reverb_sandbox(rig.Open(kReverbSandbox)),
        ebay(rig.Open(kEbay)),
        ebay_sandbox(rig.Open(kEbaySandbox)) {
    reverb.List({.sku = "SG-61", .title = "Gibson SG"});
    reverb.List({.sku = "STR-10", .quantity = 8, .title = "Strings", .condition = Condition::kNew});
    ebay.List({.sku = "SG-61", .title = "Gibson SG"});
    rig.Sync();
    rig.clock.Advance(minutes(1));
  }

  CloneReport Clone(const CloneRequest& request = {}) {
    return Must(CloneListings(*rig.store, rig.run, rig.shop, request, rig.progress));
  }
  std::int64_t Counterparts(Platform platform) {
    return rig.Do([&](Transaction& tx) { return tx.counterparts.CountOf(platform); });
  }

  ShopRig rig;
  FakeMarketplace& reverb;
  FakeMarketplace& reverb_sandbox;
  FakeMarketplace& ebay;
  FakeMarketplace& ebay_sandbox;
};

TEST_F(CloneListingsTest, EveryLiveProductionListingGetsOneCounterpart) {
  const CloneReport report = Clone();

  EXPECT_EQ(report.queued, 3);
  EXPECT_EQ(report.run.status, RunStatus::kOk);
  EXPECT_EQ(reverb_sandbox.ForSale("SG-61"), 1);
  EXPECT_EQ(reverb_sandbox.ForSale("STR-10"), 8);
  EXPECT_EQ(ebay_sandbox.ForSale("SG-61"), 1);
  EXPECT_EQ(Counterparts(Platform::kReverb), 2);
  EXPECT_EQ(Counterparts(Platform::kEbay), 1);
  EXPECT_TRUE(rig.OpenWrites().empty());
  const ListingKey production = rig.ListingOf(kReverb, "SG-61")->key;
  const auto counterpart = rig.Do([&](Transaction& tx) { return tx.counterparts.OfProduction(production); });
  EXPECT_EQ(counterpart->sandbox, rig.ListingOf(kReverbSandbox, "SG-61")->key);
}

TEST_F(CloneListingsTest, ARepeatMakesNoDuplicate) {
  Clone();
  rig.clock.Advance(minutes(1));

  const CloneReport again = Clone();

  EXPECT_EQ(again.queued, 0);
  EXPECT_EQ(again.already, 3);
  EXPECT_EQ(reverb_sandbox.CountOf("SG-61"), 1u);
  EXPECT_EQ(reverb_sandbox.created() + ebay_sandbox.created(), 3);
}

TEST_F(CloneListingsTest, AKillAfterTheSendMakesNoDuplicate) {
  reverb_sandbox.after_deliver = [] { throw Killed{}; };
  EXPECT_THROW(Clone(), Killed);
  reverb_sandbox.after_deliver = nullptr;
  rig.clock.Advance(minutes(1));

  Clone();

  EXPECT_EQ(reverb_sandbox.CountOf("SG-61"), 1u);
  EXPECT_EQ(reverb_sandbox.CountOf("STR-10"), 1u);
  EXPECT_EQ(reverb_sandbox.created(), 2);
  EXPECT_EQ(Counterparts(Platform::kReverb), 2);
  EXPECT_TRUE(rig.OpenWrites().empty());
}

TEST_F(CloneListingsTest, AKillBeforeTheSendIsMadeGoodByTheNextSync) {
  reverb_sandbox.before_deliver = [] { throw Killed{}; };
  EXPECT_THROW(Clone(), Killed);
  reverb_sandbox.before_deliver = nullptr;

  rig.SyncAfter(minutes(1));
  rig.SyncAfter(minutes(1));

  EXPECT_EQ(reverb_sandbox.ForSale("SG-61"), 1);
  EXPECT_EQ(ebay_sandbox.ForSale("SG-61"), 1);
  EXPECT_EQ(reverb_sandbox.created(), 2);
  EXPECT_TRUE(rig.OpenWrites().empty());
}

TEST_F(CloneListingsTest, LostAnswersAndASlowIndexMakeNoDuplicate) {
  reverb_sandbox.can.index_lag = minutes(5);
  rig.Reconnect();
  reverb_sandbox.SetLag(minutes(5));
  reverb_sandbox.LoseAnswers(Lost::kAfterEffect, 2);

  Clone();
  for (int i = 0; i < 6; ++i) {
    rig.clock.Advance(minutes(2));
    Clone();
  }

  EXPECT_EQ(reverb_sandbox.created(), 2);
  EXPECT_EQ(reverb_sandbox.CountOf("SG-61"), 1u);
  EXPECT_EQ(Counterparts(Platform::kReverb), 2);
  EXPECT_TRUE(rig.OpenWrites().empty());
}

TEST_F(CloneListingsTest, AListingThatStandsThereAlreadyIsTakenAsTheCounterpart) {
  reverb_sandbox.List({.sku = "SG-61", .title = "Gibson SG"});
  rig.Sync();
  rig.clock.Advance(minutes(1));

  const CloneReport report = Clone();

  EXPECT_EQ(report.adopted, 1);
  EXPECT_EQ(reverb_sandbox.CountOf("SG-61"), 1u);
  EXPECT_EQ(Counterparts(Platform::kReverb), 2);
}

TEST_F(CloneListingsTest, LimitPlatformAndSkuNarrowIt) {
  EXPECT_EQ(Clone(CloneRequest{.platform = Platform::kEbay, .sku = Sku(), .limit = 0}).queued, 1);
  rig.clock.Advance(minutes(1));
  EXPECT_EQ(Clone(CloneRequest{.platform = std::nullopt, .sku = Sku("STR-10"), .limit = 0}).queued, 1);
  EXPECT_EQ(reverb_sandbox.CountOf("SG-61"), 0u);
  rig.clock.Advance(minutes(1));
  EXPECT_EQ(Clone(CloneRequest{.platform = Platform::kReverb, .sku = Sku(), .limit = 1}).queued, 1);
}

TEST_F(CloneListingsTest, WhatIsNotForSaleOrNotLinkedIsCountedAndLeftOut) {
  reverb.List({.sku = "", .title = "A stranger"});
  reverb.End("STR-10");
  rig.Sync();
  rig.clock.Advance(minutes(1));

  const CloneReport report = Clone();

  EXPECT_EQ(report.unlinked, 1);
  EXPECT_EQ(report.not_for_sale, 1);
  EXPECT_EQ(report.queued, 2);
}

TEST_F(CloneListingsTest, OnlyPlatformsInHybridAreCloned) {
  rig.SetStage(Platform::kReverb, Stage::kObserve);
  rig.Open(kShopify, Stage::kLive);

  const CloneReport report = Clone();

  EXPECT_EQ(report.queued, 1);
  EXPECT_EQ(reverb_sandbox.CountOf("SG-61"), 0u);
}

TEST_F(CloneListingsTest, ARefusedCreateIsAnItemAndMayBeAskedForAgain) {
  ebay_sandbox.RefuseWritesOf("SG-61", ErrorOf(ErrorKind::kRejected));
  Clone();
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"listing_precondition"});

  rig.SyncAfter(minutes(5));
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"listing_precondition"});  // Nothing has changed.

  ebay_sandbox.AcceptWritesOf("SG-61");
  rig.clock.Advance(minutes(1));
  EXPECT_EQ(Clone().queued, 1);
  EXPECT_EQ(ebay_sandbox.ForSale("SG-61"), 1);
  rig.SyncAfter(minutes(1));
  EXPECT_TRUE(rig.OpenTodos().empty());
}

TEST_F(CloneListingsTest, WhatIsSoldWhileItsCreateWaitsIsNotPublished) {
  ebay_sandbox.Fail(Call::kDeliver, ErrorOf(ErrorKind::kUnavailable));
  Clone();
  Must(reverb.Buy("SG-61"));
  rig.clock.Advance(minutes(1));

  rig.Sync();

  EXPECT_EQ(ebay_sandbox.CountOf("SG-61"), 0u);
  EXPECT_TRUE(rig.OpenWrites().empty());
}

}  // namespace
}  // namespace riff
