#include "engine/sync/set_switch.h"

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

class SetSwitchTest : public testing::Test {
 protected:
  Result<void> SetStage(Stage stage, Stage configured = Stage::kHybrid) {
    return rig.store->Transact(
        [&](Transaction& tx) { return SetStageByHand(tx, Platform::kReverb, configured, stage, rig.Alice()); });
  }
  Result<void> SetFlag(const std::string& name, const std::string& value) {
    return rig.store->Transact([&](Transaction& tx) { return SetFlagByHand(tx, name, value, rig.Alice()); });
  }
  std::optional<std::string> Setting(const std::string& name) {
    return rig.Do([&](Transaction& tx) { return tx.settings.Get(name); });
  }
  Activity LastActivity() {
    return rig.Do([&](Transaction& tx) { return tx.activity.Newest(Sku(), 1); }).front();
  }

  ShopRig rig;
};

TEST_F(SetSwitchTest, AStageSetByHandIsKeptAndLoggedWithWhatHeldBefore) {
  Must(SetStage(Stage::kObserve));
  EXPECT_EQ(Setting("stage.reverb"), "observe");
  EXPECT_EQ(LastActivity().before, "hybrid");
  EXPECT_EQ(LastActivity().after, "observe");
  EXPECT_EQ(LastActivity().actor, "cli:alice");

  Must(SetStage(Stage::kHalted));
  EXPECT_EQ(LastActivity().before, "observe");
}

TEST_F(SetSwitchTest, HaltedIsReachedFromAnywhereAndCanaryAndLiveFromNowhere) {
  for (const Stage from : {Stage::kOff, Stage::kObserve, Stage::kHybrid, Stage::kCanary, Stage::kLive}) {
    EXPECT_TRUE(SetStage(Stage::kHalted, from).has_value());
    for (const Stage to : {Stage::kCanary, Stage::kLive}) {
      const Result<void> refused = SetStage(to, from);
      ASSERT_FALSE(refused.has_value());
      EXPECT_EQ(refused.error().kind, ErrorKind::kRejected);
    }
  }
  EXPECT_EQ(Setting("stage.reverb"), "halted");
}

TEST_F(SetSwitchTest, AChangeOfStageLooksAtEveryProductAgain) {
  rig.AddProduct("SG-61", 1);
  rig.Do([&](Transaction& tx) { return tx.products.ClearDirty(Sku("SG-61")); });

  Must(SetStage(Stage::kObserve));

  EXPECT_EQ(rig.Do([&](Transaction& tx) { return tx.products.ListDirty(Sku(), 10); }).size(), 1u);
}

TEST_F(SetSwitchTest, TheFlagIsOnOrOffAndNothingElse) {
  Must(SetFlag("push_enabled", "off"));
  EXPECT_EQ(Setting("flag.push_enabled"), "off");
  EXPECT_EQ(LastActivity().before, "on");
  Must(SetFlag("push_enabled", "on"));
  EXPECT_EQ(LastActivity().before, "off");

  EXPECT_EQ(SetFlag("push_enabled", "maybe").error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(SetFlag("turbo", "on").error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(Setting("flag.push_enabled"), "on");
  EXPECT_EQ(FlagNames(), std::vector<std::string>{"push_enabled"});
}

}  // namespace
}  // namespace riff
