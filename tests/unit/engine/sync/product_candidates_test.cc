#include "engine/sync/product_candidates.h"

#include <gtest/gtest.h>

namespace riff {
namespace {

Product ProductOf(const std::string& sku, const std::string& title) {
  Product product;
  product.sku = Sku(sku);
  product.content.title = title;
  return product;
}

TEST(ProductCandidateTest, ItsTextIsReadAsItWasWritten) {
  const ProductCandidate candidate{Sku("SG (61)"), 0.937, "same words (all); 50 %): odd"};

  const std::optional<ProductCandidate> read = ParseProductCandidate(TextOf(candidate));

  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->product, candidate.product);
  EXPECT_DOUBLE_EQ(read->score, 0.93);
  EXPECT_EQ(read->why, candidate.why);
}

TEST(ProductCandidateTest, AHundredPercentIsOnlyWhatIsCertain) {
  EXPECT_TRUE(TextOf({Sku("A"), 0.9999, "x"}).starts_with("A (99 %)"));
  EXPECT_TRUE(TextOf({Sku("A"), 1.0, "x"}).starts_with("A (100 %)"));
  EXPECT_TRUE(TextOf({Sku("A"), 0.29, "x"}).starts_with("A (29 %)"));
}

TEST(ProductCandidateTest, OtherTextsAreNone) {
  for (const char* text : {"", "SG-61", " (93 %): no SKU", "SG-61 (93 %)", "SG-61 (x %): why", "SG-61 (101 %): why",
                           "SG-61 (-1 %): why", "SG-61 (99999999999 %): why", "SG-61 93 %): why"}) {
    EXPECT_FALSE(ParseProductCandidate(text).has_value()) << text;
  }
}

TEST(ProductCatalogueTest, ASkuSpelledOtherwiseComesFirst) {
  ProductCatalogue catalogue;
  catalogue.Add(ProductOf("JM-64", "Fender Jazzmaster 1964 Sunburst"));
  catalogue.Add(ProductOf("SG-61", "Gibson SG 1961 Cherry"));
  Listing listing;
  listing.sku_shown = Sku("sg_61");
  ListingContent content;
  content.title = "Fender Jazzmaster 1964";

  const std::vector<ProductCandidate> found = catalogue.Find(listing, content, 0.25);

  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].product, Sku("SG-61"));
  EXPECT_EQ(found[1].product, Sku("JM-64"));
  EXPECT_TRUE(catalogue.KnowsAlike(Sku("EBY-SG-61-R3")));
  EXPECT_FALSE(catalogue.KnowsAlike(Sku("SG-62")));
  EXPECT_FALSE(catalogue.KnowsAlike(Sku()));
}

}  // namespace
}  // namespace riff
