// Any ended listing was counted as a sale, an archived product as sold, and a new product that briefly reported zero
// too. Here a sale needs an order or a person: an unexplained ending protects the siblings and asks.

#include <gtest/gtest.h>

#include "engine/sync/list_product.h"
#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class EndedReadAsSold : public testing::Test {
 protected:
  EndedReadAsSold() {
    for (const Channel channel : {kReverb, kEbay, kReverbSandbox, kEbaySandbox}) {
      rig.Open(channel).List({.sku = "SG-61", .title = "Gibson SG"});
    }
    rig.Sync();
    rig.Settle();
  }

  ShopRig rig;
};

TEST_F(EndedReadAsSold, AnEndingWithoutAnOrderIsNoSaleButProtectsTheSiblingsAndAsks) {
  rig.At(kReverb).End("SG-61");

  rig.SyncAfter(minutes(5));

  EXPECT_EQ(rig.BalanceOf("SG-61"), (Balance{Quantity(1), Quantity(0), Quantity(0), Quantity(0)}));
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"ended_unexplained"});
  EXPECT_EQ(rig.At(kEbaySandbox).ForSale("SG-61"), 0);
  EXPECT_EQ(rig.At(kReverbSandbox).ForSale("SG-61"), 0);
}

TEST_F(EndedReadAsSold, WhenTheListingComesBackSoDoTheSiblings) {
  rig.At(kReverb).End("SG-61");
  rig.SyncAfter(minutes(5));
  rig.At(kReverb).Edit("SG-61", [](RemoteListing& listing) { listing.facts.status = ListingStatus::kLive; });

  rig.Settle();

  EXPECT_TRUE(rig.OpenTodos().empty());
  EXPECT_EQ(rig.At(kEbaySandbox).ForSale("SG-61"), 1);
  EXPECT_EQ(rig.CountMovements("SG-61"), 1);
}

TEST_F(EndedReadAsSold, AGoneListingIsNoSaleEither) {
  rig.At(kReverb).Remove("SG-61");

  for (int i = 0; i < 4; ++i) {
    rig.SyncAfter(minutes(5));
  }

  EXPECT_EQ(rig.BalanceOf("SG-61").committed, Quantity(0));
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"ended_unexplained"});
}

TEST_F(EndedReadAsSold, ANewListingThatReadsAsDownOnItsWayUpIsNoFinding) {
  rig.AddProduct("NEW-1", 1, ProductKind::kUnique, "A new one");
  Must(ListProduct(*rig.store, rig.run, rig.shop, Sku("NEW-1"), {Platform::kEbay}, rig.progress));
  rig.At(kEbaySandbox).Edit("NEW-1", [](RemoteListing& listing) {
    listing.facts.status = ListingStatus::kEnded;
    listing.facts.quantity = Quantity(0);
  });
  rig.SyncAfter(minutes(1));
  EXPECT_TRUE(rig.OpenTodos().empty());
  EXPECT_EQ(rig.Available("NEW-1"), 1);

  rig.At(kEbaySandbox).Edit("NEW-1", [](RemoteListing& listing) {
    listing.facts.status = ListingStatus::kLive;
    listing.facts.quantity = Quantity(1);
  });
  rig.Settle();

  EXPECT_TRUE(rig.OpenTodos().empty());
  EXPECT_EQ(rig.At(kEbaySandbox).ForSale("NEW-1"), 1);
}

}  // namespace
}  // namespace riff
