#include "mapping/years.h"

#include <gtest/gtest.h>

#include "mapping/normalise.h"

namespace riff {
namespace {

std::string YearsIn(std::string_view title) {
  return YearWords(YearsOfWords(SplitWords(NormaliseText(title, 200), 50)));
}

struct Case {
  std::string title;
  std::string years;
};

class YearsTest : public testing::TestWithParam<Case> {};

TEST_P(YearsTest, AreReadFromTitles) { EXPECT_EQ(YearsIn(GetParam().title), GetParam().years) << GetParam().title; }

INSTANTIATE_TEST_SUITE_P(Titles, YearsTest,
                         testing::Values(Case{"1964 Fender Jazzmaster", "1964"},
                                         Case{"Jazzmaster 1964-66", "1964-1966"},
                                         Case{"Jazzmaster 1964/5", "1964-1965"},
                                         Case{"Jazzmaster 1964-1966", "1964-1966"}, Case{"late 1960s SG", "1965-1969"},
                                         Case{"mid-60s SG", "1963-1967"}, Case{"early 60's SG", "1960-1964"},
                                         Case{"60s SG", "1960-1969"}, Case{"00s", "2000-2009"},
                                         Case{"circa 1964 SG", "1962-1966"}, Case{"'64 SG", "1964"}, Case{"SG '09", ""},
                                         Case{"part 963293-2004", ""}, Case{"2004-963293", ""}, Case{"2150 watts", ""},
                                         Case{"1899", ""}, Case{"1964 or 1971", "1964, 1971"}, Case{"", ""}));

TEST(YearsOfFieldTest, TakesWhatShopsAndSpreadsheetsWrite) {
  EXPECT_EQ(YearWords(YearsOfField("1964")), "1964");
  EXPECT_EQ(YearWords(YearsOfField("1964.0")), "1964");
  EXPECT_EQ(YearWords(YearsOfField("1960s")), "1960-1969");
  EXPECT_EQ(YearWords(YearsOfField("c. 1964")), "1962-1966");
  EXPECT_TRUE(YearsOfField("vintage").empty());
  EXPECT_TRUE(YearsOfField("").empty());
}

TEST(YearsMeetTest, WhenSomeYearLiesInBoth) {
  EXPECT_TRUE(YearsMeet({{1960, 1969}}, {{1964, 1964}}));
  EXPECT_TRUE(YearsMeet({{1950, 1950}, {1964, 1964}}, {{1964, 1966}}));
  EXPECT_FALSE(YearsMeet({{1964, 1964}}, {{1965, 1965}}));
  EXPECT_FALSE(YearsMeet({}, {{1965, 1965}}));
}

}  // namespace
}  // namespace riff
