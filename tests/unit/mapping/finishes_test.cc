#include "mapping/finishes.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace riff {
namespace {

FinishSet Of(const std::vector<std::string>& words) {
  FinishSet finishes = 0;
  for (const std::string& word : words) {
    EXPECT_NE(FinishOf(word), 0u) << word;
    finishes |= FinishOf(word);
  }
  return finishes;
}

TEST(FinishesTest, AreOneInAllLanguages) {
  for (const char* word : {"schwarz", "noir", "negro", "nero", "preto", "zwart", "blk", "ebony"}) {
    EXPECT_EQ(FinishOf(word), FinishOf("black")) << word;
  }
  for (const char* word : {"rot", "rouge", "rojo", "rosso", "vermelho", "rood"}) {
    EXPECT_EQ(FinishOf(word), FinishOf("red")) << word;
  }
  EXPECT_EQ(FinishOf("strat"), 0u);
  EXPECT_EQ(FinishOf(""), 0u);
  EXPECT_EQ(FinishWord(FinishOf("weiss")), "white");
  EXPECT_EQ(FinishWord(0), "");
  EXPECT_EQ(FinishWords(Of({"schwarz", "matt"})), "black, matte");
}

struct Case {
  std::string name;
  std::vector<std::string> left;
  std::vector<std::string> right;
  bool contradict;
};

class FinishPairTest : public testing::TestWithParam<Case> {};

TEST_P(FinishPairTest, ContradictsOrNot) {
  EXPECT_EQ(FinishesContradict(Of(GetParam().left), Of(GetParam().right)), GetParam().contradict);
  EXPECT_EQ(FinishesContradict(Of(GetParam().right), Of(GetParam().left)), GetParam().contradict);
}

INSTANTIATE_TEST_SUITE_P(Pairs, FinishPairTest,
                         testing::Values(Case{"OtherColours", {"black"}, {"white"}, true},
                                         Case{"OneOfTwo", {"black", "red"}, {"red"}, false},
                                         Case{"CherryIsRed", {"cherry"}, {"red"}, false},
                                         Case{"SunburstIsNotBlack", {"sunburst"}, {"black"}, true},
                                         Case{"ShineIsNoColour", {"matte"}, {"black"}, false},
                                         Case{"Untold", {}, {"black"}, false},
                                         Case{"BurstIsADoubtOnly", {"red", "burst"}, {"red"}, false}),
                         [](const testing::TestParamInfo<Case>& each) { return each.param.name; });

}  // namespace
}  // namespace riff
