#include "mapping/sku_spelling.h"

#include <gtest/gtest.h>

#include <string>

namespace riff {
namespace {

TEST(SkuSpellingTest, LetterCaseAndSeparatorsAreSpellingOnly) {
  for (const char* sku : {"sg-61", " SG-61", "SG_61 ", "Sg 61", "SG61", "\xef\xbc\xb3G-61"}) {
    EXPECT_EQ(CompareSkus("SG-61", sku), SkuLikeness::kSpelledOtherwise) << sku;
    EXPECT_EQ(CompareSkus(sku, "SG-61"), SkuLikeness::kSpelledOtherwise) << sku;
  }
  EXPECT_EQ(CompareSkus("SG-61", "SG-61"), SkuLikeness::kExact);
}

TEST(SkuSpellingTest, MarksOfChannelsAndRelistingsAreSeenThrough) {
  for (const char* sku : {"RIFF-SG-61", "rev-sg-61", "EBY-SG-61", "EBAY_SG61", "SG-61-R1", "SG-61-r12", "SG-61-relist",
                          "REV-SG-61-R2", "VR SG-61"}) {
    EXPECT_EQ(CompareSkus("SG-61", sku), SkuLikeness::kMarked) << sku;
    EXPECT_EQ(CompareSkus(sku, "SG-61"), SkuLikeness::kMarked) << sku;
  }
  EXPECT_EQ(CompareSkus("REV-SG-61", "EBY-SG-61"), SkuLikeness::kMarked);
}

TEST(SkuSpellingTest, OtherSkusAreOthers) {
  const std::pair<const char*, const char*> kPairs[] = {
      {"SG-61", "SG-62"},     {"SG-61", "SG-61-A"},    {"LP-R8", "LP-R9"}, {"1-11", "11-1"},
      {"REV-100", "EBY-101"}, {"SG-61", "SG-61-R123"}, {"R1", "R2"},       {"RIFF-1", "RIFF-2"}};
  for (const auto& [left, right] : kPairs) {
    EXPECT_EQ(CompareSkus(left, right), SkuLikeness::kNone) << left << " " << right;
  }
}

TEST(SkuSpellingTest, ASkuThatTellsNothingIsLikeNone) {
  for (const char* sku : {"", "   ", "N/A", "none", "Does not apply", "0", "--", "\xff"}) {
    EXPECT_TRUE(SpellingOf(sku).whole.empty()) << sku;
    EXPECT_EQ(CompareSkus(sku, sku), SkuLikeness::kNone) << sku;
  }
  EXPECT_EQ(SpellingOf("REV-").stem, "rev");
  EXPECT_EQ(SpellingOf("R1").core, "r1");
  EXPECT_FALSE(SpellingOf(std::string(1'000'000, 'A')).whole.empty());
}

}  // namespace
}  // namespace riff
