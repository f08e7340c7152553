// A relist gave the listing a new id; two rows for one link crashed every query, and old ids came back as new every
// night. Here a new id is the next generation of one row, and retired ids are remembered for ever.

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class RelistChangesIdentity : public testing::Test {
 protected:
  RelistChangesIdentity() : sandbox(rig.Open(kEbaySandbox)) {
    sandbox.relist_changes_id = true;
    rig.shop.policy.sync.relist = NewListingRule::kAuto;
    rig.AddProduct("SG-61", 1, ProductKind::kUnique, "Gibson SG");
    sandbox.List({.sku = "SG-61", .title = "Gibson SG", .handle = "offer-1"});
    rig.Sync();
    rig.clock.Advance(minutes(1));
  }
  Listing TheListing() {
    const std::vector<Listing> listings = rig.ListingsOf(kEbaySandbox);
    EXPECT_EQ(listings.size(), 1u);
    return listings.front();
  }

  ShopRig rig;
  FakeMarketplace& sandbox;
};

TEST_F(RelistChangesIdentity, OurOwnRelistMovesTheRowAndKeepsItsLink) {
  const RemoteId old_id = TheListing().key.remote;
  sandbox.can.shows_zero = false;  // Nothing left takes the listing down.
  rig.Reconnect();
  rig.SetAvailable("SG-61", 0, World::kSandbox);
  rig.Sync();
  ASSERT_EQ(sandbox.Of("SG-61").facts.status, ListingStatus::kEnded);
  rig.clock.Advance(minutes(20));

  rig.SetAvailable("SG-61", 1, World::kSandbox);
  rig.Sync();
  rig.Settle();

  const Listing now = TheListing();
  EXPECT_NE(now.key.remote, old_id);
  EXPECT_EQ(now.generation, 2);
  EXPECT_EQ(sandbox.ForSale("SG-61"), 1);
  EXPECT_EQ(rig.LinkOf(kEbaySandbox, now.key.remote)->product, Sku("SG-61"));
  EXPECT_TRUE(rig.OpenTodos().empty());
  EXPECT_TRUE(rig.OpenWrites().empty());
}

TEST_F(RelistChangesIdentity, AChannelsOwnRelistIsTheSameListingToo) {
  const Listing before = TheListing();
  const RemoteListing old_life = sandbox.Of("SG-61");
  sandbox.Remove("SG-61");
  const RemoteId new_id = sandbox.List({.sku = "SG-61", .title = "Gibson SG", .handle = "offer-1"});

  rig.SyncAfter(minutes(5));
  rig.SyncAfter(minutes(5));

  EXPECT_EQ(TheListing().key.remote, new_id);
  EXPECT_EQ(TheListing().generation, 2);
  EXPECT_TRUE(rig.OpenTodos().empty());
  const auto successor = rig.Do([&](Transaction& tx) { return tx.listings.SuccessorOf(before.key); });
  EXPECT_EQ(successor, (ListingKey{kEbaySandbox, new_id}));
}

TEST_F(RelistChangesIdentity, AnOrderUnderTheOldIdIsPlacedToTheProduct) {
  const RemoteId old_id = TheListing().key.remote;
  sandbox.Remove("SG-61");
  sandbox.List({.sku = "SG-61", .title = "Gibson SG", .handle = "offer-1"});
  rig.SyncAfter(minutes(5));
  Order order;
  order.channel = kEbaySandbox;
  order.id = OrderId("A1");
  order.placed_at = order.updated_at = rig.clock.Now();
  order.lines.push_back(OrderLine{OrderLineId("1"), old_id, Sku(), "Gibson SG", Quantity(1), {}, OrderState::kPaid});
  sandbox.PlaceOrder(order);

  rig.SyncAfter(minutes(1));

  EXPECT_EQ(rig.Available("SG-61", World::kSandbox), -1);
  EXPECT_FALSE(rig.TodoOf(TodoType::kOrderUnlinked).has_value());
}

}  // namespace
}  // namespace riff
