#include "mocks/shopify_schema.h"
#include "tests/unit/mocks/shopify/shopify_rig.h"

namespace riff::sim {
namespace {

constexpr std::string_view kShop = "{ shop { id } }";

std::string Body(std::string_view query) { return R"({"query":)" + Quoted(query) + "}"; }

class ShopifyAccessTest : public ShopifyTest {
 protected:
  ServerResponse With(std::vector<ServerHeader> headers, const std::string& body = Body(kShop),
                      const std::string& path = "/admin/api/2026-07/graphql.json", const std::string& method = "POST") {
    return rig.mock.Handle(Request(method, path, std::move(headers), body));
  }
  ServerHeader Token() const { return {"X-Shopify-Access-Token", rig.mock.credentials().Key("token")}; }
};

TEST_F(ShopifyAccessTest, RefusesTokensOfNobodyAndOfTheOtherEnvironmentWithATextAsErrors) {
  const Credentials other = CredentialsFor({Platform::kShopify, Environment::kProduction}, Access::kReadOnly);

  EXPECT_EQ(With({Token()}).status, 200);
  EXPECT_EQ(With({}).status, 401);
  EXPECT_EQ(With({{"X-Shopify-Access-Token", "wrong"}}).status, 401);
  const ServerResponse refused = With({{"X-Shopify-Access-Token", other.Key("token")}});
  EXPECT_EQ(refused.status, 401);
  EXPECT_TRUE(JsonDocument::Parse(refused.body)->root().Text("errors"));
}

TEST_F(ShopifyAccessTest, EchoesTheVersionAndLetsARetiredOneFallForward) {
  const auto answered = [&](const std::string& asked) {
    return HeaderIn(With({Token()}, Body(kShop), "/admin/api/" + asked + "/graphql.json"), "X-Shopify-API-Version");
  };

  EXPECT_EQ(answered("2026-07"), "2026-07");
  EXPECT_EQ(answered("2026-10"), "2026-10");
  EXPECT_EQ(answered("2025-10"), "2026-01");
  EXPECT_EQ(With({Token()}, Body(kShop), "/admin/api/latest/graphql.json").status, 404);
  EXPECT_EQ(With({Token()}, Body(kShop), "/admin/api/2027-01/graphql.json").status, 404);
  EXPECT_EQ(With({Token()}, "", "/admin/products.json", "GET").status, 404);
  EXPECT_EQ(With({Token()}, "", "/admin/api/2026-07/graphql.json", "GET").status, 405);
  rig.Put("api_version", "2026-10");
  EXPECT_EQ(answered("2026-07"), "2026-10");
}

TEST_F(ShopifyAccessTest, RefusesBodiesThatHoldNoQuery) {
  for (const char* body : {"", "{", "[]", "{}", R"({"query":7})", R"({"query":null})"}) {
    EXPECT_EQ(With({Token()}, body).status, 400) << body;
  }
  EXPECT_EQ(With({Token(), {"Content-Type", "application/graphql"}}, std::string(kShop)).status, 200);
}

TEST_F(ShopifyAccessTest, AnswersMistakesInADocumentInside200) {
  EXPECT_EQ(ErrorCode("{ shop { id nonsense } }"), "undefinedField");
  EXPECT_EQ(last.status, 200);
  EXPECT_EQ(ErrorCode("{ product { id } }"), "missingRequiredArguments");
  EXPECT_EQ(ErrorCode("{ shop { id }"), "syntax error, unexpected end of file at [1, 14]");
  EXPECT_EQ(ErrorCode("query A { shop { id } } query B { shop { id } }"), "An operation name is required");
  const JsonDocument one = Ask("query A { shop { id } } query B { shop { name } }", "{}", "B");
  EXPECT_EQ(one.root().Get("data")->Get("shop")->Text("name"), "RIFF Music");
  EXPECT_EQ(ErrorCode("query ($id: ID!) { product(id: $id) { id } }"), "INVALID_VARIABLE");
}

TEST_F(ShopifyAccessTest, GivesTheSandboxAppEveryScope) {
  const std::string data = Data("{ currentAppInstallation { accessScopes { handle } } }");

  for (const char* scope : {"read_products", "write_inventory", "write_products", "write_publications"}) {
    EXPECT_NE(data.find(scope), std::string::npos) << scope;
  }
}

TEST_F(ShopifyProductionTest, ReadsButDeniesEveryWriteAndDoesNothing) {
  const RemoteId guitar = rig.mock.Seed(Guitar("GTR-1"));
  const std::string set =
      "mutation { inventorySetQuantities(input: {name: \"available\", reason: \"correction\", "
      "quantities: [{inventoryItemId: " +
      Quoted(ItemGid(guitar)) + ", locationId: " + Quoted(Location()) +
      ", quantity: 0, changeFromQuantity: null}]}) @idempotent(key: \"k\") "
      "{ userErrors { code } } }";

  EXPECT_EQ(ErrorCode(set), "ACCESS_DENIED");
  const JsonDocument denied = Ask(set);
  EXPECT_TRUE(denied.root().Get("data")->Get("inventorySetQuantities")->IsNull());
  EXPECT_NE(last.body.find("`write_inventory` access scope."), std::string::npos);
  EXPECT_EQ(ErrorCode("mutation { productCreate(product: {title: \"x\"}) { userErrors { message } } }"),
            "ACCESS_DENIED");
  EXPECT_EQ(
      ErrorCode("mutation { productDelete(input: {id: \"gid://shopify/Product/1\"}) { userErrors { message } } }"),
      "ACCESS_DENIED");
  EXPECT_EQ(Quantities(guitar), "1 0 1");
  EXPECT_EQ(Data("{ currentAppInstallation { accessScopes { handle } } }").find("write_"), std::string::npos);
}

TEST_F(ShopifyAccessTest, AnswersPartlyWhenOneScopeIsMissing) {
  rig.Put("missing_scopes", "read_orders");
  const JsonDocument answer = Ask("{ shop { name } order(id: \"gid://shopify/Order/1\") { id } }");

  EXPECT_EQ(answer.root().Get("data")->Get("shop")->Text("name"), "RIFF Music");
  EXPECT_FALSE(answer.root().Get("data")->Find("order"));
  EXPECT_EQ(answer.root().Array("errors")->size(), 1u);
  EXPECT_EQ(ErrorCode("{ orders(first: 1) { nodes { id } } }"), "ACCESS_DENIED");
  EXPECT_TRUE(JsonDocument::Parse(last.body)->root().Get("data")->IsNull()) << "orders cannot be null, so the data is";
}

// ---- cost --------------------------------------------------------------------------------------------------------

class ShopifyCostTest : public ShopifyTest {
 protected:
  JsonValue Cost(const std::string& query) {
    answer_.emplace(Ask(query));
    return *answer_->root().Get("extensions")->Get("cost");
  }
  std::int64_t Left() { return *Cost("{ __typename }").Get("throttleStatus")->Integer("currentlyAvailable"); }

 private:
  std::optional<JsonDocument> answer_;
};

TEST_F(ShopifyCostTest, PricesObjectsMutationsAndConnections) {
  const auto requested = [&](const std::string& query) { return *Cost(query).Integer("requestedQueryCost"); };

  EXPECT_EQ(requested("{ shop { id } }"), 1);
  EXPECT_EQ(requested("{ shop { plan { shopifyPlus } } currentAppInstallation { id } }"), 3);
  EXPECT_EQ(requested("{ product(id: \"gid://shopify/Product/1\") { variants(first: 250) { nodes { inventoryItem { id "
                      "tracked } } } } }"),
            25);
  EXPECT_EQ(requested("mutation { webhookSubscriptionDelete(id: \"gid://shopify/WebhookSubscription/1\") { "
                      "userErrors { message } } }"),
            10);
}

TEST_F(ShopifyCostTest, GivesBackWhatAnAnswerDidNotNeed) {
  const std::string query = "{ products(first: 250) { nodes { id variantsCount { count } } } }";
  const JsonValue cost = Cost(query);

  EXPECT_GT(*cost.Integer("requestedQueryCost"), *cost.Integer("actualQueryCost"));
  EXPECT_EQ(*cost.Get("throttleStatus")->Integer("currentlyAvailable"), 2000 - *cost.Integer("actualQueryCost"));
  EXPECT_EQ(cost.Get("throttleStatus")->Decimal("maximumAvailable"), "2000.0");
  EXPECT_EQ(cost.Get("throttleStatus")->Decimal("restoreRate"), "100.0");
}

TEST_F(ShopifyCostTest, ThrottlesInside200UntilEnoughPointsCameBack) {
  FaultRule bucket;
  bucket.fault = "bucket_points";
  bucket.parameters["value"] = "20";
  FaultRule restore;
  restore.fault = "restore_points_per_s";
  restore.parameters["value"] = "5";
  rig.Put(std::vector<FaultRule>{bucket, restore});
  const std::string dear =
      "mutation { webhookSubscriptionDelete(id: \"gid://shopify/WebhookSubscription/1\") { "
      "userErrors { message } } }";
  EXPECT_EQ(Left(), 20);
  (void)Ask(dear);
  (void)Ask(dear);
  EXPECT_EQ(Left(), 0);

  EXPECT_EQ(ErrorCode(dear), "THROTTLED");
  EXPECT_EQ(last.status, 200);
  const JsonDocument throttled = *JsonDocument::Parse(last.body);
  EXPECT_FALSE(throttled.root().Find("data"));
  EXPECT_FALSE(throttled.root().Get("extensions")->Get("cost")->Find("actualQueryCost"));
  EXPECT_EQ(throttled.root().Get("extensions")->Get("cost")->Integer("requestedQueryCost"), 10);

  rig.clock.Advance(std::chrono::milliseconds(1999));
  EXPECT_EQ(ErrorCode(dear), "THROTTLED");
  rig.clock.Advance(std::chrono::milliseconds(1));
  EXPECT_EQ(ErrorCode(dear).substr(0, 9), "no errors");
}

TEST_F(ShopifyCostTest, RefusesAQueryThatNoBucketCouldHold) {
  const std::string levels =
      "inventoryLevels(first: 250) { nodes { location { id } quantities(names: [\"available\"]) { "
      "quantity } item { id } } }";
  const std::string query =
      "{ products(first: 250) { nodes { variants(first: 250) { nodes { inventoryItem { " + levels + " } } } } } }";

  EXPECT_EQ(ErrorCode(query), "MAX_COST_EXCEEDED");
  EXPECT_EQ(Left(), 2000);
}

TEST_F(ShopifyCostTest, ThrottlesAndFailsOnDemand) {
  PutOnce("throttled");
  EXPECT_EQ(ErrorCode("{ shop { id } }"), "THROTTLED");
  EXPECT_EQ(ErrorCode("{ shop { id } }").substr(0, 9), "no errors");

  const std::string create = "mutation { productCreate(product: {title: \"x\"}) { userErrors { message } } }";
  PutOnce("internal_error", "shopify.product.create");
  EXPECT_EQ(ErrorCode(create), "INTERNAL_SERVER_ERROR");
  EXPECT_EQ(Data("{ productsCount { count } }"), R"({"productsCount":{"count":0}})");
  PutOnce("internal_error_after", "shopify.product.create");
  EXPECT_EQ(ErrorCode(create), "INTERNAL_SERVER_ERROR");
  EXPECT_EQ(Data("{ productsCount { count } }"), R"({"productsCount":{"count":1}})");
}

// ---- what a request is called ------------------------------------------------------------------------------------

TEST_F(ShopifyTest, NamesOperationsByTheirFirstFieldAndTellsChangesFromReads) {
  const auto classified = [&](const std::string& query) {
    (void)Ask(query);
    const RequestEntry entry = rig.mock.RequestsSince(0).back();
    return entry.classified.operation + (entry.classified.effect == Effect::kChanges ? " changes" : " reads");
  };

  EXPECT_EQ(classified("{ productVariants(first: 1) { nodes { id } } }"), "shopify.variant.list reads");
  EXPECT_EQ(classified("query mutation { shop { id } }"), "shopify.shop.get reads");
  EXPECT_EQ(classified("mutation { x: productDelete(input: {id: \"1\"}) { userErrors { message } } }"),
            "shopify.product.delete changes");
  EXPECT_EQ(classified("fragment F on QueryRoot { shop { id } } query { ...F }"), "shopify.shop.get reads");
  EXPECT_EQ(classified("mutation { bulkOperationCancel(id: \"1\") { userErrors { message } } }"),
            "shopify.bulk.cancel reads");
  EXPECT_EQ(classified("mutation { bulkOperationCancel(id: \"1\") { userErrors { message } } productDelete(input: {id: "
                       "\"1\"}) { userErrors { message } } }"),
            "shopify.bulk.cancel changes");
  EXPECT_EQ(classified("mutation { nonsense }"), "shopify.unknown changes");
  EXPECT_EQ(classified("{ nonsense "), "shopify.unknown changes");
}

// ---- every field -------------------------------------------------------------------------------------------------

// Selects everything a type has, down to a depth; fields that demand arguments are left to the tests of their own.
std::string AllOf(const std::string& type, int depth) {
  const GraphqlDefinition& definition = *ShopifySchema().Find(type);
  std::string selection = "{ __typename";
  for (const GraphqlField& field : definition.fields) {
    const GraphqlDefinition& returned = *ShopifySchema().Find(field.type.Named());
    const bool demands = std::any_of(field.arguments.begin(), field.arguments.end(),
                                     [](const GraphqlInput& input) { return input.IsDemanded(); });
    if (demands || (returned.HasFields() && depth == 0)) {
      continue;
    }
    const bool connection = returned.name.ends_with("Connection");
    selection += " " + field.name + (connection ? "(first: 2)" : "") +
                 (returned.HasFields() ? AllOf(returned.name, connection ? depth : depth - 1) : "");
  }
  return selection + " }";
}

TEST_F(ShopifyTest, ResolvesEveryFieldThatItsSchemaOffers) {
  MarketListing guitar = Guitar("GTR-1");
  guitar.content.image_urls = {"https://img.example.invalid/1.jpg"};
  guitar.extras["metafield:custom/serial"] = "single_line_text_field\n1234";
  const RemoteId remote = rig.mock.Seed(guitar);
  const OrderId order = *rig.Buy(remote);
  rig.mock.With([&](Market& market, Faults&) { (void)market.CancelOrder(order); });
  (void)Data(
      "mutation { webhookSubscriptionCreate(topic: ORDERS_CREATE, webhookSubscription: {uri: \"https://x.example\"}) "
      "{ webhookSubscription { id } userErrors { message } } }");
  (void)Data(
      "mutation { bulkOperationRunQuery(query: \"{ products { edges { node { id } } } }\") { bulkOperation { id } "
      "userErrors { message } } }");
  rig.Put("bucket_points", "100000000");

  const auto select = [&](const std::string& field, const std::string& type, int depth) {
    const JsonDocument answer = Ask("{ " + field + " " + AllOf(type, depth) + " }");
    // Depth makes some of them too dear, which is no fault of a field's.
    EXPECT_FALSE(answer.root().Find("errors")) << field << last.body;
  };
  select("product(id: " + Quoted(ProductGid(remote)) + ")", "Product", 1);
  select("productVariant(id: " + Quoted(VariantGid(remote)) + ")", "ProductVariant", 1);
  select("inventoryItem(id: " + Quoted(ItemGid(remote)) + ")", "InventoryItem", 1);
  select("location(id: " + Quoted(Location()) + ")", "Location", 1);
  select("order(id: \"gid://shopify/Order/" + order.text() + "\")", "Order", 2);
  select("shop", "Shop", 1);
  select("currentAppInstallation", "AppInstallation", 1);
  select("publicApiVersions", "ApiVersion", 1);
  select("publications(first: 2)", "PublicationConnection", 1);
  select("webhookSubscriptions(first: 2)", "WebhookSubscriptionConnection", 1);
  select("bulkOperations(first: 2)", "BulkOperationConnection", 1);
  select("products(first: 2)", "ProductConnection", 0);
  select("productVariants(first: 2)", "ProductVariantConnection", 0);
  select("inventoryItems(first: 2)", "InventoryItemConnection", 0);
  select("orders(first: 2)", "OrderConnection", 0);
  select("locations(first: 2)", "LocationConnection", 0);
}

}  // namespace
}  // namespace riff::sim
