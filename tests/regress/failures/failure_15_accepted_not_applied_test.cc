// The channel said yes and did nothing. Here accepted is a state of its own: a later observation confirms it, and one
// that contradicts it is an item, while the protective target is kept and sent again.

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class AcceptedNotApplied : public testing::Test {
 protected:
  AcceptedNotApplied() : reverb(rig.Open(kReverbSandbox)), ebay(rig.Open(kEbaySandbox)) {
    rig.AddProduct("SG-61", 1, ProductKind::kUnique, "Gibson SG");
    reverb.List({.sku = "SG-61", .title = "Gibson SG"});
    ebay.List({.sku = "SG-61", .title = "Gibson SG"});
    rig.Sync();
    rig.clock.Advance(minutes(5));
    ebay.drops_writes = true;
    Must(reverb.Buy("SG-61"));
  }

  ShopRig rig;
  FakeMarketplace& reverb;
  FakeMarketplace& ebay;
};

TEST_F(AcceptedNotApplied, AYesAloneConfirmsNothing) {
  const RunReport report = rig.Sync();

  std::int64_t confirmed = 0;
  for (const ChannelReport& channel : report.channels) {
    confirmed += channel.push.confirmed;
  }
  EXPECT_EQ(confirmed, 0);
  ASSERT_EQ(rig.OpenWrites().size(), 1u);
  EXPECT_EQ(rig.OpenWrites().front().state, WriteState::kAccepted);
  EXPECT_EQ(rig.ListingOf(kEbaySandbox, "SG-61")->observed.quantity, Quantity(1));
}

TEST_F(AcceptedNotApplied, AfterTheSettleTimeItIsAnItemAndSentAgainUntilItShows) {
  rig.Sync();
  rig.SyncAfter(minutes(11));
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"write_not_applied"});
  EXPECT_GE(ebay.delivered().size(), 2u);
  for (const Write& write : ebay.delivered()) {
    EXPECT_EQ(std::get<SetQuantity>(write.change).to, Quantity(0));  // Never the other way.
  }

  ebay.drops_writes = false;
  rig.Settle();

  EXPECT_EQ(ebay.ForSale("SG-61"), 0);
  EXPECT_TRUE(rig.OpenTodos().empty());
  EXPECT_TRUE(rig.OpenWrites().empty());
}

}  // namespace
}  // namespace riff
