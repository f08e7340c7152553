#include "connectors/ebay/ebay_write_codec.h"

#include <gtest/gtest.h>

#include "tests/unit/connectors/ebay/seller_account.h"

namespace riff::ebay {
namespace {

JsonDocument Parsed(const std::string& json) {
  Result<JsonDocument> document = JsonDocument::Parse(json);
  EXPECT_TRUE(document.has_value()) << json;
  return *std::move(document);
}

CreateListing Guitar() {
  CreateListing create;
  create.sku = Sku("GTR-1");
  create.content.title = "Fender \"Strat\"";
  create.content.description = "<p>Plays</p>";
  create.content.brand = "Fender";
  create.content.model = "Strat";
  create.content.year = "1964";
  create.content.finish = "Red";
  create.content.condition = Condition::kVeryGood;
  create.content.image_urls = {"https://img.test/2.jpg"};
  create.price = {129950, Currency::Usd()};
  create.quantity = Quantity(2);
  return create;
}

TEST(EbayWriteCodecTest, WritesANewItemWithAspectsAsLists) {
  EXPECT_EQ(ItemBody(std::nullopt, Guitar().content, Quantity(2)),
            R"({"availability":{"shipToLocationAvailability":{"quantity":2}},)"
            R"("product":{"aspects":{"Brand":["Fender"],"Model":["Strat"],"Model Year":["1964"],"Body Color":["Red"]},)"
            R"("title":"Fender \"Strat\"","description":"<p>Plays</p>","brand":"Fender",)"
            R"("imageUrls":["https://img.test/2.jpg"],"mpn":"Does not apply"},"condition":"USED_VERY_GOOD"})");
}

TEST(EbayWriteCodecTest, KeepsOfAnItemWhatItDoesNotKnow) {
  const JsonDocument item = Parsed(ItemJson("GTR-1", 3));
  ListingContent content = Guitar().content;
  content.condition = Condition::kUnknown;

  const JsonDocument body = Parsed(ItemBody(item.root(), content, std::nullopt));

  EXPECT_EQ(body.root().Get("availability")->Print(), R"({"shipToLocationAvailability":{"quantity":3}})");
  EXPECT_EQ(*body.root().Text("condition"), "USED_EXCELLENT");
  EXPECT_EQ(*body.root().Text("conditionDescription"), "light wear");
  const JsonValue product = *body.root().Get("product");
  EXPECT_EQ(product.Get("ean")->Print(), R"(["4012345678901"])");
  EXPECT_EQ(*product.Text("mpn"), "X");
  EXPECT_EQ(*product.Text("title"), "Fender \"Strat\"");
  EXPECT_EQ(product.Get("aspects")->Print(),
            R"({"Type":["Electric Guitar"],"Brand":["Fender"],"Model":["Strat"],"Year":["1964"],"Finish":["Red"]})");
}

TEST(EbayWriteCodecTest, DropsOfAnItemWhatOnlyAnswersCarry) {
  const JsonDocument item =
      Parsed(R"({"sku":"G","locale":"en_US","groupIds":[],"inventoryItemGroupKeys":["x"],"product":{"title":"t"}})");

  const JsonDocument body = Parsed(ItemBody(item.root(), ListingContent{}, std::nullopt));

  EXPECT_EQ(body.root().Keys(), (std::vector<std::string>{"availability", "product"}));
}

TEST(EbayWriteCodecTest, ChangesNothingForAnEmptyContent) {
  const JsonDocument item = Parsed(ItemJson("GTR-1", 3));

  const JsonDocument body = Parsed(ItemBody(item.root(), ListingContent{}, std::nullopt));

  EXPECT_EQ(*body.root().Get("product")->Text("title"), "Fender Strat GTR-1");
  EXPECT_EQ(*body.root().Get("product")->Text("description"), "from the item");
  EXPECT_EQ(body.root().Get("product")->Get("imageUrls")->Print(), R"(["https://img.test/1.jpg"])");
}

TEST(EbayWriteCodecTest, KeepsAFinerWordOfTheSameConditionAndReplacesAnother) {
  ListingContent content;
  content.condition = Condition::kExcellent;
  const JsonDocument finer = Parsed(R"({"condition":"PRE_OWNED_EXCELLENT"})");
  const JsonDocument other = Parsed(R"({"condition":"NEW"})");

  EXPECT_EQ(*Parsed(ItemBody(finer.root(), content, std::nullopt)).root().Text("condition"), "PRE_OWNED_EXCELLENT");
  EXPECT_EQ(*Parsed(ItemBody(other.root(), content, std::nullopt)).root().Text("condition"), "USED_EXCELLENT");
}

TEST(EbayWriteCodecTest, FitsTitleDescriptionAndImagesToEbaysLimits) {
  ListingContent content;
  content.title = std::string(90, 'x');
  content.description = std::string(5000, 'y');
  content.image_urls = std::vector<std::string>(30, "https://img.test/1.jpg");

  const JsonDocument body = Parsed(ItemBody(std::nullopt, content, std::nullopt));

  const JsonValue product = *body.root().Get("product");
  EXPECT_EQ(product.Text("title")->size(), 80u);
  EXPECT_EQ(product.Text("description")->size(), 4000u);
  EXPECT_EQ(product.Array("imageUrls")->size(), 24u);
}

TEST(EbayWriteCodecTest, WritesANewOfferWithMoneyAsTextAndOurOwnWords) {
  EXPECT_EQ(NewOfferBody(TestConfig(), Guitar()),
            R"({"sku":"GTR-1","marketplaceId":"EBAY_US","format":"FIXED_PRICE","availableQuantity":2,)"
            R"("includeCatalogProductDetails":false,"listingDescription":"<p>Plays</p>",)"
            R"("pricingSummary":{"price":{"value":"1299.50","currency":"USD"}},"categoryId":"33034",)"
            R"("listingDuration":"GTC","merchantLocationKey":"WH1","listingPolicies":{"fulfillmentPolicyId":"1",)"
            R"("paymentPolicyId":"2","returnPolicyId":"3"}})");
}

TEST(EbayWriteCodecTest, DescribesAListingByItsTitleWhereItHasNoDescription) {
  CreateListing create = Guitar();
  create.content.description.clear();

  const JsonDocument body = Parsed(NewOfferBody(TestConfig(), create));

  EXPECT_EQ(*body.root().Text("listingDescription"), create.content.title);
}

TEST(EbayWriteCodecTest, KeepsThePoliciesOfAnAdoptedOfferAndDropsItsNames) {
  const JsonDocument offer = Parsed(OfferJson("98", "GTR-1", 1, ""));

  const JsonDocument body = Parsed(AdoptedOfferBody(offer.root(), TestConfig(), Guitar()));

  EXPECT_EQ(*body.root().Get("listingPolicies")->Text("fulfillmentPolicyId"), "91");
  EXPECT_EQ(*body.root().Integer("availableQuantity"), 2);
  EXPECT_EQ(*body.root().Get("pricingSummary")->Get("price")->Text("value"), "1299.50");
  EXPECT_EQ(*body.root().Get("pricingSummary")->Get("originalRetailPrice")->Text("value"), "600.00");
  for (const std::string_view key : {"offerId", "sku", "marketplaceId", "format", "status", "listing"}) {
    EXPECT_FALSE(body.root().Find(key).has_value()) << key;
  }
}

TEST(EbayWriteCodecTest, FillsInWhatAnAdoptedOfferLacks) {
  const JsonDocument offer = Parsed(
      R"({"offerId":"98","sku":"GTR-1","marketplaceId":"EBAY_US","format":"FIXED_PRICE","status":"UNPUBLISHED"})");

  const JsonDocument body = Parsed(AdoptedOfferBody(offer.root(), TestConfig(), Guitar()));

  EXPECT_EQ(*body.root().Get("listingPolicies")->Text("returnPolicyId"), "3");
  EXPECT_EQ(*body.root().Text("categoryId"), "33034");
  EXPECT_EQ(*body.root().Text("merchantLocationKey"), "WH1");
}

TEST(EbayWriteCodecTest, ChangesOfAnOfferOnlyWhatIsSet) {
  const JsonDocument offer = Parsed(OfferJson("98", "GTR-1", 1, ListingJson("110", "ACTIVE")));

  const JsonDocument stocked = Parsed(ChangedOfferBody(offer.root(), {.quantity = Quantity(7), .description = {}}));
  const JsonDocument told = Parsed(ChangedOfferBody(offer.root(), {.quantity = {}, .description = "new"}));

  EXPECT_EQ(*stocked.root().Integer("availableQuantity"), 7);
  EXPECT_EQ(*stocked.root().Text("listingDescription"), "<p>from the offer</p>");
  EXPECT_EQ(*stocked.root().Integer("quantityLimitPerBuyer"), 2);
  EXPECT_EQ(*told.root().Integer("availableQuantity"), 1);
  EXPECT_EQ(*told.root().Text("listingDescription"), "new");
}

TEST(EbayWriteCodecTest, WritesAWarehouse) {
  EXPECT_EQ(LocationBody("WH1", {"95125", "US"}),
            R"({"location":{"address":{"postalCode":"95125","country":"US"}},"name":"WH1",)"
            R"("merchantLocationStatus":"ENABLED","locationTypes":["WAREHOUSE"]})");
}

}  // namespace
}  // namespace riff::ebay
