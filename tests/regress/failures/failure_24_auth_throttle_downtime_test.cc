// Jobs died every hour without a signal when credentials expired, and one channel's outage stopped the others. Here a
// channel has a health of its own, only it stops, an item says since when, and it goes on by itself afterwards.

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class AuthThrottleDowntime : public testing::Test {
 protected:
  AuthThrottleDowntime()
      : production(rig.Open(kReverb)), reverb(rig.Open(kReverbSandbox)), ebay(rig.Open(kEbaySandbox)) {
    for (FakeMarketplace* market : {&production, &reverb, &ebay}) {
      market->List({.sku = "STR-10", .quantity = 9, .title = "Strings", .condition = Condition::kNew});
    }
    rig.Sync();
    rig.clock.Advance(minutes(5));
  }
  ChannelHealth HealthOf(Channel channel) {
    return rig.Do([&](Transaction& tx) { return tx.channels.Get(channel); }).health;
  }

  ShopRig rig;
  FakeMarketplace& production;
  FakeMarketplace& reverb;
  FakeMarketplace& ebay;
};

TEST_F(AuthThrottleDowntime, DeadCredentialsStopTheirChannelOnlyAndItCatchesUpOnceTheyAreRenewed) {
  for (int i = 0; i < 3; ++i) {
    ebay.Fail(Call::kListOrders, ErrorOf(ErrorKind::kUnauthorized));
    Must(production.Buy("STR-10"));
    rig.SyncAfter(minutes(5));
  }
  EXPECT_EQ(HealthOf(kEbaySandbox), ChannelHealth::kNeedsReauth);
  EXPECT_EQ(HealthOf(kReverbSandbox), ChannelHealth::kOk);
  EXPECT_EQ(reverb.ForSale("STR-10"), 6);
  EXPECT_EQ(ebay.ForSale("STR-10"), 9);
  EXPECT_TRUE(ebay.delivered().empty());
  EXPECT_TRUE(rig.TodoOf(TodoType::kChannelNeedsReauth).has_value());
  EXPECT_EQ(rig.TodoOf(TodoType::kChannelNeedsReauth)->seen, 3);

  rig.SyncAfter(minutes(5));

  EXPECT_EQ(HealthOf(kEbaySandbox), ChannelHealth::kOk);
  EXPECT_EQ(ebay.ForSale("STR-10"), 6);
  EXPECT_TRUE(rig.OpenTodos().empty());
}

TEST_F(AuthThrottleDowntime, AnOutageIsWaitedOutAndNothingIsInferred) {
  for (int i = 0; i < 6; ++i) {
    production.Fail(Call::kListOrders, ErrorOf(ErrorKind::kUnavailable), 4);
    rig.SyncAfter(minutes(20));
  }
  EXPECT_EQ(HealthOf(kReverb), ChannelHealth::kDegraded);
  EXPECT_EQ(rig.Available("STR-10"), 9);
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"read_incomplete"});

  rig.SyncAfter(minutes(5));
  EXPECT_TRUE(rig.OpenTodos().empty());
}

TEST_F(AuthThrottleDowntime, AThrottledWriteGoesOutLaterWithoutUsingUpItsTries) {
  Must(production.Buy("STR-10"));
  for (int i = 0; i < 30; ++i) {
    ebay.Fail(Call::kDeliver, ErrorOf(ErrorKind::kThrottled, Duration(minutes(1))));
    rig.SyncAfter(minutes(2));
    EXPECT_EQ(rig.OpenWrites().size(), 1u) << i;
  }

  rig.SyncAfter(minutes(2));

  EXPECT_EQ(ebay.ForSale("STR-10"), 8);
  EXPECT_TRUE(rig.OpenTodos().empty());
}

}  // namespace
}  // namespace riff
