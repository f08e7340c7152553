#include "connectors/tiktok/tiktok_codec.h"

#include "connectors/tiktok/tiktok_cursor.h"
#include "connectors/tiktok/tiktok_write_codec.h"
#include "tests/unit/connectors/tiktok/tiktok_bench.h"

namespace riff::tiktok {
namespace {

const std::string kWarehouse = "7068517275539719942";

Result<RemoteListing> Decode(const ProductText& text, const std::string& warehouse) {
  const auto document = JsonDocument::Parse(text.Text());
  RIFF_TRY(const auto rows, DecodeProduct(document->root(), warehouse));
  return rows.at(0);
}
Result<RemoteListing> Decode(const ProductText& text) { return Decode(text, kWarehouse); }

TEST(TiktokCodec, ReadsEverySkuAsAListing) {
  const auto listing = Decode({});

  ASSERT_TRUE(listing.has_value()) << listing.error().message;
  EXPECT_EQ(listing->ref, (ListingRef{RemoteId("1001/2001"), Sku("SG-61"), ""}));
  EXPECT_EQ(listing->facts.status, ListingStatus::kLive);
  EXPECT_EQ(listing->facts.quantity, Quantity(1));
  EXPECT_EQ(listing->facts.price, (Money{189900, *Currency::Parse("GBP")}));
  EXPECT_EQ(listing->facts.content, DigestOf(listing->content));
  EXPECT_EQ(listing->changed_at, Timestamp(std::chrono::seconds(1763625500)));
}

TEST(TiktokCodec, KnowsEveryStateOfAProductAndNoOther) {
  const std::vector<std::pair<std::string, ListingStatus>> words = {{"DRAFT", ListingStatus::kDraft},
                                                                    {"PENDING", ListingStatus::kDraft},
                                                                    {"FAILED", ListingStatus::kDraft},
                                                                    {"ACTIVATE", ListingStatus::kLive},
                                                                    {"SELLER_DEACTIVATED", ListingStatus::kEnded},
                                                                    {"PLATFORM_DEACTIVATED", ListingStatus::kEnded},
                                                                    {"FREEZE", ListingStatus::kEnded},
                                                                    {"DELETED", ListingStatus::kGone}};
  for (const auto& [word, status] : words) {
    EXPECT_EQ(Decode({.status = R"("status":")" + word + R"(")"})->facts.status, status) << word;
    EXPECT_EQ(Decode({.status = R"("product_status":")" + word + R"(")"})->facts.status, status) << word;
  }
  const auto odd = Decode({.status = R"("status":"SOLD")"});
  ASSERT_FALSE(odd.has_value());
  EXPECT_EQ(odd.error().kind, ErrorKind::kInvalid);
  EXPECT_NE(odd.error().message.find("$.status"), std::string::npos);
  EXPECT_FALSE(Decode({.status = R"("audit":{})"}).has_value());
}

TEST(TiktokCodec, PausesOneSkuThatIsSwitchedOff) {
  EXPECT_EQ(Decode({.sku_status = "DEACTIVATED"})->facts.status, ListingStatus::kPaused);
  EXPECT_EQ(Decode({.status = R"("status":"DELETED")", .sku_status = "DEACTIVATED"})->facts.status,
            ListingStatus::kGone);
}

TEST(TiktokCodec, CountsOurWarehouseOnlyAndDoesNotTakeUnknownForZero) {
  const std::string elsewhere = R"([{"warehouse_id":"1","quantity":4}])";
  const std::string two = R"([{"warehouse_id":"1","quantity":4},{"warehouse_id":"2","quantity":5}])";

  EXPECT_EQ(Decode({.inventory = elsewhere})->facts.quantity, std::nullopt);
  EXPECT_EQ(Decode({.inventory = "[]"})->facts.quantity, std::nullopt);
  EXPECT_EQ(Decode({.inventory = elsewhere}, "")->facts.quantity, Quantity(4));
  EXPECT_EQ(Decode({.inventory = two}, "")->facts.quantity, std::nullopt);
  EXPECT_EQ(Decode({.inventory = two}, "2")->facts.quantity, Quantity(5));
}

TEST(TiktokCodec, FindsThePriceUnderAnyOfItsNames) {
  const Money price{150000, *Currency::Parse("USD")};

  EXPECT_EQ(Decode({.price = R"({"currency":"USD","tax_exclusive_price":"1500"})"})->facts.price, price);
  EXPECT_EQ(Decode({.price = R"({"currency":"USD","amount":"1500.00"})"})->facts.price, price);
  EXPECT_EQ(Decode({.price = "{}"})->facts.price, std::nullopt);
  EXPECT_EQ(Decode({.price = "null"})->facts.price, std::nullopt);
  EXPECT_FALSE(Decode({.price = R"({"currency":"USD","amount":"a lot"})"}).has_value());
  EXPECT_FALSE(Decode({.price = R"({"amount":"1500.00"})"}).has_value());
}

TEST(TiktokCodec, KeepsIdsBeyondADoublesReach) {
  const auto document = JsonDocument::Parse(
      R"({"id":1729592969712207009,"title":"T","status":"DRAFT","skus":[{"id":1729592969712207013}]})");

  const auto rows = DecodeProduct(document->root(), kWarehouse);
  ASSERT_TRUE(rows.has_value()) << rows.error().message;
  EXPECT_EQ(rows->front().ref.remote, RemoteId("1729592969712207009/1729592969712207013"));
  for (const std::string text : {"", "1", "1/", "/2", "1/2/3", "a/2", "new:SG-61"}) {
    EXPECT_FALSE(ParseRemoteId(RemoteId(text)).has_value()) << text;
  }
}

TEST(TiktokCodec, TakesAnAbsentAndAnEmptyTokenForTheLastPage) {
  const auto with = JsonDocument::Parse(ProductsText(ProductText{}.Text(), "t2", 2));
  const auto empty = JsonDocument::Parse(ProductsText("", "", 0));
  const auto absent = JsonDocument::Parse("{}");

  EXPECT_EQ(DecodeProductsPage(with->root(), kWarehouse)->next_token, "t2");
  EXPECT_EQ(DecodeProductsPage(empty->root(), kWarehouse)->next_token, std::nullopt);
  EXPECT_EQ(DecodeProductsPage(absent->root(), kWarehouse)->next_token, std::nullopt);
}

TEST(TiktokCodec, KeepsOnlyTheExactSkuAndNoticesADroppedFilter) {
  const auto row = [](const std::string& remote, const std::string& sku, ListingStatus status) {
    RemoteListing listing;
    listing.ref = {RemoteId(remote), Sku(sku), ""};
    listing.facts.status = status;
    return listing;
  };
  const auto live = ListingStatus::kLive;

  const auto siblings = KeepExactSku({row("1/1", "A", live), row("1/2", "B", live)}, Sku("A"));
  ASSERT_TRUE(siblings.has_value());
  EXPECT_EQ(siblings->size(), 1u);
  EXPECT_TRUE(KeepExactSku({row("1/1", "a", live)}, Sku("A"))->empty());
  EXPECT_TRUE(KeepExactSku({row("1/1", "A", ListingStatus::kGone)}, Sku("A"))->empty());
  EXPECT_EQ(KeepExactSku({row("1/1", "A", live), row("2/1", "B", live)}, Sku("A")).error().kind, ErrorKind::kInvalid);
}

TEST(TiktokCodec, ReadsThePublishedSamples) {
  const auto search = ContractText("fixtures/products_search_202502.response.json");
  const auto detail = ContractText("fixtures/product_detail.response.json");
  const auto inventory = ContractText("fixtures/inventory_search.response.json");
  const auto shops = ContractText("fixtures/authorization_shops.response.json");
  if (!search.has_value()) {
    GTEST_SKIP() << "RIFF_CONTRACTS does not say where the contract data is";
  }
  const auto data_of = [](const JsonDocument& document) { return *document.root().Get("data"); };

  const auto search_document = JsonDocument::Parse(*search);
  const auto page = DecodeProductsPage(data_of(*search_document), kWarehouse);
  ASSERT_TRUE(page.has_value()) << page.error().message;
  EXPECT_EQ(page->total, 200);
  ASSERT_EQ(page->rows.size(), 2u);
  EXPECT_EQ(page->rows[0].facts.quantity, Quantity(1));
  EXPECT_EQ(page->rows[1].facts.status, ListingStatus::kEnded);

  const auto detail_document = JsonDocument::Parse(*detail);
  const auto rows = DecodeProduct(data_of(*detail_document), "6966568648651605766");
  ASSERT_TRUE(rows.has_value()) << rows.error().message;
  EXPECT_EQ(rows->front().facts.quantity, Quantity(999));
  EXPECT_EQ(rows->front().content.brand, "Example Brand");
  EXPECT_EQ(rows->front().content.category, "853000");
  EXPECT_EQ(rows->front().content.image_urls.size(), 1u);

  const auto inventory_document = JsonDocument::Parse(*inventory);
  const auto levels = DecodeInventory(data_of(*inventory_document), "7054915283043174149");
  ASSERT_TRUE(levels.has_value()) << levels.error().message;
  EXPECT_EQ(levels->available.at("1729388324987897824"), Quantity(100));
  EXPECT_EQ(levels->skus_of_product.at("1729592969712207008"), 1u);

  const auto shops_document = JsonDocument::Parse(*shops);
  EXPECT_EQ(DecodeShops(data_of(*shops_document))->at("GCP_EXAMPLE-CIPHER-0001"), "Example Guitar Shop");
}

TEST(TiktokWriteCodec, WritesWhatThePublishedSamplesShow) {
  const std::vector<SkuQuantity> quantities = {{"1729592969712207013", Quantity(1)}};
  const std::vector<SkuPrice> prices = {{"1729592969712207013", Money{189900, *Currency::Parse("GBP")}}};

  EXPECT_EQ(
      QuantitiesBody(quantities, kWarehouse),
      R"({"skus":[{"id":"1729592969712207013","inventory":[{"warehouse_id":"7068517275539719942","quantity":1}]}]})");
  EXPECT_EQ(PricesBody(prices),
            R"({"skus":[{"id":"1729592969712207013","price":{"amount":"1899.00","currency":"GBP"}}]})");
  EXPECT_EQ(TitleBody("New"), R"({"title":"New"})");
}

TEST(TiktokWriteCodec, FitsAKeyThatIsTooLong) {
  EXPECT_EQ(FitKey(IdempotencyKey("short")), "short");
  EXPECT_EQ(FitKey(IdempotencyKey(std::string(65, 'x'))).size(), 64u);
  EXPECT_NE(FitKey(IdempotencyKey(std::string(65, 'x'))), FitKey(IdempotencyKey(std::string(66, 'x'))));
}

TEST(TiktokWriteCodec, LooksInsideACheckThatFailed) {
  const auto text = ContractText("fixtures/inventory_update.partial_failure.response.json");
  if (!text.has_value()) {
    GTEST_SKIP() << "RIFF_CONTRACTS does not say where the contract data is";
  }
  const auto document = JsonDocument::Parse(*text);

  const auto errors = DecodeItemErrors(document->root());
  ASSERT_TRUE(errors.has_value()) << errors.error().message;
  ASSERT_EQ(errors->size(), 1u);
  EXPECT_EQ(errors->front().code, 12052097);
  EXPECT_EQ(errors->front().sku, "1729592969712207013");
}

TEST(TiktokWriteCodec, SaysWhatACreateLeftOut) {
  const auto document = JsonDocument::Parse(
      R"({"product_id":"1","skus":[{"id":"2","seller_sku":"A"},{"id":"3","seller_sku":"B"}],
          "warnings":[{"message":"brand cleared."},{"message":"video cleared."}]})");

  const auto created = DecodeCreated(document->root(), Sku("B"));
  ASSERT_TRUE(created.has_value());
  EXPECT_EQ(created->sku, "3");
  EXPECT_EQ(created->warnings, "brand cleared. video cleared.");
  EXPECT_EQ(DecodeCreated(document->root(), Sku("C")).error().kind, ErrorKind::kInvalid);
}

TEST(TiktokWriteCodec, MakesANewListingWithOurReferences) {
  TiktokBench bench;
  CreateListing change{Sku("SG-61"), {}, Money{189900, *Currency::Parse("GBP")}, Quantity(1)};
  change.content.title = "Amp & <Cab>";
  change.content.condition = Condition::kGood;
  change.content.image_urls = {"https://media.example/1.jpg"};
  const std::vector<std::string> pictures = {"tos-1"};
  const auto document = JsonDocument::Parse(CreateBody(change, pictures, bench.config, IdempotencyKey("k1")));

  const JsonValue root = document->root();
  EXPECT_EQ(root.Text("save_mode"), "LISTING");
  EXPECT_EQ(root.Text("external_product_id"), "SG-61");
  EXPECT_EQ(root.Text("idempotency_key"), "k1");
  EXPECT_EQ(root.Text("category_id"), "853000");
  EXPECT_EQ(root.Bool("is_pre_owned"), true);
  EXPECT_EQ(root.Text("description"), "<p>Amp &amp; &lt;Cab&gt;</p>");
  EXPECT_EQ(root.Array("main_images")->front().Text("uri"), "tos-1");
  EXPECT_EQ(root.Array("skus")->front().Text("seller_sku"), "SG-61");

  change.content.condition = Condition::kNew;
  change.content.description = "<p>New</p>";
  const auto fresh = JsonDocument::Parse(CreateBody(change, pictures, bench.config, IdempotencyKey("k1")));
  EXPECT_EQ(fresh->root().Bool("is_pre_owned"), false);
  EXPECT_EQ(fresh->root().Text("description"), "<p>New</p>");
}

TEST(TiktokCursor, ReadsWhatItWrote) {
  for (const ListPosition& position : {ListPosition{.windowed = false, .token = "a:b=="},
                                       ListPosition{.windowed = true, .from = 5, .to = 9, .token = ""},
                                       ListPosition{.windowed = true, .from = 5, .to = 0, .token = "t:1"}}) {
    EXPECT_EQ(ParseCursor(CursorOf(position)), position);
  }
  for (const std::string text : {"", "tta:", "ttw:", "ttw:1:", "ttw:a:2:t", "ttw:-1:2:t", "page2", "ttw:1:2"}) {
    EXPECT_EQ(ParseCursor(Cursor(text)).error().kind, ErrorKind::kInvalid) << text;
  }
}

}  // namespace
}  // namespace riff::tiktok
