#include "engine/sync/import_product.h"

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

class ImportProductTest : public testing::Test {
 protected:
  ImportProductTest() : reverb(rig.Open(kReverb)), ebay(rig.Open(kEbay)), shopify(rig.Open(kShopify)) {}

  Product Imported(const std::string& sku) {
    rig.Sync();
    return rig.ProductOf(sku).value();
  }

  ShopRig rig;
  FakeMarketplace& reverb;
  FakeMarketplace& ebay;
  FakeMarketplace& shopify;
};

TEST_F(ImportProductTest, TakesTheContentOfTheListingThatSaysMost) {
  reverb.List({.sku = "SG-61", .title = "SG"});
  ebay.List({.sku = "SG-61", .title = "Gibson SG 1961"});
  ebay.Edit("SG-61", [](RemoteListing& listing) {
    listing.content.brand = "Gibson";
    listing.content.model = "SG";
    listing.content.image_urls = {"https://images.example/1.jpg"};
  });

  const Product product = Imported("SG-61");

  EXPECT_EQ(product.content.title, "Gibson SG 1961");
  EXPECT_EQ(product.content.brand, "Gibson");
}

TEST_F(ImportProductTest, TheBasePriceIsTheOneMostChannelsAgreeOnLessTheirFactors) {
  rig.PolicyOf(kEbay).price_factor = 1.25;
  reverb.List({.sku = "SG-61", .price = "1000.00"});
  ebay.List({.sku = "SG-61", .price = "1250.00"});
  shopify.List({.sku = "SG-61", .price = "900.00"});

  EXPECT_EQ(Imported("SG-61").price, Must(ParseMoney("1000.00", Currency::Usd())));
}

TEST_F(ImportProductTest, EqualVotesTakeTheLowestPrice) {
  reverb.List({.sku = "SG-61", .price = "1000.00"});
  ebay.List({.sku = "SG-61", .price = "950.00"});

  EXPECT_EQ(Imported("SG-61").price, Must(ParseMoney("950.00", Currency::Usd())));
}

TEST_F(ImportProductTest, AUsedGuitarIsUniqueAndSeveralUnitsAreStocked) {
  reverb.List({.sku = "SG-61"});
  reverb.List({.sku = "STR-10", .quantity = 12, .title = "Strings", .condition = Condition::kNew});
  reverb.List({.sku = "NEW-1", .title = "New pedal", .condition = Condition::kNew});
  reverb.List({.sku = "CAP-1", .title = "One only", .quantity_max = 1, .condition = Condition::kNew});
  rig.Sync();

  EXPECT_EQ(rig.ProductOf("SG-61")->kind, ProductKind::kUnique);
  EXPECT_EQ(rig.ProductOf("STR-10")->kind, ProductKind::kStocked);
  EXPECT_EQ(rig.ProductOf("NEW-1")->kind, ProductKind::kStocked);
  EXPECT_EQ(rig.ProductOf("CAP-1")->kind, ProductKind::kUnique);
}

TEST_F(ImportProductTest, TheFirstStockIsWhatProductionShows) {
  reverb.List({.sku = "STR-10", .quantity = 12, .condition = Condition::kNew});

  Imported("STR-10");

  EXPECT_EQ(rig.Available("STR-10"), 12);
  EXPECT_EQ(rig.BalanceOf("STR-10", World::kSandbox), Balance{});
}

TEST_F(ImportProductTest, ASkuThatNoProductionChannelShowsIsNotFound) {
  const Result<void> missing = rig.store->Transact([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(ImportProduct(tx, rig.shop.policy, Sku("NO-1"), RunId(1), rig.clock.Now()));
    return {};
  });

  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().kind, ErrorKind::kNotFound);
}

}  // namespace
}  // namespace riff
