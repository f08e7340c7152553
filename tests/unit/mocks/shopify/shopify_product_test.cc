#include "tests/unit/mocks/shopify/shopify_rig.h"

namespace riff::sim {
namespace {

class ShopifyProductTest : public ShopifyTest {
 protected:
  static std::string Variant(const std::string& option, const std::string& sku, const std::string& more = "") {
    return R"({"optionValues":[{"optionName":"Title","name":)" + Quoted(option) + R"(}],"sku":)" + Quoted(sku) + more +
           "}";
  }
  // The variables of a productSet; `input` is the inside of the input, `identifier` a whole JSON value.
  static std::string Setting(const std::string& input, const std::string& identifier = "null", bool wait = true) {
    return R"({"identifier":)" + identifier + R"(,"wait":)" + (wait ? "true" : "false") + R"(,"input":{)" + input +
           "}}";
  }
  std::string WithStock(const std::string& sku, const std::string& quantity) const {
    return R"("title":"Les Paul","productOptions":[{"name":"Title","values":[{"name":"Default Title"}]}],"variants":[)" +
           Variant("Default Title", sku,
                   R"(,"price":"1999.50","inventoryItem":{"tracked":true},"inventoryQuantities":[{"locationId":)" +
                       Quoted(Location()) + R"(,"name":"available","quantity":)" + quantity + "}]") +
           "]";
  }
  std::string SetError(const std::string& input, const std::string& identifier = "null") {
    return UserErrorCode(kSet, Setting(input, identifier));
  }
  std::int64_t Count() {
    const JsonDocument answer = Ask("{ productsCount { count } }");
    return *answer.root().Get("data")->Get("productsCount")->Integer("count");
  }
  std::string ByHandle(const std::string& handle, const std::string& fields) {
    return Data("{ productByIdentifier(identifier: {handle: " + Quoted(handle) + "}) { " + fields + " } }");
  }

  const std::string kSet =
      "mutation Set($identifier: ProductSetIdentifiers, $input: ProductSetInput!, $wait: Boolean!) { "
      "productSet(identifier: "
      "$identifier, input: $input, synchronous: $wait) { product { id handle status } productSetOperation { id status "
      "} "
      "userErrors { code field message } } }";
  const std::string kHandle = R"({"handle":"les-paul"})";
};

TEST_F(ShopifyProductTest, SetsAProductOnceHoweverOftenItIsSent) {
  const std::string variables =
      Setting(WithStock("LP", "1") + R"(,"handle":"les-paul","status":"DRAFT","vendor":"Gibson")", kHandle);

  EXPECT_EQ(UserErrorCode(kSet, variables), "");
  EXPECT_EQ(UserErrorCode(kSet, variables), "");
  EXPECT_EQ(Count(), 1);
  EXPECT_EQ(ByHandle("les-paul",
                     "title vendor status variants(first: 5) { nodes { sku price inventoryQuantity inventoryItem { "
                     "tracked } } }"),
            R"({"productByIdentifier":{"title":"Les Paul","vendor":"Gibson","status":"DRAFT","variants":{"nodes":[)"
            R"({"sku":"LP","price":"1999.50","inventoryQuantity":1,"inventoryItem":{"tracked":true}}]}}})");
}

TEST_F(ShopifyProductTest, PassesOverQuantitiesWhereTheItemHasALevelAlready) {
  ASSERT_EQ(SetError(WithStock("LP", "1"), kHandle), "");
  ASSERT_EQ(SetError(WithStock("LP", "7"), kHandle), "");

  EXPECT_EQ(ByHandle("les-paul", "totalInventory"), R"({"productByIdentifier":{"totalInventory":1}})");
}

TEST_F(ShopifyProductTest, ReplacesTheWholeListOfVariants) {
  const std::string options =
      R"("title":"Strings","productOptions":[{"name":"Title","values":[{"name":"9"},{"name":"10"}]}],"variants":[)";
  ASSERT_EQ(SetError(options + Variant("9", "S-9") + "," + Variant("10", "S-10") + "]", kHandle), "");
  const std::string before = ByHandle("les-paul", "variants(first: 5) { nodes { id sku title } }");
  ASSERT_EQ(SetError(options + Variant("10", "S-10B") + "," + Variant("11", "S-11") + "]", kHandle), "");
  const std::string after = ByHandle("les-paul", "variantsCount { count } variants(first: 5) { nodes { sku title } }");

  EXPECT_NE(before.find("S-9"), std::string::npos);
  EXPECT_EQ(after,
            R"({"productByIdentifier":{"variantsCount":{"count":2},"variants":{"nodes":[{"sku":"S-10B","title":"10"},)"
            R"({"sku":"S-11","title":"11"}]}}})");
  EXPECT_EQ(Count(), 1);
}

TEST_F(ShopifyProductTest, FindsAProductByItsCustomId) {
  const std::string custom = R"({"customId":{"namespace":"riff","key":"sku","value":"LP-1"}})";
  const std::string metafield = R"(,"metafields":[{"namespace":"riff","key":"sku","type":"id","value":"LP-1"}])";

  EXPECT_EQ(SetError(R"("title":"A")", custom), "METAFIELD_MISMATCH");
  EXPECT_EQ(SetError(R"("title":"A")" + metafield, custom), "");
  EXPECT_EQ(SetError(R"("title":"B")" + metafield, custom), "");
  EXPECT_EQ(Count(), 1);
  EXPECT_EQ(
      Data(
          "{ productByIdentifier(identifier: {customId: {namespace: \"riff\", key: \"sku\", value: \"LP-1\"}}) { title "
          "metafield(namespace: \"riff\", key: \"sku\") { value type } } }"),
      R"({"productByIdentifier":{"title":"B","metafield":{"value":"LP-1","type":"id"}}})");
}

TEST_F(ShopifyProductTest, NamesWhatIsWrongWithASetAndWritesNothingOfIt) {
  ASSERT_EQ(SetError(R"("title":"Taken","handle":"taken")"), "");
  const std::string options = R"("title":"A","productOptions":[{"name":"Title"}],)";

  EXPECT_EQ(SetError(R"("status":"DRAFT")", kHandle), "INVALID_PRODUCT");
  EXPECT_EQ(SetError(R"("title":"A")", R"({"id":"gid://shopify/Product/1"})"), "PRODUCT_DOES_NOT_EXIST");
  EXPECT_EQ(SetError(R"("title":"A","handle":"taken")"), "HANDLE_NOT_UNIQUE");
  EXPECT_EQ(SetError(R"("title":"A","handle":"other")", kHandle), "INPUT_MISMATCH");
  EXPECT_EQ(SetError(R"("title":"A","variants":[)" + Variant("x", "X") + "]"), "PRODUCT_OPTIONS_INPUT_MISSING");
  EXPECT_EQ(SetError(R"("title":"A","productOptions":[{"name":"Title"}])"), "VARIANTS_INPUT_MISSING");
  EXPECT_EQ(SetError(options + R"("variants":[])"), "VARIANTS_OVER_LIMIT");
  EXPECT_EQ(SetError(options + R"("variants":[)" + Variant("x", "X", R"(,"price":"-1.00")") + "]"), "INVALID_VARIANT");
  EXPECT_EQ(SetError(options + R"("variants":[)" + Variant("x", "X") + "," + Variant("x", "Y") + "]"),
            "INVALID_VARIANT");
  EXPECT_EQ(
      SetError(options + R"("variants":[)" + Variant("x", "X", R"(,"id":"gid://shopify/ProductVariant/1")") + "]"),
      "PRODUCT_VARIANT_DOES_NOT_EXIST");
  const std::string nowhere =
      R"(,"inventoryQuantities":[{"locationId":"gid://shopify/Location/1","name":"available","quantity":1}])";
  EXPECT_EQ(SetError(options + R"("variants":[)" + Variant("x", "X", nowhere) + "]"), "INVALID_VARIANT");
  EXPECT_EQ(ErrorCode(kSet, Setting(R"("title":"A")", R"({"handle":"a","id":"gid://shopify/Product/1"})")),
            "INVALID_VARIABLE");
  EXPECT_EQ(Count(), 1);
}

TEST_F(ShopifyProductTest, SetsLaterWhatIsNotWaitedFor) {
  const auto start = [&](const std::string& input, const std::string& identifier) {
    const JsonDocument started = Ask(kSet, Setting(input, identifier, false));
    const auto operation = started.root().Get("data")->Get("productSet")->Get("productSetOperation");
    EXPECT_EQ(operation->Text("status"), "CREATED");
    return *operation->Text("id");
  };
  const auto poll = [&](const std::string& id) {
    return Data("{ productOperation(id: " + Quoted(id) +
                ") { status product { handle } ... on ProductSetOperation { "
                "userErrors { code } } } }");
  };
  const std::string good = start(R"("title":"Later")", R"({"handle":"later"})");
  const std::string bad = start(R"("title":"Lost")", R"({"id":"gid://shopify/Product/1"})");

  EXPECT_EQ(Count(), 0);
  rig.clock.Advance(std::chrono::milliseconds(500));
  EXPECT_EQ(poll(good), R"({"productOperation":{"status":"ACTIVE","product":null,"userErrors":[]}})");
  rig.clock.Advance(std::chrono::milliseconds(500));
  EXPECT_EQ(poll(good), R"({"productOperation":{"status":"COMPLETE","product":{"handle":"later"},"userErrors":[]}})");
  EXPECT_EQ(
      poll(bad),
      R"({"productOperation":{"status":"COMPLETE","product":null,"userErrors":[{"code":"PRODUCT_DOES_NOT_EXIST"}]}})");
  EXPECT_EQ(Count(), 1);
}

TEST_F(ShopifyProductTest, CreatesASecondProductForARepeatedCreate) {
  const std::string create =
      "mutation { productCreate(product: {title: \"Les Paul\"}, media: [{originalSource: "
      "\"https://img.example/1.jpg\", mediaContentType: IMAGE}]) { product { handle status "
      "publishedOnPublication(publicationId: \"gid://shopify/Publication/401\") "
      "featuredMedia { preview { image { url } } } variants(first: 1) { nodes { price title } } } "
      "userErrors { message } } }";

  EXPECT_EQ(Data(create),
            R"({"productCreate":{"product":{"handle":"les-paul","status":"ACTIVE","publishedOnPublication":false,)"
            R"("featuredMedia":{"preview":{"image":{"url":"https://img.example/1.jpg"}}},)"
            R"("variants":{"nodes":[{"price":"0.00","title":"Default Title"}]}},"userErrors":[]}})");
  EXPECT_NE(Data(create).find("les-paul-1"), std::string::npos);
  EXPECT_EQ(Count(), 2);
  EXPECT_EQ(UserErrorCode("mutation { productCreate(product: {}) { product { id } userErrors { message } } }"),
            "Title can't be blank");
  EXPECT_NE(UserErrorCode(
                "mutation { productCreate(product: {title: \"x\", handle: \"les-paul\"}) { userErrors { message } } }"),
            "");
}

TEST_F(ShopifyProductTest, SpellsEveryListingStatusBothWays) {
  const RemoteId guitar = rig.mock.Seed(Guitar("GTR-1"));
  const auto update = [&](const std::string& status) {
    return Data("mutation { productUpdate(product: {id: " + Quoted(ProductGid(guitar)) + ", status: " + status +
                "}) { product { status } userErrors { message } } }");
  };
  for (const auto& [word, status] :
       {std::pair{"DRAFT", ListingStatus::kDraft}, std::pair{"ARCHIVED", ListingStatus::kEnded},
        std::pair{"UNLISTED", ListingStatus::kPaused}, std::pair{"ACTIVE", ListingStatus::kLive}}) {
    EXPECT_EQ(update(word), R"({"productUpdate":{"product":{"status":)" + Quoted(word) + R"(},"userErrors":[]}})");
    EXPECT_EQ(rig.Of(guitar).status, status);
    EXPECT_EQ(Data("{ productsCount(query: \"status:" + std::string(word) + "\") { count } }"),
              R"({"productsCount":{"count":1}})");
  }
  EXPECT_EQ(ErrorCode("mutation { productUpdate(product: {id: \"1\", status: SOLD}) { userErrors { message } } }"),
            "argumentLiteralsIncompatible");
}

TEST_F(ShopifyProductTest, UpdatesWhatIsGivenAndLeavesTheRest) {
  const RemoteId guitar = rig.mock.Seed(Guitar("GTR-1"));
  const std::string script = "<p>Loud</p><script>alert(1)</script>";
  const std::string update =
      "mutation ($d: String!) { productUpdate(product: {id: " + Quoted(ProductGid(guitar)) +
      ", descriptionHtml: $d, tags: [\"b\", \"a\"]}) { product { title descriptionHtml description tags "
      "} userErrors { message } } }";

  const std::string rest = R"json(,"description":"Loudalert(1)","tags":["a","b"]},"userErrors":[]}})json";
  EXPECT_EQ(Data(update, R"({"d":)" + Quoted(script) + "}"),
            R"({"productUpdate":{"product":{"title":"Fender Jazzmaster 1964 Sunburst GTR-1","descriptionHtml":)" +
                Quoted(script) + rest);
  EXPECT_EQ(
      UserErrorCode("mutation { productUpdate(product: {id: \"gid://shopify/Product/1\", title: \"x\"}) { userErrors { "
                    "message } } }"),
      "Product does not exist");
  EXPECT_EQ(UserErrorCode("mutation { productUpdate(product: {id: " + Quoted(ProductGid(guitar)) +
                          ", title: \"\"}) { userErrors { message } } }"),
            "Title can't be blank");
}

TEST_F(ShopifyProductTest, DeletesAProductOnce) {
  const RemoteId guitar = rig.mock.Seed(Guitar("GTR-1"));
  const std::string remove = "mutation { productDelete(input: {id: " + Quoted(ProductGid(guitar)) +
                             "}) { deletedProductId userErrors { field message } } }";

  EXPECT_EQ(Data(remove),
            R"({"productDelete":{"deletedProductId":)" + Quoted(ProductGid(guitar)) + R"(,"userErrors":[]}})");
  EXPECT_EQ(rig.Of(guitar).status, ListingStatus::kGone);
  EXPECT_EQ(
      Data(remove),
      R"({"productDelete":{"deletedProductId":null,"userErrors":[{"field":["id"],"message":"Product does not exist"}]}})");
  EXPECT_EQ(Data("{ productVariant(id: " + Quoted(VariantGid(guitar)) + ") { id } }"), R"({"productVariant":null})");
}

class ShopifyVariantTest : public ShopifyTest {
 protected:
  std::string Update(const std::string& product, const std::string& variants, bool partial = false) {
    return UserErrorCode(
        "mutation ($p: ID!, $v: [ProductVariantsBulkInput!]!, $partial: Boolean!) { "
        "productVariantsBulkUpdate(productId: $p, variants: $v, allowPartialUpdates: $partial) { "
        "productVariants { sku price } userErrors { code field message } } }",
        R"({"p":)" + Quoted(product) + R"(,"v":[)" + variants + R"(],"partial":)" + (partial ? "true" : "false") + "}");
  }
};

TEST_F(ShopifyVariantTest, UpdatesPriceAndSku) {
  const RemoteId guitar = rig.mock.Seed(Guitar("GTR-1"));

  EXPECT_EQ(Update(ProductGid(guitar),
                   R"({"id":)" + Quoted(VariantGid(guitar)) + R"(,"price":"1850.00","inventoryItem":{"sku":"GTR-2"}})"),
            "");
  EXPECT_EQ(rig.Of(guitar).price.minor, 185000);
  EXPECT_EQ(rig.Of(guitar).sku, Sku("GTR-2"));
  EXPECT_NE(last.body.find(R"("productVariants":[{"sku":"GTR-2","price":"1850.00"}])"), std::string::npos) << last.body;
}

TEST_F(ShopifyVariantTest, RefusesAllOrOnlyTheBadOnesAsAsked) {
  const RemoteId guitar = rig.mock.Seed(Guitar("GTR-1"));
  const RemoteId other = rig.mock.Seed(Guitar("GTR-2"));
  const std::string id = R"({"id":)" + Quoted(VariantGid(guitar));
  const std::string product = ProductGid(guitar);

  EXPECT_EQ(Update("gid://shopify/Product/1", id + "}"), "PRODUCT_DOES_NOT_EXIST");
  EXPECT_EQ(Update(product, R"({"price":"1.00"})"), "PRODUCT_VARIANT_ID_MISSING");
  EXPECT_EQ(Update(product, R"({"id":)" + Quoted(VariantGid(other)) + "}"), "PRODUCT_VARIANT_DOES_NOT_EXIST");
  EXPECT_EQ(Update(product, id + R"(,"price":"-1.00"})"), "NEGATIVE_PRICE_VALUE");
  EXPECT_EQ(Update(product,
                   id + R"(,"inventoryQuantities":[{"availableQuantity":1,"locationId":)" + Quoted(Location()) + "}]}"),
            "NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE");

  const std::string mixed = id + R"(,"price":"5.00"},{"id":"gid://shopify/ProductVariant/1"})";
  EXPECT_EQ(Update(product, mixed), "PRODUCT_VARIANT_DOES_NOT_EXIST");
  EXPECT_EQ(rig.Of(guitar).price.minor, 245000);
  EXPECT_EQ(Update(product, mixed, true), "PRODUCT_VARIANT_DOES_NOT_EXIST");
  EXPECT_EQ(rig.Of(guitar).price.minor, 500);
}

TEST_F(ShopifyProductTest, PublishesAndUnpublishesAsAState) {
  const RemoteId guitar = rig.mock.Seed(Guitar("GTR-1"));
  const auto ask = [&](const std::string& what, const std::string& publication, const std::string& product) {
    return "mutation { " + what + "(id: " + Quoted(product) + ", input: [{publicationId: " + Quoted(publication) +
           "}]) { publishable { availablePublicationsCount { count } ... on Product { id } } userErrors { field "
           "message } } }";
  };
  const std::string pos = "gid://shopify/Publication/402";
  const std::string product = ProductGid(guitar);
  const auto count = [&](const std::string& query) {
    const JsonDocument answer = Ask(query);
    const JsonValue data = *answer.root().Get("data");
    return *data.Get(data.Keys().front())->Get("publishable")->Get("availablePublicationsCount")->Integer("count");
  };

  EXPECT_EQ(count(ask("publishablePublish", pos, product)), 2);
  EXPECT_EQ(count(ask("publishablePublish", pos, product)), 2);
  EXPECT_EQ(Data("{ products(first: 5, query: \"publication_ids:402\") { nodes { id } } }"),
            R"({"products":{"nodes":[{"id":)" + Quoted(product) + "}]}}");
  EXPECT_EQ(count(ask("publishableUnpublish", pos, product)), 1);
  EXPECT_NE(UserErrorCode(ask("publishablePublish", "gid://shopify/Publication/9", product)), "");
  EXPECT_NE(UserErrorCode(ask("publishablePublish", pos, "gid://shopify/Product/9")), "");
  EXPECT_EQ(Data("{ publications(first: 5) { nodes { id catalog { title } } } }"),
            R"({"publications":{"nodes":[{"id":"gid://shopify/Publication/401","catalog":{"title":"Online Store"}},)"
            R"({"id":"gid://shopify/Publication/402","catalog":{"title":"Point of Sale"}}]}})");
}

TEST_F(ShopifyProductTest, TellsDuplicatesApartByHandleAndShowsWhatTheCatalogueSays) {
  const RemoteId one = rig.mock.Seed(Guitar("GTR-1"));
  MarketListing twin = Guitar("GTR-2");
  twin.content.title = rig.Of(one).content.title;
  const RemoteId two = rig.mock.Seed(twin);
  const auto shown = [&](const RemoteId& remote) {
    return Data("{ product(id: " + Quoted(ProductGid(remote)) + ") { handle vendor productType legacyResourceId } }");
  };

  EXPECT_NE(
      shown(one).find(
          R"("handle":"fender-jazzmaster-1964-sunburst-gtr-1","vendor":"Fender","productType":"Electric guitar")"),
      std::string::npos)
      << shown(one);
  EXPECT_NE(shown(two).find("gtr-1-1"), std::string::npos) << shown(two);
}

TEST_F(ShopifyProductTest, KeepsWebhookSubscriptionsOncePerTopicAndAddress) {
  const std::string create =
      "mutation { webhookSubscriptionCreate(topic: ORDERS_CREATE, webhookSubscription: {uri: "
      "\"https://sync.example/hook\"}) { webhookSubscription { id topic uri format apiVersion { handle } } "
      "userErrors { message } } }";
  const JsonDocument made = Ask(create);
  const std::string id =
      *made.root().Get("data")->Get("webhookSubscriptionCreate")->Get("webhookSubscription")->Text("id");
  const std::string remove = "mutation { webhookSubscriptionDelete(id: " + Quoted(id) +
                             ") { deletedWebhookSubscriptionId userErrors { message } } }";

  EXPECT_NE(last.body.find(R"("format":"JSON","apiVersion":{"handle":"2026-07"})"), std::string::npos) << last.body;
  EXPECT_EQ(UserErrorCode(create), "Address for this topic has already been taken");
  EXPECT_EQ(UserErrorCode(
                "mutation { webhookSubscriptionCreate(topic: ORDERS_CREATE, webhookSubscription: {}) { userErrors { "
                "message } } }"),
            "Address can't be blank");
  EXPECT_EQ(Data("{ webhookSubscriptions(first: 5, topics: [ORDERS_CREATE]) { nodes { uri } } }"),
            R"({"webhookSubscriptions":{"nodes":[{"uri":"https://sync.example/hook"}]}})");
  EXPECT_EQ(UserErrorCode(remove), "");
  EXPECT_EQ(UserErrorCode(remove), "Webhook subscription does not exist");
  EXPECT_EQ(Data("{ webhookSubscriptionsCount { count } }"), R"({"webhookSubscriptionsCount":{"count":0}})");
}

}  // namespace
}  // namespace riff::sim
