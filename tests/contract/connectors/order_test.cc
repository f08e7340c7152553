#include <algorithm>
#include <map>
#include <set>

#include "tests/contract/connectors/connector_contract.h"

namespace riff {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

class OrderReadTest : public ConnectorContract {
 protected:
  // Everything of the last day, up to a minute ago: some platforms refuse a window that ends in their future.
  std::vector<Order> LastDay() {
    bench.clock().Advance(minutes(5));
    return bench.ReadOrders(bench.clock().Now() - hours(24), bench.clock().Now() - minutes(1));
  }

  Order OnlyOrder() {
    const std::vector<Order> orders = LastDay();
    EXPECT_EQ(orders.size(), 1u);
    return orders.empty() ? Order() : orders.front();
  }

  OrderState StateOfOnlyLine() {
    const Order order = OnlyOrder();
    EXPECT_EQ(order.lines.size(), 1u);
    return order.lines.empty() ? OrderState::kUnknown : order.lines.front().state;
  }

  // Of a box of strings, as an order should tell it.
  std::optional<Money> UnitPrice() const {
    return bench.Deviates(Deviation::kSaleTellsNoPrice) ? std::optional<Money>()
                                                        : std::optional(Strings("STR-1", Quantity(1)).price);
  }

  static std::set<OrderId> IdsOf(const std::vector<Order>& orders) {
    std::set<OrderId> ids;
    for (const Order& order : orders) {
      ids.insert(order.id);
    }
    return ids;
  }
};
RIFF_CONNECTOR_SUITE(OrderReadTest);

TEST_P(OrderReadTest, ReadsOrdersIfItSaysSo) {
  const Timestamp now = bench.clock().Now();

  const Result<Page<Order>> page = bench.reader().ListOrders(bench.run(), {now - hours(2), now - hours(1)}, {});

  if (bench.can().reads_orders) {
    ASSERT_TRUE(page.has_value()) << Told(page);
    EXPECT_TRUE(page->rows.empty());
  } else {
    ASSERT_FALSE(page.has_value());
    EXPECT_EQ(page.error().kind, ErrorKind::kUnsupported);
  }
}

TEST_P(OrderReadTest, ShowsAPurchaseAsAnOrderAndAsFewerUnits) {
  const RemoteId strings = bench.ListStrings("STR-1", 5);
  bench.ListStrings("STR-2", 5);
  const Quantity before = bench.AtMost(5);
  const OrderId bought = bench.marketplace().Buy({{strings, Sku(), Quantity(1)}}, OrderState::kPaid).front();
  const Timestamp at = bench.clock().Now();

  const Order order = OnlyOrder();

  EXPECT_EQ(order.id, bought);
  EXPECT_EQ(order.channel, bench.connector().channel);
  EXPECT_FALSE(order.platform_state.empty());
  ASSERT_EQ(order.lines.size(), 1u);
  const OrderLine& line = order.lines.front();
  EXPECT_FALSE(line.id.empty());
  EXPECT_EQ(line.remote, strings);
  EXPECT_EQ(line.sku, Sku("STR-1"));
  EXPECT_EQ(line.quantity, Quantity(1));
  EXPECT_EQ(line.state, OrderState::kPaid);
  EXPECT_EQ(line.unit_price, UnitPrice());
  EXPECT_FALSE(line.title.empty());
  if (!bench.can().orders_from_state) {
    EXPECT_EQ(order.placed_at, at);
    EXPECT_EQ(order.updated_at, at);
  }
  EXPECT_EQ(bench.SellableAsRead(strings), before - Quantity(1));
}

TEST_P(OrderReadTest, HonoursTheWindowUnlessItsOrdersAreAState) {
  const RemoteId first = bench.ListGuitar("GTR-1");
  const RemoteId second = bench.ListGuitar("GTR-2");
  const Timestamp start = bench.clock().Now();
  const OrderId early = bench.marketplace().Buy({{first, Sku(), Quantity(1)}}, OrderState::kPaid).front();
  bench.clock().Advance(hours(2));
  const OrderId late = bench.marketplace().Buy({{second, Sku(), Quantity(1)}}, OrderState::kPaid).front();
  bench.clock().Advance(hours(2));

  const std::set<OrderId> both = {early, late};
  const auto within = [&](Timestamp from, Timestamp to) { return IdsOf(bench.ReadOrders(from, to)); };

  EXPECT_EQ(within(start - minutes(1), start + hours(3)), both);
  if (bench.can().orders_from_state) {
    EXPECT_EQ(within(start + hours(1), start + hours(3)), both);
    return;
  }
  EXPECT_EQ(within(start - hours(1), start + hours(1)), std::set<OrderId>{early});
  EXPECT_EQ(within(start + hours(1), start + hours(3)), std::set<OrderId>{late});
  EXPECT_EQ(within(start, start), std::set<OrderId>{early});  // Closed at both ends.
  EXPECT_EQ(within(start + hours(3), start + hours(4) - minutes(1)), std::set<OrderId>{});
}

TEST_P(OrderReadTest, FindsAnOldOrderByItsLastChange) {
  const RemoteId guitar = bench.ListGuitar("GTR-1");
  const OrderId order = bench.marketplace().Buy({{guitar, Sku(), Quantity(1)}}, OrderState::kPending).front();
  bench.clock().Advance(hours(2));
  const Timestamp paid_at = bench.clock().Now();
  bench.marketplace().MoveOrder(order, OrderState::kPaid);
  bench.clock().Advance(hours(1));

  const std::vector<Order> orders = bench.ReadOrders(paid_at - minutes(1), paid_at + minutes(1));

  ASSERT_EQ(orders.size(), 1u);
  EXPECT_EQ(orders.front().id, order);
  EXPECT_EQ(orders.front().lines.front().state, OrderState::kPaid);
}

TEST_P(OrderReadTest, TellsPlacedPaidShippedAndCancelledApart) {
  const RemoteId guitar = bench.ListGuitar("GTR-1");
  const OrderId order = bench.marketplace().Buy({{guitar, Sku(), Quantity(1)}}, OrderState::kPending).front();
  const bool has_states = !bench.Deviates(Deviation::kSaleHasNoStates);

  EXPECT_EQ(StateOfOnlyLine(), has_states ? OrderState::kPending : OrderState::kPaid);
  bench.marketplace().MoveOrder(order, OrderState::kPaid);
  EXPECT_EQ(StateOfOnlyLine(), OrderState::kPaid);
  bench.marketplace().MoveOrder(order, OrderState::kShipped);
  EXPECT_EQ(StateOfOnlyLine(), has_states ? OrderState::kShipped : OrderState::kPaid);
}

TEST_P(OrderReadTest, TellsACancelledOrder) {
  const RemoteId guitar = bench.ListGuitar("GTR-1");
  const OrderId order = bench.marketplace().Buy({{guitar, Sku(), Quantity(1)}}, OrderState::kPaid).front();

  bench.marketplace().MoveOrder(order, OrderState::kCancelled);

  EXPECT_EQ(StateOfOnlyLine(),
            bench.Deviates(Deviation::kSaleHasNoStates) ? OrderState::kPaid : OrderState::kCancelled);
}

TEST_P(OrderReadTest, CountsTwoUnitsOfOneListing) {
  const RemoteId strings = bench.ListStrings("STR-1", 5);
  const Quantity units = bench.AtMost(2);
  bench.marketplace().Buy({{strings, Sku(), units}}, OrderState::kPaid);

  const Order order = OnlyOrder();

  Quantity bought;
  for (const OrderLine& line : order.lines) {
    EXPECT_EQ(line.remote, strings);
    EXPECT_EQ(line.unit_price, UnitPrice());
    bought += line.quantity;
  }
  EXPECT_EQ(bought, units);
  EXPECT_EQ(bench.SellableAsRead(strings), bench.AtMost(5) - units);
}

TEST_P(OrderReadTest, ShowsEveryLineOfAnOrderOnce) {
  const RemoteId strings = bench.ListStrings("STR-1", 5);
  const RemoteId guitar = bench.ListGuitar("GTR-1");
  const RemoteId other = bench.ListGuitar("GTR-2");
  const Quantity units = bench.AtMost(2);
  bench.marketplace().Buy({{strings, Sku(), units}, {guitar, Sku(), Quantity(1)}, {other, Sku(), Quantity(1)}},
                          OrderState::kPaid);

  const std::vector<Order> orders = LastDay();

  EXPECT_EQ(orders.size(), bench.Deviates(Deviation::kOneOrderALine) ? 3u : 1u);
  std::map<RemoteId, Quantity> bought;
  std::set<std::pair<OrderId, OrderLineId>> lines;
  for (const Order& order : orders) {
    for (const OrderLine& line : order.lines) {
      bought[line.remote] += line.quantity;
      EXPECT_TRUE(lines.emplace(order.id, line.id).second) << "twice";
    }
  }
  const std::map<RemoteId, Quantity> expected = {{strings, units}, {guitar, Quantity(1)}, {other, Quantity(1)}};
  EXPECT_EQ(bought, expected);
}

TEST_P(OrderReadTest, ReadsMoreOrdersThanAPageHolds) {
  constexpr std::size_t kOrders = 120;
  std::set<OrderId> placed;
  for (std::size_t number = 0; number < kOrders; ++number) {
    const RemoteId guitar = bench.ListGuitar("GTR-" + std::to_string(number));
    placed.insert(bench.marketplace().Buy({{guitar, Sku(), Quantity(1)}}, OrderState::kPaid).front());
  }

  const std::vector<Order> orders = LastDay();

  EXPECT_EQ(orders.size(), kOrders);
  EXPECT_EQ(IdsOf(orders), placed);
}

}  // namespace
}  // namespace riff
