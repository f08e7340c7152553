// An empty or truncated read was taken as the truth: missing rows looked like mass removals, and were removed
// elsewhere. Here only a complete read may imply an absence, each absence is checked by id, and too many at once are
// held back.

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class TruncatedRead : public testing::Test {
 protected:
  TruncatedRead() : production(rig.Open(kReverb)), sandbox(rig.Open(kReverbSandbox)) {
    for (int i = 0; i < 20; ++i) {
      const std::string sku = SkuOf(i);
      production.List({.sku = sku, .title = "Guitar " + sku});
      sandbox.List({.sku = sku, .title = "Guitar " + sku});
    }
    rig.Sync();
  }
  static std::string SkuOf(int i) { return "GTR-" + std::to_string(100 + i); }
  void HideFrom(int first) {
    for (int i = first; i < 20; ++i) {
      production.HideFromLists(SkuOf(i));
    }
  }
  void ExpectNothingWasTakenDown() {
    for (int i = 0; i < 20; ++i) {
      EXPECT_EQ(sandbox.ForSale(SkuOf(i)), 1) << SkuOf(i);
      EXPECT_EQ(rig.Available(SkuOf(i)), 1) << SkuOf(i);
      EXPECT_EQ(rig.ListingOf(kReverb, SkuOf(i))->observed.status, ListingStatus::kLive) << SkuOf(i);
    }
    EXPECT_TRUE(sandbox.delivered().empty());
  }

  ShopRig rig;
  FakeMarketplace& production;
  FakeMarketplace& sandbox;
};

TEST_F(TruncatedRead, ACutListThatSaysHowManyThereAreIsPartialAndImpliesNothing) {
  HideFrom(3);
  production.total = 20;

  for (int i = 0; i < 4; ++i) {
    rig.SyncAfter(minutes(10));
  }

  ExpectNothingWasTakenDown();
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"read_incomplete"});
}

TEST_F(TruncatedRead, AnEmptyListWithTwoHundredOkIsHeldBack) {
  HideFrom(0);

  for (int i = 0; i < 4; ++i) {
    rig.SyncAfter(minutes(10));
  }

  ExpectNothingWasTakenDown();
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"mass_change_held"});
}

TEST_F(TruncatedRead, AMissingLastPageOfFewRowsIsCheckedById) {
  HideFrom(16);  // Four: within the blast radius.

  for (int i = 0; i < 4; ++i) {
    rig.SyncAfter(minutes(10));
  }

  ExpectNothingWasTakenDown();
  EXPECT_TRUE(rig.OpenTodos().empty());
}

TEST_F(TruncatedRead, ThatManyRealRemovalsAreHeldWhileTheRestIsApplied) {
  for (int i = 0; i < 10; ++i) {
    production.SetQuantity(SkuOf(i), 0);
  }
  production.Edit(SkuOf(19), [](RemoteListing& listing) { listing.content.title = "A better title"; });
  rig.SyncAfter(minutes(10));
  rig.SyncAfter(minutes(10));

  std::int64_t still_for_sale = 0;
  for (int i = 0; i < 10; ++i) {
    still_for_sale += sandbox.ForSale(SkuOf(i));
  }
  EXPECT_EQ(still_for_sale, 10);
  EXPECT_TRUE(rig.TodoOf(TodoType::kMassChangeHeld).has_value());
}

}  // namespace
}  // namespace riff
