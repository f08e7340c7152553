#include "mapping/fields/title_rules.h"

#include <gtest/gtest.h>

#include <string>

namespace riff {
namespace {

ListingContent Guitar(std::string title) {
  ListingContent content;
  content.title = std::move(title);
  content.brand = "Fender";
  content.model = "Jazzmaster";
  content.year = "1964";
  return content;
}

std::string Fitted(std::string title, std::size_t characters_max, TitleSigns signs = TitleSigns::kAll) {
  return TitleFor(Guitar(std::move(title)), {characters_max, signs});
}

TEST(TitleRulesTest, KeepsATitleThatFitsByteForByte) {
  EXPECT_EQ(Fitted("1964 Fender Jazzmaster", 22), "1964 Fender Jazzmaster");
  EXPECT_EQ(Fitted(" as  it was ", 12), " as  it was ");
  EXPECT_EQ(Fitted("", 5), "");
}

TEST(TitleRulesTest, DropsWhatOnlySellsBeforeWhatTells) {
  EXPECT_EQ(Fitted("RARE !!! 1964 Fender Jazzmaster sunburst with case", 36), "1964 Fender Jazzmaster sunburst case");
}

TEST(TitleRulesTest, KeepsBrandModelAndYearLongest) {
  const std::string title = "Gorgeous sunburst offset guitar, 1964 Fender Jazzmaster";

  EXPECT_EQ(Fitted(title, 31), "Gorgeous 1964 Fender Jazzmaster");
  EXPECT_EQ(Fitted(title, 22), "1964 Fender Jazzmaster");
  EXPECT_EQ(Fitted(title, 21), "1964 Fender");
  EXPECT_EQ(Fitted(title, 4), "1964");
}

TEST(TitleRulesTest, NeverCutsThroughAWordUnlessItAloneIsTooLong) {
  EXPECT_EQ(Fitted("Jazzmaster", 4), "Jazz");
  EXPECT_EQ(Fitted("supercalifragilistic Jazzmaster", 12), "Jazzmaster");
}

TEST(TitleRulesTest, NeverCutsThroughACharacterAsPeopleSeeIt) {
  const std::string accented = "e\xcc\x81";  // e and a combining accent.
  const std::string family = "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9";

  EXPECT_EQ(Fitted("ab" + accented, 3), "ab");
  EXPECT_EQ(Fitted("a" + family + "b", 3), "a");
  EXPECT_EQ(CutCharacters("a" + family + "b", 4), "a" + family);
  EXPECT_EQ(CountCharacters(family), 3u);
}

TEST(TitleRulesTest, PutsABlankForWhatNoTitleMayHold) {
  EXPECT_EQ(Fitted("Fender\tJazz\nmaster\x01 \xff 1964", 80), "Fender Jazz master 1964");
  EXPECT_EQ(Fitted("Fender \xe2\x80\xaeJazzmaster", 80), "Fender Jazzmaster");
}

TEST(TitleRulesTest, ObeysWhatAPlatformRefuses) {
  const std::string title = "Fender & <b>Jazz</b> &amp;lt; \xf0\x9f\x8e\xb8 !!!!!!!!!!!!";

  EXPECT_EQ(Fitted(title, 80, TitleSigns::kAll), title);
  EXPECT_EQ(Fitted(title, 80, TitleSigns::kNoMarkup), "Fender & b Jazz /b &amp;lt; \xf0\x9f\x8e\xb8 !!!!!!!!!!!!");
  EXPECT_EQ(Fitted(title, 80, TitleSigns::kPlain), "Fender & b Jazz /b !!!!!!!!!");
}

TEST(TitleRulesTest, KnowsThePlatformsLengths) {
  EXPECT_EQ(TitleRuleOf(Platform::kEbay).characters_max, 80u);
  EXPECT_EQ(TitleRuleOf(Platform::kTiktok).signs, TitleSigns::kPlain);
  EXPECT_EQ(TitleRuleOf(Platform::kVr).characters_max, 120u);
  EXPECT_EQ(TitleRuleOf(Platform::kReverb).characters_max, 255u);
}

TEST(TitleRulesTest, TakesAMegabyteAndTenThousandWords) {
  std::string words;
  for (int i = 0; i < 10'000; ++i) {
    words += "word" + std::to_string(i) + " ";
  }
  EXPECT_LE(CountCharacters(Fitted(words, 80)), 80u);
  EXPECT_EQ(CountCharacters(Fitted(std::string(1'000'000, 'x'), 80)), 80u);
}

}  // namespace
}  // namespace riff
