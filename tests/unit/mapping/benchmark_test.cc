// Two public benchmarks with known truth, both with the one configuration there is. What the numbers are is told in
// docs/mapping.md; these are the floors they must not fall below.

#include <gtest/gtest.h>

#include <cstdlib>

#include "engine/cli/match_csv.h"

namespace riff {
namespace {

struct Benchmark {
  std::string folder;
  char delimiter;
  double f1;
  double link_precision;
  double link_recall;
  double recall_at_5;
};

class BenchmarkTest : public testing::TestWithParam<Benchmark> {};

TEST_P(BenchmarkTest, ReachesItsFloor) {
  const char* datasets = std::getenv("RIFF_DATASETS");
  if (datasets == nullptr) {
    GTEST_SKIP() << "RIFF_DATASETS does not name the folder with " << GetParam().folder;
  }
  const std::string folder = std::string(datasets) + "/" + GetParam().folder;
  const auto left = ReadMatchRecords({folder + "/left.csv", GetParam().delimiter}).value();
  const auto right = ReadMatchRecords({folder + "/right.csv", GetParam().delimiter}).value();
  const auto truth = ReadTruePairs({folder + "/matches.csv", GetParam().delimiter}).value();
  MatchOptions options;
  options.candidates_kept = 5;

  const MatchResult result = MatchRecords(left, right, options);

  std::vector<ProposedPair> pairs;
  for (const MatchedPair& pair : result.pairs) {
    pairs.push_back({left[pair.left].id, right[pair.right].id, pair.decision == MatchDecision::kLink});
  }
  std::map<std::string, std::vector<std::string>> candidates;
  for (std::size_t i = 0; i < left.size(); ++i) {
    for (const MatchCandidate& candidate : result.candidates[i]) {
      candidates[left[i].id].push_back(right[candidate.place].id);
    }
  }
  const PairQuality quality = Judge(pairs, truth);
  EXPECT_GE(quality.F1(), GetParam().f1);
  EXPECT_GE(quality.LinkPrecision(), GetParam().link_precision);
  EXPECT_GE(quality.LinkRecall(), GetParam().link_recall);
  EXPECT_GE(RecallAt(5, candidates, truth), GetParam().recall_at_5);
}

INSTANTIATE_TEST_SUITE_P(Catalogues, BenchmarkTest,
                         testing::Values(Benchmark{"abt-buy", '|', 0.96, 0.99, 0.75, 0.97},
                                         Benchmark{"amazon-google", '#', 0.75, 0.90, 0.15, 0.97}),
                         [](const testing::TestParamInfo<Benchmark>& each) {
                           return std::string(each.param.delimiter == '|' ? "AbtBuy" : "AmazonGoogle");
                         });

}  // namespace
}  // namespace riff
