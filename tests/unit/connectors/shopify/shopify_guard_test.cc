#include "connectors/shopify/shopify_guard.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "connectors/shopify/graphql_document.h"
#include "connectors/shopify/shopify_documents.h"
#include "tests/unit/connectors/shopify/shopify_bench.h"

namespace riff::shopify {
namespace {

HttpRequest Graphql(std::string body) {
  return {.operation = "shopify.test",
          .method = HttpMethod::kPost,
          .url = "https://riff.myshopify.com/admin/api/2026-07/graphql.json",
          .headers = {},
          .body = std::move(body),
          .path_for_log = {}};
}

TEST(ShopifyIsReading, KnowsQueriesFromMutations) {
  EXPECT_TRUE(IsReading(Graphql(R"({"query":"query A { x }","operationName":"A","variables":{}})")));
  EXPECT_TRUE(IsReading(Graphql(R"({"query":"{ x }","operationName":null})")));
  EXPECT_FALSE(IsReading(Graphql(R"({"query":"mutation A { x }","operationName":"A","variables":{}})")));
  EXPECT_FALSE(IsReading(Graphql(R"({"query":"query A { x } mutation B { y }","operationName":"A"})")));
}

TEST(ShopifyIsReading, RefusesBodiesThatTwoReadersCouldReadInTwoWays) {
  EXPECT_FALSE(IsReading(Graphql(R"({"query":"{ x }","query":"mutation { y }"})")));
  EXPECT_FALSE(IsReading(Graphql(R"({"query":"mutation { y }","query":"{ x }"})")));
  EXPECT_FALSE(IsReading(Graphql(R"({"query":"{ x }","variables":{"a":1,"a":2}})")));
  EXPECT_FALSE(IsReading(Graphql(R"([{"query":"{ x }"}])")));
  EXPECT_FALSE(IsReading(Graphql(R"({"query":"{ x }","extensions":{"persistedQuery":{}}})")));
  EXPECT_FALSE(IsReading(Graphql(R"({"query":7})")));
  EXPECT_FALSE(IsReading(Graphql(R"({"query":"{ x }","operationName":7})")));
  EXPECT_FALSE(IsReading(Graphql("{ x }")));
  EXPECT_FALSE(IsReading(Graphql("")));
}

TEST(ShopifyIsReading, RefusesOtherMethodsAndPaths) {
  HttpRequest request = Graphql(R"({"query":"{ x }"})");
  for (const HttpMethod method : {HttpMethod::kGet, HttpMethod::kPut, HttpMethod::kPatch, HttpMethod::kDelete}) {
    request.method = method;
    EXPECT_FALSE(IsReading(request));
  }
  request.method = HttpMethod::kPost;
  for (const std::string path :
       {"/admin/api/2026-07/products.json", "/admin/api/graphql.json", "/admin/api/../x/graphql.json",
        "/admin/api/2026-07/graphql.json?query=mutation", "/graphql.json"}) {
    request.url = "https://riff.myshopify.com" + path;
    EXPECT_FALSE(IsReading(request)) << path;
  }
  request.url = "not a url";
  EXPECT_FALSE(IsReading(request));
}

TEST(ShopifyIsReading, AgreesWithThePublishedOperations) {
  const char* contracts = std::getenv("RIFF_CONTRACTS");
  if (contracts == nullptr) {
    GTEST_SKIP() << "RIFF_CONTRACTS does not say where the contract data is";
  }
  std::size_t seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(contracts) / "shopify")) {
    if (entry.path().extension() != ".graphql") {
      continue;
    }
    std::ifstream file(entry.path());
    const std::string text(std::istreambuf_iterator<char>(file), {});
    const auto operations = ParseGraphqlDocument(text);
    ASSERT_TRUE(operations.has_value()) << entry.path() << ": " << operations.error().message;
    const bool writes = std::ranges::any_of(*operations, [](const GraphqlOperation& operation) {
      return operation.type == GraphqlOperationType::kMutation;
    });
    EXPECT_EQ(IsReadingDocument(text, operations->front().name), !writes) << entry.path();
    seen += operations->size();
  }
  EXPECT_EQ(seen, 33u);  // The two bulk texts among them.
}

std::string BulkBody(const std::string& document, const std::string& name, const std::string& inner) {
  JsonWriter json;
  json.BeginObject().Key("query").Text(document).Key("operationName").Text(name);
  json.Key("variables").BeginObject().Key("bulkQuery").Text(inner).EndObject().EndObject();
  return json.Take();
}
const std::string kInner = "{ productVariants { edges { node { id } } } }";

TEST(ShopifyIsReading, LetsTheStartOfABulkReadThroughAndNothingThatLooksLikeIt) {
  const std::string ours(kBulkStart.text);
  EXPECT_TRUE(IsReading(Graphql(BulkBody(ours, "BulkStart", kInner))));
  EXPECT_TRUE(IsReading(Graphql(BulkBody(ours, "BulkStart", BulkVariantsText("gid://shopify/Location/501")))));

  const std::string other_mutation = "mutation B { productDelete(input: {id: \"x\"}) { deletedProductId } }";
  const std::string aliased =
      "mutation BulkStart($bulkQuery: String!) { bulkOperationRunQuery: bulkOperationRunMutation(mutation: $bulkQuery, "
      "stagedUploadPath: \"x\") { userErrors { message } } }";
  const std::string second_field =
      "mutation BulkStart($bulkQuery: String!) { bulkOperationRunQuery(query: $bulkQuery) { userErrors { message } } "
      "bulkOperationCancel(id: \"x\") { userErrors { message } } }";
  const std::string by_fragment =
      "mutation BulkStart($bulkQuery: String!) { bulkOperationRunQuery(query: $bulkQuery) { userErrors { message } } "
      "...More } fragment More on Mutation { productDelete(input: {id: \"x\"}) { deletedProductId } }";
  for (const std::string& document :
       {std::string("mutation BulkStart($bulkQuery: String!) { bulkOperationRunMutation(mutation: $bulkQuery, "
                    "stagedUploadPath: \"x\") { userErrors { message } } }"),
        ours + other_mutation, other_mutation + ours, ours + ours, ours + " ", " " + ours, aliased, second_field,
        by_fragment, ours + "query C { shop { id } }"}) {
    EXPECT_FALSE(IsReading(Graphql(BulkBody(document, "BulkStart", kInner)))) << document;
    EXPECT_FALSE(IsReading(Graphql(BulkBody(document, "B", kInner)))) << document;
  }
}

TEST(ShopifyIsReading, LooksAtWhatABulkReadIsToRun) {
  const std::string ours(kBulkStart.text);
  for (const std::string inner :
       {"", "mutation { productDelete(input: {id: 1}) { deletedProductId } }", "query A { x } mutation B { y }",
        "{ x } { y }", "subscription { x }", "{ productVariants"}) {
    EXPECT_FALSE(IsReading(Graphql(BulkBody(ours, "BulkStart", inner)))) << inner;
  }
  EXPECT_FALSE(IsReading(Graphql(BulkBody(ours, "", kInner))));
  EXPECT_FALSE(IsReading(Graphql(BulkBody(ours, "Other", kInner))));
}

TEST(ShopifyIsReading, WantsTheVariablesOfABulkReadAsTheyAreSent) {
  const auto with_variables = [](const std::string& variables) {
    JsonWriter json;
    json.BeginObject().Key("query").Text(kBulkStart.text).Key("operationName").Text(kBulkStart.name);
    json.Key("variables").Raw(variables).EndObject();
    return Graphql(json.Take());
  };
  EXPECT_TRUE(IsReading(with_variables(R"({"bulkQuery":"{ a }"})")));
  EXPECT_FALSE(IsReading(with_variables("null")));
  EXPECT_FALSE(IsReading(with_variables("[]")));
  EXPECT_FALSE(IsReading(with_variables("{}")));
  EXPECT_FALSE(IsReading(with_variables(R"({"bulkQuery":7})")));
  EXPECT_FALSE(IsReading(with_variables(R"({"bulkQuery":"{ a }","bulkquery":"x"})")));
  EXPECT_FALSE(IsReading(with_variables(R"({"bulkQuery":"mutation { a }","bulkQuery":"{ a }"})")));
}

TEST(ShopifyIsReading, LetsAFileBeFetchedWithoutTheTokenOnly) {
  HttpRequest request = Graphql("");
  request.method = HttpMethod::kGet;
  request.url = "https://storage.googleapis.com/tiers/bulk.jsonl?Signature=abc%2F";
  request.headers = {{"Range", "bytes=0-99"}};
  EXPECT_TRUE(IsReading(request));

  HttpRequest with_token = request;
  with_token.headers.push_back({"X-Shopify-Access-Token", "shpat_1"});
  EXPECT_FALSE(IsReading(with_token));
  HttpRequest without_range = request;
  without_range.headers.clear();
  EXPECT_FALSE(IsReading(without_range));
  HttpRequest with_body = request;
  with_body.body = "x";
  EXPECT_FALSE(IsReading(with_body));
  HttpRequest posted = request;
  posted.method = HttpMethod::kPost;
  EXPECT_FALSE(IsReading(posted));
  for (const std::string path :
       {"/admin/api/2026-07/products.json", "/admin", "/%61dmin/x", "//admin/x", "/x/../admin/y", "/./admin"}) {
    HttpRequest elsewhere = request;
    elsewhere.url = "https://riff.myshopify.com" + path;
    EXPECT_FALSE(IsReading(elsewhere)) << path;
  }
}

}  // namespace
}  // namespace riff::shopify
