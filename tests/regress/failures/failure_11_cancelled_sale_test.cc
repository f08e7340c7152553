// A cancelled sale never came back, or came back twice. Here restock is a decision, once a line, and the siblings
// follow what the books say afterwards.

#include <gtest/gtest.h>

#include "engine/sync/review_todos.h"
#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class CancelledSale : public testing::Test {
 protected:
  CancelledSale() : reverb(rig.Open(kReverbSandbox)), ebay(rig.Open(kEbaySandbox)) {
    rig.AddProduct("SG-61", 1, ProductKind::kUnique, "Gibson SG");
    reverb.List({.sku = "SG-61", .title = "Gibson SG"});
    ebay.List({.sku = "SG-61", .title = "Gibson SG"});
    rig.Sync();
    rig.clock.Advance(minutes(5));
    const OrderId order = Must(reverb.Buy("SG-61"));
    rig.Sync();
    rig.clock.Advance(minutes(5));
    reverb.SetState(order, OrderState::kCancelled);
    rig.Sync();
  }
  void Resolve(const std::string& action) {
    const TodoId id = rig.TodoOf(TodoType::kRelistDecision)->id;
    rig.Do([&](Transaction& tx) { return ResolveTodo(tx, id, Resolution{action, Sku(), ""}, rig.Alice()); });
  }

  ShopRig rig;
  FakeMarketplace& reverb;
  FakeMarketplace& ebay;
};

TEST_F(CancelledSale, NothingComesBackBeforeAPersonHasDecided) {
  rig.Settle();

  EXPECT_EQ(ebay.ForSale("SG-61"), 0);
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"relist_decision"});
}

TEST_F(CancelledSale, RestockedItIsForSaleOnEveryChannelOnce) {
  Resolve("restock");
  rig.Settle();

  EXPECT_EQ(reverb.ForSale("SG-61"), 1);
  EXPECT_EQ(ebay.ForSale("SG-61"), 1);
  EXPECT_EQ(rig.Available("SG-61", World::kSandbox), 0);
  EXPECT_TRUE(rig.OpenTodos().empty());
}

TEST_F(CancelledSale, DamagedItStaysDownEverywhere) {
  Resolve("damaged");
  rig.Settle();

  EXPECT_EQ(reverb.ForSale("SG-61"), 0);
  EXPECT_EQ(ebay.ForSale("SG-61"), 0);
  EXPECT_EQ(rig.BalanceOf("SG-61", World::kSandbox), (Balance{Quantity(-1), {}, {}, {}}));
}

}  // namespace
}  // namespace riff
