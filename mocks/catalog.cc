#include "mocks/catalog.h"

#include <cstdio>
#include <set>
#include <string>
#include <utility>

#include "engine/base/random.h"
#include "mocks/catalog_words.h"

namespace riff::sim {
namespace {

// How many of a hundred products are stocked.
constexpr std::uint64_t kStockedShare = 25;
constexpr int kStockedLeast = 2;
constexpr std::uint64_t kStockedSpan = 29;  // 2 to 30.
// How often another year and finish are drawn before two products with one title get told apart by a number.
constexpr int kDrawsMax = 8;

constexpr std::array kUsedConditions = {Condition::kMint,     Condition::kExcellent, Condition::kExcellent,
                                        Condition::kVeryGood, Condition::kVeryGood,  Condition::kGood,
                                        Condition::kFair};

template <class Things>
const auto& OneOf(Random& random, const Things& things) {
  return things[random.Below(things.size())];
}

std::string NumberedSku(std::string_view prefix, std::size_t number) {
  char digits[16];
  std::snprintf(digits, sizeof digits, "%06zu", number);
  return std::string(prefix) + "-" + digits;
}

// Brand, model, year and finish, as most sellers write a title.
std::string TitleOf(const ListingContent& content) {
  std::string title = content.brand + " " + content.model;
  for (const std::string* part : {&content.year, &content.finish}) {
    title += part->empty() ? "" : " " + *part;
  }
  return title;
}

void DrawDetails(Random& random, const GearLine& line, ListingContent& content) {
  if (line.year_to > 0) {
    const auto span = static_cast<std::uint64_t>(line.year_to - line.year_from + 1);
    content.year = std::to_string(line.year_from + static_cast<int>(random.Below(span)));
  }
  content.finish = std::string(OneOf(random, line.variants));
  content.title = TitleOf(content);
}

CatalogProduct DrawProduct(Random& random, std::size_t number, std::set<std::string>& titles) {
  CatalogProduct product;
  product.stock = random.Below(100) < kStockedShare ? StockKind::kStocked : StockKind::kOneOfAKind;
  const GearLine& line = OneOf(random, GearLines(product.stock));
  ListingContent& content = product.content;
  content.brand = std::string(line.brand);
  content.model = std::string(line.model);
  content.category = std::string(line.category);
  content.condition = product.stock == StockKind::kStocked ? Condition::kNew : OneOf(random, kUsedConditions);
  DrawDetails(random, line, content);
  for (int draws = 1; draws < kDrawsMax && titles.contains(content.title); ++draws) {
    DrawDetails(random, line, content);
  }
  product.sku = Sku(NumberedSku(line.sku_prefix, number));
  if (titles.contains(content.title)) {
    // A serial number on an instrument, a lot number on goods.
    content.model += (product.stock == StockKind::kStocked ? " Lot " : " No. ") + std::to_string(10'000 + number);
    content.title = TitleOf(content);
  }
  titles.insert(content.title);

  const auto dollars = static_cast<std::uint64_t>(line.price_from) +
                       random.Below(static_cast<std::uint64_t>(line.price_to - line.price_from + 1));
  product.price = Money{static_cast<std::int64_t>(dollars) * 100, Currency::Usd()};
  if (product.stock == StockKind::kStocked) {
    product.available = Quantity(kStockedLeast + static_cast<std::int64_t>(random.Below(kStockedSpan)));
  }
  content.description = "<p>" + content.title + ", checked and set up in our workshop.</p>";
  content.image_urls = {"https://img.example.invalid/" + product.sku.text() + "/1.jpg"};
  product.platforms.assign(kPlatforms.begin(), kPlatforms.end());
  return product;
}

}  // namespace

Catalog GenerateCatalog(std::size_t products, std::uint64_t seed) {
  SeededRandom random(seed);
  std::set<std::string> titles;
  Catalog catalog;
  catalog.reserve(products);
  for (std::size_t number = 1; number <= products; ++number) {
    catalog.push_back(DrawProduct(random, number, titles));
  }
  return catalog;
}

bool HoldsStockOnReverb(Condition condition) { return condition == Condition::kNew || condition == Condition::kBStock; }

MarketListing ListingOf(const CatalogProduct& product, Platform platform) {
  MarketListing listing;
  listing.sku = product.sku;
  listing.content = product.content;
  listing.price = product.price;
  listing.stock = product.stock;
  listing.available = product.available;
  const bool single =
      platform == Platform::kVr || (platform == Platform::kReverb && !HoldsStockOnReverb(product.content.condition));
  if (single) {
    listing.stock = StockKind::kOneOfAKind;
    listing.available = Quantity(1);
  }
  return listing;
}

}  // namespace riff::sim
