// The last unit was sold on two channels within the propagation window, and the second sale was clamped to zero. Here
// the second is a debt and a critical item, every other channel is closed first, and the exposure is recorded.

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class LastUnitSoldTwice : public testing::Test {
 protected:
  LastUnitSoldTwice() {
    for (const Channel channel : {kReverb, kEbay, kReverbSandbox, kEbaySandbox, kShopifySandbox}) {
      rig.Open(channel).List({.sku = "SG-61", .title = "Gibson SG"});
    }
    rig.Sync();
    rig.clock.Advance(minutes(5));
  }

  ShopRig rig;
};

TEST_F(LastUnitSoldTwice, OnProductionItIsADebtWithBothOrdersAndEveryWritableChannelCloses) {
  const OrderId first = Must(rig.At(kReverb).Buy("SG-61"));
  const OrderId second = Must(rig.At(kEbay).Buy("SG-61"));

  rig.Sync();

  EXPECT_EQ(rig.BalanceOf("SG-61"), (Balance{Quantity(0), Quantity(0), Quantity(2), Quantity(1)}));
  ASSERT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"double_sale"});
  const Finding finding = rig.OpenTodos().front().finding;
  EXPECT_EQ(finding.severity, Severity::kCritical);
  EXPECT_NE(finding.observed.find(first.text()), std::string::npos);
  EXPECT_NE(finding.observed.find(second.text()), std::string::npos);
  for (const Channel channel : {kReverbSandbox, kEbaySandbox, kShopifySandbox}) {
    EXPECT_EQ(rig.At(channel).ForSale("SG-61"), 0) << ToString(channel);
    EXPECT_EQ(rig.At(channel).delivered().front().urgency, Urgency::kSoldOut);
  }
}

TEST_F(LastUnitSoldTwice, OnSandboxesTheRealBooksStayAndTheItemIsTheSame) {
  Must(rig.At(kReverbSandbox).Buy("SG-61"));
  Must(rig.At(kEbaySandbox).Buy("SG-61"));

  rig.Sync();

  EXPECT_EQ(rig.BalanceOf("SG-61"), (Balance{Quantity(1), Quantity(0), Quantity(0), Quantity(0)}));
  EXPECT_EQ(rig.BalanceOf("SG-61", World::kSandbox), (Balance{Quantity(-1), Quantity(0), Quantity(2), Quantity(1)}));
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"double_sale"});
  EXPECT_EQ(rig.At(kShopifySandbox).ForSale("SG-61"), 0);
  const auto sales = rig.Do([&](Transaction& tx) { return tx.orders.OfProduct(Sku("SG-61"), 10); });
  ASSERT_EQ(sales.size(), 2u);
  EXPECT_TRUE(sales[0].closed_at.has_value());
  EXPECT_TRUE(sales[1].closed_at.has_value());
}

TEST_F(LastUnitSoldTwice, TheItemStaysUntilAPersonEndsIt) {
  Must(rig.At(kReverbSandbox).Buy("SG-61"));
  Must(rig.At(kEbaySandbox).Buy("SG-61"));

  rig.Sync();
  rig.Settle();

  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"double_sale"});
}

}  // namespace
}  // namespace riff
