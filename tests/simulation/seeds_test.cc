// A few whole histories under faults. Many more are played by riff-sim itself.

#include <gtest/gtest.h>

#include "mocks/sim/deeds.h"
#include "mocks/sim/report.h"
#include "mocks/sim/run_seed.h"
#include "tests/simulation/sim_config.h"

namespace riff::sim {
namespace {

// Short enough for a program under sanitizers.
SimRequest ShortDay() {
  SimRequest request;
  request.products = 4;
  request.length = std::chrono::minutes(80);
  request.buys_per_hour = 12;
  return request;
}

SeedResult Play(std::uint64_t seed) {
  const SimOptions options = DrawOptions(seed, ShortDay());
  SeedResult result = RunSeed(options, SimConfig(), Loudness::kQuiet);
  EXPECT_TRUE(result.violations.empty()) << RenderFailure(options, result);
  return result;
}

TEST(Simulation, KeepsEveryPromiseUnderFaultsAndComesToRest) {
  Tally sum;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    sum.Add(Play(seed).tally);
  }

  EXPECT_GT(sum.orders, 10);
  EXPECT_GT(sum.faults.size(), 15u);
  EXPECT_EQ(sum.duplicate_creates, 0);
  EXPECT_EQ(sum.oversells_avoidable, 0);
}

TEST(Simulation, PlaysTheSameHistoryTwiceFromOneSeed) {
  const SimOptions options = DrawOptions(9, ShortDay());

  const SeedResult first = RunSeed(options, SimConfig(), Loudness::kQuiet);
  const SeedResult second = RunSeed(options, SimConfig(), Loudness::kQuiet);

  EXPECT_EQ(first.digest, second.digest);
  EXPECT_EQ(first.tally.events, second.tally.events);
}

TEST(Simulation, PlaysOtherHistoriesFromOtherSeeds) {
  const SeedResult one = RunSeed(DrawOptions(9, ShortDay()), SimConfig(), Loudness::kQuiet);
  const SeedResult other = RunSeed(DrawOptions(10, ShortDay()), SimConfig(), Loudness::kQuiet);

  EXPECT_NE(one.digest, other.digest);
}

TEST(Simulation, SeesAnOversellThatCouldHaveBeenPreventedWhenTheEngineNeverReads) {
  // The cycle comes once in two days: nothing is known in time, and so nothing could have been prevented.
  SimOptions options = DrawOptions(3, ShortDay());
  options.faults.clear();
  options.faults["last_unit_race"] = 90;
  options.webhooks = false;
  options.interval = std::chrono::hours(48);

  const SeedResult result = RunSeed(options, SimConfig(), Loudness::kQuiet);

  EXPECT_GT(result.tally.oversells, 0);
  EXPECT_EQ(result.tally.oversells_avoidable, 0);
}

TEST(Simulation, LeavesTheOtherDeedsAsTheyWereWhenAFaultIsLeftOut) {
  SimOptions options = DrawOptions(11, ShortDay());
  options.faults["hand_ended"] = 20;
  const std::vector<Deed> all = DrawDeeds(options);

  options.faults.erase("hand_ended");
  const std::vector<Deed> fewer = DrawDeeds(options);

  std::vector<Deed> expected;
  for (const Deed& deed : all) {
    if (deed.what != "hand_ended") {
      expected.push_back(deed);
    }
  }
  ASSERT_EQ(fewer.size(), expected.size());
  for (std::size_t i = 0; i < fewer.size(); ++i) {
    EXPECT_EQ(fewer[i].draw, expected[i].draw);
  }
}

}  // namespace
}  // namespace riff::sim
