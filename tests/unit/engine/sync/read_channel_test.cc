#include "engine/sync/read_channel.h"

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class ReadChannelTest : public testing::Test {
 protected:
  ReadChannelTest() : market(rig.Open(kReverb)) { rig.BeginRun(); }

  ChannelRead Read() {
    rig.BeginRun();
    return ReadChannel(*rig.store, rig.run, rig.shop, rig.ShopChannelOf(kReverb), rig.progress);
  }
  ChannelState State() {
    return rig.Do([&](Transaction& tx) { return tx.channels.Get(kReverb); });
  }
  void List(int count) {
    for (int i = 0; i < count; ++i) {
      market.List({.sku = "GTR-" + std::to_string(100 + i), .title = "Guitar " + std::to_string(i)});
    }
  }

  ShopRig rig;
  FakeMarketplace& market;
};

TEST_F(ReadChannelTest, ReadsEveryPageAndSaysSo) {
  List(5);
  market.page_size = 2;

  const ChannelRead read = Read();

  EXPECT_EQ(read.report.status, ReadStatus::kComplete);
  EXPECT_EQ(read.report.listings, 5);
  EXPECT_EQ(read.report.requests, 4);  // One for the orders, three for the pages.
  EXPECT_TRUE(read.error.empty());
  EXPECT_EQ(rig.ListingsOf(kReverb).size(), 5u);
  EXPECT_EQ(State().complete_read_at, rig.clock.Now());
}

TEST_F(ReadChannelTest, ReadsOrdersBeforeListings) {
  List(1);
  std::vector<std::string> order;
  market.before_orders = [&](std::size_t) { order.emplace_back("orders"); };
  market.before_page = [&](std::size_t) { order.emplace_back("listings"); };

  Read();

  EXPECT_EQ(order, (std::vector<std::string>{"orders", "listings"}));
}

TEST_F(ReadChannelTest, TheFirstReadIsTheBaselineAndItsOrdersMoveNothing) {
  rig.AddProduct("GTR-100", 3, ProductKind::kStocked);
  market.List({.sku = "GTR-100", .quantity = 4});
  Must(market.Buy("GTR-100"));

  Read();
  rig.clock.Advance(minutes(5));
  Read();  // The overlap shows the order again.

  EXPECT_EQ(rig.Available("GTR-100"), 3);
  EXPECT_EQ(rig.CountMovements("GTR-100"), 1);  // The first stock.
  EXPECT_TRUE(rig.OpenTodos().empty());
}

TEST_F(ReadChannelTest, TheWatermarkStaysBehindTheNewestMoments) {
  Read();
  rig.clock.Advance(minutes(30));
  Read();

  EXPECT_EQ(State().orders_watermark, rig.clock.Now() - minutes(2));
}

TEST_F(ReadChannelTest, AClockThatRanAheadHidesNoOrder) {
  rig.AddProduct("GTR-100", 3, ProductKind::kStocked);
  market.List({.sku = "GTR-100", .quantity = 4});
  Read();
  rig.clock.Advance(hours(25));  // Somebody set the clock wrongly,
  Read();
  rig.clock.Advance(-hours(25) + minutes(40));  // noticed it when an order had come meanwhile,
  Must(market.Buy("GTR-100"));
  rig.clock.Advance(minutes(30));  // and reads again after longer than the overlap.
  Read();

  EXPECT_EQ(rig.BalanceOf("GTR-100").committed, Quantity(1));
  EXPECT_LE(*State().orders_watermark, rig.clock.Now());
}

TEST_F(ReadChannelTest, AnOrderOfTheBaselineNeverMovesAnythingWhateverBecomesOfIt) {
  rig.AddProduct("GTR-100", 3, ProductKind::kStocked);
  market.List({.sku = "GTR-100", .quantity = 4});
  const OrderId order = Must(market.Buy("GTR-100"));
  Read();
  rig.clock.Advance(minutes(5));

  market.SetState(order, OrderState::kCancelled);
  Read();

  EXPECT_EQ(rig.Available("GTR-100"), 3);
  EXPECT_TRUE(rig.OpenTodos().empty());
}

TEST_F(ReadChannelTest, AnOrderAfterTheBaselineIsTakenOnce) {
  rig.AddProduct("GTR-100", 3, ProductKind::kStocked);
  market.List({.sku = "GTR-100", .quantity = 3});
  Read();
  rig.clock.Advance(minutes(5));
  Must(market.Buy("GTR-100"));

  const ChannelRead read = Read();
  rig.clock.Advance(minutes(5));
  Read();  // The overlap shows it again.

  EXPECT_EQ(read.report.orders, 1);
  EXPECT_EQ(rig.Available("GTR-100"), 2);
  EXPECT_EQ(rig.BalanceOf("GTR-100").committed, Quantity(1));
}

TEST_F(ReadChannelTest, TheWatermarkStaysWhereItWasWhenAPageOfOrdersFails) {
  rig.AddProduct("GTR-100", 5, ProductKind::kStocked);
  market.List({.sku = "GTR-100", .quantity = 5});
  market.page_size = 1;
  Read();
  const std::optional<Timestamp> before = State().orders_watermark;
  rig.clock.Advance(hours(2));
  Must(market.Buy("GTR-100"));
  Must(market.Buy("GTR-100"));
  market.before_orders = [&](std::size_t page) {
    if (page == 1) {
      market.Fail(Call::kListOrders, ErrorOf(ErrorKind::kInvalid));
    }
  };

  const ChannelRead failed = Read();

  EXPECT_EQ(failed.report.status, ReadStatus::kFailed);
  EXPECT_EQ(State().orders_watermark, before);
  EXPECT_EQ(rig.Available("GTR-100"), 4);  // The first page is kept.

  market.before_orders = nullptr;
  rig.clock.Advance(hours(30));
  const ChannelRead whole = Read();

  EXPECT_EQ(whole.report.status, ReadStatus::kComplete);
  EXPECT_EQ(rig.Available("GTR-100"), 3);  // The second order was not lost, the first not taken twice.
  EXPECT_GT(State().orders_watermark, before);
}

TEST_F(ReadChannelTest, TheNextWindowOverlapsTheLastAndEndsNow) {
  Read();
  const Timestamp first = rig.clock.Now();
  rig.clock.Advance(hours(1));
  Read();
  const Timestamp second = rig.clock.Now();
  rig.clock.Advance(hours(1));
  Read();

  ASSERT_EQ(market.order_windows().size(), 3u);
  EXPECT_LT(market.order_windows()[0].from, first - hours(24));
  EXPECT_LT(market.order_windows()[1].from, first);
  EXPECT_EQ(market.order_windows()[1].to, second);
  EXPECT_LT(market.order_windows()[2].from, second - minutes(2));
}

TEST_F(ReadChannelTest, AListThatSaysItHasMoreThanItShowsIsPartial) {
  List(3);
  market.total = 4;

  const ChannelRead read = Read();

  EXPECT_EQ(read.report.status, ReadStatus::kPartial);
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"read_incomplete"});
  EXPECT_FALSE(State().complete_read_at.has_value());
  EXPECT_EQ(rig.ListingsOf(kReverb).size(), 3u);  // What was shown is kept.
}

TEST_F(ReadChannelTest, ABrokenOffSweepGoesOnFromItsPage) {
  List(6);
  market.page_size = 2;
  market.before_page = [&](std::size_t page) {
    if (page == 2) {
      market.Fail(Call::kListListings, ErrorOf(ErrorKind::kUnavailable));  // At each of the attempts.
    }
  };
  const ChannelRead broken = Read();
  EXPECT_EQ(broken.report.status, ReadStatus::kPartial);
  EXPECT_EQ(broken.report.listings, 4);
  const std::int64_t sweep = State().sweep;

  std::vector<std::size_t> pages;
  market.before_page = [&](std::size_t page) { pages.push_back(page); };
  rig.clock.Advance(minutes(10));
  const ChannelRead whole = Read();

  EXPECT_EQ(pages, std::vector<std::size_t>{2});
  EXPECT_EQ(State().sweep, sweep);
  EXPECT_EQ(whole.report.status, ReadStatus::kComplete);
  EXPECT_EQ(whole.report.listings, 6);
}

TEST_F(ReadChannelTest, ASweepBrokenOffLongAgoBeginsAnew) {
  List(4);
  market.page_size = 2;
  market.before_page = [&](std::size_t page) {
    if (page == 1) {
      throw Killed{};
    }
  };
  EXPECT_THROW(Read(), Killed);
  std::vector<std::size_t> pages;
  market.before_page = [&](std::size_t page) { pages.push_back(page); };
  rig.clock.Advance(hours(3));

  const ChannelRead read = Read();

  EXPECT_EQ(pages, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(read.report.status, ReadStatus::kComplete);
}

TEST_F(ReadChannelTest, ACursorThatTheChannelTakesNoMoreFailsOnce) {
  List(4);
  market.page_size = 2;
  market.before_page = [&](std::size_t page) {
    if (page == 1) {
      market.Fail(Call::kListListings, ErrorOf(ErrorKind::kUnavailable));
    }
  };
  EXPECT_EQ(Read().report.status, ReadStatus::kPartial);
  // From now on a list must be read from its beginning.
  bool begun = false;
  market.before_page = [&](std::size_t page) {
    if (page != 0 && !begun) {
      market.Fail(Call::kListListings, ErrorOf(ErrorKind::kInvalid));
    }
    begun = page == 0;
  };

  EXPECT_EQ(Read().report.status, ReadStatus::kFailed);
  EXPECT_EQ(Read().report.status, ReadStatus::kComplete);
}

TEST_F(ReadChannelTest, WaitsAndAsksAgainWhenRefusedForPace) {
  List(1);
  const Timestamp began = rig.clock.Now();
  market.Fail(Call::kListListings, ErrorOf(ErrorKind::kThrottled, seconds(20)), 2);

  const ChannelRead read = Read();

  EXPECT_EQ(read.report.status, ReadStatus::kComplete);
  EXPECT_EQ(market.Calls(Call::kListListings), 3);
  EXPECT_EQ(rig.clock.Now() - began, seconds(40));
}

TEST_F(ReadChannelTest, ARefusalForAnHourIsNotWaitedFor) {
  List(1);
  const Timestamp began = rig.clock.Now();
  market.Fail(Call::kListListings, ErrorOf(ErrorKind::kThrottled, hours(1)));

  const ChannelRead read = Read();

  EXPECT_EQ(read.report.status, ReadStatus::kFailed);
  EXPECT_EQ(rig.clock.Now(), began);
}

TEST_F(ReadChannelTest, DeadCredentialsAreChannelHealthAndAnItemUntilTheyWork) {
  List(1);
  market.Fail(Call::kListOrders, ErrorOf(ErrorKind::kUnauthorized));

  const ChannelRead refused = Read();

  EXPECT_EQ(refused.report.status, ReadStatus::kFailed);
  EXPECT_EQ(market.Calls(Call::kListOrders), 1);  // Not asked again.
  EXPECT_EQ(market.Calls(Call::kListListings), 0);
  EXPECT_EQ(State().health, ChannelHealth::kNeedsReauth);
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"channel_needs_reauth"});

  Read();
  EXPECT_EQ(State().health, ChannelHealth::kOk);
}

TEST_F(ReadChannelTest, AStopBetweenPagesLeavesTheSweepToTheNextRun) {
  List(4);
  market.page_size = 2;
  market.before_page = [&](std::size_t page) { rig.stopping = page == 0; };

  const ChannelRead stopped = Read();
  EXPECT_EQ(stopped.report.status, ReadStatus::kPartial);
  rig.stopping = false;
  market.before_page = nullptr;

  EXPECT_EQ(Read().report.status, ReadStatus::kComplete);
  EXPECT_EQ(rig.ListingsOf(kReverb).size(), 4u);
}

TEST_F(ReadChannelTest, AChannelWithoutOrdersIsNotAskedForThem) {
  market.can.reads_orders = false;
  rig.Reconnect();
  List(1);

  EXPECT_EQ(Read().report.status, ReadStatus::kComplete);
  EXPECT_EQ(market.Calls(Call::kListOrders), 0);
}

}  // namespace
}  // namespace riff
