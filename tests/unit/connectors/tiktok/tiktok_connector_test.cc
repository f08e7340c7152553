#include "connectors/tiktok/tiktok_connector.h"

#include "tests/unit/connectors/tiktok/tiktok_bench.h"

namespace riff::tiktok {
namespace {

bool Reads(HttpMethod method, const std::string& path) {
  return IsReading({.operation = "tiktok.test",
                    .method = method,
                    .url = "https://api.example" + path + "?app_key=k",
                    .headers = {},
                    .body = {},
                    .path_for_log = {}});
}

TEST(TiktokIsReading, KnowsTheCallsThatChangeNothing) {
  EXPECT_TRUE(Reads(HttpMethod::kGet, "/authorization/202309/shops"));
  EXPECT_TRUE(Reads(HttpMethod::kGet, "/logistics/202309/warehouses"));
  EXPECT_TRUE(Reads(HttpMethod::kGet, "/product/202309/products/1729592969712207008"));
  EXPECT_TRUE(Reads(HttpMethod::kGet, "/order/202507/orders"));
  EXPECT_TRUE(Reads(HttpMethod::kGet, "/api/v2/token/refresh"));
  EXPECT_TRUE(Reads(HttpMethod::kGet, "/api/v2/token/get"));
  EXPECT_TRUE(Reads(HttpMethod::kPost, "/product/202502/products/search"));
  EXPECT_TRUE(Reads(HttpMethod::kPost, "/product/202309/inventory/search"));
  EXPECT_TRUE(Reads(HttpMethod::kPost, "/order/202309/orders/search"));
}

TEST(TiktokIsReading, RefusesEverythingElse) {
  EXPECT_FALSE(Reads(HttpMethod::kPost, "/product/202309/products"));
  EXPECT_FALSE(Reads(HttpMethod::kPost, "/product/202309/products/1/inventory/update"));
  EXPECT_FALSE(Reads(HttpMethod::kPost, "/product/202309/products/1/prices/update"));
  EXPECT_FALSE(Reads(HttpMethod::kPost, "/product/202509/products/1/partial_edit"));
  EXPECT_FALSE(Reads(HttpMethod::kPost, "/product/202309/products/activate"));
  EXPECT_FALSE(Reads(HttpMethod::kPost, "/product/202309/images/upload"));
  EXPECT_FALSE(Reads(HttpMethod::kPost, "/product/202309/products/deactivate"));
  EXPECT_FALSE(Reads(HttpMethod::kDelete, "/product/202309/products"));
  EXPECT_FALSE(Reads(HttpMethod::kPut, "/event/202309/webhooks"));
  EXPECT_FALSE(Reads(HttpMethod::kPut, "/product/202502/products/search"));
  EXPECT_FALSE(Reads(HttpMethod::kGet, "/product/202309/products/search/../activate"));
  EXPECT_FALSE(Reads(HttpMethod::kGet, "/product/202309/products/%61"));
  EXPECT_FALSE(Reads(HttpMethod::kPost, "/api/v2/token/refresh"));
  EXPECT_FALSE(Reads(HttpMethod::kGet, "/unheard/of"));
  EXPECT_FALSE(Reads(HttpMethod::kGet, "/"));
}

TEST(TiktokIsReading, AgreesWithThePublishedEndpoints) {
  const auto text = ContractText("endpoints.json");
  if (!text.has_value()) {
    GTEST_SKIP() << "RIFF_CONTRACTS does not say where the contract data is";
  }
  const auto document = JsonDocument::Parse(*text);
  const auto endpoints = *document->root().Array("endpoints");
  ASSERT_GE(endpoints.size(), 24u);
  for (const JsonValue& endpoint : endpoints) {
    std::string path = *endpoint.Text("path");
    path = path.substr(path.starts_with("https://") ? path.find('/', 8) : 0);
    if (const std::size_t id = path.find("{product_id}"); id != std::string::npos) {
      path.replace(id, 12, "1729592969712207008");
    }
    const std::string method = *endpoint.Text("method");
    const HttpMethod verb = method == "GET"    ? HttpMethod::kGet
                            : method == "POST" ? HttpMethod::kPost
                            : method == "PUT"  ? HttpMethod::kPut
                                               : HttpMethod::kDelete;
    const bool token_call = path.starts_with("/api/v2/token/");
    EXPECT_EQ(Reads(verb, path), *endpoint.Text("retry") == "read" || token_call) << *endpoint.Text("id");
  }
}

TEST(TiktokConnector, HasAWriterOnlyWhereItMayWrite) {
  TiktokBench bench;

  const Connector reading =
      MakeConnector(bench.channel, bench.config, {bench.transport, bench.clock, bench.vault}, Access::kReadOnly);

  EXPECT_EQ(reading.writer, nullptr);
  EXPECT_NE(reading.reader, nullptr);
  EXPECT_NE(bench.connector.writer, nullptr);
  EXPECT_TRUE(bench.connector.can.creates);
  EXPECT_FALSE(bench.connector.can.compares_and_sets);
}

TEST(TiktokConnector, TalksToTheApiAndTheTokenHost) {
  Config config;
  EXPECT_EQ(OriginsOf(config), (std::vector<std::string>{"https://open-api.tiktokglobalshop.com:443",
                                                         "https://auth.tiktok-shops.com:443"}));
  config.url = "http://127.0.0.1:8099/";
  config.auth_url = "http://127.0.0.1:8099";
  EXPECT_EQ(OriginsOf(config), (std::vector<std::string>{"http://127.0.0.1:8099"}));
}

TEST(TiktokConnector, SortsRequestsIntoReadsAndWrites) {
  TiktokBench bench;
  bench.AnswerData(ProductsText("", "", 0));
  bench.AnswerData("{}");
  Write write;
  write.listing.remote = RemoteId("1/2");
  write.change = SetQuantity{Quantity(0), std::nullopt};

  ASSERT_TRUE(bench.connector.reader->ListListings(bench.run, std::nullopt).has_value());
  ASSERT_TRUE(bench.connector.writer->Deliver(bench.run, std::span(&write, 1)).front().has_value());

  EXPECT_EQ(RateClassOf(bench.Sent(0)), RateClass::kRead);
  EXPECT_EQ(RateClassOf(bench.Sent(1)), RateClass::kWrite);
  EXPECT_EQ(RatesOf().read.front().calls, 5);
}

TEST(TiktokConnector, SharesOnePairOfTokensBetweenReaderAndWriter) {
  TiktokBench bench;
  bench.AnswerCode(105002, "expired");
  bench.AnswerTokens("TTP_new", kNowSeconds + 86400);
  bench.AnswerData(ProductsText("", "", 0));
  bench.AnswerData("{}");
  Write write;
  write.listing.remote = RemoteId("1/2");
  write.change = SetQuantity{Quantity(0), std::nullopt};

  ASSERT_TRUE(bench.connector.reader->ListListings(bench.run, std::nullopt).has_value());
  ASSERT_TRUE(bench.connector.writer->Deliver(bench.run, std::span(&write, 1)).front().has_value());

  EXPECT_EQ(bench.TokenOf(3), "TTP_new");
  EXPECT_EQ(bench.vault.loads, 1);
}

constexpr std::string_view kShops = R"({"shops":[{"cipher":"GCP_1","name":"Riff Guitars","id":"7"}]})";

TEST(TiktokProber, NamesTheShopAndKnowsNoScopesWithoutARefresh) {
  TiktokBench bench;
  bench.AnswerData(std::string(kShops));

  const auto probe = bench.connector.prober->Probe(bench.run);

  ASSERT_TRUE(probe.has_value()) << probe.error().message;
  EXPECT_EQ(probe->account, "Riff Guitars");
  EXPECT_EQ(probe->may_write, std::nullopt);
}

TEST(TiktokProber, TellsWhatARefreshedTokenMayDo) {
  TiktokBench bench;
  bench.AnswerCode(105002, "expired");
  bench.AnswerTokens("TTP_new", kNowSeconds + 86400);
  bench.AnswerData(std::string(kShops));

  EXPECT_EQ(bench.connector.prober->Probe(bench.run)->may_write, true);
}

TEST(TiktokProber, RefusesAShopThatTheTokenDoesNotCover) {
  TiktokBench bench;
  bench.AnswerData(R"({"shops":[{"cipher":"GCP_2","name":"Another"}]})");

  EXPECT_EQ(bench.connector.prober->Probe(bench.run).error().kind, ErrorKind::kUnauthorized);
}

}  // namespace
}  // namespace riff::tiktok
