#include "mapping/assign.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "engine/base/random.h"

namespace riff {
namespace {

double GainOf(const std::vector<PossiblePair>& possible, const std::vector<std::size_t>& chosen) {
  double gain = 0;
  for (const std::size_t i : chosen) {
    gain += possible[i].gain;
  }
  return gain;
}

// The best there is, by trying everything.
double BestGain(const std::vector<PossiblePair>& possible, std::uint32_t left, std::uint32_t lefts,
                std::set<std::uint32_t>& taken) {
  if (left == lefts) {
    return 0;
  }
  double best = BestGain(possible, left + 1, lefts, taken);
  for (const PossiblePair& pair : possible) {
    if (pair.left == left && pair.gain > 0 && taken.insert(pair.right).second) {
      best = std::max(best, pair.gain + BestGain(possible, left + 1, lefts, taken));
      taken.erase(pair.right);
    }
  }
  return best;
}

TEST(ChoosePairsTest, APairGivesWayWhereTwoOthersGainMore) {
  const std::vector<PossiblePair> possible = {{0, 0, 10}, {0, 1, 9}, {1, 0, 9}};

  EXPECT_THAT(ChoosePairs(possible, 2, 2), testing::ElementsAre(1u, 2u));
}

TEST(ChoosePairsTest, APairStandsWhereTwoOthersGainLess) {
  const std::vector<PossiblePair> possible = {{0, 0, 10}, {0, 1, 4}, {1, 0, 4}};

  EXPECT_THAT(ChoosePairs(possible, 2, 2), testing::ElementsAre(0u));
}

TEST(ChoosePairsTest, WhatGainsNothingIsNeverChosen) {
  EXPECT_TRUE(ChoosePairs(std::vector<PossiblePair>{{0, 0, 0}, {1, 1, -3}}, 2, 2).empty());
  EXPECT_TRUE(ChoosePairs({}, 0, 0).empty());
}

TEST(ChoosePairsTest, IsTheBestThereIsForThousandsOfSmallGraphs) {
  SeededRandom random(7);
  for (int round = 0; round < 3000; ++round) {
    const auto lefts = static_cast<std::uint32_t>(1 + random.Below(6));
    const auto rights = static_cast<std::uint32_t>(1 + random.Below(6));
    std::vector<PossiblePair> possible;
    for (std::uint32_t left = 0; left < lefts; ++left) {
      for (std::uint32_t right = 0; right < rights; ++right) {
        if (random.Below(3) > 0) {
          possible.push_back({left, right, static_cast<double>(random.Below(9)) - 1});
        }
      }
    }

    const std::vector<std::size_t> chosen = ChoosePairs(possible, lefts, rights);

    std::set<std::uint32_t> used_lefts;
    std::set<std::uint32_t> used_rights;
    for (const std::size_t i : chosen) {
      ASSERT_TRUE(used_lefts.insert(possible[i].left).second);
      ASSERT_TRUE(used_rights.insert(possible[i].right).second);
    }
    std::set<std::uint32_t> taken;
    ASSERT_DOUBLE_EQ(GainOf(possible, chosen), BestGain(possible, 0, lefts, taken)) << "round " << round;
  }
}

TEST(ChoosePairsTest, DoesNotDependOnTheOrderOfThePossiblePairs) {
  SeededRandom random(11);
  std::vector<PossiblePair> possible;
  for (std::uint32_t i = 0; i < 200; ++i) {
    possible.push_back({static_cast<std::uint32_t>(random.Below(30)), static_cast<std::uint32_t>(random.Below(30)),
                        static_cast<double>(random.Below(3))});
  }
  const auto pairs_of = [&](const std::vector<PossiblePair>& all) {
    std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (const std::size_t i : ChoosePairs(all, 30, 30)) {
      pairs.emplace(all[i].left, all[i].right);
    }
    return pairs;
  };
  std::vector<PossiblePair> reversed(possible.rbegin(), possible.rend());

  EXPECT_EQ(pairs_of(possible), pairs_of(reversed));
}

TEST(ChoosePairsTest, ManyThatWantTheSameAreServedInBoundedTime) {
  std::vector<PossiblePair> possible;
  for (std::uint32_t left = 0; left < 20'000; ++left) {
    for (std::uint32_t right = 0; right < 20; ++right) {
      possible.push_back({left, right, 1});
    }
  }

  EXPECT_EQ(ChoosePairs(possible, 20'000, 20).size(), 20u);
}

}  // namespace
}  // namespace riff
