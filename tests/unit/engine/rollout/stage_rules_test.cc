#include "engine/rollout/stage_rules.h"

#include <gtest/gtest.h>

#include <vector>

namespace riff {
namespace {

struct Row {
  Stage stage;
  ChannelUse production;
  ChannelUse sandbox;
  Truth production_truth;
  bool needs_flag;
};

TEST(StageRules, FollowTheTableOfTheDesign) {
  using enum ChannelUse;
  const std::vector<Row> table = {
      {Stage::kOff, kUnused, kUnused, Truth::kChannel, false},
      {Stage::kObserve, kRead, kUnused, Truth::kChannel, false},
      {Stage::kHybrid, kRead, kReadAndWrite, Truth::kChannel, false},
      {Stage::kCanary, kReadAndWrite, kUnused, Truth::kStore, true},
      {Stage::kLive, kReadAndWrite, kUnused, Truth::kStore, false},
      {Stage::kHalted, kRead, kUnused, Truth::kChannel, false},
  };
  for (const Row& row : table) {
    SCOPED_TRACE(ToString(row.stage));
    EXPECT_EQ(UseOf(row.stage, Environment::kProduction), row.production);
    EXPECT_EQ(UseOf(row.stage, Environment::kSandbox), row.sandbox);
    EXPECT_EQ(TruthOf(row.stage, Environment::kProduction), row.production_truth);
    EXPECT_EQ(TruthOf(row.stage, Environment::kSandbox), Truth::kStore);
    EXPECT_EQ(NeedsRolloutFlag(row.stage), row.needs_flag);
  }
}

TEST(StageRules, KeepSimulatedSalesOutOfTheRealBooks) {
  EXPECT_EQ(WorldOf(Environment::kProduction), World::kReal);
  EXPECT_EQ(WorldOf(Environment::kSandbox), World::kSandbox);
}

}  // namespace
}  // namespace riff
