// Everything odd that can come back, at every call, and the kind of error it ends in.

#include <functional>

#include "tests/unit/connectors/shopify/shopify_bench.h"

namespace riff::shopify {
namespace {

struct BadAnswer {
  std::string name;
  HttpResponse response;
  ErrorKind of_a_read = ErrorKind::kInvalid;
  ErrorKind of_a_write = ErrorKind::kAmbiguous;
};

HttpResponse Json(std::string body) { return {200, {{"Content-Type", "application/json"}}, std::move(body)}; }
HttpResponse Status(int status, std::vector<HttpHeader> headers = {}) {
  headers.push_back({"Content-Type", "text/html"});
  return {status, std::move(headers), "<html>an error page</html>"};
}

std::vector<BadAnswer> BadAnswers() {
  std::vector<BadAnswer> all = {
      {"a web page", {200, {{"Content-Type", "text/html"}}, "<html></html>"}},
      {"a web page that says it is JSON", Json("<html></html>")},
      {"a sound answer that says it is a web page", {200, {{"Content-Type", "text/html"}}, R"({"data":{}})"}},
      {"nothing", {200, {}, ""}},
      {"nothing of JSON", Json("")},
      {"a cut answer", Json(R"({"data":{"shop":{"currencyCode":"US)")},
      {"null", Json("null")},
      {"a list", Json("[]")},
      {"a number", Json("7")},
      {"an empty object", Json("{}")},
      {"null data", Json(R"({"data":null})")},
      {"a list as data", Json(R"({"data":[]})")},
      {"data without a member", Json(R"({"data":{}})")},
      {"huge numbers", Json(R"({"data":1e999999,"extensions":{"cost":{"requestedQueryCost":1e400}}})")},
      {"deep nesting", Json(std::string(200'000, '['))},
      {"deep nesting of objects", Json(R"({"data":)" +
                                       [] {
                                         std::string deep;
                                         for (int i = 0; i < 1000; ++i) {
                                           deep += R"({"data":)";
                                         }
                                         return deep;
                                       }())},
      {"bytes that are no text", Json("{\"data\":\"\xff\xfe\"}")},
      {"another version",
       {200, {{"Content-Type", "application/json"}, {"X-Shopify-API-Version", "2027-01"}}, R"({"data":{}})"}},
      {"401", Status(401), ErrorKind::kUnauthorized, ErrorKind::kUnauthorized},
      {"402, frozen", Status(402), ErrorKind::kUnauthorized, ErrorKind::kUnauthorized},
      {"404, no such shop", Status(404), ErrorKind::kUnauthorized, ErrorKind::kUnauthorized},
      {"423, locked", Status(423), ErrorKind::kUnauthorized, ErrorKind::kUnauthorized},
      {"429", Status(429), ErrorKind::kThrottled, ErrorKind::kThrottled},
      {"429 with a time", Status(429, {{"Retry-After", "2.0"}}), ErrorKind::kThrottled, ErrorKind::kThrottled},
      {"429 with nonsense", Status(429, {{"Retry-After", "soon"}}), ErrorKind::kThrottled, ErrorKind::kThrottled},
      {"500", Status(500), ErrorKind::kUnavailable, ErrorKind::kAmbiguous},
      {"502", Status(502), ErrorKind::kUnavailable, ErrorKind::kAmbiguous},
      {"503", Status(503), ErrorKind::kUnavailable, ErrorKind::kAmbiguous},
      {"a revoked token", Json(R"({"errors":[{"message":"m","extensions":{"code":"SHOP_INACTIVE"}}]})"),
       ErrorKind::kUnauthorized, ErrorKind::kUnauthorized},
      {"errors of no known form", Json(R"({"errors":{"a":7},"data":null})")},
      {"throttled inside a 200", Json(R"({"errors":[{"message":"m","extensions":{"code":"THROTTLED"}}]})"),
       ErrorKind::kThrottled, ErrorKind::kThrottled},
  };
  for (const int status : {301, 302, 303, 307, 308}) {
    all.push_back({"a redirect, " + std::to_string(status), Status(status, {{"Location", "https://evil.example/"}})});
  }
  return all;
}

class ShopifyBadInputTest : public testing::Test {
 protected:
  template <class T>
  static std::optional<Error> ErrorOf(const Result<T>& result) {
    return result.has_value() ? std::nullopt : std::optional(result.error());
  }
  std::vector<std::pair<std::string, std::function<std::optional<Error>()>>> Readings() {
    ChannelReader& reader = *bench.connector.reader;
    const Timestamp from = *ParseTimestamp("2026-11-01T10:00:00Z");
    return {
        {"list", [&] { return ErrorOf(reader.ListListings(bench.run, std::nullopt)); }},
        {"changes", [&, from] { return ErrorOf(reader.ListChanged(bench.run, from, std::nullopt)); }},
        {"bulk", [&] { return ErrorOf(reader.ListListings(bench.run, Cursor("bulk:55:1763600000:1:0:0"))); }},
        {"get",
         [&] {
           const ListingRef ref{RemoteId("1001/2001"), Sku("SG-61"), "7001"};
           return ErrorOf(reader.GetListings(bench.run, std::span(&ref, 1)).front());
         }},
        {"find", [&] { return ErrorOf(reader.FindBySku(bench.run, Sku("SG-61"))); }},
        {"orders",
         [&, from] {
           return ErrorOf(reader.ListOrders(bench.run, {from, from + std::chrono::hours(1)}, std::nullopt));
         }},
        {"order", [&] { return ErrorOf(reader.GetOrder(bench.run, OrderId("1"))); }},
        {"probe", [&] { return ErrorOf(bench.connector.prober->Probe(bench.run)); }},
    };
  }
  WriteOutcome Deliver(Change change) {
    Write write;
    write.handle = "7001";
    write.key = IdempotencyKey("key");
    write.listing.remote = RemoteId("1001/2001");
    write.change = std::move(change);
    return bench.connector.writer->Deliver(bench.run, std::span(&write, 1)).front();
  }

  ShopifyBench bench;
};

TEST_F(ShopifyBadInputTest, EndsEveryReadInTheRightKind) {
  for (const BadAnswer& bad : BadAnswers()) {
    for (const auto& [name, read] : Readings()) {
      SCOPED_TRACE(name + " answered with " + bad.name);
      bench.transport.sent.clear();
      bench.transport.script.assign(1, bad.response);

      const std::optional<Error> error = read();

      ASSERT_TRUE(error.has_value());
      EXPECT_EQ(error->kind, bad.of_a_read) << error->message;
      EXPECT_EQ(bench.transport.sent.size(), 1u);  // No redirect is followed and nothing is tried again.
      EXPECT_LT(error->message.size(), 1000u);     // And nothing of a huge answer is repeated.
    }
  }
}

TEST_F(ShopifyBadInputTest, BearsFiftyMegabytes) {
  constexpr std::size_t kFiftyMegabytes = 50u << 20;
  for (const HttpResponse& huge :
       {Json(std::string(kFiftyMegabytes, ' ')), Json(R"({"data":")" + std::string(kFiftyMegabytes, 'x') + "\"}"),
        Json(std::string(kFiftyMegabytes, '['))}) {
    bench.transport.script.assign({huge, huge});

    const auto page = bench.connector.reader->ListListings(bench.run, std::nullopt);
    const WriteOutcome outcome = Deliver(SetQuantity{Quantity(0), std::nullopt});

    ASSERT_FALSE(page.has_value());
    EXPECT_EQ(page.error().kind, ErrorKind::kInvalid);
    EXPECT_LT(page.error().message.size(), 1000u);
    ASSERT_FALSE(outcome.has_value());
    EXPECT_EQ(outcome.error().kind, ErrorKind::kAmbiguous);
  }
}

TEST_F(ShopifyBadInputTest, EndsEveryWriteInTheRightKind) {
  for (const BadAnswer& bad : BadAnswers()) {
    for (const Change& change :
         {Change(SetQuantity{Quantity(0), Quantity(1)}), Change(SetPrice{Money{1'200, Currency::Usd()}})}) {
      if (bad.name == "data without a member") {
        continue;  // A mutation that is not answered was refused: DecodeUserErrors().
      }
      SCOPED_TRACE("answered with " + bad.name);
      bench.transport.script.assign(1, bad.response);

      const WriteOutcome outcome = Deliver(change);

      ASSERT_FALSE(outcome.has_value());
      EXPECT_EQ(outcome.error().kind, bad.of_a_write) << outcome.error().message;
    }
  }
}

TEST_F(ShopifyBadInputTest, TellsWhenA429NamesATime) {
  bench.transport.script.emplace_back(Status(429, {{"Retry-After", "2.0"}}));
  EXPECT_EQ(bench.connector.reader->ListListings(bench.run, std::nullopt).error().retry_after, std::chrono::seconds(2));
  bench.transport.script.emplace_back(Status(429));
  EXPECT_EQ(bench.connector.reader->ListListings(bench.run, std::nullopt).error().retry_after, std::nullopt);
}

TEST_F(ShopifyBadInputTest, NamesThePlaceOfEachOddFieldOfAListing) {
  const std::string good = PageText(VariantText{}.Node(), kLastPage);
  const std::vector<std::pair<std::string, std::vector<std::string>>> fields = {
      {R"("id":"gid://shopify/ProductVariant/2001",)",
       {R"("id":2001,)", R"("id":null,)", "", R"("id":"gid://shopify/Product/2001",)",
        R"("id":"gid://shopify/ProductVariant/",)"}},
      {R"("price":"1899.00",)",
       {R"("price":null,)", "", R"("price":{},)", R"("price":"NaN",)", R"("price":"99999999999999999999999",)",
        R"("price":"18.999",)"}},
      {R"("status":"ACTIVE",)", {R"("status":"SOLD_OUT",)", R"("status":null,)", R"("status":7,)", ""}},
      {R"("tracked":true,)", {R"("tracked":null,)", R"("tracked":"yes",)", R"("tracked":1,)", ""}},
      {R"("quantity":1)",
       {R"("quantity":99999999999999999999)", R"("quantity":1.5)", R"("quantity":null)", R"("quantity":"many")",
        R"("quantity":1e300)", R"("quantity":[])"}},
      {R"("name":"available")", {R"("name":"on_hand")", R"("name":7)", R"("name":null)"}},
      {R"("updatedAt":"2026-11-01T10:00:00Z",)", {R"("updatedAt":"yesterday",)", R"("updatedAt":7,)"}},
      {R"("title":"Gibson SG 1961",)", {R"("title":null,)", R"("title":[],)", ""}},
      {R"("hasNextPage":false)", {R"("hasNextPage":null)", R"("hasNextPage":"no")", R"("hasNextPage":true)"}},
      {R"("currencyCode":"USD")", {R"("currencyCode":null)", R"("currencyCode":"dollars")", R"("currencyCode":7)"}},
  };
  for (const auto& [from, replacements] : fields) {
    for (const std::string& to : replacements) {
      SCOPED_TRACE(from + " became " + to);
      std::string text = good;
      ASSERT_NE(text.find(from), std::string::npos);
      bench.Answer(text.replace(text.find(from), from.size(), to));

      const auto page = bench.connector.reader->ListListings(bench.run, std::nullopt);

      ASSERT_FALSE(page.has_value());
      EXPECT_EQ(page.error().kind, ErrorKind::kInvalid);
    }
  }
}

TEST_F(ShopifyBadInputTest, StopsWhereTheTokenIsRevokedInTheMiddleOfARead) {
  bench.Answer(PageText(VariantText{}.Node(), kMorePages));
  bench.AnswerStatus(401, R"({"errors":"[API] Invalid API key or access token"})");

  const auto first = bench.connector.reader->ListListings(bench.run, std::nullopt);
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(bench.connector.reader->ListListings(bench.run, first->next).error().kind, ErrorKind::kUnauthorized);
}

TEST_F(ShopifyBadInputTest, KnowsAfterA502WhetherTheWriteHadItsEffect) {
  const std::string stale =
      MutationText("inventorySetQuantities", R"({"code":"CHANGE_FROM_QUANTITY_STALE","field":null,"message":"stale"})");
  const auto level = [](int units) {
    return R"({"data":{"nodes":[{"inventoryLevel":{"quantities":[{"name":"available","quantity":)" +
           std::to_string(units) + "}]}}]}}";
  };
  bench.AnswerStatus(502, "<html>");
  EXPECT_EQ(Deliver(SetQuantity{Quantity(0), Quantity(1)}).error().kind, ErrorKind::kAmbiguous);
  bench.Answer(stale);  // It was done, and its repeat looks like a conflict.
  bench.Answer(level(0));
  EXPECT_TRUE(Deliver(SetQuantity{Quantity(0), Quantity(1)}).has_value());
  bench.Answer(stale);  // Somebody else was quicker.
  bench.Answer(level(2));
  EXPECT_EQ(Deliver(SetQuantity{Quantity(0), Quantity(1)}).error().kind, ErrorKind::kConflict);
  bench.Answer(MutationText("inventorySetQuantities", ""));  // It was not done, and now it is.
  EXPECT_TRUE(Deliver(SetQuantity{Quantity(0), Quantity(1)}).has_value());
}

}  // namespace
}  // namespace riff::shopify
