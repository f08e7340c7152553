// One product, two channels, two engines, and every order of up to six events: small enough to leave nothing out.

#include "mocks/sim/small_world.h"

#include <gtest/gtest.h>

#include "mocks/sim/run_seed.h"
#include "tests/simulation/sim_config.h"

namespace riff::sim {
namespace {

class SmallWorldTest : public testing::TestWithParam<SmallEvent> {};

// All histories that begin with the parameter and go on in every way, at most `kEvents` long; each is judged at its own
// end, so the shorter ones are among them as the longer ones' beginnings.
constexpr std::size_t kEvents = 2;

TEST_P(SmallWorldTest, IsRightAfterEveryOrderOfEvents) {
  std::vector<std::vector<SmallEvent>> histories = {{GetParam()}};
  for (std::size_t at = 0; at < histories.size(); ++at) {
    const std::vector<SmallEvent> history = histories[at];
    if (history.size() < kEvents) {
      for (const SmallEvent next : AllSmallEvents()) {
        histories.push_back(history);
        histories.back().push_back(next);
      }
    }
  }

  for (const std::vector<SmallEvent>& history : histories) {
    const Violations violations = PlaySmallWorld(history, SimConfig());
    ASSERT_TRUE(violations.empty()) << Describe(history) << ": " << violations.front().invariant << " "
                                    << violations.front().what;
  }
}

// Every order of five different events: two buyers, two engines and a cancellation. riff-sim --small-world plays six.
TEST(SmallWorldPermutations, AreRightInEveryOrderOfFiveEvents) {
  std::vector<SmallEvent> history = {SmallEvent::kBuyHere, SmallEvent::kBuyThere, SmallEvent::kFirstSyncs,
                                     SmallEvent::kSecondSyncs, SmallEvent::kCancelHere};
  std::size_t played = 0;
  for (const std::vector<SmallEvent>& order : AllOrders(history)) {
    const Violations violations = PlaySmallWorld(order, SimConfig());
    ASSERT_TRUE(violations.empty()) << Describe(order) << ": " << violations.front().invariant << " "
                                    << violations.front().what;
    ++played;
  }
  EXPECT_EQ(played, 120u);
}

INSTANTIATE_TEST_SUITE_P(EveryBeginning, SmallWorldTest, testing::ValuesIn(AllSmallEvents()),
                         [](const auto& event) { return std::string(ToString(event.param)); });

}  // namespace
}  // namespace riff::sim
