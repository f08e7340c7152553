#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/engine/plan/plan_bench.h"

namespace riff::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::array kDown = {ListingStatus::kEnded, ListingStatus::kSold, ListingStatus::kGone};

TEST(DownListing, IsAFindingWhenNothingExplainsIt) {
  for (const ListingStatus status : kDown) {
    SCOPED_TRACE(ToString(status));
    Bench bench;
    bench.Available(1);
    bench.AddSandbox(Live(1), With(Live(1), status));

    const Plan plan = bench.Make();

    EXPECT_THAT(TypesOf(plan), ElementsAre(TodoType::kEndedUnexplained));
    EXPECT_EQ(plan.findings[0].severity, Severity::kHigh);
    EXPECT_EQ(plan.findings[0].remote, bench.listing().key.remote);
    EXPECT_THAT(plan.writes, IsEmpty());
    EXPECT_THAT(plan.acks, IsEmpty());
  }
}

TEST(DownListing, StaysAFindingWhileItsToDoItemProtectsTheProduct) {
  Bench bench;
  bench.Available(1);
  bench.AddSandbox(Live(1), With(Live(1), ListingStatus::kEnded));
  const Plan before = bench.Make();
  bench.product.protect = true;

  const Plan after = bench.Make();

  EXPECT_EQ(after.findings, before.findings);
  EXPECT_THAT(after.acks, IsEmpty());
}

TEST(DownListing, IsAgreementWhenNothingIsLeftToSell) {
  for (const ListingStatus status : kDown) {
    Bench bench;
    bench.Available(0);
    bench.AddSandbox(Live(1), With(Live(1), status));

    const Plan plan = bench.Make();

    EXPECT_THAT(plan.findings, IsEmpty());
    EXPECT_THAT(plan.writes, IsEmpty());
    EXPECT_EQ(plan.acks.size(), 1u);
  }
}

TEST(DownListing, ComesBackOnlyWhenAPersonSaysSo) {
  Bench bench;
  bench.Available(1);
  bench.AddSandbox(With(Live(0), ListingStatus::kEnded), With(Live(0), ListingStatus::kEnded));

  const Plan asked = bench.Make();
  EXPECT_THAT(TypesOf(asked), ElementsAre(TodoType::kRelistDecision));
  ASSERT_EQ(asked.writes.size(), 1u);
  EXPECT_EQ(asked.writes[0].change, Change(Relist{Quantity(1)}));
  EXPECT_EQ(asked.writes[0].verdict, Verdict::kAsk);

  bench.approved.insert(bench.listing().key);
  const Plan approved = bench.Make();
  EXPECT_EQ(approved.writes.at(0).verdict, Verdict::kPush);
  EXPECT_THAT(approved.findings, IsEmpty());
}

TEST(DownListing, ComesBackByItselfWhereTheShopAllowsIt) {
  Bench bench;
  bench.Available(1);
  bench.AddSandbox(With(Live(0), ListingStatus::kEnded), With(Live(0), ListingStatus::kEnded));
  bench.policy.sync.relist = NewListingRule::kAuto;

  const Plan plan = bench.Make();

  EXPECT_EQ(plan.writes.at(0).verdict, Verdict::kPush);
  EXPECT_THAT(plan.findings, IsEmpty());
}

TEST(DownListing, ThatWasNeverSeenForSaleNeedsTwoReadsToComeBackByItself) {
  Bench bench;
  bench.Available(1);
  Listing& listing = bench.Add(kSandbox, "1", With(Live(0), ListingStatus::kEnded));
  listing.first_seen_at = listing.observed_changed_at;
  bench.policy.sync.relist = NewListingRule::kAuto;

  listing.agreeing_reads = 1;
  EXPECT_THAT(bench.Make().writes, IsEmpty());
  bench.listing().agreeing_reads = 2;
  EXPECT_EQ(bench.Make().writes.size(), 1u);
}

TEST(DownListing, CannotComeBackWhereItIsGoneOrTheChannelCannotRelist) {
  Bench gone;
  gone.Available(1);
  gone.AddSandbox(With(Live(0), ListingStatus::kEnded), With(Live(0), ListingStatus::kGone));
  gone.approved.insert(gone.listing().key);
  Bench unable;
  unable.Available(1);
  unable.AddSandbox(With(Live(0), ListingStatus::kSold), With(Live(0), ListingStatus::kSold));
  unable.channel().can.relists = false;

  for (const Bench* bench : {&gone, &unable}) {
    const Plan plan = bench->Make();
    EXPECT_THAT(plan.writes, IsEmpty());
    EXPECT_THAT(TypesOf(plan), ElementsAre(TodoType::kRelistDecision));
  }
}

TEST(DownListing, IsExplainedByAnOrderOnlyWhereTheChannelCallsItSold) {
  struct Case {
    ListingStatus status;
    Duration sold_before_change;
    TodoType type;
  };
  for (const Case& c : std::vector<Case>{{ListingStatus::kSold, minutes(5), TodoType::kRelistDecision},
                                         {ListingStatus::kSold, minutes(11), TodoType::kEndedUnexplained},
                                         {ListingStatus::kEnded, minutes(5), TodoType::kEndedUnexplained}}) {
    SCOPED_TRACE(ToString(c.status));
    Bench bench;
    bench.Available(1);
    bench.AddSandbox(Live(1), With(Live(0), c.status));
    bench.product.sold_at_sandbox = bench.listing().observed_changed_at - c.sold_before_change;

    EXPECT_THAT(TypesOf(bench.Make()), ElementsAre(c.type));
  }
}

TEST(DownListing, IsNotExplainedByAnOrderOfTheOtherEnvironment) {
  Bench bench;
  bench.Available(1);
  bench.AddSandbox(Live(1), With(Live(0), ListingStatus::kSold));
  bench.product.sold_at_production = bench.listing().observed_changed_at;

  EXPECT_THAT(TypesOf(bench.Make()), ElementsAre(TodoType::kEndedUnexplained));
}

TEST(DownListing, IsExplainedByOurWriteThatIsSeenOnlyNow) {
  Bench bench;
  bench.Available(1);
  bench.AddSandbox(Live(1), With(Live(0), ListingStatus::kEnded));
  bench.Open(WriteState::kAccepted, SetQuantity{Quantity(0), std::nullopt}, minutes(2));

  const Plan plan = bench.Make();

  EXPECT_EQ(plan.settlements.at(0).settlement, Settlement::kConfirm);
  EXPECT_THAT(TypesOf(plan), ElementsAre(TodoType::kRelistDecision));
  // Remembered, so that the next plan does not find it unexplained.
  EXPECT_EQ(plan.acks.at(0).acked.status, ListingStatus::kEnded);
}

TEST(DownListing, HasAMomentToComeUpWhenItIsNew) {
  Bench bench;
  bench.Available(1);
  bench.AddSandbox(Live(1), With(Live(0), ListingStatus::kEnded));
  bench.listing().first_seen_at = bench.now - minutes(3);
  bench.listing().observed_changed_at = bench.now - minutes(1);

  const Plan plan = bench.Make();

  EXPECT_THAT(plan.findings, IsEmpty());
  EXPECT_EQ(plan.unsettled.size(), 1u);
}

TEST(DownListing, RestsWhenItsChannelHasALaterLife) {
  Bench bench;
  bench.Available(1);
  bench.AddSandbox(Live(1), With(Live(0), ListingStatus::kEnded));
  Listing& later = bench.Add(kSandbox, "2", Live(1));
  later.acked = Live(1);

  const Plan plan = bench.Make();

  EXPECT_THAT(plan.findings, IsEmpty());
  EXPECT_THAT(plan.writes, IsEmpty());
}

TEST(DownListing, ConfirmsARelistThatBecameALaterLife) {
  Bench bench;
  bench.Available(1);
  bench.AddSandbox(With(Live(0), ListingStatus::kEnded), With(Live(0), ListingStatus::kEnded));
  bench.Open(WriteState::kAccepted, Relist{Quantity(1)}, minutes(2));
  bench.Add(kSandbox, "2", Live(1)).acked = Live(1);

  EXPECT_EQ(bench.Make().settlements.at(0).settlement, Settlement::kConfirm);
}

TEST(UnpublishedListing, IsLeftToItsCreate) {
  Bench bench;
  bench.Available(1);
  bench.Add(kSandbox, PendingRemoteId(bench.product.product.sku).text(), With(Live(1), ListingStatus::kDraft));
  EXPECT_EQ(bench.Make(), Plan());

  const CreateListing create{bench.product.product.sku, {}, Dollars(1499), Quantity(1)};
  bench.Open(WriteState::kQueued, create, minutes(2));
  const Plan plan = bench.Make();
  EXPECT_THAT(plan.settlements, IsEmpty());
  EXPECT_THAT(plan.writes, IsEmpty());
  EXPECT_EQ(plan.unsettled.size(), 1u);
}

TEST(UnpublishedListing, IsNotPublishedOnceItIsSold) {
  Bench bench;
  bench.Available(0);
  bench.Add(kSandbox, "d1", With(Live(1), ListingStatus::kDraft));
  bench.Open(WriteState::kQueued, CreateListing{bench.product.product.sku, {}, Dollars(1499), Quantity(1)}, minutes(2));

  EXPECT_EQ(bench.Make().settlements.at(0).settlement, Settlement::kSupersede);
}

TEST(UnpublishedListing, IsCreatedAgainOnlyAfterALaterLook) {
  Bench bench;
  bench.Available(1);
  bench.Add(kSandbox, "d1", With(Live(1), ListingStatus::kDraft));
  const CreateListing create{bench.product.product.sku, {}, Dollars(1499), Quantity(1)};

  bench.Open(WriteState::kAmbiguous, create, Duration(1));
  EXPECT_THAT(bench.Make().settlements, IsEmpty());
  bench.Open(WriteState::kAmbiguous, create, minutes(2));
  EXPECT_EQ(bench.Make().settlements.at(0).settlement, Settlement::kSendAgain);
}

TEST(UnpublishedListing, IsAccusedOnlyByALookAfterTheSettleTime) {
  Bench bench;
  bench.Available(1);
  Listing& draft = bench.Add(kSandbox, "d1", With(Live(1), ListingStatus::kDraft));
  bench.Open(WriteState::kAccepted, CreateListing{bench.product.product.sku, {}, Dollars(1499), Quantity(1)},
             minutes(30));

  draft.observed_at = kNow - minutes(29);  // It looked a minute after the create; a publication takes its time.
  EXPECT_THAT(bench.Make().findings, IsEmpty());

  draft.observed_at = kNow;
  EXPECT_EQ(bench.Make().findings.at(0).type, TodoType::kWriteNotApplied);
}

}  // namespace
}  // namespace riff::test
