#include "mocks/shopify_search.h"

#include <gtest/gtest.h>

namespace riff::sim {
namespace {

Timestamp At(std::string_view text) { return *ParseTimestamp(text); }

std::optional<ShopifyIndexed> Index(std::string_view field) {
  if (field == "sku") {
    return std::string("LP 59");
  }
  if (field == "updated_at") {
    return At("2026-11-01T10:00:00.7Z");
  }
  if (field == "total") {
    return std::int64_t{5};
  }
  if (field == "tag") {
    return std::vector<std::string>{"new", "blue"};
  }
  return field.empty() ? std::optional<ShopifyIndexed>("Les Paul LP 59") : std::nullopt;
}

bool Finds(std::string_view text) { return ShopifySearch(text).Matches(Index); }

TEST(ShopifySearch, ComparesTextsTimesNumbersAndLists) {
  EXPECT_TRUE(Finds("sku:'LP 59'"));
  EXPECT_TRUE(Finds("sku:\"lp 59\""));
  EXPECT_FALSE(Finds("sku:LP"));
  EXPECT_TRUE(Finds("sku:LP*"));
  EXPECT_TRUE(Finds("sku:A,'LP 59'"));
  EXPECT_TRUE(Finds("updated_at:>='2026-11-01T10:00:00Z'"));
  EXPECT_FALSE(Finds("updated_at:>'2026-11-01T10:00:00Z'"));
  EXPECT_TRUE(Finds("updated_at:<2026-11-02"));
  EXPECT_TRUE(Finds("updated_at:>='2026-11-01T05:00:00-05:00'"));
  EXPECT_FALSE(Finds("updated_at:>='2026-11-01T10:00:01'"));
  EXPECT_TRUE(Finds("total:5"));
  EXPECT_FALSE(Finds("total:>5"));
  EXPECT_TRUE(Finds("total:<=5"));
  EXPECT_TRUE(Finds("tag:blue"));
  EXPECT_FALSE(Finds("tag:red"));
}

TEST(ShopifySearch, JoinsTermsByAndUnlessTheyAreToldOtherwise) {
  EXPECT_TRUE(Finds("tag:blue total:5"));
  EXPECT_FALSE(Finds("tag:blue AND total:6"));
  EXPECT_TRUE(Finds("total:6 OR tag:blue"));
  EXPECT_FALSE(Finds("-tag:blue"));
  EXPECT_TRUE(Finds("NOT tag:red"));
  EXPECT_TRUE(Finds("(tag:red) OR (paul)"));
  EXPECT_FALSE(Finds("stratocaster"));
  EXPECT_TRUE(Finds(""));
}

TEST(ShopifySearch, DropsWhatItDoesNotUnderstandAndFindsEverything) {
  EXPECT_TRUE(Finds("update_at:>='2030-01-01'"));
  EXPECT_TRUE(Finds("updated_at:>=yesterday"));
  EXPECT_TRUE(Finds("total:many"));
  EXPECT_FALSE(Finds("update_at:>='2030-01-01' total:6")) << "the rest still counts";
}

TEST(ShopifySearch, TakesBrokenTextsAsTheyCome) {
  for (const char* text : {"'", "sku:'LP", ":", "-", "sku:", "AND", "\\", "a:b:c"}) {
    (void)Finds(text);
  }
  EXPECT_TRUE(Finds("sku:'LP 59"));
}

}  // namespace
}  // namespace riff::sim
