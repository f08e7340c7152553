// A markup was lost on an edit, ended listings raised price events, and a channel's price was written back as ours.
// Here a price is held against the rule (base × factor), only while something is for sale, and the base price is the
// shop's.

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class PriceDrift : public testing::Test {
 protected:
  PriceDrift() : production(rig.Open(kEbay)), sandbox(rig.Open(kEbaySandbox)) {
    rig.PolicyOf(kEbay).price_factor = 1.10;
    rig.PolicyOf(kEbaySandbox).price_factor = 1.10;
    production.List({.sku = "SG-61", .price = "1100.00", .title = "Gibson SG"});
    sandbox.List({.sku = "SG-61", .price = "1100.00", .title = "Gibson SG"});
    rig.Sync();
    rig.clock.Advance(minutes(1));
  }
  static Money Usd(const std::string& text) { return Must(ParseMoney(text, Currency::Usd())); }

  ShopRig rig;
  FakeMarketplace& production;
  FakeMarketplace& sandbox;
};

TEST_F(PriceDrift, AnEditKeepsTheMarkup) {
  rig.SetPrice("SG-61", "1200.00");
  rig.Sync();

  EXPECT_EQ(sandbox.Of("SG-61").facts.price, Usd("1320.00"));
}

TEST_F(PriceDrift, AChannelsPriceIsCorrectedThereAndNeverBecomesOurs) {
  sandbox.Edit("SG-61", [](RemoteListing& listing) { listing.facts.price = Usd("5.00"); });
  rig.SyncAfter(minutes(15));

  EXPECT_EQ(sandbox.Of("SG-61").facts.price, Usd("1100.00"));
  EXPECT_EQ(rig.ProductOf("SG-61")->price, Usd("1000.00"));
}

TEST_F(PriceDrift, OnProductionItIsAnItemWithWhatTheRuleExpects) {
  production.Edit("SG-61", [](RemoteListing& listing) { listing.facts.price = Usd("999.00"); });
  rig.SyncAfter(minutes(15));

  ASSERT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"price_mismatch"});
  EXPECT_NE(rig.OpenTodos().front().finding.intended.find("1,100.00"), std::string::npos);
  EXPECT_EQ(rig.ProductOf("SG-61")->price, Usd("1000.00"));
}

TEST_F(PriceDrift, AnEndedListingHasNoPriceToHold) {
  Must(production.Buy("SG-61"));
  production.End("SG-61");
  production.Edit("SG-61", [](RemoteListing& listing) { listing.facts.price = Usd("1.00"); });
  rig.SyncAfter(minutes(15));

  EXPECT_FALSE(rig.TodoOf(TodoType::kPriceMismatch).has_value());
}

}  // namespace
}  // namespace riff
