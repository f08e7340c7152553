// One-off guitars, a fifth of them near twins, as five platforms show them: no wrong automatic link, and the true one
// on top of what a person is shown.

#include "tests/unit/mapping/guitar_shop.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "mapping/match.h"

namespace riff {
namespace {

// What came of the listings that do sell a product.
struct Outcome {
  std::size_t true_pairs = 0;
  std::size_t first = 0;
  std::size_t in_five = 0;
  std::size_t links = 0;
  std::size_t wrong_links = 0;
};

Outcome MatchShop(const GuitarShop& shop) {
  MatchOptions options;
  options.candidates_kept = 5;
  const MatchResult result = MatchRecords(shop.listings, shop.products, options);
  Outcome outcome;
  for (const MatchedPair& pair : result.pairs) {
    outcome.links += pair.decision == MatchDecision::kLink ? 1 : 0;
    outcome.wrong_links += pair.decision == MatchDecision::kLink && shop.product_of[pair.left] != pair.right ? 1 : 0;
  }
  for (std::size_t i = 0; i < shop.listings.size(); ++i) {
    if (shop.product_of[i] == shop.products.size()) {
      continue;
    }
    ++outcome.true_pairs;
    const auto& candidates = result.candidates[i];
    const auto found = std::find_if(candidates.begin(), candidates.end(), [&](const MatchCandidate& candidate) {
      return candidate.place == shop.product_of[i];
    });
    outcome.first += found != candidates.end() && found == candidates.begin() ? 1 : 0;
    outcome.in_five += found != candidates.end() ? 1 : 0;
  }
  return outcome;
}

class GuitarShopTest : public testing::TestWithParam<std::uint64_t> {
 protected:
  void SetUp() override {
    const char* folder = std::getenv("RIFF_DATASETS");
    if (folder == nullptr) {
      GTEST_SKIP() << "RIFF_DATASETS does not name the folder with guitars.csv";
    }
    std::ifstream file(std::string(folder) + "/guitars.csv", std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    guitars = ReadGuitars(text.str());
    ASSERT_GT(guitars.size(), 1000u);
  }

  std::vector<ListedGuitar> guitars;
};

TEST_P(GuitarShopTest, LinksNoneWronglyAndShowsTheTrueOneFirst) {
  ShopShape shape;
  shape.seed = GetParam();

  const Outcome outcome = MatchShop(ForgeShop(guitars, shape));

  ASSERT_EQ(outcome.true_pairs, 1600u);
  EXPECT_EQ(outcome.wrong_links, 0u);
  EXPECT_GT(outcome.links, 100u);  // Those whose serial number both sides tell.
  EXPECT_GE(static_cast<double>(outcome.first) / 1600, 0.97);
  EXPECT_GE(static_cast<double>(outcome.in_five) / 1600, 0.99);
}

TEST_P(GuitarShopTest, LinksNoneWronglyWhereNothingSaysThatTheyAreOneOffs) {
  ShopShape shape;
  shape.seed = GetParam();
  GuitarShop shop = ForgeShop(guitars, shape);
  for (MatchRecord& product : shop.products) {
    product.kind = RecordKind::kUnknown;
    product.brand.clear();
    product.year.clear();
    product.finish.clear();
    product.serial.clear();
  }
  for (MatchRecord& listing : shop.listings) {
    listing.condition = Condition::kUnknown;
    listing.year.clear();
  }

  const Outcome outcome = MatchShop(shop);

  EXPECT_EQ(outcome.wrong_links, 0u);
  EXPECT_GE(static_cast<double>(outcome.in_five) / 1600, 0.99);
}

INSTANTIATE_TEST_SUITE_P(Seeds, GuitarShopTest, testing::Values(1, 2));

}  // namespace
}  // namespace riff
