// Orders were lost between two polls: a window shorter than a stall, more than one page, equal timestamps, a failed
// page that was skipped. Here the watermark is taken before the read, overlaps, and never passes a page that failed.

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class OrdersMissed : public testing::Test {
 protected:
  OrdersMissed() : reverb(rig.Open(kReverb)) {
    reverb.List({.sku = "STR-10", .quantity = 500, .title = "Strings", .condition = Condition::kNew});
    reverb.page_size = 24;
    rig.Sync();
  }

  ShopRig rig;
  FakeMarketplace& reverb;
};

TEST_F(OrdersMissed, AStallOfFourDaysAndManyPagesLoseNone) {
  for (int i = 0; i < 100; ++i) {
    rig.clock.Advance(hours(1));
    Must(reverb.Buy("STR-10"));
  }

  rig.SyncAfter(minutes(1));

  EXPECT_EQ(rig.BalanceOf("STR-10").committed, Quantity(100));
}

TEST_F(OrdersMissed, OrdersOfOneMomentAcrossAPageBorderAreAllTaken) {
  rig.clock.Advance(minutes(5));
  for (int i = 0; i < 60; ++i) {
    Must(reverb.Buy("STR-10"));
  }

  rig.Sync();

  EXPECT_EQ(rig.BalanceOf("STR-10").committed, Quantity(60));
}

TEST_F(OrdersMissed, AnOrderThatAppearsLateIsWithinTheOverlap) {
  rig.clock.Advance(minutes(30));
  Order late;
  late.channel = kReverb;
  late.id = OrderId("LATE");
  late.placed_at = late.updated_at = rig.clock.Now() - minutes(6);
  late.lines.push_back(OrderLine{
      OrderLineId("1"), reverb.Of("STR-10").ref.remote, Sku("STR-10"), "Strings", Quantity(1), {}, OrderState::kPaid});
  rig.Sync();  // The list does not show it yet.
  reverb.PlaceOrder(late);

  rig.SyncAfter(minutes(5));

  EXPECT_EQ(rig.BalanceOf("STR-10").committed, Quantity(1));
}

TEST_F(OrdersMissed, AnyPageMayFailAnyNumberOfTimes) {
  rig.clock.Advance(minutes(5));
  for (int i = 0; i < 60; ++i) {
    Must(reverb.Buy("STR-10"));
  }
  for (std::size_t failing = 0; failing < 3; ++failing) {
    reverb.before_orders = [&](std::size_t page) {
      if (page == failing) {
        reverb.Fail(Call::kListOrders, ErrorOf(ErrorKind::kInvalid));
      }
    };
    rig.SyncAfter(hours(5));
  }
  reverb.before_orders = nullptr;

  rig.SyncAfter(hours(5));

  EXPECT_EQ(rig.BalanceOf("STR-10").committed, Quantity(60));
}

TEST_F(OrdersMissed, AKillBetweenThePagesLosesNone) {
  rig.clock.Advance(minutes(5));
  for (int i = 0; i < 60; ++i) {
    Must(reverb.Buy("STR-10"));
  }
  reverb.before_orders = [](std::size_t page) {
    if (page == 1) {
      throw Killed{};
    }
  };
  EXPECT_THROW(rig.Sync(), Killed);
  reverb.before_orders = nullptr;

  rig.SyncAfter(hours(5));

  EXPECT_EQ(rig.BalanceOf("STR-10").committed, Quantity(60));
}

}  // namespace
}  // namespace riff
