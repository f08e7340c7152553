#include "tests/unit/mocks/shopify/shopify_rig.h"

namespace riff::sim {
namespace {

class ShopifyPageTest : public ShopifyTest {
 protected:
  // Walks a connection to its end and returns the SKUs in the order shown; `more` are further arguments.
  std::vector<std::string> Walk(int first, const std::string& more = "") {
    std::vector<std::string> skus;
    std::string after;
    for (int page = 0; page < 100; ++page) {
      const JsonDocument answer = Ask("{ productVariants(first: " + std::to_string(first) + after + more +
                                      ") { nodes { sku } pageInfo { hasNextPage endCursor } } }");
      const auto data = answer.root().Get("data");
      if (!data || !data->Find("productVariants")) {
        ADD_FAILURE() << last.body;
        return skus;
      }
      const JsonValue connection = *data->Find("productVariants");
      for (const JsonValue& node : Values(connection.Array("nodes"))) {
        skus.push_back(*node.Text("sku"));
      }
      if (!*connection.Get("pageInfo")->Bool("hasNextPage")) {
        return skus;
      }
      after = ", after: " + Quoted(*connection.Get("pageInfo")->Text("endCursor"));
    }
    ADD_FAILURE() << "no end";
    return skus;
  }
  std::string FirstCursor(const std::string& arguments) {
    const JsonDocument answer = Ask("{ products(first: 1" + arguments + ") { pageInfo { endCursor } } }");
    return *answer.root().Get("data")->Get("products")->Get("pageInfo")->Text("endCursor");
  }
};

TEST_F(ShopifyPageTest, ShowsEveryRowOnceWhateverThePageSize) {
  for (const char* sku : {"A", "B", "C", "D", "E"}) {
    rig.mock.Seed(Guitar(sku));
  }

  EXPECT_EQ(Walk(2), (std::vector<std::string>{"A", "B", "C", "D", "E"}));
  EXPECT_EQ(Walk(5), (std::vector<std::string>{"A", "B", "C", "D", "E"}));
  EXPECT_EQ(Walk(2, ", reverse: true"), (std::vector<std::string>{"E", "D", "C", "B", "A"}));
}

TEST_F(ShopifyPageTest, SortsByTheKeyAskedForAndByIdWhereThatIsEqual) {
  rig.mock.Seed(Strings("S-2", 9));
  rig.mock.Seed(Strings("S-1", 12));
  rig.mock.Seed(Strings("S-3", 9));

  EXPECT_EQ(Walk(1, ", sortKey: SKU"), (std::vector<std::string>{"S-1", "S-2", "S-3"}));
  EXPECT_EQ(Walk(1, ", sortKey: INVENTORY_QUANTITY"), (std::vector<std::string>{"S-2", "S-3", "S-1"}));
  EXPECT_EQ(Walk(1, ", sortKey: INVENTORY_QUANTITY, reverse: true"), (std::vector<std::string>{"S-1", "S-3", "S-2"}));
}

TEST_F(ShopifyPageTest, KeepsItsPlaceWhenRowsBeforeItDisappear) {
  const RemoteId first = rig.mock.Seed(Guitar("A"));
  rig.mock.Seed(Guitar("B"));
  rig.mock.Seed(Guitar("C"));
  const std::string cursor = FirstCursor("");
  (void)Data("mutation { productDelete(input: {id: " + Quoted(ProductGid(first)) + "}) { userErrors { message } } }");

  EXPECT_NE(Data("{ products(first: 1, after: " + Quoted(cursor) + ") { nodes { title } } }").find("Sunburst B"),
            std::string::npos);
}

TEST_F(ShopifyPageTest, RefusesCursorsOfAnotherSearchOrNobody) {
  rig.mock.Seed(Guitar("A"));
  rig.mock.Seed(Guitar("B"));
  const std::string cursor = FirstCursor(", sortKey: TITLE");
  const auto code = [&](const std::string& arguments) {
    return ErrorCode("{ products(first: 1, " + arguments + ") { nodes { id } } }");
  };

  EXPECT_EQ(code("sortKey: TITLE, after: " + Quoted(cursor)).substr(0, 9), "no errors");
  EXPECT_EQ(code("sortKey: ID, after: " + Quoted(cursor)), "BAD_REQUEST");
  EXPECT_EQ(code("sortKey: TITLE, query: \"status:active\", after: " + Quoted(cursor)), "BAD_REQUEST");
  EXPECT_EQ(code("after: \"eyJub25lIjoxfQ==\""), "BAD_REQUEST");
  EXPECT_EQ(code("after: \"not base64\""), "BAD_REQUEST");
  EXPECT_EQ(code("after: \"\""), "BAD_REQUEST");
}

TEST_F(ShopifyPageTest, DemandsACountOfAtMostTwoHundredAndFifty) {
  EXPECT_EQ(ErrorCode("{ products { nodes { id } } }"), "BAD_REQUEST");
  EXPECT_EQ(ErrorCode("{ products(first: 251) { nodes { id } } }"), "BAD_REQUEST");
  EXPECT_EQ(ErrorCode("{ products(first: -1) { nodes { id } } }"), "BAD_REQUEST");
  EXPECT_EQ(ErrorCode("{ products(first: 250) { nodes { id } } }").substr(0, 9), "no errors");
  EXPECT_EQ(Data("{ products(last: 2) { edges { cursor } pageInfo { hasPreviousPage startCursor } } }"),
            R"({"products":{"edges":[],"pageInfo":{"hasPreviousPage":false,"startCursor":null}}})");
}

TEST_F(ShopifyPageTest, ShowsEdgesWithTheCursorsOfTheirNodes) {
  rig.mock.Seed(Guitar("A"));
  rig.mock.Seed(Guitar("B"));
  const JsonDocument answer =
      Ask("{ productVariants(last: 1) { edges { cursor node { sku } } pageInfo { startCursor endCursor "
          "hasPreviousPage } } }");
  const JsonValue connection = *answer.root().Get("data")->Get("productVariants");
  const std::vector<JsonValue> edges = Values(connection.Array("edges"));

  ASSERT_EQ(edges.size(), 1u);
  EXPECT_EQ(edges[0].Get("node")->Text("sku"), "B");
  EXPECT_EQ(edges[0].Text("cursor"), connection.Get("pageInfo")->Text("endCursor"));
  EXPECT_EQ(connection.Get("pageInfo")->Bool("hasPreviousPage"), true);
}

// ---- searches over an index that lags ----------------------------------------------------------------------------

TEST_F(ShopifyPageTest, FindsByTheOldStateAndShowsTheNewOneWhileTheIndexLags) {
  const RemoteId guitar = rig.mock.Seed(Guitar("A"));
  rig.Put("index_lag_ms", "5000");
  rig.clock.Advance(std::chrono::seconds(60));
  rig.mock.With([&](Market& market, Faults&) { (void)market.EditByHand(guitar, {.sku = Sku("Z")}); });

  EXPECT_EQ(Data("{ productVariants(first: 5, query: \"sku:Z\") { nodes { sku } } }"),
            R"({"productVariants":{"nodes":[]}})");
  EXPECT_EQ(Data("{ productVariants(first: 5, query: \"sku:A\") { nodes { sku } } }"),
            R"({"productVariants":{"nodes":[{"sku":"Z"}]}})");
  EXPECT_EQ(Walk(5), (std::vector<std::string>{"Z"})) << "what asks no index sees the truth";
  rig.clock.Advance(std::chrono::seconds(5));
  EXPECT_EQ(Data("{ productVariants(first: 5, query: \"sku:Z\") { nodes { sku } } }"),
            R"({"productVariants":{"nodes":[{"sku":"Z"}]}})");
}

TEST_F(ShopifyPageTest, LeavesNewProductsOutOfSearchesWhileTheIndexLags) {
  rig.Put("index_lag_ms", "5000");
  (void)Data("mutation { productCreate(product: {title: \"New\"}) { userErrors { message } } }");

  EXPECT_EQ(Data("{ products(first: 5, query: \"title:New\") { nodes { title } } }"), R"({"products":{"nodes":[]}})");
  EXPECT_EQ(Data("{ productsCount(query: \"title:New\") { count } }"), R"({"productsCount":{"count":0}})");
  rig.clock.Advance(std::chrono::seconds(5));
  EXPECT_EQ(Data("{ productsCount(query: \"title:New\") { count precision } }"),
            R"({"productsCount":{"count":1,"precision":"EXACT"}})");
}

TEST_F(ShopifyPageTest, ShowsTheWholeShopToASearchWithAnUnknownField) {
  rig.mock.Seed(Guitar("A"));
  rig.mock.Seed(Guitar("B"));

  EXPECT_EQ(Walk(5, ", query: \"changed_at:>='2030-01-01T00:00:00Z'\"").size(), 2u);
  EXPECT_EQ(Walk(5, ", query: \"updated_at:>='2030-01-01T00:00:00Z'\"").size(), 0u);
  rig.Put("sku_search_empty");
  EXPECT_EQ(Walk(5, ", query: \"sku:A\"").size(), 0u);
}

}  // namespace
}  // namespace riff::sim
