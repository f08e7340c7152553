#include "engine/sync/resolve_actions.h"

#include <gtest/gtest.h>

#include "engine/sync/queue_create.h"
#include "engine/sync/review_todos.h"
#include "engine/sync/send_queued.h"
#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class ResolveActionsTest : public testing::Test {
 protected:
  ResolveActionsTest() : reverb(rig.Open(kReverb)), sandbox(rig.Open(kReverbSandbox)) {}

  Result<TodoItem> Resolve(TodoType type, const std::string& action, const std::string& sku = "") {
    const TodoId id = rig.TodoOf(type).value().id;
    std::optional<TodoItem> item;
    RIFF_TRY(rig.store->Transact([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(item, ResolveTodo(tx, id, Resolution{action, Sku(sku), "as agreed"}, rig.Alice()));
      return {};
    }));
    return *item;
  }
  Result<void> QueueOne(Store& store) {
    return store.Transact([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(const std::optional<Product> product, tx.products.Find(Sku("SG-61")));
      const NewListing wanted{kReverbSandbox, *product, product->content, LinkSource::kCreated, "a test"};
      RIFF_TRY(QueueCreate(tx, wanted, rig.shop.policy, rig.run.run, rig.clock.Now()));
      return {};
    });
  }
  // A guitar on production and its sandbox, sold on production.
  OrderId Sell() {
    reverb.List({.sku = "SG-61", .title = "Gibson SG"});
    sandbox.List({.sku = "SG-61", .title = "Gibson SG"});
    rig.Sync();
    rig.clock.Advance(minutes(5));
    const OrderId order = Must(reverb.Buy("SG-61"));
    rig.Sync();
    rig.clock.Advance(minutes(5));
    return order;
  }

  ShopRig rig;
  FakeMarketplace& reverb;
  FakeMarketplace& sandbox;
};

TEST_F(ResolveActionsTest, RestockMakesTheUnitAvailableOnce) {
  const OrderId order = Sell();
  reverb.SetState(order, OrderState::kCancelled);
  rig.Sync();
  ASSERT_EQ(rig.Available("SG-61"), 0);

  Must(Resolve(TodoType::kRelistDecision, "restock"));

  EXPECT_EQ(rig.BalanceOf("SG-61"), (Balance{Quantity(1), Quantity(0), Quantity(0), Quantity(0)}));
  EXPECT_EQ(Resolve(TodoType::kRelistDecision, "restock").error().kind, ErrorKind::kConflict);
  EXPECT_EQ(rig.Available("SG-61"), 1);
}

TEST_F(ResolveActionsTest, RestockTakesTheUnitBackThoughALatePaidCameAfterTheCancellation) {
  const OrderId order = Sell();
  reverb.SetState(order, OrderState::kCancelled);
  rig.Sync();
  rig.clock.Advance(minutes(1));
  reverb.OrderOf(order).lines.front().quantity = Quantity(1);
  reverb.SetState(order, OrderState::kShipped);  // Told late, and out of order.
  rig.Sync();

  Must(Resolve(TodoType::kRelistDecision, "restock"));

  EXPECT_EQ(rig.Available("SG-61"), 1);
}

TEST_F(ResolveActionsTest, DamagedTakesTheUnitOutOfTheBooks) {
  const OrderId order = Sell();
  reverb.SetState(order, OrderState::kReturned);
  rig.Sync();

  Must(Resolve(TodoType::kRelistDecision, "damaged"));

  EXPECT_EQ(rig.BalanceOf("SG-61"), Balance{});
  EXPECT_EQ(rig.CountLedgerFaults(), 0u);
}

TEST_F(ResolveActionsTest, ARestockedUnitPaysFirstWhatWasOversold) {
  reverb.List({.sku = "SG-61", .title = "Gibson SG"});
  rig.Open(kEbay).List({.sku = "SG-61", .title = "Gibson SG"});
  rig.Sync();
  rig.clock.Advance(minutes(5));
  Must(reverb.Buy("SG-61"));
  Must(rig.At(kEbay).Buy("SG-61"));
  rig.Sync();
  ASSERT_EQ(rig.BalanceOf("SG-61").oversold, Quantity(1));
  rig.clock.Advance(minutes(5));
  // Whichever order was taken first holds the unit, and is cancelled; the other is owed it.
  for (const TakenLine& line : rig.Do([&](Transaction& tx) { return tx.orders.OfProduct(Sku("SG-61"), 10); })) {
    if (line.oversold == Quantity(0)) {
      rig.At(line.channel).SetState(line.order, OrderState::kCancelled);
    }
  }
  rig.Sync();

  Must(Resolve(TodoType::kRelistDecision, "restock"));

  EXPECT_EQ(rig.BalanceOf("SG-61"), (Balance{Quantity(0), Quantity(0), Quantity(1), Quantity(0)}));
  EXPECT_EQ(rig.CountLedgerFaults(), 0u);
}

TEST_F(ResolveActionsTest, ARestockInASandboxMovesTheSandboxBooks) {
  sandbox.List({.sku = "SG-61", .title = "Gibson SG"});
  rig.AddProduct("SG-61", 1, ProductKind::kUnique, "Gibson SG");
  rig.Sync();
  rig.clock.Advance(minutes(5));
  const OrderId order = Must(sandbox.Buy("SG-61"));
  rig.Sync();
  rig.clock.Advance(minutes(5));
  sandbox.SetState(order, OrderState::kCancelled);
  rig.Sync();

  Must(Resolve(TodoType::kRelistDecision, "restock"));

  EXPECT_EQ(rig.Available("SG-61"), 1);
  EXPECT_EQ(rig.BalanceOf("SG-61", World::kSandbox), Balance{});
}

TEST_F(ResolveActionsTest, LinkingAListingTiesItToTheProduct) {
  rig.AddProduct("SG-61", 1, ProductKind::kUnique, "Gibson SG 1961");
  const RemoteId id = sandbox.List({.sku = "", .title = "Gibson SG 1961"});
  rig.Sync();

  EXPECT_EQ(Resolve(TodoType::kMatchReview, "link").error().kind, ErrorKind::kInvalid);  // To what?
  EXPECT_EQ(Resolve(TodoType::kMatchReview, "link", "NO-1").error().kind, ErrorKind::kNotFound);
  Must(Resolve(TodoType::kMatchReview, "link", "SG-61"));

  EXPECT_EQ(rig.LinkOf(kReverbSandbox, id)->product, Sku("SG-61"));
}

TEST_F(ResolveActionsTest, LinkingAParkedOrderLinksItsListingAndTheNextRunTakesTheOrder) {
  rig.AddProduct("SG-61", 1, ProductKind::kUnique, "Gibson SG 1961");
  rig.SetStage(Platform::kReverb, Stage::kLive);
  reverb.List({.sku = "", .title = "Something red"});
  rig.Sync();
  rig.clock.Advance(minutes(5));
  Must(reverb.Buy(""));
  rig.Sync();
  ASSERT_TRUE(rig.TodoOf(TodoType::kOrderUnlinked).has_value());

  Must(Resolve(TodoType::kOrderUnlinked, "link", "SG-61"));
  rig.SyncAfter(minutes(1));

  EXPECT_EQ(rig.Available("SG-61"), 0);
  EXPECT_EQ(rig.TodoOf(TodoType::kOrderUnlinked)->status, TodoStatus::kResolved);
}

TEST_F(ResolveActionsTest, LinkingAParkedOrderOfAListingNobodyEverSawPlacesTheOrderItself) {
  rig.AddProduct("SG-61", 1, ProductKind::kUnique, "Gibson SG 1961");
  rig.Sync();
  rig.clock.Advance(minutes(5));
  Order order;
  order.channel = kReverb;
  order.id = OrderId("A77");
  order.placed_at = order.updated_at = rig.clock.Now();
  order.lines.push_back(
      OrderLine{OrderLineId("1"), RemoteId("404"), Sku(), "Sold at once", Quantity(1), {}, OrderState::kPaid});
  reverb.PlaceOrder(order);
  rig.Sync();

  EXPECT_EQ(Resolve(TodoType::kOrderUnlinked, "link", "NO-1").error().kind, ErrorKind::kNotFound);
  Must(Resolve(TodoType::kOrderUnlinked, "link", "SG-61"));
  rig.SyncAfter(minutes(1));

  EXPECT_EQ(rig.Available("SG-61"), 0);
}

TEST_F(ResolveActionsTest, NotOursLeavesTheListingAlone) {
  const RemoteId id = sandbox.List({.sku = "", .title = "A friend's"});
  rig.Sync();

  Must(Resolve(TodoType::kNewOnChannel, "not_ours"));
  rig.SyncAfter(minutes(5));

  EXPECT_TRUE(rig.OpenTodos().empty());
  EXPECT_TRUE(rig.Do([&](Transaction& tx) { return tx.links.IsNotOurs(ListingKey{kReverbSandbox, id}); }));
}

TEST_F(ResolveActionsTest, AnOrderOfAThingThatIsNotOursWaitsNoMore) {
  rig.SetStage(Platform::kReverb, Stage::kLive);
  rig.Sync();
  rig.clock.Advance(minutes(5));
  Order order;
  order.channel = kReverb;
  order.id = OrderId("A77");
  order.placed_at = order.updated_at = rig.clock.Now();
  order.lines.push_back(
      OrderLine{OrderLineId("1"), RemoteId("404"), Sku(), "A friend's", Quantity(1), {}, OrderState::kPaid});
  reverb.PlaceOrder(order);
  rig.Sync();

  Must(Resolve(TodoType::kOrderUnlinked, "not_ours"));
  rig.SyncAfter(minutes(1));
  rig.SyncAfter(minutes(1));

  EXPECT_TRUE(rig.OpenTodos().empty());
  EXPECT_TRUE(rig.Do([&](Transaction& tx) { return tx.orders.Parked(10); }).empty());
}

TEST_F(ResolveActionsTest, RetrySendsTheWriteThatWasRefusedLast) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked, "Strings");
  sandbox.List({.sku = "STR-10", .quantity = 5, .title = "Strings"});
  rig.Sync();
  sandbox.RefuseWritesOf("STR-10", ErrorOf(ErrorKind::kRejected));
  for (const std::int64_t available : {4, 2}) {
    rig.clock.Advance(minutes(1));
    rig.SetAvailable("STR-10", available, World::kSandbox);
    rig.Sync();
  }
  ASSERT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"write_rejected"});
  rig.SyncAfter(minutes(5));
  ASSERT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"write_rejected"});  // It stays while nothing changes.
  const std::size_t before = sandbox.delivered().size();
  sandbox.AcceptWritesOf("STR-10");

  Must(Resolve(TodoType::kWriteRejected, "retry"));
  rig.SyncAfter(minutes(1));

  ASSERT_EQ(sandbox.delivered().size(), before + 1);
  EXPECT_EQ(sandbox.ForSale("STR-10"), 2);
  EXPECT_TRUE(rig.OpenTodos().empty());
}

TEST_F(ResolveActionsTest, NotCreatedFreesTheWayForANewTry) {
  rig.AddProduct("SG-61", 1, ProductKind::kUnique, "Gibson SG");
  sandbox.can.id_known_later = true;
  sandbox.drops_writes = true;
  rig.Reconnect();
  Must(
      QueueAndSend(*rig.store, rig.run, rig.shop, "list", [&](Store& store) { return QueueOne(store); }, rig.progress));
  rig.SyncAfter(minutes(40));
  ASSERT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"identity_unresolved"});
  sandbox.drops_writes = false;

  Must(Resolve(TodoType::kIdentityUnresolved, "not_created"));
  rig.clock.Advance(minutes(1));
  Must(
      QueueAndSend(*rig.store, rig.run, rig.shop, "list", [&](Store& store) { return QueueOne(store); }, rig.progress));

  EXPECT_EQ(sandbox.created(), 1);
  EXPECT_TRUE(rig.OpenWrites().empty());
}

TEST_F(ResolveActionsTest, SoldOfflineTakesOneUnitAndClosesTheSiblings) {
  FakeMarketplace& ebay = rig.Open(kEbay);
  FakeMarketplace& ebay_sandbox = rig.Open(kEbaySandbox);
  for (FakeMarketplace* market : {&reverb, &ebay, &ebay_sandbox}) {
    market->List({.sku = "SG-61", .title = "Gibson SG"});
  }
  rig.Sync();
  rig.Settle();
  reverb.End("SG-61");
  rig.SyncAfter(minutes(1));
  ASSERT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"ended_unexplained"});
  EXPECT_EQ(ebay_sandbox.ForSale("SG-61"), 0);  // Protected while it is asked.

  Must(Resolve(TodoType::kEndedUnexplained, "sold_offline"));

  EXPECT_EQ(rig.Available("SG-61"), 0);
  rig.SyncAfter(minutes(1));
  EXPECT_EQ(ebay_sandbox.ForSale("SG-61"), 0);
}

TEST_F(ResolveActionsTest, SoldOfflineOfASandboxListingLeavesTheRealBooksAlone) {
  rig.AddProduct("SG-61", 1, ProductKind::kUnique, "Gibson SG");
  sandbox.List({.sku = "SG-61", .title = "Gibson SG"});
  rig.Sync();
  rig.Settle();
  sandbox.End("SG-61");
  rig.SyncAfter(minutes(1));
  ASSERT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"ended_unexplained"});

  Must(Resolve(TodoType::kEndedUnexplained, "sold_offline"));

  EXPECT_EQ(rig.Available("SG-61"), 1);
  EXPECT_EQ(rig.Available("SG-61", World::kSandbox), -1);
}

}  // namespace
}  // namespace riff
