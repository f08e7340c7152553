#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tests/unit/engine/plan/plan_bench.h"

namespace riff::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Duration kFresh = minutes(2);    // The observation, a minute old, is newer than an attempt this long ago,
constexpr Duration kUnseen = Duration(1);  // and older than this one.
constexpr Duration kOld = minutes(30);     // Longer ago than the settle time.

struct Expected {
  std::optional<Change> write = std::nullopt;
  Verdict verdict = Verdict::kPush;
  std::optional<Settlement> settlement = std::nullopt;
  bool ack = false;
  bool observe = false;
  std::vector<TodoType> findings = {};
  bool unsettled = true;
};

void Check(const Bench& bench, const Expected& expected) {
  const Plan plan = bench.Make();

  ASSERT_EQ(plan.writes.size(), expected.write.has_value() ? 1u : 0u);
  if (expected.write.has_value()) {
    EXPECT_EQ(Describe(plan.writes[0].change), Describe(*expected.write));
    EXPECT_EQ(plan.writes[0].verdict, expected.verdict);
    EXPECT_FALSE(plan.writes[0].reason.empty());
  }
  ASSERT_EQ(plan.settlements.size(), expected.settlement.has_value() ? 1u : 0u);
  if (expected.settlement.has_value()) {
    EXPECT_EQ(plan.settlements[0].settlement, *expected.settlement);
    EXPECT_EQ(plan.settlements[0].write, WriteId(7));
  }
  EXPECT_EQ(plan.acks.size(), expected.ack ? 1u : 0u);
  EXPECT_EQ(plan.observe.size(), expected.observe ? 1u : 0u);
  EXPECT_EQ(TypesOf(plan), expected.findings);
  EXPECT_EQ(plan.unsettled.size(), expected.unsettled ? 1u : 0u);
  EXPECT_TRUE(ValidatePlan(plan, bench.policy).has_value());
}

struct Row {
  std::string name;
  std::int64_t wanted;
  ListingFacts acked;
  ListingFacts observed;
  std::function<void(Bench&)> given;
  Expected expected;
};

void CheckRows(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    Bench bench;
    bench.Available(row.wanted);
    bench.AddSandbox(row.acked, row.observed);
    if (row.given) {
      row.given(bench);
    }
    Check(bench, row.expected);
  }
}

std::function<void(Bench&)> Open(WriteState state, Change change, Duration since_attempt) {
  return [=](Bench& bench) { bench.Open(state, change, since_attempt); };
}

Change To(std::int64_t quantity) { return SetQuantity{Quantity(quantity), std::nullopt}; }

ListingContent TitleOnly(const std::string& title) {
  ListingContent content;
  content.title = title;
  return content;
}

TEST(DecisionTable, WithoutAnOpenWrite) {
  const auto just_changed = [](Bench& bench) { bench.listing().observed_changed_at = bench.now - minutes(1); };
  const auto read_once = [](Bench& bench) { bench.listing().agreeing_reads = 1; };
  const auto overdue = [](Bench& bench) {
    bench.listing().agreeing_reads = 1;
    bench.listing().desired = Live(2);
    bench.listing().desired_at = bench.now - minutes(90);
  };
  const auto asks = [](Bench& bench) { bench.policy.sync.raise = RaiseRule::kAsk; };
  const auto never_acked = [](Bench& bench) {
    bench.listing().acked.reset();
    bench.listing().agreeing_reads = 1;
    bench.listing().observed_changed_at = bench.now - minutes(1);
  };
  CheckRows({
      {"agreement", 1, Live(1), Live(1), nullptr, {.unsettled = false}},
      {"its answer was lost", 1, Live(2), Live(1), nullptr, {.ack = true, .unsettled = false}},
      {"we owe a lower quantity", 1, Live(3), Live(3), nullptr, {.write = To(1)}},
      {"we owe a sold out", 0, Live(1), Live(1), read_once, {.write = To(0)}},
      {"we owe a higher quantity, one read is enough", 3, Live(1), Live(1), read_once, {.write = To(3)}},
      {"they raised it", 1, Live(1), Live(4), just_changed, {.write = To(1)}},
      {"they lowered it, an order may explain it", 2, Live(2), Live(1), just_changed, {}},
      {"they lowered it, read once, overdue",
       2,
       Live(2),
       Live(1),
       overdue,
       {.findings = {TodoType::kQuantityMismatch}}},
      {"they lowered it, two reads agree", 2, Live(2), Live(1), nullptr, {.write = To(2)}},
      {"they lowered it, the shop wants to be asked",
       2,
       Live(2),
       Live(1),
       asks,
       {.write = To(2), .verdict = Verdict::kAsk, .findings = {TodoType::kApprovalNeeded}}},
      {"both changed, lower wins at once", 1, Live(2), Live(3), just_changed, {.write = To(1)}},
      {"both changed, raising waits", 3, Live(2), Live(1), just_changed, {}},
      {"never acked, read once", 3, Live(1), Live(1), never_acked, {}},
      {"paused by somebody, resumed", 1, Live(1), With(Live(1), ListingStatus::kPaused), nullptr, {.write = To(1)}},
      {"paused is sold out",
       0,
       Live(0),
       With(Live(1), ListingStatus::kPaused),
       nullptr,
       {.ack = true, .unsettled = false}},
      {"another price", 1, Live(1), Priced(Live(1), Dollars(1200)), nullptr, {.write = SetPrice{Dollars(1499)}}},
      {"another price of nothing for sale",
       0,
       Live(0),
       Priced(Live(0), Dollars(1200)),
       nullptr,
       {.ack = true, .unsettled = false}},
      {"quantity goes before price", 0, Live(1), Priced(Live(1), Dollars(1200)), nullptr, {.write = To(0)}},
  });
}

TEST(DecisionTable, WithAnOpenWrite) {
  using enum WriteState;
  const ListingFacts was = Live(1);
  CheckRows({
      {"queued and still wanted", 3, was, was, Open(kQueued, To(3), kOld), {}},
      {"queued, the plan moved on",
       2,
       was,
       was,
       Open(kQueued, To(3), kOld),
       {.write = To(2), .settlement = Settlement::kSupersede}},
      {"queued, the plan moved back",
       1,
       was,
       was,
       Open(kQueued, To(3), kOld),
       {.settlement = Settlement::kSupersede, .unsettled = false}},
      {"queued, shown without it",
       3,
       was,
       Live(3),
       Open(kQueued, To(3), kOld),
       {.settlement = Settlement::kSupersede, .ack = true, .unsettled = false}},
      {"queued price, sold out",
       0,
       was,
       was,
       Open(kQueued, SetPrice{Dollars(1499)}, kOld),
       {.write = To(0), .settlement = Settlement::kSupersede}},
      {"queued content, another price",
       1,
       was,
       Titled(Priced(was, Dollars(9)), "Jaguar"),
       Open(kQueued, SetContent{TitleOnly("1964 Jazzmaster")}, kOld),
       {.write = SetPrice{Dollars(1499)}, .settlement = Settlement::kSupersede}},
      {"in flight", 0, was, was, Open(kInFlight, To(3), kFresh), {}},
      {"in flight, however old", 0, was, was, Open(kInFlight, To(3), kOld), {}},
      {"in flight, shown already", 3, was, Live(3), Open(kInFlight, To(3), kFresh), {}},
      {"ambiguous and shown",
       3,
       was,
       Live(3),
       Open(kAmbiguous, To(3), kFresh),
       {.settlement = Settlement::kConfirm, .ack = true, .unsettled = false}},
      {"ambiguous and not shown", 3, was, was, Open(kAmbiguous, To(3), kFresh), {.settlement = Settlement::kSendAgain}},
      {"ambiguous, not read since", 3, was, was, Open(kAmbiguous, To(3), kUnseen), {.observe = true}},
      {"ambiguous, not read since, moved on", 0, was, was, Open(kAmbiguous, To(3), kUnseen), {.observe = true}},
      {"ambiguous, not shown, moved on",
       0,
       was,
       was,
       Open(kAmbiguous, To(3), kFresh),
       {.write = To(0), .settlement = Settlement::kSupersede}},
      {"accepted and shown",
       3,
       was,
       Live(3),
       Open(kAccepted, To(3), kFresh),
       {.settlement = Settlement::kConfirm, .ack = true, .unsettled = false}},
      {"accepted, not shown yet", 3, was, was, Open(kAccepted, To(3), kFresh), {}},
      {"accepted, not read since", 3, was, was, Open(kAccepted, To(3), kUnseen), {.observe = true}},
      {"accepted and never shown",
       3,
       was,
       was,
       Open(kAccepted, To(3), kOld),
       {.settlement = Settlement::kSendAgain, .findings = {TodoType::kWriteNotApplied}}},
      {"accepted, moved on, not read since",
       0,
       was,
       Live(0),
       Open(kAccepted, To(3), kUnseen),
       {.write = To(0), .settlement = Settlement::kSupersede}},
      {"accepted, moved up, not read since",
       5,
       was,
       was,
       Open(kAccepted, To(3), kUnseen),
       {.write = To(5), .settlement = Settlement::kSupersede}},
      {"accepted, moved back, not read since",
       1,
       was,
       was,
       Open(kAccepted, To(3), kUnseen),
       {.write = To(1), .settlement = Settlement::kSupersede}},
      {"accepted price, sold out",
       0,
       was,
       was,
       Open(kAccepted, SetPrice{Dollars(1600)}, kUnseen),
       {.write = To(0), .settlement = Settlement::kSupersede}},
      {"confirmed, then the next field",
       3,
       was,
       Priced(Live(3), Dollars(9)),
       Open(kAccepted, To(3), kFresh),
       {.write = SetPrice{Dollars(1499)}, .settlement = Settlement::kConfirm, .ack = true}},
  });
}

TEST(DecisionTable, SaysWhatAListingShouldShowAndKeepsItUntilItChanges) {
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

TEST(DecisionTable, ShowsAvailableWithinBufferAndCaps) {
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

TEST(DecisionTable, HoldsLiveProductionAgainstTheRealBooksAlone) {
  Bench bench(Stage::kLive);
  bench.Available(2);
  bench.product.sandbox.available = Quantity(-2);
  bench.Add(kProduction, "1", Live(3)).acked = Live(3);

  const Plan plan = bench.Make();

  ASSERT_EQ(plan.writes.size(), 1u);
  EXPECT_EQ(plan.writes[0].change, To(2));
}

TEST(DecisionTable, ScalesThePriceByTheChannelsFactor) {
  Bench bench;
  bench.Available(1);
  bench.AddSandbox(Live(1), Live(1));
  bench.channel().price_factor = 1.1;

  const Plan plan = bench.Make();

  ASSERT_EQ(plan.writes.size(), 1u);
  EXPECT_EQ(plan.writes[0].change, Change(SetPrice{Money{164890, Currency::Usd()}}));
  EXPECT_EQ(plan.writes[0].urgency, Urgency::kPrice);
}

TEST(DecisionTable, WritesTheTitleAsItFitsAndOnlyWhereContentCanBeSet) {
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

TEST(DecisionTable, TakesAnUnknownPriceOrContentForNoDisagreement) {
  Bench bench;
  bench.Available(1);
  ListingFacts unknown = Live(1);
  unknown.price.reset();
  unknown.content = ContentDigest();
  bench.AddSandbox(Live(1), unknown);

  EXPECT_THAT(bench.Make().writes, IsEmpty());
}

TEST(DecisionTable, TakesAnUnknownQuantityForSomeButNotForNone) {
  Bench bench;
  ListingFacts unknown = Live(1);
  unknown.quantity.reset();
  bench.AddSandbox(Live(1), unknown);

  EXPECT_THAT(bench.Available(1).Make().writes, IsEmpty());
  const Plan sold_out = bench.Available(0).Make();
  ASSERT_EQ(sold_out.writes.size(), 1u);
  EXPECT_EQ(sold_out.writes[0].urgency, Urgency::kSoldOut);
}

TEST(DecisionTable, AsksForAPriceItCannotWrite) {
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

TEST(DecisionTable, SetsAnExpectationOnlyWhereAStaleNumberWouldHurt) {
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

TEST(DecisionTable, TakesDownByWhatTheChannelCanDo) {
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

TEST(DecisionTable, ClosesAProtectedProduct) {
  Bench bench;
  bench.Available(3);
  bench.product.protect = true;
  bench.AddSandbox(Live(3), Live(3));

  Check(bench, {.write = To(0)});
}

TEST(DecisionTable, LeavesAProductAloneWhoseStockNobodyTold) {
  Bench bench;
  bench.product.stock_known = false;
  bench.AddSandbox(Live(3), Live(3));
  EXPECT_EQ(bench.Make(), Plan());

  bench.Add(kProduction, "9", With(Live(1), ListingStatus::kSold));
  EXPECT_EQ(bench.Make().writes.at(0).change, To(0));
}

TEST(DecisionTable, LetsAPersonApproveARaise) {
  Bench bench;
  bench.Available(2);
  bench.AddSandbox(Live(2), Live(1));
  bench.listing().observed_changed_at = bench.now - minutes(1);
  bench.policy.sync.raise = RaiseRule::kAsk;
  bench.approved.insert(bench.listing().key);

  Check(bench, {.write = To(2)});
}

TEST(DecisionTable, WaitsForNoOrderWhereTheChannelHasNone) {
  Bench bench;
  bench.Available(2);
  bench.AddSandbox(Live(2), Live(1));
  bench.listing().observed_changed_at = bench.now - minutes(1);
  bench.channel().can.reads_orders = false;

  Check(bench, {.write = To(2)});
}

TEST(DecisionTable, DoesNotTakeAPriceWriteForTheReasonOfAFall) {
  Bench bench;
  bench.Available(2);
  bench.AddSandbox(Live(2), Live(1));
  bench.listing().observed_changed_at = bench.now - minutes(1);
  bench.Open(WriteState::kAccepted, SetPrice{Dollars(1499)}, kFresh);

  // The price is confirmed; the fall is still somebody else's and waits for its order.
  Check(bench, {.settlement = Settlement::kConfirm});
}

TEST(DecisionTable, GivesTheIndexOfAChannelTimeToShowAWrite) {
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

TEST(DecisionTable, RefusesWhereNothingMayBeSentAndSaysSoWhenOverdue) {
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

TEST(DecisionTable, WritesInCanaryOnlyWhatTheRolloutLetsIn) {
  Bench bench(Stage::kCanary);
  bench.Available(0);
  bench.Add(kProduction, "1", Live(1)).acked = Live(1);

  EXPECT_EQ(bench.Make().writes.at(0).verdict, Verdict::kRefuse);
  bench.rollout.insert(bench.product.product.sku);
  EXPECT_EQ(bench.Make().writes.at(0).verdict, Verdict::kPush);
}

TEST(DecisionTable, NeverWritesWhereTheStageForbidsIt) {
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

TEST(DecisionTable, TakesBackQueuedWritesOfAChannelThatWasHalted) {
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
