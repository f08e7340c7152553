#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "tests/unit/engine/plan/plan_bench.h"

namespace riff::test {
namespace {

using testing::IsEmpty;

TEST(ListingRules, SaysWhatAListingShouldShowAndKeepsItUntilItChanges) {
  Bench bench;
  bench.Available(4);
  bench.AddSandbox(Live(4), Live(4));
  const Plan first = bench.Make();
  ASSERT_EQ(first.desired.size(), 1u);
  EXPECT_EQ(first.desired[0].desired, Live(4));

  bench.listing().desired = first.desired[0].desired;
  bench.listing().desired_at = bench.now;

  EXPECT_EQ(bench.Make(), Plan());
}

TEST(ListingRules, ShowsAvailableWithinBufferAndCaps) {
  struct Case {
    std::int64_t available, sandbox, buffer, max_shown, listing_max, channel_max, shown;
  };
  const std::vector<Case> cases = {
      {5, 0, 0, 0, 0, 0, 5}, {5, -2, 0, 0, 0, 0, 3}, {5, -9, 0, 0, 0, 0, 0}, {5, 0, 2, 0, 0, 0, 3},
      {1, 0, 2, 0, 0, 0, 0}, {5, 0, 0, 3, 0, 0, 3},  {5, 0, 0, 0, 2, 0, 2},  {5, 0, 0, 0, 0, 1, 1},
      {5, 0, 0, 3, 4, 2, 2}, {5, 0, 4, 3, 4, 2, 1},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(testing::Message() << c.available << " " << c.sandbox << " " << c.buffer << " " << c.max_shown << " "
                                    << c.listing_max << " " << c.channel_max);
    Bench bench;
    bench.Available(c.available);
    bench.product.sandbox.available = Quantity(c.sandbox);
    Listing& listing = bench.AddSandbox(Live(c.shown), Live(c.shown));
    if (c.listing_max > 0) {
      listing.quantity_max = Quantity(c.listing_max);
    }
    bench.channel().buffer = Quantity(c.buffer);
    bench.channel().max_shown = Quantity(c.max_shown);
    if (c.channel_max > 0) {
      bench.channel().can.quantity_max = Quantity(c.channel_max);
    }
    const Plan plan = bench.Make();

    ASSERT_EQ(plan.desired.size(), 1u);
    EXPECT_EQ(plan.desired[0].desired.quantity, Quantity(c.shown));
    EXPECT_THAT(plan.writes, IsEmpty());
  }
}

TEST(ListingRules, HoldsLiveProductionAgainstTheRealBooksAlone) {
  Bench bench(Stage::kLive);
  bench.Available(2);
  bench.product.sandbox.available = Quantity(-2);
  bench.Add(kProduction, "1", Live(3)).acked = Live(3);

  const Plan plan = bench.Make();

  ASSERT_EQ(plan.writes.size(), 1u);
  EXPECT_EQ(plan.writes[0].change, To(2));
}

TEST(ListingRules, ScalesThePriceByTheChannelsFactor) {
  Bench bench;
  bench.Available(1);
  bench.AddSandbox(Live(1), Live(1));
  bench.channel().price_factor = 1.1;

  const Plan plan = bench.Make();

  ASSERT_EQ(plan.writes.size(), 1u);
  EXPECT_EQ(plan.writes[0].change, Change(SetPrice{Money{164890, Currency::Usd()}}));
  EXPECT_EQ(plan.writes[0].urgency, Urgency::kPrice);
}

TEST(ListingRules, WritesTheTitleAsItFitsAndOnlyWhereContentCanBeSet) {
  Bench bench;
  bench.Available(1);
  bench.AddSandbox(Live(1), Titled(Live(1), "Something else"));
  bench.product.product.content.title = "1964 Jazzmaster in sunburst";
  bench.channel().can.title_max = 16;

  const Plan plan = bench.Make();
  ASSERT_EQ(plan.writes.size(), 1u);
  ASSERT_TRUE(std::holds_alternative<SetContent>(plan.writes[0].change));
  EXPECT_EQ(std::get<SetContent>(plan.writes[0].change).to.title, FitTitle("1964 Jazzmaster in sunburst", 16));

  bench.channel().can.sets_content = false;
  EXPECT_THAT(bench.Make().writes, IsEmpty());
}

TEST(ListingRules, TakesAnUnknownPriceOrContentForNoDisagreement) {
  Bench bench;
  bench.Available(1);
  ListingFacts unknown = Live(1);
  unknown.price.reset();
  unknown.content = ContentDigest();
  bench.AddSandbox(Live(1), unknown);

  EXPECT_THAT(bench.Make().writes, IsEmpty());
}

TEST(ListingRules, TakesAnUnknownQuantityForSomeButNotForNone) {
  Bench bench;
  ListingFacts unknown = Live(1);
  unknown.quantity.reset();
  bench.AddSandbox(Live(1), unknown);

  EXPECT_THAT(bench.Available(1).Make().writes, IsEmpty());
  const Plan sold_out = bench.Available(0).Make();
  ASSERT_EQ(sold_out.writes.size(), 1u);
  EXPECT_EQ(sold_out.writes[0].urgency, Urgency::kSoldOut);
}

TEST(ListingRules, AsksForAPriceItCannotWrite) {
  Bench other_currency;
  other_currency.Available(1);
  other_currency.AddSandbox(Live(1), Priced(Live(1), Money{149900, *Currency::Parse("GBP")}));
  Bench too_dear;
  too_dear.Available(1);
  too_dear.AddSandbox(Live(1), Priced(Live(1), Dollars(900)));
  too_dear.channel().can.price_max = Dollars(1000);

  Check(other_currency, {.findings = {TodoType::kPriceMismatch}});
  Check(too_dear, {.findings = {TodoType::kPriceMismatch}});
}

TEST(ListingRules, SetsAnExpectationOnlyWhereAStaleNumberWouldHurt) {
  Bench bench;
  bench.AddSandbox(Live(3), Live(3));
  bench.channel().can.compares_and_sets = true;

  const Plan lower = bench.Available(2).Make();
  const Plan sold_out = bench.Available(0).Make();

  EXPECT_EQ(std::get<SetQuantity>(lower.writes.at(0).change).expected, Quantity(3));
  EXPECT_EQ(lower.writes[0].urgency, Urgency::kLower);
  EXPECT_EQ(std::get<SetQuantity>(sold_out.writes.at(0).change).expected, std::nullopt);
  EXPECT_EQ(sold_out.writes[0].urgency, Urgency::kSoldOut);
}

TEST(ListingRules, TakesDownByWhatTheChannelCanDo) {
  Bench bench;
  bench.Available(0);
  bench.AddSandbox(Live(1), Live(1));
  Capabilities& can = bench.channel().can;

  can.sets_quantity = false;
  EXPECT_EQ(bench.Make().writes.at(0).change, Change(PauseListing{}));
  can.pauses = false;
  EXPECT_EQ(bench.Make().writes.at(0).change, Change(EndListing{}));
  can.ends = false;
  Check(bench, {.findings = {TodoType::kQuantityMismatch}});
}

TEST(ListingRules, ClosesAProtectedProduct) {
  Bench bench;
  bench.Available(3);
  bench.product.protect = true;
  bench.AddSandbox(Live(3), Live(3));

  Check(bench, {.write = To(0)});
}

TEST(ListingRules, LeavesAProductAloneWhoseStockNobodyTold) {
  Bench bench;
  bench.product.stock_known = false;
  bench.AddSandbox(Live(3), Live(3));
  EXPECT_EQ(bench.Make(), Plan());

  bench.Add(kProduction, "9", With(Live(1), ListingStatus::kSold));
  EXPECT_EQ(bench.Make().writes.at(0).change, To(0));
}

TEST(ListingRules, LetsAPersonApproveARaise) {
  Bench bench;
  bench.Available(2);
  bench.AddSandbox(Live(2), Live(1));
  bench.listing().observed_changed_at = bench.now - minutes(1);
  bench.policy.sync.raise = RaiseRule::kAsk;
  bench.approved.insert(bench.listing().key);

  Check(bench, {.write = To(2)});
}

TEST(ListingRules, WaitsForNoOrderWhereTheChannelHasNone) {
  Bench bench;
  bench.Available(2);
  bench.AddSandbox(Live(2), Live(1));
  bench.listing().observed_changed_at = bench.now - minutes(1);
  bench.channel().can.reads_orders = false;

  Check(bench, {.write = To(2)});
}

TEST(ListingRules, DoesNotTakeAPriceWriteForTheReasonOfAFall) {
  Bench bench;
  bench.Available(2);
  bench.AddSandbox(Live(2), Live(1));
  bench.listing().observed_changed_at = bench.now - minutes(1);
  bench.Open(WriteState::kAccepted, SetPrice{Dollars(1499)}, kFresh);

  // The price is confirmed; the fall is still somebody else's and waits for its order.
  Check(bench, {.settlement = Settlement::kConfirm});
}

TEST(ListingRules, GivesTheIndexOfAChannelTimeToShowAWrite) {
  Bench bench;
  bench.Available(3);
  bench.AddSandbox(Live(1), Live(1));
  bench.channel().can.index_lag = minutes(20);

  bench.Open(WriteState::kAmbiguous, To(3), kFresh);
  Check(bench, {.observe = true});
  bench.Open(WriteState::kAccepted, To(3), minutes(15));
  Check(bench, {});
  bench.Open(WriteState::kAccepted, To(3), kOld);
  Check(bench, {.settlement = Settlement::kSendAgain, .findings = {TodoType::kWriteNotApplied}});
}

TEST(ListingRules, RefusesWhereNothingMayBeSentAndSaysSoWhenOverdue) {
  const std::vector<std::function<void(Bench&)>> stops = {
      [](Bench& bench) { bench.channel().push_enabled = false; },
      [](Bench& bench) { bench.channel().healthy = false; },
  };
  for (const auto& stop : stops) {
    Bench bench;
    bench.Available(0);
    bench.AddSandbox(Live(1), Live(1));
    stop(bench);
    Check(bench, {.write = To(0), .verdict = Verdict::kRefuse});

    bench.listing().desired = Live(0);
    bench.listing().desired_at = bench.now - minutes(30);
    Check(bench, {.write = To(0), .verdict = Verdict::kRefuse, .findings = {TodoType::kQuantityMismatch}});
  }
}

TEST(ListingRules, WritesInCanaryOnlyWhatTheRolloutLetsIn) {
  Bench bench(Stage::kCanary);
  bench.Available(0);
  bench.Add(kProduction, "1", Live(1)).acked = Live(1);

  EXPECT_EQ(bench.Make().writes.at(0).verdict, Verdict::kRefuse);
  bench.rollout.insert(bench.product.product.sku);
  EXPECT_EQ(bench.Make().writes.at(0).verdict, Verdict::kPush);
}

TEST(ListingRules, NeverWritesWhereTheStageForbidsIt) {
  struct Case {
    Stage stage;
    Channel channel;
  };
  for (const Case& c : std::vector<Case>{{Stage::kOff, kProduction},
                                         {Stage::kObserve, kProduction},
                                         {Stage::kHybrid, kProduction},
                                         {Stage::kHalted, kProduction},
                                         {Stage::kOff, kSandbox},
                                         {Stage::kObserve, kSandbox},
                                         {Stage::kCanary, kSandbox},
                                         {Stage::kLive, kSandbox},
                                         {Stage::kHalted, kSandbox}}) {
    SCOPED_TRACE(std::string(ToString(c.stage)) + " " + ToString(c.channel));
    Bench bench(c.stage);
    bench.Available(0);
    bench.Add(c.channel, "1", Live(1)).acked = Live(1);

    const Plan plan = bench.Make();

    EXPECT_THAT(plan.writes, IsEmpty());
    EXPECT_THAT(plan.desired, IsEmpty());
    EXPECT_THAT(plan.acks, IsEmpty());
  }
}

TEST(ListingRules, TakesBackQueuedWritesOfAChannelThatWasHalted) {
  Bench bench(Stage::kHalted);
  bench.Available(1);
  bench.Add(kProduction, "1", Live(1));
  bench.Open(WriteState::kQueued, To(0), kOld);
  Check(bench, {.settlement = Settlement::kSupersede});

  bench.Open(WriteState::kInFlight, To(0), kFresh);
  Check(bench, {});
  bench.Open(WriteState::kAccepted, To(0), kUnseen);
  Check(bench, {.observe = true});
  bench.Open(WriteState::kAccepted, To(1), kFresh);
  Check(bench, {.settlement = Settlement::kConfirm});
  bench.Open(WriteState::kAmbiguous, To(0), kFresh);
  Check(bench, {.settlement = Settlement::kSupersede});
}

}  // namespace
}  // namespace riff::test
