#include "engine/rollout/stage_rules.h"

namespace riff {

ChannelUse UseOf(Stage stage, Environment environment) {
  const bool production = environment == Environment::kProduction;
  switch (stage) {
    case Stage::kOff:
      return ChannelUse::kUnused;
    case Stage::kObserve:
    case Stage::kHalted:
      return production ? ChannelUse::kRead : ChannelUse::kUnused;
    case Stage::kHybrid:
      return production ? ChannelUse::kRead : ChannelUse::kReadAndWrite;
    case Stage::kCanary:
    case Stage::kLive:
      return production ? ChannelUse::kReadAndWrite : ChannelUse::kUnused;
  }
  return ChannelUse::kUnused;
}

bool NeedsRolloutFlag(Stage stage) { return stage == Stage::kCanary; }

Truth TruthOf(Stage stage, Environment environment) {
  if (environment == Environment::kSandbox) {
    return Truth::kStore;
  }
  return stage == Stage::kCanary || stage == Stage::kLive ? Truth::kStore : Truth::kChannel;
}

World WorldOf(Environment environment) {
  return environment == Environment::kProduction ? World::kReal : World::kSandbox;
}

}  // namespace riff
