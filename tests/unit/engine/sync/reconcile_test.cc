#include "engine/sync/reconcile.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "engine/sync/store_plan.h"
#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

class ReconcileTest : public testing::Test {
 protected:
  ReconcileTest() : reverb(rig.Open(kReverb)), sandbox(rig.Open(kReverbSandbox)) {}

  std::vector<Sku> Dirty() {
    return rig.Do([&](Transaction& tx) { return tx.products.ListDirty(Sku(), 1000); });
  }
  void ListBoth(const std::string& sku, std::int64_t quantity) {
    reverb.List({.sku = sku, .quantity = quantity, .title = "Guitar " + sku, .condition = Condition::kNew});
    sandbox.List({.sku = sku, .quantity = quantity, .title = "Guitar " + sku, .condition = Condition::kNew});
  }

  ShopRig rig;
  FakeMarketplace& reverb;
  FakeMarketplace& sandbox;
};

TEST_F(ReconcileTest, AdoptsAFallOfProductionOnceTheSettleTimeHasPassedHoweverOftenItWasRead) {
  ListBoth("STR-10", 5);
  rig.Sync();
  reverb.SetQuantity("STR-10", 3);

  rig.SyncAfter(minutes(1));
  EXPECT_EQ(rig.Available("STR-10"), 5);    // An order may still explain it,
  EXPECT_EQ(sandbox.ForSale("STR-10"), 3);  // but nothing beyond it is shown meanwhile.

  rig.SyncAfter(minutes(1));
  EXPECT_EQ(rig.Available("STR-10"), 5);  // A second read is no proof: the order may show later than the drop it made.

  rig.SyncAfter(minutes(10));
  EXPECT_EQ(rig.Available("STR-10"), 3);
  EXPECT_EQ(rig.CountLedgerFaults(), 0u);
}

TEST_F(ReconcileTest, AnOrderThatShowsLaterThanItsDropTakesItsUnitOnce) {
  ListBoth("STR-10", 5);
  rig.Sync();
  Must(reverb.Buy("STR-10"));
  reverb.Fail(Call::kListOrders, ErrorOf(ErrorKind::kInvalid), 2);  // Its list lags behind.
  rig.SyncAfter(minutes(1));
  rig.SyncAfter(minutes(1));

  rig.SyncAfter(minutes(1));
  rig.SyncAfter(minutes(20));

  EXPECT_EQ(rig.Available("STR-10"), 4);
  EXPECT_EQ(rig.BalanceOf("STR-10").committed, Quantity(1));
}

TEST_F(ReconcileTest, AProductInAgreementIsDirtyNoMoreAndOneThatIsNotStaysDirty) {
  ListBoth("STR-10", 5);
  rig.Sync();
  rig.Settle();
  EXPECT_TRUE(Dirty().empty());

  reverb.SetQuantity("STR-10", 4);
  rig.SyncAfter(minutes(1), WithoutPush());
  EXPECT_EQ(Dirty(), std::vector{Sku("STR-10")});
}

TEST_F(ReconcileTest, APreviewStoresNothingAndOpensNoItem) {
  ListBoth("STR-10", 5);
  rig.Sync();
  rig.Settle();
  sandbox.End("STR-10");
  reverb.SetQuantity("STR-10", 2);
  rig.clock.Advance(minutes(30));
  rig.ReadAll();
  rig.clock.Advance(minutes(30));
  rig.ReadAll();
  const std::int64_t movements = rig.CountMovements("STR-10");
  const std::size_t writes = rig.WritesOf("STR-10").size();

  const Plan plan = rig.Preview();

  EXPECT_EQ(plan.adoptions.size(), 1u);
  EXPECT_FALSE(plan.findings.empty());
  EXPECT_EQ(rig.CountMovements("STR-10"), movements);
  EXPECT_EQ(rig.WritesOf("STR-10").size(), writes);
  EXPECT_TRUE(rig.OpenTodos().empty());
  EXPECT_EQ(Dirty(), std::vector{Sku("STR-10")});
  EXPECT_EQ(rig.Preview(), plan);  // Looking twice shows the same.

  rig.Reconcile();  // And now it is carried out.
  EXPECT_EQ(rig.CountMovements("STR-10"), movements + 1);
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"ended_unexplained"});
}

TEST_F(ReconcileTest, QueuesWhatASandboxShowsTooMuchOnceHoweverOftenItLooks) {
  ListBoth("STR-10", 5);
  rig.Sync(WithoutPush());
  rig.clock.Advance(minutes(1));
  rig.SetAvailable("STR-10", 2, World::kSandbox);

  const ReconcileCounts first = rig.Reconcile();
  const ReconcileCounts second = rig.Reconcile();

  EXPECT_EQ(first.queued, 1);
  EXPECT_EQ(second.queued, 0);
  const std::vector<Write> writes = rig.WritesOf("STR-10");
  ASSERT_EQ(writes.size(), 1u);
  EXPECT_EQ(writes.front().listing.channel, kReverbSandbox);
  EXPECT_EQ(std::get<SetQuantity>(writes.front().change).to, Quantity(2));
  EXPECT_EQ(writes.front().urgency, Urgency::kLower);
}

TEST_F(ReconcileTest, ThePlanOfManyProductsHoldsEachOnceInTheOrderOfTheListings) {
  for (int number = 7; number > 0; --number) {  // The channels count the other way round than the SKUs.
    ListBoth("STR-1" + std::to_string(number), 5);
  }
  rig.Sync(WithoutPush());
  rig.clock.Advance(minutes(1));
  for (int number = 1; number <= 7; ++number) {
    rig.SetAvailable("STR-1" + std::to_string(number), 2, World::kSandbox);
  }

  const Plan plan = rig.Preview();

  ASSERT_EQ(plan.writes.size(), 7u);
  EXPECT_TRUE(std::is_sorted(plan.writes.begin(), plan.writes.end(),
                             [](const PlannedWrite& a, const PlannedWrite& b) { return a.listing < b.listing; }));
  EXPECT_EQ(plan.unsettled.size(), 7u);
  std::set<Sku> skus;
  for (const PlannedWrite& write : plan.writes) {
    skus.insert(write.sku);
  }
  EXPECT_EQ(skus, plan.unsettled);
}

TEST_F(ReconcileTest, ANewerDesiredStateSupersedesAWaitingWrite) {
  ListBoth("STR-10", 5);
  rig.Sync(WithoutPush());
  const auto set = [&](std::int64_t available) {
    rig.clock.Advance(seconds(10));
    rig.SetAvailable("STR-10", available, World::kSandbox);
    rig.Reconcile();
  };

  set(3);
  set(1);

  const std::vector<Write> writes = rig.WritesOf("STR-10");
  ASSERT_EQ(writes.size(), 2u);
  EXPECT_EQ(writes[0].state, WriteState::kSuperseded);
  EXPECT_EQ(writes[1].state, WriteState::kQueued);
  EXPECT_EQ(std::get<SetQuantity>(writes[1].change).to, Quantity(1));
  EXPECT_EQ(rig.OpenWrites().size(), 1u);
}

TEST_F(ReconcileTest, MoreRemovalsThanTheBlastRadiusAreHeldAndTheRestGoesOn) {
  for (int i = 0; i < 10; ++i) {
    ListBoth("STR-" + std::to_string(i), 5);
  }
  rig.Sync(WithoutPush());
  rig.clock.Advance(minutes(1));
  for (int i = 0; i < 10; ++i) {
    const std::int64_t left = i < 7 ? 0 : 2;
    rig.SetAvailable("STR-" + std::to_string(i), left, World::kSandbox);
  }

  const ReconcileCounts counts = rig.Reconcile();

  EXPECT_EQ(counts.changes.planned, 10);
  EXPECT_EQ(counts.changes.held, 7);
  EXPECT_EQ(counts.queued, 3);
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"mass_change_held"});
  EXPECT_EQ(Dirty().size(), 10u);
}

TEST_F(ReconcileTest, ARefusedWriteIsNotStoredAndItsDisagreementBecomesAnItemAfterTheSettleTime) {
  ListBoth("STR-10", 5);
  rig.Sync();
  rig.Settle();
  rig.PolicyOf(kReverbSandbox).push_enabled = false;
  reverb.SetQuantity("STR-10", 2);
  rig.SyncAfter(minutes(1));
  rig.SyncAfter(minutes(1));
  EXPECT_TRUE(rig.OpenTodos().empty());

  rig.SyncAfter(minutes(30));

  EXPECT_EQ(sandbox.ForSale("STR-10"), 5);
  EXPECT_TRUE(rig.OpenWrites().empty());
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"quantity_mismatch"});
}

TEST_F(ReconcileTest, AContentWriteCarriesTheWholeContentOfTheProduct) {
  ListBoth("STR-10", 5);
  reverb.Edit("STR-10", [](RemoteListing& listing) { listing.content.description = "Nickel wound."; });
  rig.Sync(WithoutPush());
  rig.clock.Advance(minutes(1));
  rig.SetTitle("STR-10", "Better strings");

  rig.Reconcile();

  const std::vector<Write> writes = rig.WritesOf("STR-10");
  ASSERT_EQ(writes.size(), 1u);
  const ListingContent content = std::get<SetContent>(writes.front().change).to;
  EXPECT_EQ(content.title, "Better strings");
  EXPECT_EQ(content.description, "Nickel wound.");
}

TEST_F(ReconcileTest, AWriteThatIsOnItsWayIsNeverReplacedByAnother) {
  ListBoth("STR-10", 5);
  rig.Sync(WithoutPush());
  rig.clock.Advance(minutes(1));
  rig.SetAvailable("STR-10", 3, World::kSandbox);
  rig.Reconcile();
  rig.Do([&](Transaction& tx) {
    return tx.outbox.Claim(ClaimRequest{kReverbSandbox, "another worker", rig.clock.Now(), minutes(2)});
  });
  rig.clock.Advance(seconds(10));

  rig.SetAvailable("STR-10", 0, World::kSandbox);
  rig.Reconcile();

  const std::vector<Write> open = rig.OpenWrites();
  ASSERT_EQ(open.size(), 1u);
  EXPECT_EQ(open.front().state, WriteState::kInFlight);
  EXPECT_EQ(Dirty(), std::vector{Sku("STR-10")});
}

TEST_F(ReconcileTest, AStopLeavesTheRestDirty) {
  ListBoth("STR-10", 5);
  rig.Sync(WithoutPush());
  rig.Do([&](Transaction& tx) { return tx.products.MarkAllDirty(); });
  rig.stopping = true;

  const ReconcileCounts counts = rig.Reconcile(FactsScope::kDirty);

  EXPECT_EQ(counts.products, 0);
  EXPECT_EQ(Dirty(), std::vector{Sku("STR-10")});
}

}  // namespace
}  // namespace riff
