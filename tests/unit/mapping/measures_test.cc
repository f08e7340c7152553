#include "mapping/measures.h"

#include <gtest/gtest.h>

#include "mapping/normalise.h"

namespace riff {
namespace {

// The first measure of a text, for people.
std::string FirstMeasure(std::string_view text) {
  const std::vector<Word> words = SplitWords(NormaliseText(text, 200), 20);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (const MeasureRead read = MeasureAt(words, i); read.words > 0) {
      return MeasureText(read.measure);
    }
  }
  return "";
}

TEST(MeasuresTest, AreReadInAllTheirSpellings) {
  const std::vector<std::pair<std::string, std::string>> table = {{"42\" TV", "42 in"},
                                                                  {"42' TV", "42 in"},
                                                                  {"42-inch TV", "42 in"},
                                                                  {"106.68 cm", "42 in"},
                                                                  {"500 GB", "500 GB"},
                                                                  {"500GB", "500 GB"},
                                                                  {"0.5 TB", "500 GB"},
                                                                  {"7-string", "7 strings"},
                                                                  {"7-saitig", "7 strings"},
                                                                  {"12 cuerdas", "12 strings"},
                                                                  {"5.0 cu. ft.", "5 cu ft"},
                                                                  {"5 cubic feet", "5 cu ft"},
                                                                  {"8.1 megapixel", "8.1 megapixels"},
                                                                  {"2.4 GHz", "2400 MHz"},
                                                                  {"300W", "300 W"},
                                                                  {"16 oz", "1 lb"}};
  for (const auto& [text, measure] : table) {
    EXPECT_EQ(FirstMeasure(text), measure) << text;
  }
}

TEST(MeasuresTest, AreNotSeenInOtherNumbers) {
  for (const char* text : {"3 in 1", "in 42", "series 7", "rs140", "0 gb", "windows 95 w", "v 2.0", ""}) {
    EXPECT_EQ(FirstMeasure(text), "") << text;
  }
}

TEST(MeasuresTest, AgreeWithinRoundingAndInOneUnitOnly) {
  EXPECT_TRUE(Agree({Unit::kInch, 42}, {Unit::kInch, 41.9}));
  EXPECT_FALSE(Agree({Unit::kInch, 42}, {Unit::kInch, 40}));
  EXPECT_FALSE(Agree({Unit::kInch, 42}, {Unit::kFeet, 42}));
}

}  // namespace
}  // namespace riff
