// A create timed out after the channel had accepted it and was sent again; a changeover did not recognise what an
// earlier tool had listed. Here the intent is stored before the call, an unknown outcome looks for the SKU first, and
// what is there already is adopted.

#include <gtest/gtest.h>

#include "engine/sync/clone_listings.h"
#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class DuplicatesOnRetry : public testing::Test {
 protected:
  DuplicatesOnRetry() : production(rig.Open(kReverb)), sandbox(rig.Open(kReverbSandbox)) {
    for (int i = 0; i < 10; ++i) {
      production.List({.sku = SkuOf(i), .title = "Guitar " + SkuOf(i)});
    }
    rig.Sync();
    rig.clock.Advance(minutes(1));
  }
  static std::string SkuOf(int i) { return "GTR-" + std::to_string(100 + i); }
  void Clone() { Must(CloneListings(*rig.store, rig.run, rig.shop, CloneRequest{}, rig.progress)); }

  ShopRig rig;
  FakeMarketplace& production;
  FakeMarketplace& sandbox;
};

TEST_F(DuplicatesOnRetry, LostAnswersBeforeAndAfterTheEffectEndInOneListingEach) {
  for (const Lost how : {Lost::kAfterEffect, Lost::kBeforeEffect, Lost::kAfterEffect}) {
    sandbox.LoseAnswers(how, 3);
  }
  Clone();
  for (int i = 0; i < 4; ++i) {
    rig.SyncAfter(minutes(5));
    Clone();
  }

  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(sandbox.CountOf(SkuOf(i)), 1u) << SkuOf(i);
    EXPECT_EQ(sandbox.ForSale(SkuOf(i)), 1) << SkuOf(i);
  }
  EXPECT_EQ(sandbox.created(), 10);
  EXPECT_TRUE(rig.OpenWrites().empty());
  EXPECT_TRUE(rig.OpenTodos().empty());
}

TEST_F(DuplicatesOnRetry, AKillAtEveryDeliveryMakesNoSecondListing) {
  for (int i = 0; i < 4; ++i) {
    sandbox.after_deliver = [] { throw Killed{}; };
    EXPECT_THROW(Clone(), Killed);
    sandbox.after_deliver = nullptr;
    rig.clock.Advance(minutes(1));
    rig.AddProduct("NEW-" + std::to_string(i), 1);
    production.List({.sku = "NEW-" + std::to_string(i)});
    rig.Sync();
    rig.clock.Advance(minutes(1));
  }
  Clone();

  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(sandbox.CountOf(SkuOf(i)), 1u) << SkuOf(i);
  }
  EXPECT_EQ(sandbox.created(), 14);
}

TEST_F(DuplicatesOnRetry, AChangeoverTakesOverWhatIsListedAlreadyAndItsSecondRunDoesNothing) {
  for (int i = 0; i < 10; ++i) {
    sandbox.List({.sku = SkuOf(i), .title = "Guitar " + SkuOf(i)});
  }
  rig.Sync();
  rig.clock.Advance(minutes(1));
  Clone();
  const std::size_t delivered = sandbox.delivered().size();
  rig.clock.Advance(minutes(1));

  Clone();
  rig.SyncAfter(minutes(5));

  EXPECT_EQ(sandbox.created(), 0);
  EXPECT_EQ(sandbox.delivered().size(), delivered);
}

TEST_F(DuplicatesOnRetry, TheSameOrderImportedAgainIsTakenNoSecondTime) {
  Must(production.Buy(SkuOf(0)));
  rig.Sync();
  // The channel touches the order again and again: a note, a tracking number.
  for (int i = 0; i < 3; ++i) {
    rig.clock.Advance(minutes(30));
    production.SetState(OrderId("A1"), OrderState::kPaid);
    rig.Sync();
  }

  EXPECT_EQ(rig.BalanceOf(SkuOf(0)), (Balance{Quantity(0), Quantity(0), Quantity(1), Quantity(0)}));
}

}  // namespace
}  // namespace riff
