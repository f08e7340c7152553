#include <gtest/gtest.h>

#include "mocks/market_watch.h"
#include "tests/unit/mocks/wire_rig.h"

namespace riff::sim {
namespace {

class MarketUndoTest : public testing::Test {
 protected:
  MarketUndoTest() : base(Noon()), clock(base), market({Platform::kShopify, Environment::kSandbox}, clock) {}

  Result<OrderId> Bought(std::int64_t quantity) {
    return market.Buy({market.Find(row)->remote, Sku(), Quantity(quantity)});
  }
  OrderLineId LineOf(const OrderId& order) { return market.FindOrder(order)->lines.front().id; }

  ManualClock base;
  MockClock clock;
  Market market;
  RowNumber row = market.Add(Strings("S-1", 5), ChangedBy::kSeed);
};

TEST_F(MarketUndoTest, GivesAPartOfALineBackWithOrWithoutItsUnits) {
  const OrderId order = *Bought(3);

  ASSERT_TRUE(market.RefundUnits(order, LineOf(order), Quantity(1), Restock::kYes));
  EXPECT_EQ(market.Find(row)->available, Quantity(3));
  EXPECT_EQ(market.CommittedOf(row), Quantity(2));
  ASSERT_TRUE(market.RefundUnits(order, LineOf(order), Quantity(1), Restock::kNo));
  EXPECT_EQ(market.Find(row)->available, Quantity(3));
  EXPECT_EQ(market.CommittedOf(row), Quantity(1));
}

TEST_F(MarketUndoTest, ACancellationGivesBackOnlyWhatWasNotGivenBackBefore) {
  const OrderId order = *Bought(3);
  ASSERT_TRUE(market.RefundUnits(order, LineOf(order), Quantity(1), Restock::kYes));

  ASSERT_TRUE(market.CancelOrder(order));
  EXPECT_EQ(market.Find(row)->available, Quantity(5));
}

TEST_F(MarketUndoTest, RefusesWhatCannotBeGivenBack) {
  const OrderId order = *Bought(2);
  const auto kind = [&](const OrderId& id, const OrderLineId& line, std::int64_t units) {
    const Result<void> done = market.RefundUnits(id, line, Quantity(units), Restock::kYes);
    return done ? std::optional<ErrorKind>() : done.error().kind;
  };

  EXPECT_EQ(kind(OrderId("none"), LineOf(order), 1), ErrorKind::kNotFound);
  EXPECT_EQ(kind(order, OrderLineId("none"), 1), ErrorKind::kNotFound);
  EXPECT_EQ(kind(order, LineOf(order), 0), ErrorKind::kInvalid);
  EXPECT_EQ(kind(order, LineOf(order), 3), ErrorKind::kInvalid);
  ASSERT_TRUE(market.CancelOrder(order));
  EXPECT_EQ(kind(order, LineOf(order), 1), ErrorKind::kConflict);
  EXPECT_EQ(market.Find(row)->available, Quantity(5));
}

TEST_F(MarketUndoTest, AWatchTellsEachChangeOnceAndNothingFromBeforeItBegan) {
  (void)*Bought(1);
  MarketWatch watch(market);
  watch.Skip();
  EXPECT_TRUE(watch.NewListingChanges().empty());
  EXPECT_TRUE(watch.NewOrderChanges().empty());

  const OrderId order = *Bought(2);
  const auto listings = watch.NewListingChanges();
  ASSERT_EQ(listings.size(), 1u);
  EXPECT_EQ(listings[0].before->available, Quantity(4));
  EXPECT_EQ(listings[0].after.available, Quantity(2));
  auto orders = watch.NewOrderChanges();
  ASSERT_EQ(orders.size(), 1u);
  EXPECT_FALSE(orders[0].before);
  ASSERT_TRUE(market.RefundUnits(order, LineOf(order), Quantity(1), Restock::kNo));
  orders = watch.NewOrderChanges();
  ASSERT_EQ(orders.size(), 1u);
  EXPECT_EQ(orders[0].refunded, Quantity(1));
  EXPECT_EQ(orders[0].before, OrderState::kPaid);
  EXPECT_TRUE(watch.NewOrderChanges().empty());
}

}  // namespace
}  // namespace riff::sim
