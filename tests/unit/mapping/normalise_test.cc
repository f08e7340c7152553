#include "mapping/normalise.h"

#include <gtest/gtest.h>

#include "connectors/table/csv.h"

namespace riff {
namespace {

constexpr std::size_t kBytesMax = 1000;

struct Case {
  std::string name;
  std::string text;
  std::string folded;
};

class NormaliseTest : public testing::TestWithParam<Case> {};

TEST_P(NormaliseTest, FoldsSpellingsToOne) {
  EXPECT_EQ(NormaliseText(GetParam().text, kBytesMax), GetParam().folded);
  EXPECT_EQ(NormaliseText(GetParam().folded, kBytesMax), GetParam().folded);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, NormaliseTest,
    testing::Values(Case{"Case", "FENDER Strat", "fender strat"},
                    Case{"Accents",
                         "H\xc3\xb6"
                         "fner caf\xc3\xa9",
                         "hofner cafe"},
                    Case{"AccentsInParts",
                         "Ho\xcc\x88"
                         "fner",
                         "hofner"},
                    Case{"SharpS", "WEI\xc3\x9f", "weiss"}, Case{"FullWidth", "\xef\xbc\xb3\xef\xbc\xa7", "sg"},
                    Case{"Ligature", "\xef\xac\x81n", "fin"},
                    Case{"Dashes",
                         "a\xe2\x80\x93"
                         "b\xe2\x80\x94"
                         "c",
                         "a-b-c"},
                    Case{"Quotes",
                         "\xe2\x80\x99"
                         "64",
                         "'64"},
                    Case{"Inches", "42\xe2\x80\xb3", "42\""},
                    Case{"Trademark", "Game\xe2\x84\xa2 Link\xc2\xae", "game  link "},
                    Case{"Emoji", "\xf0\x9f\x8e\xb8 strat", "  strat"},
                    Case{"Control", std::string("a\x01\tb"), "a  b"},
                    Case{"NotUtf8",
                         "a\xff"
                         "b",
                         "a b"},
                    Case{"RightToLeftMark",
                         "a\xe2\x80\xae"
                         "b",
                         "a b"},
                    Case{"Tags", "<p class=\"x\">Fender</p>", " fender "}, Case{"LessThan", "a < b", "a   b"},
                    Case{"Reference", "Gibson &amp; Co", "gibson   co"}, Case{"NumericReference", "caf&#233;", "cafe"},
                    Case{"QuoteReference", "42&quot; TV", "42\" tv"}, Case{"NoReference", "R&D; x", "r d; x"},
                    Case{"Cyrillic", "\xd0\x93\xd0\x98\xd0\xa2\xd0\x90\xd0\xa0\xd0\x90",
                         "\xd0\xb3\xd0\xb8\xd1\x82\xd0\xb0\xd1\x80\xd0\xb0"}),
    [](const testing::TestParamInfo<Case>& each) { return each.param.name; });

TEST(NormaliseTextTest, ReadsNoMoreThanItIsAllowed) {
  EXPECT_EQ(NormaliseText(std::string(1'000'000, 'A'), 10), "aaaaaaaaaa");
  EXPECT_TRUE(IsUtf8(NormaliseText("\xc3\xa9\xc3\xa9", 3)));
}

TEST(NormaliseTextTest, AHostileTextCostsNoSquare) {
  std::string opened;
  for (int i = 0; i < 200'000; ++i) {
    opened += "<a&#";
  }

  EXPECT_TRUE(IsUtf8(NormaliseText(opened, opened.size())));
}

}  // namespace
}  // namespace riff
