// Eighteen things that live on one channel only raised events on every sync. Here "not ours" and "dismissed" are kept
// with their reason, and are asked about again only when price, SKU or quantity has changed.

#include <gtest/gtest.h>

#include "engine/sync/review_todos.h"
#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class ChannelOnlyProducts : public testing::Test {
 protected:
  ChannelOnlyProducts() : shopify(rig.Open(kShopify)) {
    for (int i = 0; i < 18; ++i) {
      shopify.List({.sku = "", .price = "10.00", .title = "Only here " + std::to_string(i)});
    }
    rig.Sync();
    rig.clock.Advance(minutes(1));
  }
  void EndAll(const std::string& how) {
    for (const TodoItem& item : rig.OpenTodos()) {
      rig.Do([&](Transaction& tx) {
        return how == "dismiss" ? DismissTodo(tx, item.id, "the shop's own service", rig.Alice())
                                : ResolveTodo(tx, item.id, Resolution{how, Sku(), "a service"}, rig.Alice());
      });
    }
  }

  ShopRig rig;
  FakeMarketplace& shopify;
};

TEST_F(ChannelOnlyProducts, WhatIsNotOursIsQuietForEver) {
  ASSERT_EQ(rig.OpenTodos().size(), 18u);
  EndAll("not_ours");

  for (int i = 0; i < 10; ++i) {
    rig.SyncAfter(minutes(30), OfAll());
    EXPECT_TRUE(rig.OpenTodos().empty()) << i;
  }
}

TEST_F(ChannelOnlyProducts, WhatWasDismissedIsQuietToo) {
  EndAll("dismiss");

  for (int i = 0; i < 10; ++i) {
    rig.SyncAfter(minutes(30), OfAll());
    EXPECT_TRUE(rig.OpenTodos().empty()) << i;
  }
}

TEST_F(ChannelOnlyProducts, AnotherPriceQuantityOrSkuIsAskedAboutAgainAndNeverTied) {
  EndAll("not_ours");
  const std::vector<std::function<void(RemoteListing&)>> changes = {
      [](RemoteListing& listing) { listing.facts.price = Money{9900, Currency::Usd()}; },
      [](RemoteListing& listing) { listing.facts.quantity = Quantity(7); },
      [](RemoteListing& listing) { listing.ref.sku = Sku("NOW-1"); },
  };
  for (const auto& change : changes) {
    rig.clock.Advance(minutes(30));
    shopify.Edit("", change);
    rig.Sync();
    EXPECT_EQ(rig.OpenTodos().size(), 1u);
    rig.clock.Advance(minutes(1));
    EndAll("not_ours");
    rig.SyncAfter(minutes(30));
    EXPECT_TRUE(rig.OpenTodos().empty());
  }
  EXPECT_FALSE(rig.ProductOf("NOW-1").has_value());
}

}  // namespace
}  // namespace riff
