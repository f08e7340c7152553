#include <algorithm>

#include "tests/contract/connectors/connector_contract.h"

namespace riff {
namespace {

class CreateTest : public ConnectorContract {
 protected:
  // Exactly one listing of that SKU, for sale with so many units; and the connector finds it.
  void ExpectOneForSale(const std::string& sku, Quantity units) {
    const std::vector<sim::MarketListing> rows = bench.TruthOf(Sku(sku));
    ASSERT_EQ(rows.size(), 1u) << sku;
    EXPECT_EQ(rows.front().status, ListingStatus::kLive) << ToString(rows.front().status);
    EXPECT_EQ(rows.front().available, units);
    const Result<std::vector<RemoteListing>> found = bench.reader().FindBySku(bench.run(), Sku(sku));
    ASSERT_TRUE(found.has_value()) << Told(found);
    ASSERT_EQ(found->size(), 1u) << sku;
    EXPECT_EQ(found->front().ref.remote, rows.front().remote);
    EXPECT_EQ(Sellable(found->front().facts), std::optional(units));
  }
};
RIFF_CONNECTOR_SUITE(CreateTest);

TEST_P(CreateTest, CreatesIfItSaysSo) {
  const CreateListing guitar = bench.NewGuitar("GTR-1");
  const CreateListing strings = bench.NewStrings("STR-1", 5);

  const auto made = DeliverEitherWay(Claimed(bench.can().creates), bench.WriteOf(guitar));
  const auto also = DeliverEitherWay(Claimed(bench.can().creates), bench.WriteOf(strings));

  if (made && also) {
    ExpectOneForSale("GTR-1", Quantity(1));
    ExpectOneForSale("STR-1", bench.AtMost(5));
    const sim::MarketListing truth = bench.TruthOf(Sku("GTR-1")).front();
    EXPECT_EQ(truth.price, guitar.price);
    const Result<RemoteListing> read = bench.Read(truth.remote);
    ASSERT_TRUE(read.has_value()) << Told(read);
    EXPECT_EQ(read->facts.price, guitar.price);
    EXPECT_EQ(read->content.title, FitTitle(guitar.content.title, bench.can().title_max));
  }
}

TEST_P(CreateTest, TellsTheNewIdAtOnceUnlessItSaysOtherwise) {
  const WriteOutcome outcome = bench.Deliver(bench.WriteOf(bench.NewGuitar("GTR-1")));
  bench.Settle();

  ASSERT_TRUE(outcome.has_value()) << Told(outcome);
  EXPECT_EQ(outcome->remote.has_value(), !bench.can().id_known_later);
  if (outcome->remote) {
    EXPECT_EQ(bench.Truth(*outcome->remote).sku, Sku("GTR-1"));
  }
}

TEST_P(CreateTest, MakesOneListingOfASkuThatIsCreatedTwice) {
  const Write first = bench.WriteOf(bench.NewStrings("STR-1", 5));
  Write second = bench.WriteOf(bench.NewStrings("STR-1", 5));  // Another intent, with another key.
  ASSERT_TRUE(bench.Deliver(first).has_value());
  bench.Settle();
  const std::string before = bench.marketplace().Fingerprint();

  const WriteOutcome again = bench.Deliver(first);
  bench.Settle();
  const WriteOutcome other = bench.Deliver(second);
  bench.Settle();

  ASSERT_TRUE(again.has_value()) << Told(again);
  ASSERT_TRUE(other.has_value()) << Told(other);
  const RemoteId remote = bench.TruthOf(Sku("STR-1")).front().remote;
  EXPECT_EQ(again->remote, remote);
  EXPECT_EQ(other->remote, remote);
  EXPECT_EQ(bench.marketplace().Fingerprint(), before);
  ExpectOneForSale("STR-1", bench.AtMost(5));
}

TEST_P(CreateTest, AdoptsTheOneListingThatIsThereAndChoosesNotBetweenTwo) {
  const RemoteId there = bench.ListGuitar("GTR-1");
  bench.ListGuitar("GTR-2");
  if (!bench.Deviates(Deviation::kOneListingASku)) {
    bench.ListGuitar("GTR-2");
  }
  const std::string before = bench.marketplace().Fingerprint();

  const WriteOutcome adopted = bench.Deliver(bench.WriteOf(bench.NewGuitar("GTR-1")));
  const WriteOutcome torn = bench.Deliver(bench.WriteOf(bench.NewGuitar("GTR-2")));

  ASSERT_TRUE(adopted.has_value()) << Told(adopted);
  EXPECT_EQ(adopted->remote, there);
  if (!bench.Deviates(Deviation::kOneListingASku)) {
    ASSERT_FALSE(torn.has_value());
    EXPECT_EQ(torn.error().kind, ErrorKind::kConflict) << Told(torn);
  }
  EXPECT_EQ(bench.marketplace().Fingerprint(), before);
}

TEST_P(CreateTest, BringsBackAnEndedListingOfTheSkuInsteadOfMakingASecondOne) {
  const RemoteId ended = bench.ListStrings("STR-1", 5);
  ASSERT_TRUE(bench.Deliver(ended, EndListing{}).has_value());
  bench.Settle();

  const WriteOutcome outcome = bench.Deliver(bench.WriteOf(bench.NewStrings("STR-1", 4)));
  bench.Settle();

  ASSERT_TRUE(outcome.has_value()) << Told(outcome);
  EXPECT_EQ(bench.TruthOf(Sku("STR-1")).size(), 1u);
}

// Whatever step of a create loses its answer, the next attempt ends in one listing.
TEST_P(CreateTest, AdoptsWhatACreateWithoutAnAnswerMade) {
  const std::vector<std::string> steps = bench.ChangingOperationsOf([&] {
    EXPECT_TRUE(bench.Deliver(bench.WriteOf(bench.NewStrings("STR-0", 5))).has_value());
    bench.Settle();
  });
  int number = 0;
  for (const std::string& step : steps) {
    for (const char* fault : {"timeout_after", "timeout_before"}) {
      SCOPED_TRACE(step + " " + fault);
      const std::string sku = "STR-" + std::to_string(++number);
      bench.Connect(Guard::kOriginBound, Access::kReadAndWrite);  // A step that is done once for all is done again.
      Write write = bench.WriteOf(bench.NewStrings(sku, 5));
      bench.Strike(fault, step, 1);

      const WriteOutcome lost = bench.Deliver(write);
      bench.Heal();
      bench.Settle();

      if (bench.Deviates(Deviation::kNoWire)) {
        EXPECT_TRUE(lost.has_value()) << Told(lost);
      } else {
        ASSERT_FALSE(lost.has_value());
        const bool is_certainly_not_there =
            bench.TruthOf(Sku(sku)).empty() && lost.error().kind == ErrorKind::kUnavailable;
        EXPECT_TRUE(lost.error().kind == ErrorKind::kAmbiguous || is_certainly_not_there) << Told(lost);
      }
      ++write.attempts;
      WriteOutcome again = bench.Deliver(write);
      if (!again.has_value() && again.error().kind == ErrorKind::kUnavailable) {
        bench.Settle();  // Where an earlier try may show up late, the first look tells nothing.
        again = bench.Deliver(write);
      }
      bench.Settle();
      EXPECT_TRUE(again.has_value()) << Told(again);
      ExpectOneForSale(sku, bench.AtMost(5));
    }
  }
}

// As above, and what was made shows only later, as late as the channel says it may.
TEST_P(CreateTest, MakesNoSecondListingWhileTheFirstCannotBeSeenYet) {
  sim::FaultRule lag;
  lag.fault = "index_lag_ms";
  lag.parameters["value"] =
      std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(bench.can().index_lag).count());
  const std::vector<std::string> steps = bench.ChangingOperationsOf(
      [&] { EXPECT_TRUE(bench.Deliver(bench.WriteOf(bench.NewStrings("STR-0", 5))).has_value()); });
  int number = 0;
  for (const std::string& step : steps) {
    SCOPED_TRACE(step);
    const std::string sku = "STR-" + std::to_string(++number);
    bench.Connect(Guard::kOriginBound, Access::kReadAndWrite);
    Write write = bench.WriteOf(bench.NewStrings(sku, 5));
    sim::FaultRule silence;
    silence.fault = "timeout_after";
    silence.operation = step;
    silence.count = 1;
    bench.marketplace().Strike({lag, silence});

    WriteOutcome outcome = bench.Deliver(write);
    for (int attempts = 0; attempts < 10 && !outcome.has_value(); ++attempts) {
      bench.clock().Advance(std::chrono::seconds(30));
      ++write.attempts;
      outcome = bench.Deliver(write);
    }

    bench.Heal();
    bench.Settle();
    EXPECT_TRUE(outcome.has_value()) << Told(outcome);
    ExpectOneForSale(sku, bench.AtMost(5));
  }
}

TEST_P(CreateTest, MakesNothingOutOfNothing) {
  CreateListing none = bench.NewStrings("STR-1", 5);
  none.quantity = Quantity(0);

  const WriteOutcome outcome = bench.Deliver(bench.WriteOf(none));
  bench.Settle();

  // A listing that shows none may be made where zero can be shown; nobody may be able to buy from it.
  for (const sim::MarketListing& row : bench.TruthOf(Sku("STR-1"))) {
    EXPECT_EQ(bench.TrulySellable(row.remote), Quantity(0));
  }
  if (!outcome.has_value()) {
    EXPECT_EQ(outcome.error().kind, ErrorKind::kRejected) << Told(outcome);
    EXPECT_TRUE(bench.TruthOf(Sku("STR-1")).empty());
  }
}

}  // namespace
}  // namespace riff
