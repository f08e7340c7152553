#include "engine/sync/reviewed_plan.h"

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class ReviewedPlanTest : public testing::Test {
 protected:
  ReviewedPlanTest() : reverb(rig.Open(kReverbSandbox)), ebay(rig.Open(kEbaySandbox)) {
    rig.AddProduct("STR-10", 5, ProductKind::kStocked, "Strings");
    reverb.List({.sku = "STR-10", .quantity = 5, .title = "Strings"});
    ebay.List({.sku = "STR-10", .quantity = 5, .title = "Strings"});
    rig.Sync();
    rig.Settle();
    rig.clock.Advance(minutes(1));
  }

  ReviewedPlan Review() {
    ReconcileRequest request = rig.PlanRequest();
    request.queued = QueuedWrites::kPlanAnew;
    const Plan plan = Must(Preview(*rig.store, rig.run, request));
    return Must(ReviewOf(*rig.store, rig.run, plan));
  }
  PushedPlan Push(const ReviewedPlan& plan, WhenMoved when_moved = WhenMoved::kStop) {
    rig.clock.Advance(minutes(1));
    return Must(PushReviewed(*rig.store, rig.run, rig.shop, PushPlanRequest{plan, when_moved}, rig.progress));
  }

  ShopRig rig;
  FakeMarketplace& reverb;
  FakeMarketplace& ebay;
};

TEST_F(ReviewedPlanTest, SendsWhatWasShown) {
  rig.SetAvailable("STR-10", 3, World::kSandbox);
  const ReviewedPlan plan = Review();
  ASSERT_EQ(plan.writes.size(), 2u);

  const PushedPlan pushed = Push(plan);

  EXPECT_FALSE(pushed.stopped);
  EXPECT_EQ(pushed.comparison.unmoved.size(), 2u);
  EXPECT_EQ(reverb.ForSale("STR-10"), 3);
  EXPECT_EQ(ebay.ForSale("STR-10"), 3);
}

TEST_F(ReviewedPlanTest, StopsWithNothingSentWhereTheListingMoved) {
  rig.SetPrice("STR-10", "12.00");
  const ReviewedPlan plan = Review();
  reverb.SetQuantity("STR-10", 4);
  const std::size_t sent = reverb.delivered().size() + ebay.delivered().size();

  const PushedPlan pushed = Push(plan);

  EXPECT_TRUE(pushed.stopped);
  ASSERT_EQ(pushed.comparison.moved.size(), 1u);
  EXPECT_EQ(pushed.comparison.moved.front().listing.channel, kReverbSandbox);
  EXPECT_EQ(reverb.delivered().size() + ebay.delivered().size(), sent);
  EXPECT_EQ(pushed.report.status, RunStatus::kAborted);
}

TEST_F(ReviewedPlanTest, StopsWhereOnlyTheBooksMovedAlthoughTheWriteIsTheSame) {
  rig.SetPrice("STR-10", "12.00");
  rig.PolicyOf(kReverbSandbox).max_shown = Quantity(5);
  rig.PolicyOf(kEbaySandbox).max_shown = Quantity(5);
  const ReviewedPlan plan = Review();
  rig.SetAvailable("STR-10", 9, World::kSandbox);

  const PushedPlan pushed = Push(plan);

  EXPECT_TRUE(pushed.stopped);
  ASSERT_EQ(pushed.comparison.moved.size(), 2u);
  EXPECT_NE(pushed.comparison.moved.front().why.find("sandbox books"), std::string::npos);
}

TEST_F(ReviewedPlanTest, AppliesTheRestWhenAskedTo) {
  rig.SetPrice("STR-10", "12.00");
  const ReviewedPlan plan = Review();
  reverb.SetQuantity("STR-10", 4);

  const PushedPlan pushed = Push(plan, WhenMoved::kApplyTheRest);

  EXPECT_FALSE(pushed.stopped);
  EXPECT_EQ(ebay.Of("STR-10").facts.price, Must(ParseMoney("12.00", Currency::Usd())));
  EXPECT_NE(reverb.Of("STR-10").facts.price, Must(ParseMoney("12.00", Currency::Usd())));
  EXPECT_EQ(reverb.ForSale("STR-10"), 4);
}

TEST_F(ReviewedPlanTest, SendsNothingThatIsNotInThePlan) {
  rig.SetAvailable("STR-10", 3, World::kSandbox);
  rig.SetPrice("STR-10", "12.00");  // A second write for each listing, after the first.
  ReviewedPlan plan = Review();
  std::erase_if(plan.writes, [](const PlannedWrite& write) { return write.listing.channel == kEbaySandbox; });
  const std::optional<Money> price = reverb.Of("STR-10").facts.price;

  const PushedPlan pushed = Push(plan);

  EXPECT_EQ(pushed.comparison.others, 1);
  EXPECT_EQ(reverb.ForSale("STR-10"), 3);
  EXPECT_EQ(reverb.Of("STR-10").facts.price, price);
  EXPECT_EQ(ebay.ForSale("STR-10"), 5);
  EXPECT_FALSE(rig.Do([](Transaction& tx) { return tx.products.ListDirty(Sku(), 10); }).empty());
}

TEST_F(ReviewedPlanTest, TakesOverWhatIsQueuedAlreadyAndLeavesWhatThePlanDoesNotName) {
  rig.SetAvailable("STR-10", 3, World::kSandbox);
  rig.BeginRun();
  rig.Reconcile();
  ReviewedPlan plan = Review();
  ASSERT_EQ(plan.writes.size(), 2u);
  std::erase_if(plan.writes, [](const PlannedWrite& write) { return write.listing.channel == kEbaySandbox; });

  Push(plan);

  EXPECT_EQ(reverb.ForSale("STR-10"), 3);
  EXPECT_EQ(ebay.ForSale("STR-10"), 5);
  ASSERT_EQ(rig.OpenWrites().size(), 1u);
  EXPECT_EQ(rig.OpenWrites().front().listing.channel, kEbaySandbox);
}

TEST_F(ReviewedPlanTest, APlanOfAnotherStoreIsRefusedBeforeARunBegins) {
  ReviewedPlan plan = Review();
  plan.store = "another";

  const Result<PushedPlan> pushed = PushReviewed(*rig.store, rig.run, rig.shop, PushPlanRequest{plan}, rig.progress);

  ASSERT_FALSE(pushed.has_value());
  EXPECT_EQ(pushed.error().kind, ErrorKind::kInvalid);
}

TEST_F(ReviewedPlanTest, WhatWasAskedStaysAskedAndWhatWasRefusedStaysHere) {
  rig.SetAvailable("STR-10", 3, World::kSandbox);
  ReviewedPlan plan = Review();
  Plan now;
  now.writes = plan.writes;
  plan.writes[0].verdict = Verdict::kAsk;
  plan.writes[1].verdict = Verdict::kRefuse;
  now.writes[0].verdict = Verdict::kAsk;

  const PlanComparison asked = Compare(plan, now);
  now.writes[0].verdict = Verdict::kPush;
  const PlanComparison approved = Compare(plan, now);
  plan.writes[0].verdict = Verdict::kPush;
  now.writes[0].verdict = Verdict::kHold;
  const PlanComparison held = Compare(plan, now);

  EXPECT_EQ(asked.kept_back, 2);
  EXPECT_TRUE(asked.unmoved.empty());
  EXPECT_EQ(approved.unmoved.size(), 1u);
  EXPECT_EQ(held.moved.size(), 1u);
}

}  // namespace
}  // namespace riff
