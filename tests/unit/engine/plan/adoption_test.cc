#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/engine/plan/plan_bench.h"

namespace riff::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// A product on two production channels that the store follows.
class AdoptionTest : public testing::Test {
 protected:
  void Levels(std::int64_t reverb, std::int64_t ebay) {
    bench.product.listings.clear();
    bench.Add(kProduction, "9", Live(reverb));
    bench.Add(kEbayProduction, "456", Live(ebay));
  }
  Listing& reverb() { return bench.product.listings[0].listing; }
  Listing& ebay() { return bench.product.listings[1].listing; }

  void EachListing(void (*change)(Listing&)) {
    change(reverb());
    change(ebay());
  }

  // By how much the plan changes what is available; 0 when it adopts nothing.
  static std::int64_t AdoptedBy(const Plan& plan) {
    if (plan.adoptions.empty()) {
      return 0;
    }
    EXPECT_EQ(plan.adoptions.size(), 1u);
    const Movement& movement = plan.adoptions[0].movement;
    EXPECT_EQ(movement.world, World::kReal);
    EXPECT_EQ(movement.cause.kind, "adopt");
    EXPECT_FALSE(movement.cause.note.empty());
    return movement.to == Account::kAvailable ? movement.quantity.units() : -movement.quantity.units();
  }

  Bench bench;
};

void ReadOnceJustNow(Listing& listing) {
  listing.agreeing_reads = 1;
  listing.observed_changed_at = kNow - minutes(1);
}

TEST_F(AdoptionTest, TakesTheFirstLevelFromSupply) {
  bench.product.stock_known = false;
  Levels(3, 3);

  const Plan plan = bench.Make();

  EXPECT_EQ(AdoptedBy(plan), 3);
  EXPECT_EQ(plan.adoptions[0].movement.from, Account::kSupply);
  EXPECT_THAT(plan.findings, IsEmpty());
}

TEST_F(AdoptionTest, TakesTheLowestOfDifferingFirstLevelsAndAsks) {
  bench.product.stock_known = false;
  Levels(3, 2);

  const Plan plan = bench.Make();

  EXPECT_EQ(AdoptedBy(plan), 2);
  EXPECT_THAT(TypesOf(plan), ElementsAre(TodoType::kQuantityMismatch));
}

TEST_F(AdoptionTest, MovesNothingForAFirstLevelOfZero) {
  bench.product.stock_known = false;
  Levels(0, 0);

  EXPECT_THAT(bench.Make().adoptions, IsEmpty());
}

TEST_F(AdoptionTest, DoesNothingWhenTheBooksAgree) {
  bench.Available(3);
  Levels(3, 3);

  EXPECT_EQ(bench.Make(), Plan());
}

TEST_F(AdoptionTest, AdoptsAFallThatTwoReadsShow) {
  bench.Available(3);
  Levels(2, 2);

  const Plan plan = bench.Make();

  EXPECT_EQ(AdoptedBy(plan), -2 + 1);
  EXPECT_EQ(plan.adoptions[0].movement.to, Account::kAdjustment);
}

TEST_F(AdoptionTest, LetsAnOrderExplainAFallFirst) {
  bench.Available(3);
  Levels(2, 2);
  EachListing(ReadOnceJustNow);

  const Plan plan = bench.Make();

  EXPECT_THAT(plan.adoptions, IsEmpty());
  EXPECT_EQ(plan.unsettled.size(), 1u);
}

TEST_F(AdoptionTest, ShowsNothingBeyondAFallMeanwhile) {
  bench.Available(3);
  Levels(2, 2);
  EachListing(ReadOnceJustNow);
  bench.Add(kSandbox, "1", Live(3)).acked = Live(3);

  const Plan plan = bench.Make();

  ASSERT_EQ(plan.writes.size(), 1u);
  EXPECT_EQ(plan.writes[0].change, Change(SetQuantity{Quantity(2), std::nullopt}));
}

TEST_F(AdoptionTest, AdoptsAFallSeenOnceWhenItIsOld) {
  bench.Available(3);
  Levels(2, 2);
  reverb().agreeing_reads = ebay().agreeing_reads = 1;

  EXPECT_EQ(AdoptedBy(bench.Make()), -1);
}

TEST_F(AdoptionTest, WaitsWithAFallWhileASaleIsFresh) {
  bench.Available(3);
  Levels(2, 2);
  bench.product.sold_at_production = bench.now - minutes(3);

  EXPECT_THAT(bench.Make().adoptions, IsEmpty());
  bench.product.sold_at_production = bench.now - minutes(10);
  EXPECT_EQ(AdoptedBy(bench.Make()), -1);
}

TEST_F(AdoptionTest, AdoptsARiseThatAllShowTwice) {
  bench.Available(1);
  Levels(3, 3);

  EXPECT_EQ(AdoptedBy(bench.Make()), 2);
  reverb().agreeing_reads = 1;
  const Plan waits = bench.Make();
  EXPECT_THAT(waits.adoptions, IsEmpty());
  EXPECT_EQ(waits.unsettled.size(), 1u);
}

TEST_F(AdoptionTest, WaitsWithARiseWhileASaleIsFresh) {
  bench.Available(0);
  Levels(1, 1);
  bench.product.sold_at_production = bench.now - minutes(3);

  const Plan plan = bench.Make();

  EXPECT_THAT(plan.adoptions, IsEmpty());
  EXPECT_THAT(plan.findings, IsEmpty());
  EXPECT_EQ(plan.unsettled.size(), 1u);
}

TEST_F(AdoptionTest, TakesAListingThatNobodyClosedAfterASaleForNoRestock) {
  bench.Available(0);
  Levels(1, 1);
  bench.product.sold_at_production = bench.now - minutes(30);

  const Plan plan = bench.Make();

  EXPECT_THAT(plan.adoptions, IsEmpty());
  EXPECT_THAT(TypesOf(plan), ElementsAre(TodoType::kQuantityMismatch));
}

TEST_F(AdoptionTest, AdoptsARestockAfterASale) {
  bench.Available(0);
  Levels(1, 1);
  bench.product.sold_at_production = bench.now - minutes(90);

  EXPECT_EQ(AdoptedBy(bench.Make()), 1);
}

TEST_F(AdoptionTest, AdoptsNoRiseOnceAProductionChannelFollowsTheStore) {
  bench.Available(1);
  Levels(3, 3);
  bench.policy.channels[kEbayProduction].stage = Stage::kLive;
  ebay().acked = ebay().observed = Live(1);

  const Plan plan = bench.Make();

  EXPECT_THAT(plan.adoptions, IsEmpty());
  EXPECT_THAT(TypesOf(plan), ElementsAre(TodoType::kQuantityMismatch));
}

TEST_F(AdoptionTest, AdoptsTheLowestOfDifferingLevelsAndAsks) {
  bench.Available(5);
  Levels(4, 5);

  const Plan plan = bench.Make();

  EXPECT_EQ(AdoptedBy(plan), -1);
  ASSERT_THAT(TypesOf(plan), ElementsAre(TodoType::kQuantityMismatch));
  EXPECT_THAT(plan.findings[0].observed, HasSubstr("reverb/production 9 shows 4"));
  EXPECT_THAT(plan.findings[0].observed, HasSubstr("ebay/production 456 shows 5"));
  EXPECT_EQ(plan.findings[0].sku, bench.product.product.sku);
  EXPECT_FALSE(plan.findings[0].channel.has_value());
}

TEST_F(AdoptionTest, NeverAdoptsARiseOfDifferingLevels) {
  bench.Available(1);
  Levels(3, 2);

  const Plan plan = bench.Make();

  EXPECT_THAT(plan.adoptions, IsEmpty());
  EXPECT_THAT(TypesOf(plan), ElementsAre(TodoType::kQuantityMismatch));
}

TEST_F(AdoptionTest, AsksNothingAboutDifferingLevelsWhileASaleIsFresh) {
  bench.Available(4);
  Levels(4, 5);
  bench.product.sold_at_production = bench.now - minutes(3);

  const Plan plan = bench.Make();

  EXPECT_THAT(plan.findings, IsEmpty());
  EXPECT_EQ(plan.unsettled.size(), 1u);
}

TEST_F(AdoptionTest, TakesAListingAtItsCapForAtLeastThatMuch) {
  bench.Available(5);
  Levels(1, 5);
  reverb().quantity_max = Quantity(1);
  EXPECT_EQ(bench.Make(), Plan());

  ebay().quantity_max = Quantity(5);
  EXPECT_EQ(bench.Make(), Plan());
}

TEST_F(AdoptionTest, TakesTheCapItselfWhenNothingElseIsKnown) {
  bench.product.stock_known = false;
  Levels(1, 1);
  EachListing([](Listing& listing) { listing.quantity_max = Quantity(1); });

  EXPECT_EQ(AdoptedBy(bench.Make()), 1);
}

TEST_F(AdoptionTest, CountsACappedListingThatShowsLess) {
  bench.Available(5);
  Levels(0, 5);
  reverb().quantity_max = Quantity(1);

  EXPECT_EQ(AdoptedBy(bench.Make()), -5);
}

TEST_F(AdoptionTest, TakesUnknownForNoLevel) {
  bench.Available(5);
  Levels(1, 5);
  reverb().observed.quantity.reset();

  EXPECT_EQ(bench.Make(), Plan());
}

TEST_F(AdoptionTest, CountsAtOnceForTheSandboxes) {
  bench.product.stock_known = false;
  Levels(2, 2);
  bench.Add(kSandbox, "1", Live(5)).acked = Live(5);

  const Plan plan = bench.Make();

  ASSERT_EQ(plan.writes.size(), 1u);
  EXPECT_EQ(plan.writes[0].change, Change(SetQuantity{Quantity(2), std::nullopt}));
}

TEST_F(AdoptionTest, AdoptsTheSameEvidenceOnceAndTheSameFallAgainLater) {
  bench.Available(3);
  Levels(2, 2);
  const Plan first = bench.Make();
  bench.now += minutes(1);
  const Plan same_evidence = bench.Make();
  reverb().observed_at += minutes(5);
  const Plan read_again = bench.Make();

  EXPECT_EQ(first.adoptions.at(0).movement.id, same_evidence.adoptions.at(0).movement.id);
  EXPECT_NE(first.adoptions.at(0).movement.id, read_again.adoptions.at(0).movement.id);
}

TEST_F(AdoptionTest, FindsAListingThatWentDownBesideOneForSale) {
  for (const ListingStatus status : {ListingStatus::kEnded, ListingStatus::kSold, ListingStatus::kGone}) {
    bench.Available(1);
    Levels(1, 1);
    ebay().observed.status = status;

    const Plan plan = bench.Make();

    ASSERT_THAT(TypesOf(plan), ElementsAre(TodoType::kEndedUnexplained));
    EXPECT_EQ(plan.findings[0].severity, Severity::kHigh);
    EXPECT_EQ(plan.findings[0].channel, kEbayProduction);
  }
}

TEST_F(AdoptionTest, FindsNothingForAPausedListingOrWhenAllAreDown) {
  bench.Available(1);
  Levels(1, 1);
  ebay().observed.status = ListingStatus::kPaused;
  EXPECT_THAT(bench.Make().findings, IsEmpty());

  EachListing([](Listing& listing) { listing.observed.status = ListingStatus::kEnded; });
  EXPECT_THAT(bench.Make().findings, IsEmpty());
}

TEST_F(AdoptionTest, TakesASaleForTheReasonOfADownListing) {
  bench.Available(1);
  Levels(1, 1);
  ebay().observed.status = ListingStatus::kSold;

  bench.product.sold_at_production = bench.now - minutes(3);
  EXPECT_THAT(bench.Make().findings, IsEmpty());
  bench.product.sold_at_production = ebay().observed_changed_at + minutes(1);
  EXPECT_THAT(TypesOf(bench.Make()), IsEmpty());
  bench.product.sold_at_production = ebay().observed_changed_at - minutes(11);
  EXPECT_THAT(TypesOf(bench.Make()), ElementsAre(TodoType::kEndedUnexplained));
}

TEST_F(AdoptionTest, LeavesTheOldLifeOfAListingAlone) {
  bench.Available(1);
  Levels(1, 1);
  bench.Add(kEbayProduction, "123", With(Live(0), ListingStatus::kEnded));

  EXPECT_EQ(bench.Make(), Plan());
}

TEST_F(AdoptionTest, FindsAPriceThatIsNotTheRules) {
  bench.Available(1);
  Levels(1, 1);
  bench.policy.channels[kEbayProduction].price_factor = 1.1;

  const Plan plan = bench.Make();

  ASSERT_THAT(TypesOf(plan), ElementsAre(TodoType::kPriceMismatch));
  EXPECT_EQ(plan.findings[0].channel, kEbayProduction);
  EXPECT_THAT(plan.findings[0].observed, HasSubstr(FormatMoney(Dollars(1499))));
  EXPECT_THAT(plan.findings[0].intended, HasSubstr(FormatMoney(Money{164890, Currency::Usd()})));
}

TEST_F(AdoptionTest, KnowsNoPriceMismatchWithoutBothPrices) {
  bench.Available(1);
  Levels(1, 1);
  bench.product.product.price = Dollars(1);
  EachListing([](Listing& listing) { listing.observed.price.reset(); });
  EXPECT_EQ(bench.Make(), Plan());

  Levels(1, 1);
  bench.product.product.price.reset();
  EXPECT_EQ(bench.Make(), Plan());
}

}  // namespace
}  // namespace riff::test
