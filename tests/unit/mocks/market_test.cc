#include "mocks/market.h"

#include <gtest/gtest.h>

#include <set>

#include "engine/base/manual_clock.h"
#include "tests/unit/mocks/wire_rig.h"

namespace riff::sim {
namespace {

class MarketTest : public testing::Test {
 protected:
  static Channel On(Platform platform) { return {platform, Environment::kSandbox}; }

  ManualClock base{Noon()};
  MockClock clock{base};
};

TEST_F(MarketTest, SellsTheLastUnitOnceAndMarksTheListingAsItsPlatformDoes) {
  const std::pair<Platform, ListingStatus> cases[] = {{Platform::kEbay, ListingStatus::kSold},
                                                      {Platform::kReverb, ListingStatus::kSold},
                                                      {Platform::kShopify, ListingStatus::kLive},
                                                      {Platform::kTiktok, ListingStatus::kLive},
                                                      {Platform::kVr, ListingStatus::kSold}};
  for (const auto& [platform, expected] : cases) {
    SCOPED_TRACE(ToString(platform));
    Market market(On(platform), clock);
    const RowNumber row = market.Add(Guitar("GTR-1"), ChangedBy::kSeed);

    const Result<OrderId> order = market.Buy({RemoteId(), Sku("GTR-1"), Quantity(1)});

    ASSERT_TRUE(order);
    EXPECT_EQ(market.Find(row)->status, expected);
    EXPECT_EQ(market.Find(row)->available, Quantity(0));
    EXPECT_EQ(market.FindOrder(*order)->lines.front().sku, Sku("GTR-1"));
    EXPECT_EQ(market.Buy({RemoteId(), Sku("GTR-1"), Quantity(1)}).error().kind, ErrorKind::kRejected);
    EXPECT_EQ(market.orders().size(), 1u);
  }
}

TEST_F(MarketTest, KeepsAnEbayListingLiveAtZeroWhereOutOfStockControlIsOn) {
  Market market(On(Platform::kEbay), clock);
  MarketListing listing = Strings("STR-1", 1);
  listing.extras["out_of_stock_control"] = "true";
  const RowNumber row = market.Add(listing, ChangedBy::kSeed);

  ASSERT_TRUE(market.Buy({RemoteId(), Sku("STR-1"), Quantity(1)}));

  EXPECT_EQ(market.Find(row)->status, ListingStatus::kLive);
}

TEST_F(MarketTest, RefusesAWholeOrderWhenOneLineIsShort) {
  Market market(On(Platform::kShopify), clock);
  const RowNumber first = market.Add(Strings("STR-1", 3), ChangedBy::kSeed);
  market.Add(Strings("STR-2", 1), ChangedBy::kSeed);

  const auto refused =
      market.Buy({{RemoteId(), Sku("STR-1"), Quantity(2)}, {RemoteId(), Sku("STR-2"), Quantity(2)}}, OrderState::kPaid);
  const auto twice =
      market.Buy({{RemoteId(), Sku("STR-1"), Quantity(2)}, {RemoteId(), Sku("STR-1"), Quantity(2)}}, OrderState::kPaid);

  EXPECT_EQ(refused.error().kind, ErrorKind::kRejected);
  EXPECT_EQ(twice.error().kind, ErrorKind::kRejected);
  EXPECT_EQ(market.Find(first)->available, Quantity(3));
  EXPECT_TRUE(market.orders().empty());
}

TEST_F(MarketTest, SaysWhyABuyerIsTurnedAway) {
  Market market(On(Platform::kReverb), clock);
  MarketListing draft = Guitar("GTR-1");
  draft.status = ListingStatus::kDraft;
  market.Add(draft, ChangedBy::kSeed);

  EXPECT_EQ(market.Buy({RemoteId(), Sku("GTR-1"), Quantity(1)}).error().kind, ErrorKind::kRejected);
  EXPECT_EQ(market.Buy({RemoteId(), Sku("GTR-9"), Quantity(1)}).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(market.Buy({RemoteId(), Sku(), Quantity(1)}).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(market.Buy({RemoteId(), Sku("GTR-1"), Quantity(0)}).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(market.Buy({}, OrderState::kPaid).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(market.Buy({{RemoteId(), Sku("GTR-1"), Quantity(1)}}, OrderState::kShipped).error().kind,
            ErrorKind::kInvalid);
}

TEST_F(MarketTest, MakesOneOrderALineOnReverbAndOneForAllElsewhere) {
  Market reverb(On(Platform::kReverb), clock);
  Market shopify(On(Platform::kShopify), clock);
  for (Market* market : {&reverb, &shopify}) {
    market->Add(Guitar("GTR-1"), ChangedBy::kSeed);
    market->Add(Guitar("GTR-2"), ChangedBy::kSeed);
  }
  const std::vector<Wanted> both = {{RemoteId(), Sku("GTR-1"), Quantity(1)}, {RemoteId(), Sku("GTR-2"), Quantity(1)}};

  const std::vector<OrderId> split = *reverb.Buy(both, OrderState::kPaid);
  const std::vector<OrderId> whole = *shopify.Buy(both, OrderState::kPaid);

  ASSERT_EQ(split.size(), 2u);
  EXPECT_EQ(reverb.FindOrder(split[1])->bundle, split[0].text());
  EXPECT_EQ(reverb.FindOrder(split[1])->lines.size(), 1u);
  ASSERT_EQ(whole.size(), 1u);
  EXPECT_EQ(shopify.FindOrder(whole[0])->lines.size(), 2u);
}

TEST_F(MarketTest, PutsUnitsBackOnCancellationOnlyWherePlatformsDo) {
  const std::tuple<Platform, MarketListing, std::int64_t, ListingStatus> cases[] = {
      {Platform::kShopify, Strings("S", 2), 2, ListingStatus::kLive},
      {Platform::kTiktok, Strings("S", 2), 2, ListingStatus::kLive},
      {Platform::kReverb, Strings("S", 2), 2, ListingStatus::kLive},
      {Platform::kReverb, Guitar("S"), 0, ListingStatus::kSold},
      {Platform::kEbay, Strings("S", 2), 0, ListingStatus::kSold}};
  for (const auto& [platform, listing, available, status] : cases) {
    SCOPED_TRACE(ToString(platform));
    Market market(On(platform), clock);
    const RowNumber row = market.Add(listing, ChangedBy::kSeed);
    const OrderId order = *market.Buy({RemoteId(), Sku("S"), listing.available});
    base.Advance(std::chrono::minutes(1));

    ASSERT_TRUE(market.CancelOrder(order));

    EXPECT_EQ(market.Find(row)->available, Quantity(available));
    EXPECT_EQ(market.Find(row)->status, status);
    EXPECT_EQ(market.FindOrder(order)->updated_at, clock.Now());
    EXPECT_EQ(market.CancelOrder(order).error().kind, ErrorKind::kConflict);
  }
}

TEST_F(MarketTest, CountsCommittedUnitsUntilTheyAreShippedOrCancelled) {
  Market market(On(Platform::kShopify), clock);
  const RowNumber row = market.Add(Strings("STR-1", 9), ChangedBy::kSeed);
  const OrderId first = *market.Buy({RemoteId(), Sku("STR-1"), Quantity(2)});
  const OrderId second = *market.Buy({RemoteId(), Sku("STR-1"), Quantity(3)});

  EXPECT_EQ(market.CommittedOf(row), Quantity(5));
  ASSERT_TRUE(market.SetOrderState(first, OrderState::kShipped));
  EXPECT_EQ(market.CommittedOf(row), Quantity(3));
  ASSERT_TRUE(market.SetOrderState(second, OrderState::kCancelled));
  EXPECT_EQ(market.CommittedOf(row), Quantity(0));
  EXPECT_EQ(market.SetOrderState(second, OrderState::kPaid).error().kind, ErrorKind::kConflict);
  EXPECT_EQ(market.SetOrderState(OrderId("nope"), OrderState::kPaid).error().kind, ErrorKind::kNotFound);
}

TEST_F(MarketTest, StampsAPendingOrderPaidWhenItIsPaid) {
  Market market(On(Platform::kReverb), clock);
  market.Add(Guitar("GTR-1"), ChangedBy::kSeed);
  const OrderId order = market.Buy({{RemoteId(), Sku("GTR-1"), Quantity(1)}}, OrderState::kPending)->front();
  EXPECT_FALSE(market.FindOrder(order)->paid_at);
  base.Advance(std::chrono::hours(2));

  ASSERT_TRUE(market.SetOrderState(order, OrderState::kPaid));

  EXPECT_EQ(market.FindOrder(order)->paid_at, clock.Now());
  EXPECT_EQ(market.FindOrder(order)->updated_at, clock.Now());
}

TEST_F(MarketTest, ShowsAnIndexThatLagsWhatWasThere) {
  Market market(On(Platform::kReverb), clock);
  const RowNumber row = market.Add(Strings("STR-1", 5), ChangedBy::kSeed);
  base.Advance(std::chrono::seconds(10));
  market.Add(Guitar("GTR-1"), ChangedBy::kWire);
  MarketListing changed = *market.Find(row);
  changed.available = Quantity(4);
  market.Replace(changed, ChangedBy::kWire);

  const Timestamp before = clock.Now() - std::chrono::seconds(5);

  ASSERT_EQ(market.AsOf(before).size(), 1u);
  EXPECT_EQ(market.AsOf(before).front()->available, Quantity(5));
  EXPECT_EQ(market.AsOf(clock.Now()).size(), 2u);
  EXPECT_EQ(market.AsOf(row, clock.Now())->available, Quantity(4));
}

TEST_F(MarketTest, RemembersIdsOfEarlierLives) {
  Market market(On(Platform::kEbay), clock);
  const RowNumber row = market.Add(Guitar("GTR-1"), ChangedBy::kSeed);
  const RemoteId before = market.Find(row)->remote;
  MarketListing relisted = *market.Find(row);
  relisted.remote = market.NewRemote();
  market.Replace(relisted, ChangedBy::kWire);

  EXPECT_EQ(market.FindByRemote(before), nullptr);
  ASSERT_NE(market.FindByPastRemote(before), nullptr);
  EXPECT_EQ(market.FindByPastRemote(before)->remote, relisted.remote);
  EXPECT_EQ(market.Find(row)->past_remotes, std::vector{before});
}

TEST_F(MarketTest, LogsEachChangeOnceAndNoneThatChangesNothing) {
  Market market(On(Platform::kReverb), clock);
  const RowNumber row = market.Add(Guitar("GTR-1"), ChangedBy::kSeed);

  market.Replace(*market.Find(row), ChangedBy::kWire);
  EXPECT_EQ(market.changes().size(), 1u);
  ASSERT_TRUE(market.Buy({market.Find(row)->remote, Sku(), Quantity(1)}));

  ASSERT_EQ(market.changes().size(), 2u);
  EXPECT_EQ(market.changes().back().by, ChangedBy::kBuyer);
  EXPECT_EQ(market.changes().back().status, ListingStatus::kSold);
}

TEST_F(MarketTest, RefusesHandEditsThatThePlatformWouldRefuse) {
  Market market(On(Platform::kReverb), clock);
  const RemoteId guitar = market.Find(market.Add(Guitar("GTR-1"), ChangedBy::kSeed))->remote;

  EXPECT_EQ(market.EditByHand(RemoteId("1"), {}).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(market.EditByHand(guitar, {.available = Quantity(-1)}).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(market.EditByHand(guitar, {.available = Quantity(2)}).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(market.EditByHand(guitar, {.price = Money{1, *Currency::Parse("GBP")}}).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(market.changes().size(), 1u);
}

TEST_F(MarketTest, TakesAListingDownWhenTheSellerSetsItToZeroByHand) {
  const std::tuple<Platform, MarketListing, ListingStatus> cases[] = {
      {Platform::kReverb, Guitar("S"), ListingStatus::kEnded},
      {Platform::kReverb, Strings("S", 2), ListingStatus::kSold},
      {Platform::kEbay, Guitar("S"), ListingStatus::kEnded},
      {Platform::kShopify, Guitar("S"), ListingStatus::kLive},
      {Platform::kVr, Guitar("S"), ListingStatus::kSold}};
  for (const auto& [platform, listing, status] : cases) {
    SCOPED_TRACE(ToString(platform));
    Market market(On(platform), clock);
    const RowNumber row = market.Add(listing, ChangedBy::kSeed);

    ASSERT_TRUE(market.EditByHand(market.Find(row)->remote, {.available = Quantity(0)}));

    EXPECT_EQ(market.Find(row)->status, status);
    EXPECT_TRUE(market.orders().empty());
  }
}

TEST(NumberSeries, GivesIdsAsLongAsTheRealOnesAndNeverTheSameInBothEnvironments) {
  const std::pair<Platform, std::size_t> lengths[] = {{Platform::kEbay, 12},
                                                      {Platform::kReverb, 8},
                                                      {Platform::kShopify, 13},
                                                      {Platform::kTiktok, 19},
                                                      {Platform::kVr, 6}};
  for (const auto& [platform, length] : lengths) {
    SCOPED_TRACE(ToString(platform));
    std::set<std::int64_t> seen;
    for (const Environment environment : kEnvironments) {
      NumberSeries numbers({platform, environment});
      for (int i = 0; i < 100; ++i) {
        const std::int64_t number = numbers.Next(Numbered::kListing);
        EXPECT_EQ(std::to_string(number).size(), length);
        EXPECT_TRUE(seen.insert(number).second);
      }
    }
  }
  EXPECT_GT(NumberSeries({Platform::kTiktok, Environment::kSandbox}).Next(Numbered::kVariant), std::int64_t{1} << 53);
  EXPECT_EQ(FormatOrderNumber(Platform::kEbay, 120000100001), "12-00001-00001");
  EXPECT_EQ(FormatOrderNumber(Platform::kReverb, 31000001), "31000001");
}

}  // namespace
}  // namespace riff::sim
