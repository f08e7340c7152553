#include "connectors/shopify/shopify_connector.h"

#include "tests/unit/connectors/shopify/shopify_bench.h"

namespace riff::shopify {
namespace {

TEST(ShopifyConnector, HasAWriterOnlyWhereItMayWrite) {
  ShopifyBench bench;

  const Connector reading =
      MakeConnector(bench.channel, bench.config, {bench.transport, bench.clock, bench.vault}, Access::kReadOnly);

  EXPECT_EQ(reading.writer, nullptr);
  EXPECT_NE(reading.reader, nullptr);
  EXPECT_NE(reading.prober, nullptr);
  EXPECT_NE(bench.connector.writer, nullptr);
}

TEST(ShopifyConnector, TalksToTheShopAndToWhereItsFilesLie) {
  EXPECT_EQ(OriginsOf({.url = {}, .shop = "riff", .token = {}, .location = {}}),
            (std::vector<std::string>{"https://riff.myshopify.com:443", "https://storage.googleapis.com:443"}));
  EXPECT_EQ(OriginsOf({.url = {}, .shop = "riff.example", .token = {}, .location = {}}),
            (std::vector<std::string>{"https://riff.example:443", "https://storage.googleapis.com:443"}));
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
  EXPECT_EQ(writing->missing, (std::vector<std::string>{"read_locations", "read_orders"}));
  EXPECT_EQ(reading->missing, (std::vector<std::string>{"read_inventory", "read_locations", "read_orders"}));
  EXPECT_EQ(reading->server_time, std::nullopt);
}

TEST(ShopifyProber, SaysWhenTheTokenIsDead) {
  ShopifyBench bench;
  bench.AnswerStatus(401, R"({"errors":"[API] Invalid API key or access token"})");

  EXPECT_EQ(bench.connector.prober->Probe(bench.run).error().kind, ErrorKind::kUnauthorized);
}

}  // namespace
}  // namespace riff::shopify
