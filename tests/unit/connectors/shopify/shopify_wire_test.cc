#include "connectors/shopify/shopify_wire.h"

#include "tests/unit/connectors/shopify/shopify_bench.h"

namespace riff::shopify {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class ShopifyWireTest : public testing::Test {
 protected:
  const ShopifyCall read{.document = kShopProbe, .variables = "{}"};
  const ShopifyCall write{.document = kProductUpdate, .variables = "{}", .effect = RequestEffect::kWrite};

  // The kind of error that an answer means, for a read and for a write.
  std::pair<ErrorKind, ErrorKind> KindsOf(const HttpResponse& response) {
    ShopifyThrottle throttle(bench.clock);
    const auto of_read = DecodeReply(read, "2026-07", response, throttle);
    const auto of_write = DecodeReply(write, "2026-07", response, throttle);
    EXPECT_FALSE(of_read.has_value());
    EXPECT_FALSE(of_write.has_value());
    return {of_read.error().kind, of_write.error().kind};
  }
  static HttpResponse Json(int status, std::string body) {
    return {status, {{"Content-Type", "application/json; charset=utf-8"}}, std::move(body)};
  }
  static HttpResponse Code(const std::string& code) {
    return Json(200, R"({"errors":[{"message":"m","extensions":{"code":")" + code + R"("}}]})");
  }

  ShopifyBench bench;
  ShopifyWire wire{bench.config, bench.transport, bench.clock};
};

using Kinds = std::pair<ErrorKind, ErrorKind>;

TEST_F(ShopifyWireTest, SendsOneNamedOperationToTheVersionedEndpoint) {
  bench.Answer(R"({"data":{}})");

  ASSERT_TRUE(wire.Call(bench.run, read).has_value());

  const HttpRequest& request = bench.transport.sent.front();
  EXPECT_EQ(request.url, "https://shop.example/admin/api/2026-07/graphql.json");
  EXPECT_EQ(request.method, HttpMethod::kPost);
  EXPECT_EQ(HeaderOf(request.headers, "x-shopify-access-token"), "shpat_1");
  const auto body = JsonDocument::Parse(request.body);
  EXPECT_EQ(body->root().Text("operationName"), "ShopProbe");
  EXPECT_EQ(body->root().Text("query"), kShopProbe.text);
}

TEST_F(ShopifyWireTest, LetsTheStatusSpeakFirst) {
  EXPECT_EQ(KindsOf(Json(401, R"({"errors":"[API] Invalid API key"})")),
            (Kinds{ErrorKind::kUnauthorized, ErrorKind::kUnauthorized}));
  for (const int status : {402, 404, 423}) {
    EXPECT_EQ(KindsOf(Json(status, "{}")), (Kinds{ErrorKind::kUnauthorized, ErrorKind::kUnauthorized})) << status;
  }
  EXPECT_EQ(KindsOf(Json(430, "{}")), (Kinds{ErrorKind::kUnavailable, ErrorKind::kUnavailable}));
  EXPECT_EQ(KindsOf(Json(403, "{}")), (Kinds{ErrorKind::kUnauthorized, ErrorKind::kRejected}));
  EXPECT_EQ(KindsOf({503, {{"Content-Type", "text/html"}}, "<html>"}),
            (Kinds{ErrorKind::kUnavailable, ErrorKind::kAmbiguous}));
}

TEST_F(ShopifyWireTest, ObeysRetryAfterWithAFraction) {
  ShopifyThrottle throttle(bench.clock);
  const auto reply = DecodeReply(read, "2026-07", {429, {{"Retry-After", "2.0"}}, ""}, throttle);

  ASSERT_FALSE(reply.has_value());
  EXPECT_EQ(reply.error().kind, ErrorKind::kThrottled);
  EXPECT_EQ(reply.error().retry_after, seconds(2));
}

TEST_F(ShopifyWireTest, KnowsWhatEachTopLevelCodeMeans) {
  EXPECT_EQ(KindsOf(Code("ACCESS_DENIED")), (Kinds{ErrorKind::kUnauthorized, ErrorKind::kRejected}));
  EXPECT_EQ(KindsOf(Code("SHOP_INACTIVE")), (Kinds{ErrorKind::kUnauthorized, ErrorKind::kUnauthorized}));
  for (const std::string code : {"MAX_COST_EXCEEDED", "BAD_REQUEST", "INVALID_FIELD_ARGUMENTS", "undefinedField"}) {
    EXPECT_EQ(KindsOf(Code(code)), (Kinds{ErrorKind::kInvalid, ErrorKind::kRejected})) << code;
  }
  EXPECT_EQ(KindsOf(Code("INTERNAL_SERVER_ERROR")), (Kinds{ErrorKind::kUnavailable, ErrorKind::kAmbiguous}));
  EXPECT_EQ(KindsOf(Code("NEVER_SEEN")), (Kinds{ErrorKind::kInvalid, ErrorKind::kAmbiguous}));
  EXPECT_EQ(KindsOf(Json(200, R"({"errors":"a text"})")), (Kinds{ErrorKind::kInvalid, ErrorKind::kAmbiguous}));
  EXPECT_EQ(KindsOf(Json(200, R"({"errors":[{"message":"m"}],"data":{"x":null}})")),
            (Kinds{ErrorKind::kInvalid, ErrorKind::kAmbiguous}));
}

TEST_F(ShopifyWireTest, SaysHowLongAThrottledRequestShouldWait) {
  ShopifyThrottle throttle(bench.clock);
  const auto reply = DecodeReply(
      read, "2026-07",
      Json(200, R"({"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],"extensions":{"cost":{
          "requestedQueryCost":70,"actualQueryCost":null,
          "throttleStatus":{"maximumAvailable":1000.0,"currentlyAvailable":17,"restoreRate":50.0}}}})"),
      throttle);

  ASSERT_FALSE(reply.has_value());
  EXPECT_EQ(reply.error().kind, ErrorKind::kThrottled);
  EXPECT_EQ(reply.error().retry_after, milliseconds(1060));
}

TEST_F(ShopifyWireTest, TreatsAnAnswerItCannotReadAsMaybeDone) {
  const Kinds unclear{ErrorKind::kInvalid, ErrorKind::kAmbiguous};

  EXPECT_EQ(KindsOf(Json(200, "{")), unclear);
  EXPECT_EQ(KindsOf(Json(200, R"({"extensions":{}})")), unclear);
  EXPECT_EQ(KindsOf(Json(200, R"({"data":null})")), unclear);
  EXPECT_EQ(KindsOf({200, {{"Content-Type", "text/html"}}, R"({"data":{}})"}), unclear);
}

TEST_F(ShopifyWireTest, RefusesAnAnswerOfAnotherVersion) {
  HttpResponse other = Json(200, R"({"data":{}})");
  other.headers.push_back({"X-Shopify-API-Version", "2026-10"});
  EXPECT_EQ(KindsOf(other), (Kinds{ErrorKind::kInvalid, ErrorKind::kAmbiguous}));

  HttpResponse same = Json(200, R"({"data":{}})");
  same.headers.push_back({"x-shopify-api-version", "2026-07"});
  ShopifyThrottle throttle(bench.clock);
  EXPECT_TRUE(DecodeReply(read, "2026-07", same, throttle).has_value());
}

TEST_F(ShopifyWireTest, TurnsAFailedReadIntoUnavailableAndLeavesAWriteInDoubt) {
  bench.AnswerFailure(ErrorKind::kAmbiguous);
  bench.AnswerFailure(ErrorKind::kAmbiguous);
  bench.AnswerFailure(ErrorKind::kUnavailable);

  EXPECT_EQ(wire.Call(bench.run, read).error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(wire.Call(bench.run, write).error().kind, ErrorKind::kAmbiguous);
  EXPECT_EQ(wire.Call(bench.run, write).error().kind, ErrorKind::kUnavailable);
}

std::string WithPoints(int available, int requested) {
  return R"({"data":{},"extensions":{"cost":{"requestedQueryCost":)" + std::to_string(requested) +
         R"(,"throttleStatus":{"maximumAvailable":1000,"currentlyAvailable":)" + std::to_string(available) +
         R"(,"restoreRate":50}}}})";
}

TEST_F(ShopifyWireTest, WaitsForPointsBeforeItReads) {
  bench.Answer(WithPoints(10, 60));
  bench.Answer(WithPoints(500, 60));
  const Timestamp start = bench.clock.Now();

  ASSERT_TRUE(wire.Call(bench.run, read).has_value());
  ASSERT_TRUE(wire.Call(bench.run, read).has_value());

  EXPECT_EQ(bench.clock.Now() - start, seconds(1));  // 60 points, 10 there, 50 a second.
}

TEST_F(ShopifyWireTest, LeavesAWriteToItsQueueInsteadOfWaiting) {
  bench.Answer(WithPoints(5, 60));
  const Timestamp start = bench.clock.Now();

  ASSERT_TRUE(wire.Call(bench.run, read).has_value());
  const auto reply = wire.Call(bench.run, write);

  EXPECT_EQ(reply.error().kind, ErrorKind::kThrottled);
  EXPECT_EQ(reply.error().retry_after, milliseconds(100));
  EXPECT_EQ(bench.clock.Now(), start);
  EXPECT_EQ(bench.transport.sent.size(), 1u);
}

TEST_F(ShopifyWireTest, SendsNothingWhenThePointsAreTooFarAway) {
  bench.Answer(R"({"data":{},"extensions":{"cost":{"requestedQueryCost":900,
      "throttleStatus":{"maximumAvailable":1000,"currentlyAvailable":0,"restoreRate":10}}}})");

  ASSERT_TRUE(wire.Call(bench.run, read).has_value());
  const auto second = wire.Call(bench.run, read);

  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().kind, ErrorKind::kThrottled);
  EXPECT_EQ(second.error().retry_after, seconds(90));
  EXPECT_EQ(bench.transport.sent.size(), 1u);
}

TEST(ShopifyThrottle, FillsAtItsRateUpToItsSize) {
  ManualClock clock{Timestamp(seconds(0))};
  ShopifyThrottle throttle(clock);
  EXPECT_EQ(throttle.WaitFor(1'000'000), std::nullopt);  // Nothing is known yet.

  throttle.Learn({.maximum = 1000, .available = 100, .restore_per_second = 50});
  throttle.Take(100);
  EXPECT_EQ(throttle.WaitFor(50), seconds(1));
  clock.Advance(seconds(1));
  EXPECT_EQ(throttle.WaitFor(50), std::nullopt);
  clock.Advance(seconds(1000));
  EXPECT_EQ(throttle.WaitFor(5000), std::nullopt);  // A full bucket is all there will ever be.
  clock.Advance(-seconds(5000));
  EXPECT_EQ(throttle.WaitFor(50), seconds(1));  // A clock set back takes no points away.
}

TEST(ShopifyThrottle, IgnoresABucketThatWouldNeverFill) {
  ManualClock clock{Timestamp(seconds(0))};
  ShopifyThrottle throttle(clock);

  throttle.Learn({.maximum = 1000, .available = 0, .restore_per_second = 0});

  EXPECT_EQ(throttle.WaitFor(50), std::nullopt);
}

TEST(ShopifyThrottle, RemembersWhatAnOperationCosts) {
  ManualClock clock{Timestamp(seconds(0))};
  ShopifyThrottle throttle(clock);

  EXPECT_EQ(throttle.CostOf("Q", 10), 10);
  throttle.LearnCost("Q", 25);
  throttle.LearnCost("Q", 0);
  EXPECT_EQ(throttle.CostOf("Q", 10), 25);
}

}  // namespace
}  // namespace riff::shopify
