#include "engine/model/product.h"

#include <gtest/gtest.h>

#include <string>

namespace riff {
namespace {

ListingContent Titled(std::string title) {
  ListingContent content;
  content.title = std::move(title);
  return content;
}

ContentDigest DigestOfTitle(std::string title) { return DigestOf(Titled(std::move(title))); }

TEST(DigestOfTest, FitsAStringWithoutAnAllocation) {
  EXPECT_EQ(DigestOfTitle("1964 Fender Jazzmaster").text().size(), 13u);
  EXPECT_LE(DigestOfTitle("x").text().capacity(), std::string().capacity());
}

// A stored digest is compared for years: it must not change.
TEST(DigestOfTest, StaysTheSameInEveryVersion) {
  EXPECT_EQ(DigestOfTitle("1964 Fender Jazzmaster").text(), "4tz3e0rpcndmp");
}

TEST(DigestOfTest, FoldsWhiteSpace) {
  const ContentDigest digest = DigestOfTitle("1964 Fender Jazzmaster");

  EXPECT_EQ(DigestOfTitle("  1964\tFender \n Jazzmaster  "), digest);
  EXPECT_EQ(DigestOfTitle("1964\xc2\xa0"
                          "Fender \xc2\xa0 Jazzmaster\xc2\xa0"),
            digest);
  EXPECT_NE(DigestOfTitle("1964Fender Jazzmaster"), digest);
}

TEST(DigestOfTest, TellsTitlesApart) {
  EXPECT_NE(DigestOfTitle("1964 Fender Jazzmaster"), DigestOfTitle("1965 Fender Jazzmaster"));
  EXPECT_NE(DigestOfTitle("1964 Fender Jazzmaster"), DigestOfTitle("1964 fender Jazzmaster"));
  EXPECT_NE(DigestOfTitle("ab"), DigestOfTitle("ba"));
}

TEST(DigestOfTest, LooksAtTheTitleOnly) {
  const ListingContent plain = Titled("1964 Fender Jazzmaster");
  ListingContent rich = plain;
  rich.description = "<p>Sunburst</p>";
  rich.brand = "Fender";
  rich.condition = Condition::kMint;
  rich.image_urls = {"https://example.test/1.jpg"};

  EXPECT_EQ(DigestOf(plain), DigestOf(rich));
}

TEST(DigestOfTest, IsEmptyWhereNoTitleIsKnown) {
  EXPECT_TRUE(DigestOfTitle("").empty());
  EXPECT_TRUE(DigestOfTitle(" \t\xc2\xa0").empty());
}

TEST(FitTitleTest, KeepsATitleThatFits) {
  EXPECT_EQ(FitTitle("1964 Fender Jazzmaster", 80), "1964 Fender Jazzmaster");
  EXPECT_EQ(FitTitle("1964 Fender", 11), "1964 Fender");
  EXPECT_EQ(FitTitle(" as  it was ", 12), " as  it was ");
  EXPECT_EQ(FitTitle("", 5), "");
}

TEST(FitTitleTest, CutsAtTheLastWholeWord) {
  EXPECT_EQ(FitTitle("1964 Fender Jazzmaster", 21), "1964 Fender");
  EXPECT_EQ(FitTitle("1964 Fender Jazzmaster", 12), "1964 Fender");
  EXPECT_EQ(FitTitle("1964 Fender Jazzmaster", 11), "1964 Fender");
  EXPECT_EQ(FitTitle("1964 Fender Jazzmaster", 10), "1964");
  EXPECT_EQ(FitTitle("1964   Fender", 6), "1964");
  EXPECT_EQ(FitTitle("1964\xc2\xa0"
                     "Fender",
                     8),
            "1964");
  EXPECT_EQ(FitTitle("1964 \xc2\xa0 Fender", 8), "1964");
}

TEST(FitTitleTest, CutsInsideTheFirstWordWhenItAloneIsTooLong) {
  EXPECT_EQ(FitTitle("Jazzmaster 1964", 4), "Jazz");
  EXPECT_EQ(FitTitle("Jazzmaster", 4), "Jazz");
  EXPECT_EQ(FitTitle("   Jazzmaster 1964", 4), "Jazz");
  EXPECT_EQ(FitTitle("Jazzmaster", 0), "");
}

TEST(FitTitleTest, CountsCharactersAndNeverCutsThroughOne) {
  const std::string guitar = "\xf0\x9f\x8e\xb8";  // One character, four bytes.
  const std::string umlauts = "\xc3\xa4\xc3\xb6\xc3\xbc";

  EXPECT_EQ(FitTitle(umlauts, 3), umlauts);
  EXPECT_EQ(FitTitle(umlauts, 2), umlauts.substr(0, 4));
  EXPECT_EQ(FitTitle(guitar + guitar + guitar, 2), guitar + guitar);
  EXPECT_EQ(FitTitle(umlauts + " " + guitar + guitar, 5), umlauts);
}

TEST(FitTitleTest, TrimsWhiteSpaceThatAloneMadeItTooLong) {
  EXPECT_EQ(FitTitle("  Fender  ", 6), "Fender");
  EXPECT_EQ(FitTitle("  Fender  ", 9), "Fender");
  EXPECT_EQ(FitTitle("        ", 3), "");
}

}  // namespace
}  // namespace riff
