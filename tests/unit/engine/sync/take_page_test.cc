#include "engine/sync/take_page.h"

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class TakePageTest : public testing::Test {
 protected:
  TakePageTest() {
    rig.Open(kReverb);
    rig.AddProduct("STR-10", 9, ProductKind::kStocked);
    rig.BeginRun();
  }

  Order Sold(const std::string& id, Timestamp changed_at) {
    Order order;
    order.channel = kReverb;
    order.id = OrderId(id);
    order.platform_state = "paid";
    order.placed_at = changed_at;
    order.updated_at = changed_at;
    OrderLine line;
    line.id = OrderLineId("1");
    line.remote = RemoteId("12");
    line.sku = Sku("STR-10");
    line.title = "Strings";
    line.quantity = Quantity(1);
    line.state = OrderState::kPaid;
    order.lines.push_back(line);
    return order;
  }
  // A text that no database keeps whole.
  Order Poisoned(const std::string& id, Timestamp changed_at) {
    Order order = Sold(id, changed_at);
    order.lines[0].title = std::string("a\0b", 3);
    return order;
  }
  PageTaken Take(const std::vector<Order>& orders) {
    return Must(TakePage(*rig.store, orders, TakeMark{rig.run.run, rig.clock.Now()}));
  }

  ShopRig rig;
};

TEST_F(TakePageTest, OneBadOrderStopsNoOther) {
  const Timestamp now = rig.clock.Now();

  const PageTaken page =
      Take({Sold("A", now), Poisoned("B", now - minutes(3)), Sold("C", now), Poisoned("D", now - minutes(7))});

  EXPECT_EQ(rig.BalanceOf("STR-10").committed, Quantity(2));
  EXPECT_EQ(page.counts.lines, 2);
  EXPECT_EQ(page.stuck_since, now - minutes(7)) << "from where it must be read again";
  EXPECT_EQ(rig.CountTodos(TodoType::kRowQuarantined), 2);
}

TEST_F(TakePageTest, AMendedOrderIsTakenLater) {
  const Timestamp now = rig.clock.Now();
  Take({Poisoned("B", now)});

  const PageTaken page = Take({Sold("B", now)});

  EXPECT_EQ(rig.BalanceOf("STR-10").committed, Quantity(1));
  EXPECT_FALSE(page.stuck_since.has_value());
}

TEST_F(TakePageTest, AGoodPageIsOneTransactionAndRaisesNothing) {
  const PageTaken page = Take({Sold("A", rig.clock.Now()), Sold("B", rig.clock.Now())});

  EXPECT_EQ(page.counts.lines, 2);
  EXPECT_TRUE(rig.OpenTodos().empty());
}

TEST_F(TakePageTest, TheWatermarkWaitsForWhatIsInQuarantine) {
  rig.Sync();
  rig.clock.Advance(minutes(60));
  const Timestamp stuck = rig.clock.Now() - minutes(30);
  rig.At(kReverb).PlaceOrder(Poisoned("B", stuck));

  rig.Sync();

  const ChannelState state = rig.Do([](Transaction& tx) { return tx.channels.Get(kReverb); });
  EXPECT_LE(*state.orders_watermark, stuck);
}

}  // namespace
}  // namespace riff
