#include <algorithm>
#include <utility>

#include "tests/contract/connectors/connector_contract.h"

namespace riff {
namespace {

Money Dollars(std::int64_t dollars) { return Money{dollars * 100, Currency::Usd()}; }

class ListingWriteTest : public ConnectorContract {
 protected:
  // Three units where a listing can show them; else none, which is the other thing that one can show than its one unit.
  Quantity AnotherQuantity() const { return bench.AtMost(3) == Quantity(3) ? Quantity(3) : Quantity(0); }
};
RIFF_CONNECTOR_SUITE(ListingWriteTest);

TEST_P(ListingWriteTest, SetsAQuantityAndReadsItBack) {
  const RemoteId strings = bench.ListStrings("STR-1", 5);
  const RemoteId other = bench.ListStrings("STR-2", 5);

  const auto accepted = DeliverEitherWay(Claimed(bench.can().sets_quantity),
                                         bench.WriteOf(strings, SetQuantity{AnotherQuantity(), std::nullopt}));

  if (accepted) {
    EXPECT_EQ(bench.TrulySellable(strings), AnotherQuantity());
    EXPECT_EQ(bench.SellableAsRead(strings), AnotherQuantity());
  }
  EXPECT_EQ(bench.TrulySellable(other), bench.AtMost(5));
}

// A cap that a read tells is a cap. Where none is told the platform may still have one, and then says so.
TEST_P(ListingWriteTest, RefusesMoreThanAListingCanShow) {
  const RemoteId guitar = bench.ListGuitar("GTR-1");
  const Result<RemoteListing> read = bench.Read(guitar);
  ASSERT_TRUE(read.has_value()) << Told(read);

  const WriteOutcome outcome = bench.Deliver(guitar, SetQuantity{Quantity(2), std::nullopt});
  bench.Settle();

  EXPECT_FALSE(read->quantity_max.has_value() && outcome.has_value());
  EXPECT_EQ(bench.TrulySellable(guitar), Quantity(outcome.has_value() ? 2 : 1));
  if (!outcome.has_value()) {
    EXPECT_EQ(outcome.error().kind, ErrorKind::kRejected) << Told(outcome);
  }
}

TEST_P(ListingWriteTest, ComparesBeforeItSetsWhereItSaysSo) {
  const RemoteId strings = bench.ListStrings("STR-1", 5);
  const std::string before = bench.marketplace().Fingerprint();

  const WriteOutcome outcome = bench.Deliver(strings, SetQuantity{AnotherQuantity(), Quantity(4)});
  bench.Settle();

  if (bench.can().compares_and_sets) {
    ASSERT_FALSE(outcome.has_value());
    EXPECT_EQ(outcome.error().kind, ErrorKind::kConflict) << Told(outcome);
    EXPECT_EQ(bench.marketplace().Fingerprint(), before);
  } else {
    EXPECT_TRUE(outcome.has_value()) << Told(outcome);
    EXPECT_EQ(bench.TrulySellable(strings), AnotherQuantity());
  }

  const WriteOutcome expected = bench.Deliver(strings, SetQuantity{AnotherQuantity(), bench.TrulySellable(strings)});
  EXPECT_TRUE(expected.has_value()) << Told(expected);
  EXPECT_EQ(bench.TrulySellable(strings), AnotherQuantity());
}

TEST_P(ListingWriteTest, SetsAPriceAndNothingElse) {
  const RemoteId strings = bench.ListStrings("STR-1", 5);

  const auto accepted =
      DeliverEitherWay(Claimed(bench.can().sets_price), bench.WriteOf(strings, SetPrice{Dollars(12)}));

  if (accepted) {
    EXPECT_EQ(bench.Truth(strings).price, Dollars(12));
    const Result<RemoteListing> read = bench.Read(strings);
    ASSERT_TRUE(read.has_value()) << Told(read);
    EXPECT_EQ(read->facts.price, Dollars(12));
  }
  EXPECT_EQ(bench.TrulySellable(strings), bench.AtMost(5));
  EXPECT_EQ(bench.Truth(strings).content.description, Strings("STR-1", Quantity(1)).content.description);
}

TEST_P(ListingWriteTest, SetsContentAndNeitherPriceNorQuantity) {
  const RemoteId strings = bench.ListStrings("STR-1", 5);
  SetContent change{Strings("STR-1", Quantity(1)).content};
  change.to.category = bench.spec().category;
  change.to.title = FitTitle("Regular Slinky, nickel wound", bench.can().title_max);
  change.to.description = "<p>A new set</p>";

  const auto accepted = DeliverEitherWay(Claimed(bench.can().sets_content), bench.WriteOf(strings, change));

  if (accepted) {
    const Result<RemoteListing> read = bench.Read(strings);
    ASSERT_TRUE(read.has_value()) << Told(read);
    EXPECT_EQ(read->content.title, change.to.title);
    EXPECT_EQ(read->facts.content, DigestOf(change.to));
    EXPECT_EQ(read->ref.sku, Sku("STR-1"));
  }
  EXPECT_EQ(bench.TrulySellable(strings), bench.AtMost(5));
  EXPECT_EQ(bench.Truth(strings).price, Strings("STR-1", Quantity(1)).price);
}

TEST_P(ListingWriteTest, PausesIfItSaysSo) {
  const RemoteId strings = bench.ListStrings("STR-1", 5);

  const auto accepted = DeliverEitherWay(Claimed(bench.can().pauses), bench.WriteOf(strings, PauseListing{}));

  if (accepted) {
    EXPECT_EQ(bench.TrulySellable(strings), Quantity(0));
    const Result<RemoteListing> read = bench.Read(strings);
    ASSERT_TRUE(read.has_value()) << Told(read);
    EXPECT_EQ(read->facts.status, ListingStatus::kPaused);
  } else {
    EXPECT_EQ(bench.TrulySellable(strings), bench.AtMost(5));
  }
}

TEST_P(ListingWriteTest, EndsIfItSaysSoAndOnlyOnce) {
  const RemoteId guitar = bench.ListGuitar("GTR-1");
  const Write end = bench.WriteOf(guitar, EndListing{});

  const auto accepted = DeliverEitherWay(Claimed(bench.can().ends), end);

  if (accepted) {
    EXPECT_EQ(bench.TrulySellable(guitar), Quantity(0));
    EXPECT_EQ(bench.SellableAsRead(guitar), Quantity(0));
    const std::string before = bench.marketplace().Fingerprint();
    const WriteOutcome again = bench.Deliver(end);
    EXPECT_TRUE(again.has_value()) << Told(again);
    EXPECT_EQ(bench.marketplace().Fingerprint(), before);
  }
}

TEST_P(ListingWriteTest, RelistsWhatItEndedIfItSaysSo) {
  const RemoteId guitar = bench.ListGuitar("GTR-1");
  ASSERT_TRUE(bench.Deliver(guitar, EndListing{}).has_value());
  bench.Settle();

  const auto accepted = DeliverEitherWay(Claimed(bench.can().relists), bench.WriteOf(guitar, Relist{Quantity(1)}));

  if (accepted) {
    const RemoteId now = accepted->remote.value_or(guitar);
    EXPECT_EQ(bench.TruthOf(Sku("GTR-1")).size(), 1u);
    EXPECT_EQ(bench.Truth(guitar).remote, now);
    EXPECT_EQ(bench.TrulySellable(now), Quantity(1));
    EXPECT_EQ(bench.SellableAsRead(now), Quantity(1));
  }
}

TEST_P(ListingWriteTest, TakesAListingOffSaleByZeroAndBringsItBack) {
  for (const bool is_used : {true, false}) {
    SCOPED_TRACE(is_used ? "used" : "new");
    const std::string sku = is_used ? "GTR-1" : "STR-1";
    const RemoteId listing = is_used ? bench.ListGuitar(sku) : bench.ListStrings(sku, 5);
    const Quantity back = is_used ? Quantity(1) : bench.AtMost(2);

    const WriteOutcome down = bench.Deliver(listing, SetQuantity{Quantity(0), std::nullopt});
    bench.Settle();

    EXPECT_TRUE(down.has_value()) << Told(down);
    EXPECT_EQ(bench.TrulySellable(listing), Quantity(0));
    EXPECT_EQ(bench.SellableAsRead(listing), Quantity(0));

    const bool needs_relist =
        bench.Deviates(is_used ? Deviation::kUsedComesBackByRelist : Deviation::kStockedComesBackByRelist);
    const WriteOutcome raise = bench.Deliver(listing, SetQuantity{back, std::nullopt});
    RemoteId now = listing;
    if (needs_relist) {
      EXPECT_FALSE(raise.has_value());
      EXPECT_EQ(bench.TrulySellable(listing), Quantity(0));
      const WriteOutcome relist = bench.Deliver(listing, Relist{back});
      ASSERT_TRUE(relist.has_value()) << Told(relist);
      now = relist->remote.value_or(listing);
    } else {
      EXPECT_TRUE(raise.has_value()) << Told(raise);
    }
    bench.Settle();
    EXPECT_EQ(bench.TrulySellable(now), back);
    EXPECT_EQ(bench.SellableAsRead(now), back);
  }
}

TEST_P(ListingWriteTest, KeepsAListingAtZeroWhereItSaysSo) {
  const RemoteId strings = bench.ListStrings("STR-1", 5);

  ASSERT_TRUE(bench.Deliver(strings, SetQuantity{Quantity(0), std::nullopt}).has_value());
  bench.Settle();

  const ListingStatus status = bench.Truth(strings).status;
  const bool is_kept = status == ListingStatus::kLive || status == ListingStatus::kPaused;
  EXPECT_EQ(is_kept, bench.can().shows_zero) << ToString(status);
}

TEST_P(ListingWriteTest, HasOneEffectWhenTheSameWriteComesTwice) {
  const RemoteId strings = bench.ListStrings("STR-1", 5);
  std::vector<Write> writes = {bench.WriteOf(strings, SetQuantity{AnotherQuantity(), std::nullopt}),
                               bench.WriteOf(strings, SetPrice{Dollars(12)})};
  for (const Write& write : writes) {
    SCOPED_TRACE(Describe(write.change));
    const WriteOutcome once = bench.Deliver(write);
    ASSERT_TRUE(once.has_value()) << Told(once);
    bench.Settle();
    const std::string before = bench.marketplace().Fingerprint();

    const WriteOutcome again = bench.Deliver(write);
    bench.Settle();

    EXPECT_TRUE(again.has_value()) << Told(again);
    EXPECT_EQ(bench.marketplace().Fingerprint(), before);
  }
}

TEST_P(ListingWriteTest, DoesTheOthersOfABatchWithOneBadRow) {
  const RemoteId first = bench.ListStrings("STR-1", 5);
  const RemoteId odd = bench.ListStrings("STR-2", 5);
  const RemoteId last = bench.ListStrings("STR-3", 5);
  const SetQuantity change{AnotherQuantity(), std::nullopt};
  Write bad = bench.WriteOf(bench.spec().unknown, change);
  bad.sku = bad.sku_shown = Sku("NONE-1");
  if (bench.Deviates(Deviation::kUnknownIdIsAccepted)) {
    bad = bench.WriteOf(odd, SetQuantity{Quantity(9), std::nullopt});  // More than any listing there can show.
  }

  const std::vector<WriteOutcome> outcomes =
      bench.DeliverAll({bench.WriteOf(first, change), bad, bench.WriteOf(last, change)});
  bench.Settle();

  EXPECT_TRUE(outcomes[0].has_value()) << Told(outcomes[0]);
  ASSERT_FALSE(outcomes[1].has_value());
  EXPECT_TRUE(outcomes[1].error().kind == ErrorKind::kNotFound || outcomes[1].error().kind == ErrorKind::kRejected)
      << Told(outcomes[1]);
  EXPECT_FALSE(outcomes[1].error().message.empty());
  EXPECT_TRUE(outcomes[2].has_value()) << Told(outcomes[2]);
  EXPECT_EQ(bench.TrulySellable(first), AnotherQuantity());
  EXPECT_EQ(bench.TrulySellable(odd), bench.AtMost(5));
  EXPECT_EQ(bench.TrulySellable(last), AnotherQuantity());
}

TEST_P(ListingWriteTest, AnswersWritesOfDifferentKindsInTheirOrder) {
  const RemoteId first = bench.ListStrings("STR-1", 5);
  const RemoteId second = bench.ListStrings("STR-2", 5);
  const RemoteId third = bench.ListGuitar("GTR-1");

  const std::vector<WriteOutcome> outcomes = bench.DeliverAll(
      {bench.WriteOf(third, EndListing{}), bench.WriteOf(first, SetPrice{Dollars(12)}),
       bench.WriteOf(bench.NewGuitar("GTR-2")), bench.WriteOf(second, SetQuantity{AnotherQuantity(), std::nullopt})});
  bench.Settle();

  for (const WriteOutcome& outcome : outcomes) {
    EXPECT_TRUE(outcome.has_value()) << Told(outcome);
  }
  EXPECT_EQ(bench.TrulySellable(third), Quantity(0));
  EXPECT_EQ(bench.Truth(first).price, Dollars(12));
  EXPECT_EQ(bench.TruthOf(Sku("GTR-2")).size(), 1u);
  EXPECT_EQ(bench.TrulySellable(second), AnotherQuantity());
}

TEST_P(ListingWriteTest, WritesNothingWithoutACall) {
  const auto requests =
      bench.RequestsOf([&] { EXPECT_TRUE(bench.connector().writer->Deliver(bench.run(), {}).empty()); });

  EXPECT_TRUE(requests.empty());
}

TEST_P(ListingWriteTest, UsesTheFewestCallsToSetQuantities) {
  const auto rows_per_call = static_cast<std::size_t>(bench.can().rows_per_write_call);
  const std::size_t count = 2 * rows_per_call + 1;
  std::vector<Write> writes;
  for (std::size_t number = 0; number < count; ++number) {
    const RemoteId strings = bench.ListStrings("STR-" + std::to_string(number), 5);
    writes.push_back(bench.WriteOf(strings, SetQuantity{AnotherQuantity(), std::nullopt}));
  }
  bench.ReadAll();  // Opens the session.

  const auto requests = bench.RequestsOf([&] {
    for (const WriteOutcome& outcome : bench.DeliverAll(writes)) {
      EXPECT_TRUE(outcome.has_value()) << Told(outcome);
    }
  });

  EXPECT_EQ(requests.size(), bench.spec().calls_to_set(count));
  bench.Settle();
  for (const Write& write : writes) {
    EXPECT_EQ(bench.TrulySellable(write.listing.remote), AnotherQuantity());
  }
}

}  // namespace
}  // namespace riff
