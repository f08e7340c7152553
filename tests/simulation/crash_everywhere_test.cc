// A process dies at every step boundary that it has, once each, and the shop is right afterwards.

#include <gtest/gtest.h>

#include "mocks/sim/crash_plan.h"
#include "mocks/sim/report.h"
#include "mocks/sim/run_seed.h"
#include "tests/simulation/sim_config.h"

namespace riff::sim {
namespace {

class CrashEverywhere : public testing::TestWithParam<std::string> {};

TEST_P(CrashEverywhere, NothingIsLostOrDoneTwice) {
  SimRequest request;
  request.products = 1;
  request.length = std::chrono::minutes(20);
  request.buys_per_hour = 30;
  request.engines = 2;
  request.world = WorldKind::kHybrid;
  request.platforms = {Platform::kEbay, Platform::kReverb, Platform::kShopify, Platform::kTiktok, Platform::kVr};
  request.quiet = true;
  // An even seed's process dies while the shop is set up, an odd one's while it sells: half the points each.
  SimOptions options = DrawOptions(4 + GetParam().size() % 2, request);
  options.webhooks = true;
  options.interval = std::chrono::minutes(4);
  options.crash_point = GetParam();

  const SeedResult result = RunSeed(options, SimConfig(), Loudness::kQuiet);

  EXPECT_TRUE(result.violations.empty()) << RenderFailure(options, result);
  EXPECT_LE(result.tally.crashes, 1);
}

std::string TestName(const testing::TestParamInfo<std::string>& point) {
  std::string name = point.param;
  for (char& letter : name) {
    letter = letter == '.' ? '_' : letter;
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(EveryPoint, CrashEverywhere, testing::ValuesIn(KnownCrashPoints()), TestName);

}  // namespace
}  // namespace riff::sim
