#include "engine/sync/take_order.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/sync/review_todos.h"
#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class TakeOrderTest : public testing::Test {
 protected:
  TakeOrderTest() {
    rig.Open(kReverb);
    rig.Open(kReverbSandbox);
    rig.Open(kEbay);
    rig.BeginRun();
  }

  Order Sold(const std::string& id, const std::string& sku, std::int64_t quantity, OrderState state = OrderState::kPaid,
             Channel channel = kReverb) {
    Order order;
    order.channel = channel;
    order.id = OrderId(id);
    order.platform_state = "as the platform says";
    order.placed_at = rig.clock.Now();
    order.updated_at = rig.clock.Now();
    OrderLine line;
    line.id = OrderLineId("1");
    line.remote = RemoteId("12");
    line.sku = Sku(sku);
    line.title = "Gibson SG 1961";
    line.quantity = Quantity(quantity);
    line.state = state;
    order.lines.push_back(line);
    return order;
  }

  TakeCounts Take(const Order& order, OrderEvidence evidence = OrderEvidence::kOrder) {
    const TakeMark mark{rig.run.run, rig.clock.Now(), OrderAge::kNew, evidence};
    return rig.Do([&](Transaction& tx) { return TakeOrder(tx, order, mark); });
  }
  TakeCounts Replay() {
    return rig.Do([&](Transaction& tx) { return ReplayParked(tx, TakeMark{rig.run.run, rig.clock.Now()}); });
  }
  TakenLine LineOf(const std::string& order, Channel channel = kReverb) {
    return rig.Do([&](Transaction& tx) { return tx.orders.FindLine(channel, OrderId(order), OrderLineId("1")); })
        .value();
  }

  ShopRig rig;
};

TEST_F(TakeOrderTest, ALineThatGrowsTakesTheDifferenceAndShrinksAgain) {
  rig.AddProduct("SG-61", 9, ProductKind::kStocked);
  Order order = Sold("A1", "SG-61", 2);
  Take(order);
  const auto becomes = [&](std::int64_t quantity) {
    rig.clock.Advance(minutes(1));
    order.updated_at = rig.clock.Now();
    order.lines[0].quantity = Quantity(quantity);
    Take(order);
    Take(order);
  };

  becomes(5);
  EXPECT_EQ(rig.BalanceOf("SG-61").committed, Quantity(5));
  EXPECT_EQ(rig.Available("SG-61"), 4);

  becomes(2);
  EXPECT_TRUE(rig.TodoOf(TodoType::kRelistDecision).has_value()) << "paid units come back by a person's word";
  EXPECT_EQ(rig.CountLedgerFaults(), 0u);
}

TEST_F(TakeOrderTest, AnUnpaidLineFollowsItsQuantityUpAndDown) {
  rig.AddProduct("SG-61", 9, ProductKind::kStocked);
  Order order = Sold("A1", "SG-61", 2, OrderState::kPending);
  for (const std::int64_t quantity : {2, 3, 2, 3, 1, 9}) {
    rig.clock.Advance(minutes(1));
    order.updated_at = rig.clock.Now();
    order.lines[0].quantity = Quantity(quantity);
    Take(order);

    EXPECT_EQ(rig.BalanceOf("SG-61").reserved, Quantity(quantity));
    EXPECT_EQ(rig.Available("SG-61"), 9 - quantity);
  }
}

TEST_F(TakeOrderTest, AnOldSightOfALargerOrderTakesNothing) {
  rig.AddProduct("SG-61", 9, ProductKind::kStocked);
  Order now = Sold("A1", "SG-61", 2);
  Order before = now;
  before.updated_at = now.updated_at - minutes(5);
  before.lines[0].quantity = Quantity(4);
  Take(now);

  Take(before);

  EXPECT_EQ(rig.BalanceOf("SG-61").committed, Quantity(2));
}

TEST_F(TakeOrderTest, ASaleMovesStockOnceHoweverOftenItArrives) {
  rig.AddProduct("SG-61", 5, ProductKind::kStocked);

  EXPECT_EQ(Take(Sold("A1", "SG-61", 2)).lines, 1);
  EXPECT_EQ(Take(Sold("A1", "SG-61", 2)).lines, 0);
  rig.BeginRun();
  EXPECT_EQ(Take(Sold("A1", "SG-61", 2)).lines, 0);

  EXPECT_EQ(rig.Available("SG-61"), 3);
  EXPECT_EQ(rig.BalanceOf("SG-61").committed, Quantity(2));
  EXPECT_EQ(rig.CountMovements("SG-61"), 2);
}

TEST_F(TakeOrderTest, EveryOrderOfTheSameTransitionsEndsInTheSameBooks) {
  std::vector<OrderState> states = {OrderState::kPending, OrderState::kPaid, OrderState::kShipped};
  std::sort(states.begin(), states.end());
  int number = 0;
  do {
    const std::string sku = "GTR-" + std::to_string(++number);
    rig.AddProduct(sku, 5, ProductKind::kStocked);
    for (const OrderState state : states) {
      Take(Sold("A" + std::to_string(number), sku, 2, state));
      Take(Sold("A" + std::to_string(number), sku, 2, state));
    }
    EXPECT_EQ(rig.BalanceOf(sku), (Balance{Quantity(3), Quantity(0), Quantity(0), Quantity(0)})) << number;
  } while (std::next_permutation(states.begin(), states.end()));
  EXPECT_EQ(number, 6);
  EXPECT_EQ(rig.CountLedgerFaults(), 0u);
}

TEST_F(TakeOrderTest, AnUnpaidOrderThatIsCancelledGivesItsUnitsBack) {
  rig.AddProduct("SG-61", 1);
  Take(Sold("A1", "SG-61", 1, OrderState::kPending));
  EXPECT_EQ(rig.Available("SG-61"), 0);

  Take(Sold("A1", "SG-61", 1, OrderState::kCancelled));

  EXPECT_EQ(rig.Available("SG-61"), 1);
  EXPECT_TRUE(rig.OpenTodos().empty());
}

TEST_F(TakeOrderTest, ALineWithoutAProductIsParkedAndReplayedOnce) {
  const TakeCounts parked = Take(Sold("A1", "SG-61", 1));
  EXPECT_EQ(parked.parked, 1);
  EXPECT_EQ(parked.todo_opened, 1);
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"order_unlinked"});

  rig.AddProduct("SG-61", 1);
  EXPECT_EQ(Replay().lines, 1);
  EXPECT_EQ(Replay().lines, 0);

  EXPECT_EQ(rig.Available("SG-61"), 0);
  EXPECT_EQ(LineOf("A1").parked, ParkReason::kNone);
}

TEST_F(TakeOrderTest, AParkedLineIsPlacedByItsListingsLinkToo) {
  rig.AddProduct("SG-61", 1);
  Order order = Sold("A1", "", 1);
  Take(order);

  Listing listing;
  listing.key = ListingKey{kReverb, RemoteId("12")};
  rig.Do([&](Transaction& tx) { return tx.listings.Save(listing); });
  rig.Do([&](Transaction& tx) {
    return tx.links.Save(Link{listing.key, Sku("SG-61"), LinkSource::kManual, 1.0, rig.clock.Now()});
  });
  Replay();

  EXPECT_EQ(rig.Available("SG-61"), 0);
}

TEST_F(TakeOrderTest, WhatAParkedLineSawIsReplayedInWhateverOrderItCame) {
  Take(Sold("A1", "SG-61", 1, OrderState::kPending));
  Take(Sold("A1", "SG-61", 1, OrderState::kCancelled));
  Take(Sold("A1", "SG-61", 1, OrderState::kPaid));  // Late: the order is cancelled all the same.
  Take(Sold("A2", "SG-61", 1, OrderState::kPaid));
  Take(Sold("A2", "SG-61", 1, OrderState::kShipped));
  rig.AddProduct("SG-61", 2, ProductKind::kStocked);

  Replay();

  EXPECT_EQ(rig.BalanceOf("SG-61"), (Balance{Quantity(1), Quantity(0), Quantity(0), Quantity(0)}));
  EXPECT_EQ(rig.CountLedgerFaults(), 0u);
}

TEST_F(TakeOrderTest, AnUnknownStateIsParkedWithThePlatformsWordAndTakenOnceItIsKnown) {
  rig.AddProduct("SG-61", 1);
  Order order = Sold("A1", "SG-61", 1, OrderState::kUnknown);
  order.platform_state = "layaway";
  Take(order);
  rig.BeginRun();
  Replay();

  const TodoItem item = rig.TodoOf(TodoType::kUnknownOrderState).value();
  EXPECT_NE(item.finding.observed.find("layaway"), std::string::npos);
  EXPECT_EQ(item.last_run, rig.run.run);  // Still open for this run too.
  EXPECT_EQ(rig.Available("SG-61"), 1);

  Take(Sold("A1", "SG-61", 1, OrderState::kPaid));
  EXPECT_EQ(rig.Available("SG-61"), 0);
}

TEST_F(TakeOrderTest, TheSecondSaleOfAGuitarIsPostedAndCriticalWithBothOrders) {
  rig.AddProduct("SG-61", 1);
  Take(Sold("A1", "SG-61", 1));
  Take(Sold("B7", "SG-61", 1, OrderState::kPaid, kEbay));

  EXPECT_EQ(rig.BalanceOf("SG-61"), (Balance{Quantity(0), Quantity(0), Quantity(2), Quantity(1)}));
  const TodoItem item = rig.TodoOf(TodoType::kDoubleSale).value();
  EXPECT_EQ(item.finding.severity, Severity::kCritical);
  EXPECT_NE(item.finding.observed.find("ebay/production order B7"), std::string::npos);
  EXPECT_NE(item.finding.observed.find("reverb/production order A1"), std::string::npos);
}

TEST_F(TakeOrderTest, ADoubleSaleNamesTheFirstOrderEvenWhenThatIsShipped) {
  rig.AddProduct("SG-61", 1);
  Take(Sold("A1", "SG-61", 1, OrderState::kShipped));

  Take(Sold("B7", "SG-61", 1, OrderState::kPaid, kEbay));

  EXPECT_NE(rig.TodoOf(TodoType::kDoubleSale)->finding.observed.find("order A1"), std::string::npos);
}

TEST_F(TakeOrderTest, AStockedProductSoldShortIsAnItemOfItsOwn) {
  rig.AddProduct("STR-10", 2, ProductKind::kStocked);

  Take(Sold("A1", "STR-10", 5));

  EXPECT_EQ(rig.BalanceOf("STR-10"), (Balance{Quantity(0), Quantity(0), Quantity(5), Quantity(3)}));
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"order_short"});
}

TEST_F(TakeOrderTest, UnitsThatACancellationFreesGoToWhoeverIsOwedThem) {
  rig.AddProduct("SG-61", 1);
  Take(Sold("A1", "SG-61", 1, OrderState::kPending));
  Take(Sold("B7", "SG-61", 1, OrderState::kPaid, kEbay));

  Take(Sold("A1", "SG-61", 1, OrderState::kCancelled));

  EXPECT_EQ(rig.BalanceOf("SG-61"), (Balance{Quantity(0), Quantity(0), Quantity(1), Quantity(0)}));
  EXPECT_EQ(rig.CountLedgerFaults(), 0u);
}

TEST_F(TakeOrderTest, SeveralLinesOfOneSkuAreTakenEach) {
  rig.AddProduct("STR-10", 10, ProductKind::kStocked);
  Order order = Sold("A1", "STR-10", 2);
  order.lines.push_back(order.lines.front());
  order.lines.back().id = OrderLineId("2");
  order.lines.back().quantity = Quantity(3);
  order.lines.push_back(order.lines.front());
  order.lines.back().id = OrderLineId("3");

  Take(order);
  Take(order);

  EXPECT_EQ(rig.Available("STR-10"), 3);
}

TEST_F(TakeOrderTest, ASandboxSaleNeverMovesTheRealBooks) {
  rig.AddProduct("SG-61", 1);

  Take(Sold("A1", "SG-61", 1, OrderState::kPaid, kReverbSandbox));

  EXPECT_EQ(rig.BalanceOf("SG-61"), (Balance{Quantity(1), Quantity(0), Quantity(0), Quantity(0)}));
  EXPECT_EQ(rig.BalanceOf("SG-61", World::kSandbox), (Balance{Quantity(-1), Quantity(0), Quantity(1), Quantity(0)}));
  EXPECT_TRUE(rig.OpenTodos().empty());

  Take(Sold("A2", "SG-61", 1, OrderState::kPaid, kReverbSandbox));
  EXPECT_EQ(rig.Available("SG-61"), 1);
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"double_sale"});
  EXPECT_EQ(rig.CountLedgerFaults(), 0u);
}

TEST_F(TakeOrderTest, APaidOrderThatIsCancelledStaysSoldUntilAPersonDecides) {
  rig.AddProduct("SG-61", 1);
  Take(Sold("A1", "SG-61", 1));

  Take(Sold("A1", "SG-61", 1, OrderState::kCancelled));

  EXPECT_EQ(rig.Available("SG-61"), 0);
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"relist_decision"});
}

TEST_F(TakeOrderTest, AListingThatWeClosedIsNoSale) {
  rig.AddProduct("SG-61", 1);
  Listing listing;
  listing.key = ListingKey{kReverb, RemoteId("12")};
  listing.acked = ListingFacts{ListingStatus::kEnded, Quantity(0), std::nullopt, ContentDigest()};
  rig.Do([&](Transaction& tx) { return tx.listings.Save(listing); });

  EXPECT_EQ(Take(Sold("12", "SG-61", 1), OrderEvidence::kListingState).lines, 0);
  EXPECT_EQ(rig.Available("SG-61"), 1);

  listing.acked.reset();
  rig.Do([&](Transaction& tx) { return tx.listings.Save(listing); });
  EXPECT_EQ(Take(Sold("12", "SG-61", 1), OrderEvidence::kListingState).lines, 1);
  EXPECT_EQ(rig.Available("SG-61"), 0);
}

TEST_F(TakeOrderTest, WhatWasTakenIsInTheActivityLogWithItsRun) {
  rig.AddProduct("SG-61", 1);
  Take(Sold("A1", "SG-61", 1));

  const auto activity = rig.Do([&](Transaction& tx) { return tx.activity.Newest(Sku("SG-61"), 1); });
  ASSERT_EQ(activity.size(), 1u);
  EXPECT_EQ(activity.front().subject, "reverb/production order A1 line 1");
  EXPECT_EQ(activity.front().after, "paid: 1 available to committed");
  EXPECT_EQ(activity.front().run, rig.run.run);
}

TEST_F(TakeOrderTest, AnErrorInTheMiddleTakesNothingOfTheOrder) {
  rig.AddProduct("SG-61", 5, ProductKind::kStocked);
  const Order order = Sold("A1", "SG-61", 2);

  const Result<void> failed = rig.store->Transact([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(TakeOrder(tx, order, TakeMark{rig.run.run, rig.clock.Now()}));
    return Fail(ErrorKind::kUnavailable, "the disk is full");
  });

  EXPECT_FALSE(failed.has_value());
  EXPECT_EQ(rig.Available("SG-61"), 5);
  EXPECT_EQ(Take(order).lines, 1);  // Not marked as done.
}

}  // namespace
}  // namespace riff
