#include "engine/sync/push_changes.h"

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class PushChangesTest : public testing::Test {
 protected:
  PushChangesTest() : reverb(rig.Open(kReverbSandbox)), ebay(rig.Open(kEbaySandbox)) {
    rig.AddProduct("STR-10", 5, ProductKind::kStocked, "Strings");
    reverb.List({.sku = "STR-10", .quantity = 5, .title = "Strings"});
    ebay.List({.sku = "STR-10", .quantity = 5, .title = "Strings"});
    rig.Sync();
    rig.clock.Advance(minutes(1));
  }

  Pushed Push() {
    rig.BeginRun();
    rig.Reconcile();
    return Must(PushChanges(*rig.store, rig.run, rig.shop, rig.PlanRequest(), rig.progress));
  }

  ShopRig rig;
  FakeMarketplace& reverb;
  FakeMarketplace& ebay;
};

TEST_F(PushChangesTest, SeesAWriteThroughToItsConfirmation) {
  rig.SetAvailable("STR-10", 3, World::kSandbox);

  Pushed pushed = Push();

  EXPECT_EQ(pushed.reports[kReverbSandbox].accepted, 1);
  EXPECT_EQ(pushed.reports[kReverbSandbox].confirmed, 1);
  EXPECT_EQ(pushed.reports[kEbaySandbox].confirmed, 1);
  EXPECT_TRUE(rig.OpenWrites().empty());
}

TEST_F(PushChangesTest, QuantityPriceAndTitleOfOneListingFollowOneAnother) {
  rig.SetAvailable("STR-10", 3, World::kSandbox);
  rig.SetPrice("STR-10", "12.00");
  rig.SetTitle("STR-10", "Better strings");

  Pushed pushed = Push();

  EXPECT_EQ(pushed.reports[kReverbSandbox].accepted, 3);
  EXPECT_EQ(pushed.queued, 4);  // Two more for each channel.
  EXPECT_EQ(reverb.Of("STR-10").facts.price, Must(ParseMoney("12.00", Currency::Usd())));
  EXPECT_EQ(reverb.Of("STR-10").content.title, "Better strings");
  EXPECT_EQ(ebay.ForSale("STR-10"), 3);
  EXPECT_TRUE(rig.OpenWrites().empty());
}

TEST_F(PushChangesTest, EachChannelFailsAlone) {
  rig.SetAvailable("STR-10", 3, World::kSandbox);
  ebay.Fail(Call::kDeliver, ErrorOf(ErrorKind::kUnauthorized));

  Pushed pushed = Push();

  EXPECT_EQ(reverb.ForSale("STR-10"), 3);
  EXPECT_EQ(pushed.reports[kReverbSandbox].confirmed, 1);
  EXPECT_EQ(ebay.ForSale("STR-10"), 5);
}

TEST_F(PushChangesTest, AChannelWhoseCredentialsDiedGetsNothingInLaterRoundsEither) {
  rig.SetAvailable("STR-10", 3, World::kSandbox);
  rig.SetPrice("STR-10", "12.00");  // Reverb needs a second round.
  ebay.Fail(Call::kDeliver, ErrorOf(ErrorKind::kUnauthorized));

  Push();

  EXPECT_EQ(ebay.delivered().size(), 1u);
}

TEST_F(PushChangesTest, AnUnhealthyChannelIsNotAskedAtAll) {
  ebay.drops_writes = true;
  rig.SetAvailable("STR-10", 3, World::kSandbox);
  Push();
  ASSERT_EQ(rig.OpenWrites().size(), 1u);  // Accepted there and not seen: to be read back.
  rig.clock.Advance(minutes(1));
  rig.Do([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(ChannelState state, tx.channels.Get(kEbaySandbox));
    state.health = ChannelHealth::kNeedsReauth;
    return tx.channels.Save(state);
  });
  const std::int64_t before = ebay.requests();

  Push();

  EXPECT_EQ(ebay.requests(), before);
  EXPECT_EQ(reverb.ForSale("STR-10"), 3);
}

TEST_F(PushChangesTest, WithNothingToSendNothingIsAsked) {
  const std::int64_t before = reverb.requests() + ebay.requests();

  Push();

  EXPECT_EQ(reverb.requests() + ebay.requests(), before);
}

TEST_F(PushChangesTest, TwoThreadsDoWhatOneAfterAnotherDoes) {
  rig.shop.concurrency = Concurrency::kThreadPerChannel;
  rig.SetAvailable("STR-10", 3, World::kSandbox);

  Pushed pushed = Push();

  EXPECT_EQ(pushed.reports[kReverbSandbox].accepted, 1);
  EXPECT_EQ(pushed.reports[kEbaySandbox].accepted, 1);
  EXPECT_EQ(reverb.ForSale("STR-10"), 3);
  EXPECT_EQ(ebay.ForSale("STR-10"), 3);
}

}  // namespace
}  // namespace riff
