#include "connectors/table/xlsx_values.h"

#include <gtest/gtest.h>

namespace riff {
namespace {

TEST(XlsxFormatTest, TellsDatesFromNumbers) {
  for (const char* code : {"yyyy-mm-dd", "[$-409]d/m/yy", "[h]:mm", "mmm", "\\x d"}) {
    EXPECT_EQ(KindOfFormatCode(code), NumberKind::kDate) << code;
  }
  for (const char* code : {"General", "0.00", "[Red]0", "\"days\" 0", "\\d0", "0;yyyy", "_d0", "\"open", "[open"}) {
    EXPECT_EQ(KindOfFormatCode(code), NumberKind::kPlain) << code;
  }
  EXPECT_EQ(KindOfBuiltInFormat(14), NumberKind::kDate);
  EXPECT_EQ(KindOfBuiltInFormat(47), NumberKind::kDate);
  EXPECT_EQ(KindOfBuiltInFormat(2), NumberKind::kPlain);
}

TEST(XlsxNumberTest, KeepsWholeNumbersWhole) {
  EXPECT_EQ(NumberText("139000"), "139000");
  EXPECT_EQ(NumberText("9007199254740991"), "9007199254740991");
  EXPECT_EQ(NumberText("1E3"), "1000");
  EXPECT_EQ(NumberText("1899.5"), "1899.5");
  EXPECT_FALSE(NumberText("").has_value());
  EXPECT_FALSE(NumberText("nan").has_value());
}

TEST(XlsxDateTest, CountsAroundTheDayThatWasNot) {
  EXPECT_EQ(DateText("59", DateSystem::kFrom1900), "1900-02-28");
  EXPECT_EQ(DateText("61", DateSystem::kFrom1900), "1900-03-01");
  EXPECT_EQ(DateText("60", DateSystem::kFrom1904), "1904-03-01");
  EXPECT_EQ(DateText("2958465", DateSystem::kFrom1900), "9999-12-31");
  EXPECT_FALSE(DateText("2958466", DateSystem::kFrom1900).has_value());
}

TEST(XlsxDateTest, CarriesASecondThatRoundsUpToADay) {
  EXPECT_EQ(DateText("24228.9999999", DateSystem::kFrom1900), "1966-05-02");
}

TEST(XlsxEscapeTest, DecodesOnlyWholeEscapes) {
  EXPECT_EQ(DecodeEscapes("a_x000A_b"), "a\nb");
  EXPECT_EQ(DecodeEscapes("_x20AC_"), "\xe2\x82\xac");
  EXPECT_EQ(DecodeEscapes("_x00E9_"), "\xc3\xa9");
  EXPECT_EQ(DecodeEscapes("_x00_ _x000G_ _x0000_ _xD800_ _x"), "_x00_ _x000G_ _x0000_ _xD800_ _x");
}

TEST(XlsxPlaceTest, CountsColumnsInLetters) {
  EXPECT_EQ(ParseCellPlace("A1")->column, 0u);
  EXPECT_EQ(ParseCellPlace("AB12")->column, 27u);
  EXPECT_EQ(ParseCellPlace("AB12")->row, 12u);
  EXPECT_EQ(ParseCellPlace("XFD1048576")->column, 16'383u);
  for (const char* text : {"", "A", "1", "A0", "XFE1", "A1048577", "a1", "A1b", "AAAAAAAAAAAAAAAAAAAAAAAAA1"}) {
    EXPECT_FALSE(ParseCellPlace(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace riff
