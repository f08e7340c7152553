#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "tests/unit/engine/plan/plan_bench.h"

namespace riff::test {
namespace {

PlannedWrite WriteOf(Channel channel, int number, Change change) {
  PlannedWrite write;
  write.listing = ListingKey{channel, RemoteId(std::to_string(1000 + number))};
  write.sku = Sku("S-" + std::to_string(number));
  write.change = std::move(change);
  write.key = IdempotencyKey(ToString(write.listing));
  return write;
}

Change To(std::int64_t quantity) { return SetQuantity{Quantity(quantity), std::nullopt}; }

Plan Removals(Channel channel, int count) {
  Plan plan;
  for (int number = 0; number < count; ++number) {
    plan.writes.push_back(WriteOf(channel, number, To(0)));
  }
  return plan;
}

std::int64_t CountOf(const Plan& plan, Verdict verdict) {
  return std::count_if(plan.writes.begin(), plan.writes.end(),
                       [verdict](const PlannedWrite& write) { return write.verdict == verdict; });
}

TEST(BlastRadius, HoldsRemovalsOnlyBeyondBothBounds) {
  struct Case {
    int removals;
    std::int64_t live;
    std::int64_t approved;
    std::int64_t held;
  };
  for (const Case& c : std::vector<Case>{{5, 5, 0, 0},
                                         {6, 30, 0, 0},
                                         {6, 29, 0, 6},
                                         {7, 0, 0, 7},
                                         {30, 100, 30, 0},
                                         {30, 100, 10, 0},
                                         {31, 100, 10, 21},
                                         {30, 100, 99, 0}}) {
    SCOPED_TRACE(testing::Message() << c.removals << " of " << c.live << ", approved " << c.approved);
    Plan plan = Removals(kSandbox, c.removals);

    ApplyBlastRadius(plan, SyncPolicy{}, {{kSandbox, {c.live, c.approved}}});

    EXPECT_EQ(CountOf(plan, Verdict::kHold), c.held);
    EXPECT_EQ(CountOf(plan, Verdict::kPush), c.removals - c.held);
    ASSERT_EQ(plan.findings.size(), c.held > 0 ? 1u : 0u);
    if (c.held > 0) {
      EXPECT_EQ(plan.findings[0].type, TodoType::kMassChangeHeld);
      EXPECT_EQ(plan.findings[0].severity, Severity::kCritical);
      EXPECT_EQ(plan.findings[0].channel, kSandbox);
      EXPECT_EQ(plan.findings[0].facts, std::to_string(c.held));
    }
  }
}

TEST(BlastRadius, LetsEverythingElseThroughAndJudgesEachChannelAlone) {
  Plan plan = Removals(kSandbox, 6);
  plan.writes.push_back(WriteOf(kSandbox, 50, To(1)));
  plan.writes.push_back(WriteOf(kSandbox, 51, SetPrice{Dollars(5)}));
  PlannedWrite asked = WriteOf(kSandbox, 52, To(0));
  asked.verdict = Verdict::kAsk;
  plan.writes.push_back(asked);
  Append(plan, Removals({Platform::kEbay, Environment::kSandbox}, 5));

  ApplyBlastRadius(plan, SyncPolicy{}, {{kSandbox, {10, 0}}});

  EXPECT_EQ(CountOf(plan, Verdict::kHold), 6);
  EXPECT_EQ(CountOf(plan, Verdict::kPush), 7);
  EXPECT_EQ(CountOf(plan, Verdict::kAsk), 1);
}

TEST(BlastRadius, CountsPausesAndEndsAsRemovals) {
  Plan plan;
  for (int number = 0; number < 6; ++number) {
    plan.writes.push_back(WriteOf(kSandbox, number, number % 2 == 0 ? Change(PauseListing{}) : Change(EndListing{})));
  }

  ApplyBlastRadius(plan, SyncPolicy{}, {{kSandbox, {10, 0}}});

  EXPECT_EQ(CountOf(plan, Verdict::kHold), 6);
}

TEST(BlastRadius, JudgesTheSameByTheListingsItAsksToCount) {
  for (const double share : {0.0, 1e-300, 0.07, 0.20, 1.0 / 3, 1.0, 2.0}) {
    for (const std::int64_t live : {0, 5, 29, 30, 31, 99, 100, 101, 5000}) {
      for (const int removals : {5, 6, 7, 20, 30}) {
        SCOPED_TRACE(testing::Message() << removals << " of " << live << ", share " << share);
        SyncPolicy policy;
        policy.blast_radius.share = share;
        Plan by_all = Removals(kSandbox, removals);
        Plan by_some = by_all;

        std::map<Channel, ChannelSize> sizes;
        for (const auto& [channel, limit] : LiveListingsToCount(by_some, policy)) {
          sizes[channel] = ChannelSize{std::min(live, limit), 2};
        }
        ApplyBlastRadius(by_all, policy, {{kSandbox, {live, 2}}});
        ApplyBlastRadius(by_some, policy, sizes);

        EXPECT_EQ(by_some, by_all);
      }
    }
  }
}

TEST(BlastRadius, AsksToCountNoMoreThanTheShareNeeds) {
  Plan plan = Removals(kSandbox, 6);
  Append(plan, Removals({Platform::kEbay, Environment::kSandbox}, 5));
  PlannedWrite asked = WriteOf(kProduction, 1, To(0));
  asked.verdict = Verdict::kAsk;
  plan.writes.push_back(asked);

  const auto limits = LiveListingsToCount(plan, SyncPolicy{});

  ASSERT_EQ(limits.size(), 1u);
  EXPECT_GE(limits.at(kSandbox), 30);
  EXPECT_LE(limits.at(kSandbox), 32);
}

TEST(ValidatePlan, PassesAWriteToAChannelThatMayBeWritten) {
  const Bench bench;
  Plan plan;
  plan.writes.push_back(WriteOf(kSandbox, 1, To(0)));

  EXPECT_TRUE(ValidatePlan(plan, bench.policy).has_value());
}

TEST(ValidatePlan, RefusesWhatMustNeverBeStored) {
  struct Case {
    std::string name;
    std::function<void(Plan&, PlanPolicy&)> given;
  };
  const auto change_to = [](Change change) {
    return [change](Plan& plan, PlanPolicy&) { plan.writes[0].change = change; };
  };
  const std::vector<Case> cases = {
      {"two writes for one listing",
       [](Plan& plan, PlanPolicy&) {
         plan.writes.push_back(plan.writes[0]);
         plan.writes[1].key = IdempotencyKey("other");
       }},
      {"one key twice",
       [](Plan& plan, PlanPolicy&) {
         plan.writes.push_back(WriteOf(kSandbox, 2, To(0)));
         plan.writes[1].key = plan.writes[0].key;
       }},
      {"no key", [](Plan& plan, PlanPolicy&) { plan.writes[0].key = IdempotencyKey(); }},
      {"below zero", change_to(To(-1))},
      {"expected below zero", change_to(SetQuantity{Quantity(1), Quantity(-1)})},
      {"relist below zero", change_to(Relist{Quantity(-1)})},
      {"free of charge", change_to(SetPrice{Dollars(0)})},
      {"above the channel's most", change_to(SetPrice{Dollars(1001)})},
      {"another currency", change_to(SetPrice{Money{100, *Currency::Parse("GBP")}})},
      {"created below zero", change_to(CreateListing{Sku("S"), {}, Dollars(1), Quantity(-1)})},
      {"created free of charge", change_to(CreateListing{Sku("S"), {}, Dollars(0), Quantity(1)})},
      {"production in hybrid", [](Plan& plan, PlanPolicy&) { plan.writes[0].listing.channel = kProduction; }},
      {"refused, but production in hybrid",
       [](Plan& plan, PlanPolicy&) {
         plan.writes[0].listing.channel = kProduction;
         plan.writes[0].verdict = Verdict::kRefuse;
       }},
      {"no such channel", [](Plan&, PlanPolicy& policy) { policy.channels.erase(kSandbox); }},
      {"switched off", [](Plan&, PlanPolicy& policy) { policy.channels[kSandbox].push_enabled = false; }},
      {"not healthy", [](Plan&, PlanPolicy& policy) { policy.channels[kSandbox].healthy = false; }},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Bench bench;
    bench.policy.channels[kSandbox].can.price_max = Dollars(1000);
    Plan plan;
    plan.writes.push_back(WriteOf(kSandbox, 1, To(1)));
    ASSERT_TRUE(ValidatePlan(plan, bench.policy).has_value());
    c.given(plan, bench.policy);

    const Result<void> valid = ValidatePlan(plan, bench.policy);

    ASSERT_FALSE(valid.has_value());
    EXPECT_EQ(valid.error().kind, ErrorKind::kInvalid);
  }
}

TEST(CostOf, BatchesQuantitiesAndPacesCalls) {
  Bench bench;
  bench.policy.channels[kSandbox].can.rows_per_write_call = 4;
  bench.policy.channels[kSandbox].can.write_calls_per_second = 2.0;
  Plan plan;
  for (int number = 0; number < 9; ++number) {
    plan.writes.push_back(WriteOf(kSandbox, number, To(number)));
  }
  plan.writes.push_back(WriteOf(kSandbox, 20, SetPrice{Dollars(2)}));
  plan.writes.push_back(WriteOf(kSandbox, 21, Relist{Quantity(1)}));
  PlannedWrite held = WriteOf(kSandbox, 22, To(0));
  held.verdict = Verdict::kHold;
  plan.writes.push_back(held);

  const std::map<Channel, PlanCost> costs = CostOf(plan, bench.policy);

  ASSERT_EQ(costs.size(), 1u);
  EXPECT_EQ(costs.at(kSandbox).writes, 11);
  EXPECT_EQ(costs.at(kSandbox).calls, 5);
  EXPECT_EQ(costs.at(kSandbox).least_time, std::chrono::seconds(2));
}

TEST(CostOf, TakesNoTimeForOneCall) {
  const Bench bench;
  EXPECT_EQ(CostOf(Removals(kSandbox, 1), bench.policy).at(kSandbox).least_time, Duration(0));
  EXPECT_TRUE(CostOf(Plan(), bench.policy).empty());
}

TEST(Append, KeepsThePlanSorted) {
  Plan odd;
  Plan even;
  for (int number = 0; number < 9; ++number) {
    Plan& part = number % 2 == 0 ? even : odd;
    part.writes.push_back(WriteOf(kSandbox, number, To(1)));
    part.unsettled.insert(Sku("S-" + std::to_string(number)));
  }

  Append(even, odd);

  ASSERT_EQ(even.writes.size(), 9u);
  EXPECT_EQ(even.unsettled.size(), 9u);
  EXPECT_TRUE(std::is_sorted(even.writes.begin(), even.writes.end(),
                             [](const auto& a, const auto& b) { return a.listing < b.listing; }));
}

TEST(Verdict, HasAWordForEach) {
  EXPECT_EQ(ToString(Verdict::kPush), "push");
  EXPECT_EQ(ToString(Verdict::kAsk), "ask");
  EXPECT_EQ(ToString(Verdict::kRefuse), "refuse");
  EXPECT_EQ(ToString(Verdict::kHold), "hold");
}

}  // namespace
}  // namespace riff::test
