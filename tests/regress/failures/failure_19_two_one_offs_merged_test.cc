// Two different guitars of the same make, year and price were taken for one. Here soft evidence alone never links a
// product: it is offered to a person as a candidate.

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

TEST(TwoOneOffsMerged, EqualTitlesYearsAndPricesLinkNothing) {
  ShopRig rig;
  FakeMarketplace& reverb = rig.Open(kReverb);
  FakeMarketplace& ebay = rig.Open(kEbay);
  const std::string title = "Fender Stratocaster 1965 Sunburst";
  reverb.List({.sku = "ST-65-A", .price = "18500.00", .title = title});
  ebay.List({.sku = "ST-65-B", .price = "18500.00", .title = title});
  const RemoteId blank = ebay.List({.sku = "", .price = "18499.00", .title = title});

  rig.Sync();
  rig.SyncAfter(minutes(30));

  EXPECT_EQ(rig.Do([&](Transaction& tx) { return tx.products.Count(); }), 2);
  EXPECT_EQ(rig.Do([&](Transaction& tx) { return tx.links.OfProduct(Sku("ST-65-A")); }).size(), 1u);
  EXPECT_FALSE(rig.LinkOf(kEbay, blank).has_value());
  ASSERT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"match_review"});
  EXPECT_EQ(rig.OpenTodos().front().finding.candidates.size(), 2u);

  rig.clock.Advance(minutes(5));
  Must(reverb.Buy("ST-65-A"));
  rig.Sync();
  EXPECT_EQ(rig.Available("ST-65-B"), 1);
}

}  // namespace
}  // namespace riff
