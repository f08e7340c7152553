#include "mapping/word_book.h"

#include <gtest/gtest.h>

namespace riff {
namespace {

TEST(WordBookTest, GivesAWordOneNumberForEver) {
  WordBook book;
  const WordId strat = book.Add("strat");

  EXPECT_EQ(book.Add("strat"), strat);
  EXPECT_NE(book.Add("tele"), strat);
  EXPECT_EQ(book.TextOf(strat), "strat");
  EXPECT_EQ(book.size(), 2u);
}

TEST(WordBookTest, RareWordsWeighMore) {
  WordBook book;
  const WordId common = book.Add("guitar");
  const WordId rare = book.Add("jazzmaster");
  for (int i = 0; i < 1000; ++i) {
    book.CountIn(common);
    book.CountRecord();
  }
  book.CountIn(rare);

  EXPECT_GT(book.WeightOf(rare), 0.9F);
  EXPECT_LT(book.WeightOf(common), 0.2F);
  EXPECT_GT(book.WeightOf(common), 0.0F);
  EXPECT_LE(book.WeightOf(book.Add("never seen")), 1.0F);
}

TEST(WordBookTest, ABookAboveReadsTheOneBelowAndChangesNothing) {
  WordBook below;
  const WordId known = below.Add("strat");
  below.CountIn(known);
  below.CountRecord();

  WordBook above(&below);
  const WordId added = above.Add("unheard");

  EXPECT_EQ(above.Add("strat"), known);
  EXPECT_EQ(above.CountOf(known), 1u);
  EXPECT_EQ(above.records(), 1u);
  EXPECT_EQ(above.TextOf(known), "strat");
  EXPECT_EQ(above.TextOf(added), "unheard");
  EXPECT_EQ(below.size(), 1u);
}

}  // namespace
}  // namespace riff
