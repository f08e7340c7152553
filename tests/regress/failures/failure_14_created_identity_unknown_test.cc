// A channel gave no id for what was created, or audited it later, and an orphan was left or a second one made. Here the
// create waits under a pending id, a later read finds it, and nothing is created twice meanwhile.

#include <gtest/gtest.h>

#include "engine/sync/list_product.h"
#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class CreatedIdentityUnknown : public testing::Test {
 protected:
  CreatedIdentityUnknown() : sandbox(rig.Open(kReverbSandbox)) {
    sandbox.can.id_known_later = true;
    sandbox.can.index_lag = minutes(6);
    rig.Reconnect();
    rig.AddProduct("SG-61", 1, ProductKind::kUnique, "Gibson SG");
    rig.Sync();
    rig.clock.Advance(minutes(1));
  }
  Queued List() {
    return Must(ListProduct(*rig.store, rig.run, rig.shop, Sku("SG-61"), {Platform::kReverb}, rig.progress))
        .channels.front()
        .queued;
  }

  ShopRig rig;
  FakeMarketplace& sandbox;
};

TEST_F(CreatedIdentityUnknown, AListingThatIsShownLaterIsFoundAndASecondCreateIsRefusedMeanwhile) {
  sandbox.SetLag(minutes(6));
  EXPECT_EQ(List(), Queued::kYes);
  EXPECT_EQ(rig.OpenWrites().size(), 1u);
  rig.clock.Advance(minutes(1));
  EXPECT_EQ(List(), Queued::kWaiting);

  rig.SyncAfter(minutes(10));
  rig.SyncAfter(minutes(10));

  EXPECT_EQ(sandbox.created(), 1);
  EXPECT_EQ(sandbox.CountOf("SG-61"), 1u);
  ASSERT_EQ(rig.ListingsOf(kReverbSandbox).size(), 1u);
  EXPECT_FALSE(IsPending(rig.ListingsOf(kReverbSandbox).front().key.remote));
  EXPECT_TRUE(rig.OpenWrites().empty());
  EXPECT_EQ(List(), Queued::kExists);
}

TEST_F(CreatedIdentityUnknown, ACreateThatNeverShowsBecomesAnItemAndStaysRefused) {
  sandbox.drops_writes = true;
  List();

  for (int i = 0; i < 5; ++i) {
    rig.SyncAfter(minutes(10));
  }

  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"identity_unresolved"});
  EXPECT_EQ(List(), Queued::kWaiting);
  EXPECT_EQ(sandbox.delivered().size(), 1u);
}

TEST_F(CreatedIdentityUnknown, AKilledCreateLeavesNoOrphan) {
  sandbox.after_deliver = [] { throw Killed{}; };
  EXPECT_THROW(List(), Killed);
  sandbox.after_deliver = nullptr;

  rig.SyncAfter(minutes(10));
  rig.SyncAfter(minutes(10));

  EXPECT_EQ(sandbox.CountOf("SG-61"), 1u);
  EXPECT_TRUE(rig.OpenWrites().empty());
  EXPECT_EQ(rig.LinkOf(kReverbSandbox, sandbox.Of("SG-61").ref.remote)->product, Sku("SG-61"));
}

}  // namespace
}  // namespace riff
