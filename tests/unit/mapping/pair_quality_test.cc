#include "mapping/pair_quality.h"

#include <gtest/gtest.h>

namespace riff {
namespace {

TEST(PairQualityTest, CountsWhatIsRightAndListsWhatIsNot) {
  const std::vector<TruePair> truth = {{"1", "a"}, {"2", "b"}, {"3", "c"}, {"4", "d"}};
  const std::vector<ProposedPair> proposed = {{"1", "a", true}, {"2", "x", true}, {"3", "c", false}, {"9", "y", false}};

  const PairQuality quality = Judge(proposed, truth);

  EXPECT_DOUBLE_EQ(quality.Precision(), 0.5);
  EXPECT_DOUBLE_EQ(quality.Recall(), 0.5);
  EXPECT_DOUBLE_EQ(quality.F1(), 0.5);
  EXPECT_DOUBLE_EQ(quality.LinkPrecision(), 0.5);
  EXPECT_DOUBLE_EQ(quality.LinkRecall(), 0.25);
  ASSERT_EQ(quality.confusions.size(), 3u);
  EXPECT_EQ(quality.confusions[0].left, "2");  // A wrong link is the worst.
  EXPECT_EQ(quality.confusions[0].truth, "b");
  EXPECT_EQ(quality.confusions[1].left, "4");
  EXPECT_EQ(quality.confusions[1].proposed, "");
  EXPECT_EQ(quality.confusions[2].left, "9");
  EXPECT_EQ(quality.confusions[2].truth, "");
}

TEST(PairQualityTest, NothingIsZeroAndNotNonsense) {
  const PairQuality quality = Judge({}, {});
  EXPECT_EQ(quality.Precision(), 0);
  EXPECT_EQ(quality.Recall(), 0);
  EXPECT_EQ(quality.F1(), 0);
  EXPECT_EQ(quality.LinkPrecision(), 0);
}

TEST(PairQualityTest, ATruePairToldTwiceCountsOnce) {
  const PairQuality quality =
      Judge(std::vector<ProposedPair>{{"1", "a", false}}, std::vector<TruePair>{{"1", "a"}, {"1", "a"}});
  EXPECT_EQ(quality.truth, 1u);
  EXPECT_DOUBLE_EQ(quality.F1(), 1);
}

TEST(RecallAtTest, LooksAtTheFirstSoMany) {
  const std::vector<TruePair> truth = {{"1", "a"}, {"2", "b"}, {"3", "c"}};
  const std::map<std::string, std::vector<std::string>> candidates = {{"1", {"a", "x"}}, {"2", {"x", "b"}}};

  EXPECT_DOUBLE_EQ(RecallAt(1, candidates, truth), 1.0 / 3);
  EXPECT_DOUBLE_EQ(RecallAt(5, candidates, truth), 2.0 / 3);
  EXPECT_DOUBLE_EQ(RecallAt(5, {}, {}), 0);
}

}  // namespace
}  // namespace riff
