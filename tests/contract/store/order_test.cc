#include "tests/contract/store/store_contract.h"

namespace riff {
namespace {

class OrderTableTest : public StoreContract {
 protected:
  TakenLine FullLine(const std::string& order, const std::string& line) {
    TakenLine taken;
    taken.channel = kReverbProduction;
    taken.order = OrderId(order);
    taken.line = {OrderLineId(line),         RemoteId("77"),   Sku("shown"), "title, with: commas", Quantity(kLarge),
                  Money{1, Currency::Usd()}, OrderState::kPaid};
    taken.product = Sku("SG-61");
    taken.seen = {OrderState::kPending, OrderState::kUnknown, OrderState::kPaid};
    taken.reserved = Quantity(1);
    taken.committed = Quantity(kLarge);
    taken.shipped = Quantity(3);
    taken.oversold = Quantity(4);
    taken.parked = ParkReason::kUnknownState;
    taken.placed_at = clock.Now();
    taken.taken_at = At(1);
    taken.closed_at = At(2);
    return taken;
  }
  void Save(const TakenLine& line) {
    Do([&](Transaction& tx) { return tx.orders.SaveLine(line); });
  }
  bool Take(const std::string& line, OrderState transition, std::int64_t quantity) {
    return Do([&](Transaction& tx) {
      return tx.orders.TakeOnce(kReverbProduction, OrderId("o"), OrderLineId(line), transition, Quantity(quantity),
                                clock.Now(), RunId(3));
    });
  }
};
RIFF_STORE_SUITE(OrderTableTest);

TEST_P(OrderTableTest, TakesEachTransitionOnce) {
  EXPECT_TRUE(Take("l", OrderState::kPaid, 2));
  EXPECT_FALSE(Take("l", OrderState::kPaid, 2));

  EXPECT_TRUE(Take("l", OrderState::kPaid, 1));  // A partial cancellation is one of its own.
  EXPECT_TRUE(Take("l", OrderState::kShipped, 2));
  EXPECT_TRUE(Take("l2", OrderState::kPaid, 2));
}

TEST_P(OrderTableTest, TakesATransitionAgainAfterARollback) {
  ErrorOf([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(tx.orders.TakeOnce(kReverbProduction, OrderId("o"), OrderLineId("l"), OrderState::kPaid, Quantity(1),
                                clock.Now(), RunId()));
    return Fail(ErrorKind::kUnavailable, "the step did not finish");
  });

  EXPECT_TRUE(Take("l", OrderState::kPaid, 1));
}

TEST_P(OrderTableTest, SavesAnOrderOnlyWhenItIsNewerThanTheStoredOne) {
  Order order{kReverbProduction, OrderId("o"), "paid", clock.Now(), At(5), {}};
  const auto save = [&] { return Do([&](Transaction& tx) { return tx.orders.SaveOrder(order); }); };

  EXPECT_TRUE(save());
  EXPECT_FALSE(save());
  order.updated_at = At(4);
  EXPECT_FALSE(save());
  order.updated_at = At(6);
  EXPECT_TRUE(save());
}

TEST_P(OrderTableTest, KeepsEveryFieldOfALine) {
  const TakenLine line = FullLine("o", "l");
  Save(line);

  const auto find = [&](const char* id) {
    return Do([&](Transaction& tx) { return tx.orders.FindLine(kReverbProduction, OrderId("o"), OrderLineId(id)); });
  };
  EXPECT_EQ(find("l"), line);
  EXPECT_EQ(find("other"), std::nullopt);
}

TEST_P(OrderTableTest, ReplacesALineWithOneThatKnowsLess) {
  Save(FullLine("o", "l"));
  TakenLine line = FullLine("o", "l");
  line.line.unit_price.reset();
  line.seen.clear();
  line.closed_at.reset();
  line.product = Sku();
  Save(line);

  EXPECT_EQ(Do([](Transaction& tx) { return tx.orders.FindLine(kReverbProduction, OrderId("o"), OrderLineId("l")); }),
            line);
}

TEST_P(OrderTableTest, ListsParkedLinesOldestFirst) {
  TakenLine late = FullLine("a", "1");
  late.placed_at = At(9);
  late.parked = ParkReason::kUnlinked;
  TakenLine early = FullLine("b", "1");
  TakenLine free = FullLine("c", "1");
  free.parked = ParkReason::kNone;
  for (const TakenLine& line : {late, early, free}) {
    Save(line);
  }

  EXPECT_EQ(Do([](Transaction& tx) { return tx.orders.Parked(9); }), (std::vector{early, late}));
  EXPECT_EQ(Do([](Transaction& tx) { return tx.orders.Parked(1); }), std::vector{early});
}

TEST_P(OrderTableTest, ListsSoldLinesWhoseSiblingsAreNotClosedYet) {
  TakenLine sold = FullLine("a", "1");
  sold.closed_at.reset();
  TakenLine shipped = FullLine("b", "1");
  shipped.closed_at.reset();
  shipped.committed = Quantity(0);
  TakenLine held = FullLine("c", "1");
  held.closed_at.reset();
  held.committed = held.shipped = Quantity(0);
  const TakenLine closed = FullLine("d", "1");
  for (const TakenLine& line : {sold, shipped, held, closed}) {
    Save(line);
  }

  EXPECT_EQ(Do([](Transaction& tx) { return tx.orders.NotYetClosed(9); }), (std::vector{sold, shipped}));
}

TEST_P(OrderTableTest, ListsTheLinesOfAProduct) {
  TakenLine other = FullLine("b", "1");
  other.product = Sku("TELE");
  Save(FullLine("a", "1"));
  Save(other);

  EXPECT_EQ(Do([](Transaction& tx) { return tx.orders.OfProduct(Sku("TELE"), 9); }), std::vector{other});
}

TEST_P(OrderTableTest, KnowsWhenAProductWasLastTakenInEachEnvironment) {
  TakenLine earlier = FullLine("a", "1");
  TakenLine later = FullLine("b", "1");
  later.channel = kEbayProduction;
  later.taken_at = At(8);
  TakenLine sandbox = FullLine("c", "1");
  sandbox.channel = kReverbSandbox;
  sandbox.taken_at = At(20);
  for (const TakenLine& line : {earlier, later, sandbox}) {
    Save(line);
  }
  const auto last = [&](const char* sku, Environment environment) {
    return Do([&](Transaction& tx) { return tx.orders.LastTakenAt(Sku(sku), environment); });
  };

  EXPECT_EQ(last("SG-61", Environment::kProduction), At(8));
  EXPECT_EQ(last("SG-61", Environment::kSandbox), At(20));
  EXPECT_EQ(last("TELE", Environment::kProduction), std::nullopt);
}

}  // namespace
}  // namespace riff
