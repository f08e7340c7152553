#include "engine/sync/list_product.h"

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class ListProductTest : public testing::Test {
 protected:
  ListProductTest() : sandbox(rig.Open(kReverbSandbox)) {
    rig.Open(kReverb);
    rig.AddProduct("STR-10", 5, ProductKind::kStocked, "Strings");
  }

  Result<ListReport> List(const std::string& sku, const std::vector<Platform>& platforms) {
    return ListProduct(*rig.store, rig.run, rig.shop, Sku(sku), platforms, rig.progress);
  }

  ShopRig rig;
  FakeMarketplace& sandbox;
};

TEST_F(ListProductTest, InHybridTheSandboxGetsTheListing) {
  const ListReport report = Must(List("STR-10", {Platform::kReverb}));

  ASSERT_EQ(report.channels.size(), 1u);
  EXPECT_EQ(report.channels.front().channel, kReverbSandbox);
  EXPECT_EQ(report.channels.front().queued, Queued::kYes);
  EXPECT_EQ(sandbox.ForSale("STR-10"), 5);
  EXPECT_EQ(rig.At(kReverb).CountOf("STR-10"), 0u);
}

TEST_F(ListProductTest, FromCanaryOnProductionGetsIt) {
  rig.SetStage(Platform::kReverb, Stage::kLive);

  const ListReport report = Must(List("STR-10", {Platform::kReverb}));

  EXPECT_EQ(report.channels.front().channel, kReverb);
  EXPECT_EQ(rig.At(kReverb).ForSale("STR-10"), 5);
}

TEST_F(ListProductTest, ARepeatMakesNoSecondListing) {
  Must(List("STR-10", {Platform::kReverb}));
  rig.clock.Advance(minutes(1));

  EXPECT_EQ(Must(List("STR-10", {Platform::kReverb})).channels.front().queued, Queued::kExists);
  EXPECT_EQ(sandbox.created(), 1);
}

TEST_F(ListProductTest, ShowsWhatThePolicyLetsShow) {
  rig.PolicyOf(kReverbSandbox).buffer = Quantity(1);
  rig.PolicyOf(kReverbSandbox).max_shown = Quantity(3);
  rig.PolicyOf(kReverbSandbox).price_factor = 1.1;

  Must(List("STR-10", {Platform::kReverb}));

  EXPECT_EQ(sandbox.ForSale("STR-10"), 3);
  EXPECT_EQ(sandbox.Of("STR-10").facts.price, Must(ParseMoney("1648.90", Currency::Usd())));
}

TEST_F(ListProductTest, WithNothingToSellNothingIsMade) {
  rig.SetAvailable("STR-10", 0, World::kReal);

  EXPECT_EQ(Must(List("STR-10", {Platform::kReverb})).channels.front().queued, Queued::kNothingToSell);
  EXPECT_EQ(sandbox.created(), 0);
}

TEST_F(ListProductTest, AChannelThatCannotCreateSaysSo) {
  sandbox.can.creates = false;
  rig.Reconnect();

  const ListReport report = Must(List("STR-10", {Platform::kReverb}));

  EXPECT_FALSE(report.channels.front().error.empty());
  EXPECT_TRUE(rig.WritesOf("STR-10").empty());
}

TEST_F(ListProductTest, RefusesAPlatformThatMayNotBeWritten) {
  rig.SetStage(Platform::kReverb, Stage::kObserve);

  const Result<ListReport> refused = List("STR-10", {Platform::kReverb});
  const Result<ListReport> unknown = List("STR-10", {Platform::kTiktok});

  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, ErrorKind::kRejected);
  ASSERT_FALSE(unknown.has_value());
  EXPECT_EQ(unknown.error().kind, ErrorKind::kRejected);
}

TEST_F(ListProductTest, SaysThatAProductIsNotThereAndFilesTheRunAsFailed) {
  const Result<ListReport> missing = List("NO-1", {Platform::kReverb});

  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().kind, ErrorKind::kNotFound);
  const auto runs = rig.Do([&](Transaction& tx) { return tx.runs.List(std::nullopt, 1); });
  EXPECT_EQ(runs.front().status, RunStatus::kFailed);
}

}  // namespace
}  // namespace riff
