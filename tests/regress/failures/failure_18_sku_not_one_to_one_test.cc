// SKUs were blank, reused, duplicated or spelled otherwise, and links went wrong in silence. Here only a SKU that
// stands on exactly one listing of the channel ties by itself; everything else goes to a person, whose refusal is
// final.

#include <gtest/gtest.h>

#include "engine/sync/link_by_hand.h"
#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

struct Case {
  std::string name;
  std::vector<std::string> skus;  // On production listings.
  std::vector<std::string> items;
};

class SkuNotOneToOne : public testing::TestWithParam<Case> {};

TEST_P(SkuNotOneToOne, IsReviewedAndNeverTied) {
  ShopRig rig;
  FakeMarketplace& reverb = rig.Open(kReverb);
  rig.AddProduct("SG-61", 1, ProductKind::kUnique, "Gibson SG 1961 Cherry");
  for (const std::string& sku : GetParam().skus) {
    reverb.List({.sku = sku, .title = "Gibson SG 1961 Cherry"});
  }

  rig.Sync();
  rig.SyncAfter(minutes(5));

  EXPECT_TRUE(rig.Do([&](Transaction& tx) { return tx.links.OfProduct(Sku("SG-61")); }).empty());
  EXPECT_EQ(rig.OpenTodoTypes(), GetParam().items);
  EXPECT_EQ(rig.Do([&](Transaction& tx) { return tx.products.Count(); }), 1);
}

INSTANTIATE_TEST_SUITE_P(CaseTable, SkuNotOneToOne,
                         testing::Values(Case{"Blank", {""}, {"match_review"}},
                                         Case{"TwoBlank", {"", ""}, {"match_review", "match_review"}},
                                         Case{"Duplicated", {"SG-61", "SG-61"}, {"duplicate_listing"}},
                                         Case{"Recased", {"sg-61"}, {"match_review"}},
                                         Case{"Padded", {" SG-61"}, {"match_review"}},
                                         Case{"InTwoSpellings", {"SG-61", "sg-61"}, {"match_review", "match_review"}},
                                         Case{"Relisted", {"SG-61-R1"}, {"match_review"}},
                                         Case{"OfAChannel", {"REV-SG-61"}, {"match_review"}},
                                         Case{"OfAnotherTool", {"RIFF-SG-61"}, {"match_review"}},
                                         Case{"SaysNone", {"Does not apply"}, {"match_review"}}),
                         [](const testing::TestParamInfo<Case>& info) { return info.param.name; });

TEST(SkuReused, ASkuWhoseEarlierListingIsOverTiesToTheNewOne) {
  ShopRig rig;
  FakeMarketplace& reverb = rig.Open(kReverb);
  rig.AddProduct("SG-61", 1, ProductKind::kUnique, "Gibson SG");
  reverb.List({.sku = "SG-61", .quantity = 0, .title = "Gibson SG", .status = ListingStatus::kEnded});
  const RemoteId live = reverb.List({.sku = "SG-61", .title = "Gibson SG"});

  rig.Sync();

  EXPECT_EQ(rig.LinkOf(kReverb, live)->product, Sku("SG-61"));
  EXPECT_TRUE(rig.OpenTodos().empty());
}

TEST(SkuRefused, APersonsUnlinkIsSticky) {
  ShopRig rig;
  FakeMarketplace& reverb = rig.Open(kReverb);
  rig.AddProduct("SG-61", 1, ProductKind::kUnique, "Gibson SG");
  const RemoteId id = reverb.List({.sku = "SG-61", .title = "Gibson SG"});
  rig.Sync();
  rig.Do([&](Transaction& tx) { return UnlinkByHand(tx, ListingKey{kReverb, id}, Sku("SG-61"), rig.Alice()); });

  for (int i = 0; i < 3; ++i) {
    reverb.SetQuantity("SG-61", i);
    rig.SyncAfter(minutes(30));
  }

  EXPECT_FALSE(rig.LinkOf(kReverb, id).has_value());
}

}  // namespace
}  // namespace riff
