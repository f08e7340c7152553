#include "connectors/shopify/shopify_connector.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "connectors/shopify/graphql_document.h"
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

TEST(ShopifyConnector, HasAWriterOnlyWhereItMayWrite) {
  ShopifyBench bench;

  const Connector reading =
      MakeConnector(bench.channel, bench.config, {bench.transport, bench.clock, bench.vault}, Access::kReadOnly);

  EXPECT_EQ(reading.writer, nullptr);
  EXPECT_NE(reading.reader, nullptr);
  EXPECT_NE(reading.prober, nullptr);
  EXPECT_NE(bench.connector.writer, nullptr);
}

TEST(ShopifyConnector, TalksToOneOrigin) {
  EXPECT_EQ(OriginsOf({.url = {}, .shop = "riff", .token = {}, .location = {}}),
            (std::vector<std::string>{"https://riff.myshopify.com:443"}));
  EXPECT_EQ(OriginsOf({.url = {}, .shop = "riff.example", .token = {}, .location = {}}),
            (std::vector<std::string>{"https://riff.example:443"}));
  EXPECT_EQ(OriginsOf({.url = "http://127.0.0.1:8099/", .shop = "riff", .token = {}, .location = {}}),
            (std::vector<std::string>{"http://127.0.0.1:8099"}));
  EXPECT_TRUE(OriginsOf({.url = "nonsense", .shop = {}, .token = {}, .location = {}}).empty());
}

TEST(ShopifyConnector, TakesTheLocationAsANumberOrAsAGid) {
  EXPECT_EQ(LocationGidOf({.url = {}, .shop = {}, .token = {}, .location = "501"}), "gid://shopify/Location/501");
  EXPECT_EQ(LocationGidOf({.url = {}, .shop = {}, .token = {}, .location = "gid://shopify/Location/501"}),
            "gid://shopify/Location/501");
}

TEST(ShopifyConnector, SortsRequestsIntoReadsAndWrites) {
  ShopifyBench bench;
  bench.Answer(PageText("", kLastPage));
  bench.Answer(MutationText("inventorySetQuantities", ""));
  Write write;
  write.handle = "7001";
  write.listing.remote = RemoteId("1/2");
  write.change = SetQuantity{Quantity(0), std::nullopt};

  ASSERT_TRUE(bench.connector.reader->ListListings(bench.run, std::nullopt).has_value());
  ASSERT_TRUE(bench.connector.writer->Deliver(bench.run, std::span(&write, 1)).front().has_value());

  EXPECT_TRUE(IsReading(bench.transport.sent[0]));
  EXPECT_EQ(RateClassOf(bench.transport.sent[0]), RateClass::kRead);
  EXPECT_FALSE(IsReading(bench.transport.sent[1]));
  EXPECT_EQ(RateClassOf(bench.transport.sent[1]), RateClass::kWrite);
  EXPECT_FALSE(RatesOf().read.empty());
  EXPECT_FALSE(RatesOf().write.empty());
}

std::string ProbeText(const std::string& scopes) {
  return R"({"data":{"shop":{"id":"gid://shopify/Shop/1","myshopifyDomain":"riff.myshopify.com","currencyCode":"USD"},
      "currentAppInstallation":{"accessScopes":[)" +
         scopes + "]}}}";
}

TEST(ShopifyProber, TellsWhetherTheTokenMayWrite) {
  ShopifyBench bench;
  bench.transport.script.emplace_back(
      HttpResponse{200,
                   {{"Content-Type", "application/json"}, {"Date", "Fri, 20 Nov 2026 10:00:00 GMT"}},
                   ProbeText(R"({"handle":"read_products"},{"handle":"write_inventory"})")});
  bench.Answer(ProbeText(R"({"handle":"read_products"})"));

  const auto writing = bench.connector.prober->Probe(bench.run);
  const auto reading = bench.connector.prober->Probe(bench.run);

  ASSERT_TRUE(writing.has_value()) << writing.error().message;
  EXPECT_EQ(writing->account, "riff.myshopify.com");
  EXPECT_EQ(writing->may_write, true);
  EXPECT_EQ(writing->scopes, (std::vector<std::string>{"read_products", "write_inventory"}));
  EXPECT_EQ(FormatUtc(*writing->server_time), "2026-11-20T10:00:00Z");
  EXPECT_EQ(reading->may_write, false);
  EXPECT_EQ(reading->server_time, std::nullopt);
}

TEST(ShopifyProber, SaysWhenTheTokenIsDead) {
  ShopifyBench bench;
  bench.AnswerStatus(401, R"({"errors":"[API] Invalid API key or access token"})");

  EXPECT_EQ(bench.connector.prober->Probe(bench.run).error().kind, ErrorKind::kUnauthorized);
}

}  // namespace
}  // namespace riff::shopify
