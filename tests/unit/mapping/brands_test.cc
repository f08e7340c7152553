#include "mapping/brands.h"

#include <gtest/gtest.h>

#include "mapping/normalise.h"

namespace riff {
namespace {

std::string BrandIn(std::string_view text) {
  return std::string(BrandName(BrandOf(SplitWords(NormaliseText(text, 200), 20))));
}

TEST(BrandsTest, AreKnownByAllTheirNames) {
  const std::vector<std::pair<std::string, std::string>> table = {{"Paul Reed Smith Custom 24", "PRS"},
                                                                  {"PRS Custom 24", "PRS"},
                                                                  {"PRS SE Custom 24", "PRS SE"},
                                                                  {"Fender Squier Strat", "Squier"},
                                                                  {"Squier by Fender", "Squier"},
                                                                  {"Squier Strat", "Squier"},
                                                                  {"Fender Strat", "Fender"},
                                                                  {"ESP LTD EC-1000", "ESP LTD"},
                                                                  {"LTD EC-1000", "ESP LTD"},
                                                                  {"ESP E-II Horizon", "ESP E-II"},
                                                                  {"Ernie Ball Music Man", "Music Man"},
                                                                  {"H\xc3\xb6"
                                                                   "fner 500/1",
                                                                   "Hofner"},
                                                                  {"Strat by Fender", "Fender"},
                                                                  {"no name", ""},
                                                                  {"", ""}};
  for (const auto& [text, brand] : table) {
    EXPECT_EQ(BrandIn(text), brand) << text;
  }
}

TEST(BrandsTest, ASubBrandHasAParentAndIsNotIt) {
  const BrandId squier = BrandOf(SplitWords("squier", 5));
  EXPECT_EQ(BrandName(ParentOf(squier)), "Fender");
  EXPECT_EQ(ParentOf(ParentOf(squier)), 0);
  EXPECT_EQ(ParentOf(0), 0);
}

TEST(BrandsTest, SomeMakersSellMuchElse) {
  EXPECT_TRUE(MakesInstrumentsOnly(BrandOf(SplitWords("gibson", 5))));
  EXPECT_FALSE(MakesInstrumentsOnly(BrandOf(SplitWords("yamaha", 5))));
  EXPECT_FALSE(MakesInstrumentsOnly(0));
}

TEST(BrandsTest, CompanyWordsAreNoNames) {
  EXPECT_TRUE(IsCompanyWord("gmbh"));
  EXPECT_TRUE(IsCompanyWord("inc"));
  EXPECT_FALSE(IsCompanyWord("fender"));
}

}  // namespace
}  // namespace riff
