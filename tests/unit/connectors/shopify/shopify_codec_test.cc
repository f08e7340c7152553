#include "connectors/shopify/shopify_codec.h"

#include "connectors/shopify/shopify_write_codec.h"
#include "tests/unit/connectors/shopify/shopify_bench.h"

namespace riff::shopify {
namespace {

Result<ShopifyVariant> Decode(const VariantText& text) {
  const auto document = JsonDocument::Parse(text.Node());
  return DecodeVariant(document->root(), Currency::Usd());
}

TEST(ShopifyCodec, ReadsAVariantAsOneListing) {
  const auto variant = Decode({});

  ASSERT_TRUE(variant.has_value()) << variant.error().message;
  const RemoteListing& listing = variant->listing;
  EXPECT_EQ(listing.ref, (ListingRef{RemoteId("1001/2001"), Sku("SG-61"), "7001"}));
  EXPECT_EQ(listing.facts.status, ListingStatus::kLive);
  EXPECT_EQ(listing.facts.quantity, Quantity(1));
  EXPECT_EQ(listing.facts.price, (Money{189900, Currency::Usd()}));
  EXPECT_EQ(listing.facts.content, DigestOf(listing.content));
  EXPECT_EQ(listing.content.title, "Gibson SG 1961");
  EXPECT_EQ(listing.content.brand, "Gibson");
  EXPECT_EQ(FormatUtc(*listing.changed_at), "2026-11-01T10:00:00Z");
  EXPECT_EQ(variant->variants_of_product, 1);
}

TEST(ShopifyCodec, ShowsWhatIsOversoldThereAsZero) {
  const auto variant = Decode({.level = R"({"quantities":[{"name":"available","quantity":-2}]})"});

  EXPECT_EQ(variant->listing.facts.quantity, Quantity(0));
}

TEST(ShopifyCodec, DoesNotTakeAnUnknownQuantityForZero) {
  EXPECT_EQ(Decode({.tracked = "false"})->listing.facts.quantity, std::nullopt);
  EXPECT_EQ(Decode({.level = "null"})->listing.facts.quantity, std::nullopt);
  EXPECT_FALSE(Decode({.level = R"({"quantities":[{"name":"on_hand","quantity":1}]})"}).has_value());
}

TEST(ShopifyCodec, KnowsTheFourStatesOfAProductAndNoOther) {
  EXPECT_EQ(Decode({.status = "ACTIVE"})->listing.facts.status, ListingStatus::kLive);
  EXPECT_EQ(Decode({.status = "DRAFT"})->listing.facts.status, ListingStatus::kDraft);
  EXPECT_EQ(Decode({.status = "ARCHIVED"})->listing.facts.status, ListingStatus::kEnded);
  EXPECT_EQ(Decode({.status = "UNLISTED"})->listing.facts.status, ListingStatus::kPaused);

  const auto odd = Decode({.status = "SOLD"});
  ASSERT_FALSE(odd.has_value());
  EXPECT_EQ(odd.error().kind, ErrorKind::kInvalid);
  EXPECT_NE(odd.error().message.find("product.status"), std::string::npos);
}

TEST(ShopifyCodec, RefusesIdsThatAreNotWhatTheyShouldBe) {
  EXPECT_FALSE(Decode({.item = "x7"}).has_value());
  EXPECT_FALSE(NumberOfGid("Product", "gid://shopify/ProductVariant/1").has_value());
  EXPECT_FALSE(NumberOfGid("InventoryLevel", "gid://shopify/InventoryLevel/1?inventory_item_id=2").has_value());
  EXPECT_EQ(NumberOfGid("Product", "gid://shopify/Product/17"), "17");
  for (const std::string text : {"", "1", "1/", "/2", "1/2/3", "a/2", "new:SG-61"}) {
    EXPECT_FALSE(ParseRemoteId(RemoteId(text)).has_value()) << text;
  }
}

TEST(ShopifyCodec, QuotesASkuSoThatItCannotEndItsQuotes) {
  EXPECT_EQ(SkuQuery(Sku("LP 59")), "sku:'LP 59'");
  EXPECT_EQ(SkuQuery(Sku(R"(7' \ long)")), R"(sku:'7\' \\ long')");
}

TEST(ShopifyCodec, KeepsOnlyTheExactSkuAndNoticesADroppedFilter) {
  const auto row = [](std::string sku) {
    RemoteListing listing;
    listing.ref = {RemoteId("1/2"), Sku(std::move(sku)), "3"};
    return listing;
  };

  EXPECT_EQ(KeepExactSku({row("SG-61"), row("sg-61")}, Sku("SG-61"))->size(), 1u);
  EXPECT_TRUE(KeepExactSku({}, Sku("SG-61"))->empty());
  const auto dropped = KeepExactSku({row("SG-61"), row("LP-59")}, Sku("SG-61"));
  ASSERT_FALSE(dropped.has_value());
  EXPECT_EQ(dropped.error().kind, ErrorKind::kInvalid);
}

TEST(ShopifyWriteCodec, WritesAnExplicitNullWhereNothingIsCompared) {
  const std::vector<QuantityRow> rows = {{"7001", Quantity(0), Quantity(1)}, {"7002", Quantity(3), std::nullopt}};

  EXPECT_EQ(InventorySetVariables(rows, "gid://shopify/Location/501", "k"),
            R"({"idempotencyKey":"k","input":{"name":"available","reason":"correction","quantities":[)"
            R"({"inventoryItemId":"gid://shopify/InventoryItem/7001","locationId":"gid://shopify/Location/501",)"
            R"("quantity":0,"changeFromQuantity":1},)"
            R"({"inventoryItemId":"gid://shopify/InventoryItem/7002","locationId":"gid://shopify/Location/501",)"
            R"("quantity":3,"changeFromQuantity":null}]}})");
}

TEST(ShopifyWriteCodec, GivesEverySkuAHandleOfItsOwn) {
  EXPECT_EQ(HandleOf(Sku("SG 61")), HandleOf(Sku("SG 61")));
  EXPECT_NE(HandleOf(Sku("SG 61")), HandleOf(Sku("SG-61")));
  EXPECT_TRUE(HandleOf(Sku("SG 61")).starts_with("riff-sg-61-"));
  EXPECT_EQ(HandleOf(Sku("♭")).find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"), std::string::npos);
}

TEST(ShopifyWriteCodec, DoesNotEraseADescriptionItDoesNotKnow) {
  const VariantKey key{"1", "2"};
  ListingContent described = Titled("T");
  described.description = "D";

  EXPECT_EQ(ContentVariables(key, Titled("T")), R"({"product":{"id":"gid://shopify/Product/1","title":"T"}})");
  EXPECT_EQ(ContentVariables(key, described),
            R"({"product":{"id":"gid://shopify/Product/1","title":"T","descriptionHtml":"D"}})");
}

TEST(ShopifyWriteCodec, FindsTheRowThatAUserErrorNames) {
  const auto document = JsonDocument::Parse(
      R"({"m":{"userErrors":[{"code":"C","field":["input","quantities","3","quantity"],"message":"M"},)"
      R"({"field":null,"message":"N"},{"field":["input","quantities","x"],"message":"O"}]},"n":null})");

  const auto errors = DecodeUserErrors(document->root(), "m");
  ASSERT_TRUE(errors.has_value());
  ASSERT_EQ(errors->size(), 3u);
  EXPECT_EQ((*errors)[0].row, 3u);
  EXPECT_EQ((*errors)[0].code, "C");
  EXPECT_EQ((*errors)[1].row, std::nullopt);
  EXPECT_EQ((*errors)[2].row, std::nullopt);
  EXPECT_EQ(DecodeUserErrors(document->root(), "n")->size(), 1u);
}

TEST(ShopifyWriteCodec, SaysWhatEachUserErrorMeans) {
  const auto kind = [](std::string code) { return ErrorOf("op", {std::move(code), "m", std::nullopt}).kind; };

  EXPECT_EQ(kind("CHANGE_FROM_QUANTITY_STALE"), ErrorKind::kConflict);
  EXPECT_EQ(kind("IDEMPOTENCY_CONCURRENT_REQUEST"), ErrorKind::kAmbiguous);
  EXPECT_EQ(kind("PRODUCT_DOES_NOT_EXIST"), ErrorKind::kNotFound);
  EXPECT_EQ(kind("PRODUCT_VARIANT_DOES_NOT_EXIST"), ErrorKind::kNotFound);
  EXPECT_EQ(kind("NON_MUTABLE_INVENTORY_ITEM"), ErrorKind::kRejected);
  EXPECT_EQ(kind("INVALID_LOCATION"), ErrorKind::kRejected);
  EXPECT_EQ(kind(""), ErrorKind::kRejected);
}

TEST(ShopifyWriteCodec, MakesANewListingBuyableOnlyAsFarAsThereIsStock) {
  ListingContent content = Titled("SG");
  content.image_urls = {"https://i/1", "x"};
  const CreateListing change{Sku("SG-61"), content, Money{100, Currency::Usd()}, Quantity(2)};
  const auto document = JsonDocument::Parse(CreateVariables(change, "gid://shopify/Location/501"));

  const JsonValue input = *document->root().Get("input");
  EXPECT_EQ(document->root().Get("identifier")->Text("handle"), HandleOf(Sku("SG-61")));
  EXPECT_EQ(input.Text("handle"), HandleOf(Sku("SG-61")));
  EXPECT_EQ(input.Text("status"), "ACTIVE");
  EXPECT_EQ(input.Array("files")->size(), 1u);
  const JsonValue variant = input.Array("variants")->front();
  EXPECT_EQ(variant.Text("inventoryPolicy"), "DENY");
  EXPECT_EQ(variant.Get("inventoryItem")->Text("sku"), "SG-61");
  EXPECT_EQ(variant.Get("inventoryItem")->Bool("tracked"), true);
  EXPECT_EQ(variant.Array("inventoryQuantities")->front().Integer("quantity"), 2);
}

}  // namespace
}  // namespace riff::shopify
