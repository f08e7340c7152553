#include "mapping/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace riff {
namespace {

using testing::ElementsAre;

std::vector<std::string> Split(std::string_view text) {
  std::vector<std::string> words;
  for (const Word& word : SplitWords(text, 100)) {
    words.push_back(word.text);
  }
  return words;
}

TEST(SplitWordsTest, PartsAtEverySign) {
  EXPECT_THAT(Split("fender, strat - (black)"), ElementsAre("fender", "strat", "black"));
}

TEST(SplitWordsTest, KeepsNumbersWhole) {
  EXPECT_THAT(Split("mac os 10.4.6"), ElementsAre("mac", "os", "10.4.6"));
  EXPECT_THAT(Split("10,000 clips"), ElementsAre("10000", "clips"));
  EXPECT_THAT(Split("950 000 clips"), ElementsAre("950000", "clips"));
  EXPECT_THAT(Split("1,2 and 3"), ElementsAre("1", "2", "and", "3"));
}

TEST(SplitWordsTest, TakesApostrophesOutOfWords) {
  EXPECT_THAT(Split("don't sportsman's"), ElementsAre("dont", "sportsmans"));
}

TEST(SplitWordsTest, PairsTheSignsOfScriptsWithoutBlanks) {
  EXPECT_THAT(Split("\xe3\x82\xae\xe3\x82\xbf\xe3\x83\xbc fx \xe9\xbb\x92"),
              ElementsAre("\xe3\x82\xae\xe3\x82\xbf", "\xe3\x82\xbf\xe3\x83\xbc", "fx", "\xe9\xbb\x92"));
}

TEST(SplitWordsTest, RemembersWhatTiesAWordToTheOneBefore) {
  const std::vector<Word> words = SplitWords("ps-lx350h 42' '64 a/b", 100);

  ASSERT_EQ(words.size(), 6u);
  EXPECT_EQ(words[1].before, '-');
  EXPECT_EQ(words[2].before, ' ');
  EXPECT_EQ(words[2].after, '\'');
  EXPECT_EQ(words[3].before, '\'');
  EXPECT_EQ(words[5].before, '/');
}

TEST(SplitWordsTest, StopsAtTheLimitAndCutsEndlessWords) {
  EXPECT_EQ(SplitWords("a b c d", 2).size(), 2u);
  EXPECT_LT(Split(std::string(1'000'000, 'x')).front().size(), 100u);
  EXPECT_TRUE(Split("").empty());
  EXPECT_TRUE(Split(" - / '").empty());
}

TEST(CanonicalWordTest, BringsFormsOfAWordTogether) {
  const std::vector<std::pair<std::string, std::string>> table = {{"headphones", "headphone"},
                                                                  {"gas", "gas"},
                                                                  {"glass", "glass"},
                                                                  {"chorus", "chorus"},
                                                                  {"iv", "4"},
                                                                  {"second", "2nd"},
                                                                  {"seven", "7"},
                                                                  {"v2.0", "2"},
                                                                  {"2.0", "2"},
                                                                  {"10.4.6", "10.4.6"},
                                                                  {"07", "7"},
                                                                  {"007", "7"},
                                                                  {"x", "x"},
                                                                  {"vsti", "vsti"},
                                                                  {"0", "0"}};
  for (const auto& [word, canonical] : table) {
    EXPECT_EQ(CanonicalWord(word), canonical) << word;
  }
}

TEST(WordKindTest, TellsNumbersFromCodes) {
  EXPECT_TRUE(IsNumber("10.4"));
  EXPECT_FALSE(IsNumber("4a"));
  EXPECT_FALSE(IsNumber("."));
  EXPECT_TRUE(HasDigit("4a"));
  EXPECT_TRUE(HasLetter("4a"));
  EXPECT_FALSE(HasLetter("4.0"));
}

}  // namespace
}  // namespace riff
