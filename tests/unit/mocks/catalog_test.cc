#include "mocks/catalog.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "mocks/planting.h"

namespace riff::sim {
namespace {

constexpr std::string_view kHeader =
    "sku,title,brand,model,year,finish,condition,price,currency,quantity,description,platforms\n";

std::string Csv(const std::string& rows) { return std::string(kHeader) + rows; }

TEST(GeneratedCatalog, IsTheSameForTheSameSeedAndAnotherForAnother) {
  const Catalog first = GenerateCatalog(300, 5);
  const Catalog again = GenerateCatalog(300, 5);
  const Catalog other = GenerateCatalog(300, 6);

  ASSERT_EQ(first.size(), 300u);
  int differing = 0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    EXPECT_EQ(first[i].sku, again[i].sku);
    EXPECT_EQ(first[i].content, again[i].content);
    EXPECT_EQ(first[i].price, again[i].price);
    EXPECT_EQ(first[i].available, again[i].available);
    differing += first[i].content.title != other[i].content.title ? 1 : 0;
  }
  EXPECT_GT(differing, 200);
}

TEST(GeneratedCatalog, HoldsWhatAMusicShopWould) {
  const Catalog catalog = GenerateCatalog(2000, 1);
  std::set<std::string> titles;
  std::set<Sku> skus;
  int stocked = 0;
  for (const CatalogProduct& product : catalog) {
    SCOPED_TRACE(product.sku.text());
    EXPECT_TRUE(titles.insert(product.content.title).second);
    EXPECT_TRUE(skus.insert(product.sku).second);
    EXPECT_LE(product.content.title.size(), 80u);
    EXPECT_GT(product.price.minor, 0);
    EXPECT_EQ(product.price.minor % 100, 0) << "V&R knows no cents";
    EXPECT_EQ(product.platforms.size(), 5u);
    EXPECT_EQ(product.sku.text().size(), 10u);
    if (product.stock == StockKind::kStocked) {
      ++stocked;
      EXPECT_GE(product.available, Quantity(2));
      EXPECT_LE(product.available, Quantity(30));
      EXPECT_EQ(product.content.condition, Condition::kNew);
    } else {
      EXPECT_EQ(product.available, Quantity(1));
      EXPECT_FALSE(HoldsStockOnReverb(product.content.condition));
    }
  }
  EXPECT_GT(stocked, 300);
  EXPECT_LT(stocked, 700);
}

TEST(CatalogFromCsv, ReadsRowsAndListsThemWhereTheySay) {
  const Result<Catalog> catalog = ParseCatalog(
      Csv("GTR-1,\"Jazzmaster, 1964\",Fender,Jazzmaster,1964,Sunburst,excellent,2450,USD,1,\"all\noriginal\",\n"
          "STR-1,Strings,Ernie Ball,Slinky,,,new,8.50,GBP,12,,ebay|reverb\n"));

  ASSERT_TRUE(catalog) << catalog.error().message;
  ASSERT_EQ(catalog->size(), 2u);
  const CatalogProduct& guitar = catalog->front();
  EXPECT_EQ(guitar.content.title, "Jazzmaster, 1964");
  EXPECT_EQ(guitar.stock, StockKind::kOneOfAKind);
  EXPECT_EQ(guitar.platforms.size(), 5u);
  const CatalogProduct& strings = catalog->back();
  EXPECT_EQ(strings.price, (Money{850, *Currency::Parse("GBP")}));
  EXPECT_EQ(strings.available, Quantity(12));
  EXPECT_EQ(strings.platforms, (std::vector{Platform::kEbay, Platform::kReverb}));
}

TEST(CatalogFromCsv, NamesRowColumnAndReasonOfEveryFault) {
  const std::pair<const char*, const char*> cases[] = {
      {",T,,,,,good,1,USD,1,,\n", "row 1, column sku"},
      {"A,,,,,,good,1,USD,1,,\n", "row 1, column title"},
      {"A,T,,,,,shiny,1,USD,1,,\n", "row 1, column condition"},
      {"A,T,,,,,,1,USD,1,,\n", "row 1, column condition"},
      {"A,T,,,,,good,1.234,USD,1,,\n", "row 1, column price"},
      {"A,T,,,,,good,0,USD,1,,\n", "row 1, column price"},
      {"A,T,,,,,good,-4,USD,1,,\n", "row 1, column price"},
      {"A,T,,,,,good,1,dollars,1,,\n", "row 1, column currency"},
      {"A,T,,,,,good,1,USD,0,,\n", "row 1, column quantity"},
      {"A,T,,,,,good,1,USD,two,,\n", "row 1, column quantity"},
      {"A,T,,,,,good,1,USD,,,\n", "row 1, column quantity"},
      {"A,T,,,,,good,1,USD,1,,ebay|amazon\n", "row 1, column platforms"},
      {"A,T,,,,,good,1,USD,1,,ebay|ebay\n", "row 1, column platforms"},
      {"A,T,,,,,good,1,USD,1,,\nA,U,,,,,good,1,USD,1,,\n", "row 2, column sku"},
  };
  for (const auto& [rows, expected] : cases) {
    SCOPED_TRACE(rows);
    const Result<Catalog> refused = ParseCatalog(Csv(rows));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::kInvalid);
    EXPECT_NE(refused.error().message.find(expected), std::string::npos) << refused.error().message;
  }
  const Result<Catalog> two = ParseCatalog(Csv("A,T,,,,,good,x,USD,1,,\nB,T,,,,,good,1,USD,x,,\n"));
  EXPECT_NE(two.error().message.find("row 1, column price"), std::string::npos);
  EXPECT_NE(two.error().message.find("row 2, column quantity"), std::string::npos);
}

TEST(CatalogFromCsv, RefusesAHeaderThatIsNotOne) {
  EXPECT_NE(ParseCatalog("sku,title\nA,T\n").error().message.find("column brand"), std::string::npos);
  std::string with_more(kHeader);
  with_more.insert(with_more.size() - 1, ",colour");
  EXPECT_NE(ParseCatalog(with_more).error().message.find("column colour"), std::string::npos);
}

TEST(Stalls, ShowOnePieceOnVrAndOfUsedThingsOnReverb) {
  CatalogProduct used = GenerateCatalog(1, 1).front();
  used.content.condition = Condition::kGood;
  used.stock = StockKind::kStocked;
  used.available = Quantity(4);

  EXPECT_EQ(ListingOf(used, Platform::kEbay).available, Quantity(4));
  EXPECT_EQ(ListingOf(used, Platform::kReverb).available, Quantity(1));
  EXPECT_EQ(ListingOf(used, Platform::kVr).available, Quantity(1));
  used.content.condition = Condition::kNew;
  EXPECT_EQ(ListingOf(used, Platform::kReverb).available, Quantity(4));
}

class PlantingTest : public testing::Test {
 protected:
  Catalog catalog = GenerateCatalog(120, 3);
  Stalls stalls = StallsOf(catalog);
  const Stalls before = stalls;
  const std::vector<PlantedAt> planted = Plant(catalog, 3, stalls);

  const CatalogProduct& ProductOf(const Sku& sku) const {
    return *std::find_if(catalog.begin(), catalog.end(), [&](const auto& each) { return each.sku == sku; });
  }
};

TEST_F(PlantingTest, PlantsTwoOfEachKindOnOtherChannelsAndOtherProducts) {
  std::map<std::string, std::set<Channel>> channels;
  std::set<Sku> skus;
  for (const PlantedAt& each : planted) {
    channels[each.planted.kind].insert(each.planted.channel);
    EXPECT_EQ(each.planted.channel.environment, Environment::kProduction);
    if (!each.planted.sku.empty()) {
      EXPECT_TRUE(skus.insert(each.planted.sku).second);
    }
  }
  ASSERT_EQ(channels.size(), 6u);
  for (const auto& [kind, on] : channels) {
    EXPECT_EQ(on.size(), 2u) << kind;
  }
  EXPECT_FALSE(channels["quantity_conflict"].contains({Platform::kVr, Environment::kProduction}));
}

TEST_F(PlantingTest, MakesEachListingDisagreeTheWayItSays) {
  for (const PlantedAt& each : planted) {
    SCOPED_TRACE(each.planted.kind + " " + each.planted.sku.text());
    const MarketListing& listing = stalls[each.planted.channel].at(each.place);
    if (each.planted.kind == "foreign_listing") {
      EXPECT_TRUE(listing.sku.empty());
      continue;
    }
    const CatalogProduct& product = ProductOf(each.planted.sku);
    if (each.planted.kind == "price_drift") {
      EXPECT_GT(listing.price.minor, product.price.minor * 110 / 100);
      EXPECT_EQ(listing.price.minor % 100, 0);
    } else if (each.planted.kind == "title_only") {
      EXPECT_TRUE(listing.sku.empty());
      EXPECT_NE(listing.content.title, product.content.title);
      EXPECT_EQ(listing.content.title.size(), product.content.title.size());
    } else if (each.planted.kind == "ended_without_order") {
      EXPECT_EQ(listing.status, ListingStatus::kEnded);
    } else if (each.planted.kind == "duplicate") {
      EXPECT_EQ(listing.sku, product.sku);
      EXPECT_EQ(listing.status, ListingStatus::kLive);
      EXPECT_EQ(stalls[each.planted.channel].size(), before.at(each.planted.channel).size() + 1 +
                                                         (each.planted.channel.platform == Platform::kReverb ? 1 : 0));
    } else {
      EXPECT_EQ(each.planted.kind, "quantity_conflict");
      EXPECT_EQ(listing.available, product.available - Quantity(1));
    }
  }
}

TEST(Planting, TakesOnlyWhatASmallCatalogueHas) {
  const Catalog catalog = GenerateCatalog(3, 1);
  Stalls stalls = StallsOf(catalog);
  EXPECT_LE(Plant(catalog, 1, stalls).size(), 5u);
  Stalls empty;
  EXPECT_TRUE(Plant({}, 1, empty).empty());
}

}  // namespace
}  // namespace riff::sim
