#include "engine/store/case_fold.h"

#include <gtest/gtest.h>

namespace riff {
namespace {

TEST(FoldCaseTest, LowersLettersOfEachAlphabet) {
  EXPECT_EQ(FoldCase("SG-61 Höfner HÖFNER ÉÀÞ"), "sg-61 höfner höfner éàþ");
  EXPECT_EQ(FoldCase("ŁÓDŹ ŠKODA ĀŸ"), "łódź škoda āŸ");
  EXPECT_EQ(FoldCase("ΑΩ АЯ ЀЏ"), "αω ая ѐџ");
}

TEST(FoldCaseTest, LeavesTheRestAsItIs) {
  for (const char* text : {"", "日本語 🎸", "ß×÷ıİ", "0123 _%'", "αω"}) {
    EXPECT_EQ(FoldCase(text), text);
  }
  const std::string broken = "\xC3";
  EXPECT_EQ(FoldCase(broken), broken);
  EXPECT_EQ(FoldCase("\xC3(\xFF"), "\xC3(\xFF");
}

}  // namespace
}  // namespace riff
