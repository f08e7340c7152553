#include "connectors/tiktok/tiktok_wire.h"

#include "connectors/tiktok/tiktok_endpoints.h"
#include "tests/unit/connectors/tiktok/tiktok_bench.h"

namespace riff::tiktok {
namespace {

class TiktokWireTest : public testing::Test {
 protected:
  static TiktokCall Read(std::string path) {
    return {
        .operation = "tiktok.test.read", .method = HttpMethod::kGet, .path = std::move(path), .query = {}, .body = {}};
  }
  static TiktokCall Write() {
    return {.operation = "tiktok.test.write",
            .method = HttpMethod::kPost,
            .path = "/product/202309/products/1/inventory/update",
            .query = {},
            .body = "{}",
            .effect = RequestEffect::kWrite};
  }
  // The kind of error that an answer means, for a read and for a write.
  static std::pair<ErrorKind, ErrorKind> KindsOf(int status, std::string body) {
    const HttpResponse response{status, {}, std::move(body)};
    const TiktokReply read = DecodeReply(Read("/p"), response);
    const TiktokReply write = DecodeReply(Write(), response);
    EXPECT_FALSE(read.document.has_value());
    EXPECT_FALSE(write.document.has_value());
    return {read.document.error().kind, write.document.error().kind};
  }

  TiktokBench bench;
  TiktokWire wire{bench.channel, bench.config, bench.transport, bench.clock, bench.vault};
};

using Kinds = std::pair<ErrorKind, ErrorKind>;

TEST_F(TiktokWireTest, SignsExactlyWhatItSends) {
  bench.AnswerData("{}");
  TiktokCall call = Write();
  call.query = {{"page_token", "6AsPQ+/ROH=="}};

  ASSERT_TRUE(wire.Call(call).document.has_value());

  const UrlParts url = *SplitUrl(bench.Sent(0).url);
  EXPECT_EQ(url.host, "api.example");
  EXPECT_EQ(url.path, call.path);
  EXPECT_NE(url.query.find("page_token=6AsPQ%2B%2FROH%3D%3D"), std::string::npos);
  const SignedParts parts{.path = url.path, .query = *DecodeQuery(url.query), .body = bench.Sent(0).body};
  EXPECT_TRUE(VerifySignature(bench.config.app_secret, parts, bench.QueryOf(0, "sign")));
  EXPECT_EQ(bench.QueryOf(0, "timestamp"), std::to_string(kNowSeconds));
  EXPECT_EQ(bench.QueryOf(0, "app_key"), "sandboxkey1");
  EXPECT_EQ(bench.QueryOf(0, "access_token"), "");
  EXPECT_EQ(bench.TokenOf(0), "TTP_first");
}

TEST_F(TiktokWireTest, NamesTheShopOnlyWhereItMay) {
  bench.AnswerData("{}");
  bench.AnswerData("{}");

  wire.Call(Write());
  wire.Call(Read("/authorization/202309/shops"));

  EXPECT_EQ(bench.QueryOf(0, "shop_cipher"), "GCP_1");
  EXPECT_EQ(bench.QueryOf(1, "shop_cipher"), "");
}

TEST_F(TiktokWireTest, GoesByTheEnvelopeWhateverTheStatus) {
  for (const int status : {200, 400, 401}) {
    const TiktokReply reply = DecodeReply(Read("/p"), {status, {}, R"({"code":0,"data":{"a":1}})"});
    ASSERT_TRUE(reply.data().has_value()) << status;
  }
  EXPECT_EQ(KindsOf(200, R"({"code":105005,"message":"m"})"), (Kinds{ErrorKind::kUnauthorized, ErrorKind::kRejected}));
  EXPECT_EQ(KindsOf(404, R"({"code":36009009,"message":"Invalid path."})"),
            (Kinds{ErrorKind::kInvalid, ErrorKind::kRejected}));
}

TEST_F(TiktokWireTest, GoesByTheStatusWhereThereIsNoEnvelope) {
  EXPECT_EQ(KindsOf(429, R"({"code":36009002})"), (Kinds{ErrorKind::kThrottled, ErrorKind::kThrottled}));
  EXPECT_EQ(KindsOf(502, "<html>"), (Kinds{ErrorKind::kUnavailable, ErrorKind::kAmbiguous}));
  EXPECT_EQ(KindsOf(503, R"({"code":12345,"message":"m"})"), (Kinds{ErrorKind::kUnavailable, ErrorKind::kAmbiguous}));
  EXPECT_EQ(KindsOf(404, "<html>"), (Kinds{ErrorKind::kInvalid, ErrorKind::kRejected}));
  EXPECT_EQ(KindsOf(401, ""), (Kinds{ErrorKind::kUnauthorized, ErrorKind::kUnauthorized}));
  EXPECT_EQ(KindsOf(200, "<html>"), (Kinds{ErrorKind::kInvalid, ErrorKind::kAmbiguous}));
  EXPECT_EQ(KindsOf(200, R"({"message":"no code"})"), (Kinds{ErrorKind::kInvalid, ErrorKind::kAmbiguous}));
}

TEST_F(TiktokWireTest, ObeysRetryAfter) {
  const TiktokReply reply = DecodeReply(Read("/p"), {429, {{"Retry-After", "3"}}, ""});

  EXPECT_EQ(reply.document.error().retry_after, std::chrono::seconds(3));
}

TEST_F(TiktokWireTest, RenewsAnExpiredTokenOnceForAllCallsThatItStopped) {
  bench.AnswerCode(105002, "access token is expired, please refresh it");
  bench.AnswerData("{}");
  bench.AnswerCode(36009004, "The `x-tts-access-token` header is invalid.");
  bench.AnswerTokens("TTP_new", kNowSeconds + 86400);
  bench.AnswerData("{}");
  bench.AnswerData("{}");
  const std::vector<TiktokCall> calls = {Write(), Write(), Write()};

  const auto replies = wire.CallAll(calls);

  for (const TiktokReply& reply : replies) {
    EXPECT_TRUE(reply.document.has_value());
  }
  ASSERT_EQ(bench.transport.sent.size(), 6u);
  EXPECT_EQ(bench.TokenOf(4), "TTP_new");
  EXPECT_EQ(bench.TokenOf(5), "TTP_new");
}

TEST_F(TiktokWireTest, StopsWhenTheFreshTokenIsRefusedToo) {
  bench.AnswerCode(105002, "expired");
  bench.AnswerTokens("TTP_new", kNowSeconds + 86400);
  bench.AnswerCode(105002, "expired");

  EXPECT_EQ(wire.Call(Write()).document.error().kind, ErrorKind::kUnauthorized);
  EXPECT_EQ(bench.transport.sent.size(), 3u);
}

TEST_F(TiktokWireTest, StopsWhenThereIsNoFreshToken) {
  bench.AnswerCode(105002, "expired");
  bench.AnswerCode(36004001, "rt has expired");

  EXPECT_EQ(wire.Call(Write()).document.error().kind, ErrorKind::kUnauthorized);
}

TEST_F(TiktokWireTest, SetsAWrongClockRightAndSendsAgain) {
  bench.AnswerHttp(401, R"({"code":36009004,"message":"The value of the `timestamp` must not be earlier"})",
                   {{"Date", "Thu, 20 Nov 2025 09:00:00 GMT"}});
  bench.AnswerHttp(200, R"({"code":0,"data":{}})", {{"Date", "Thu, 20 Nov 2025 09:00:00 GMT"}});

  EXPECT_TRUE(wire.Call(Write()).document.has_value());

  EXPECT_EQ(bench.QueryOf(0, "timestamp"), "1763625600");
  EXPECT_EQ(bench.QueryOf(1, "timestamp"), "1763629200");
  EXPECT_EQ(wire.Now(), *ParseTimestamp("2025-11-20T09:00:00Z"));
}

TEST_F(TiktokWireTest, KeepsItsOwnClockWhereTheDifferenceIsTheHeadersRounding) {
  bench.clock.Advance(std::chrono::milliseconds(900));
  bench.AnswerHttp(200, R"({"code":0,"data":{}})", {{"Date", "Thu, 20 Nov 2025 08:00:00 GMT"}});

  wire.Call(Write());

  EXPECT_EQ(wire.Now(), bench.clock.Now());
}

TEST_F(TiktokWireTest, TurnsAFailedReadIntoUnavailableAndLeavesAWriteInDoubt) {
  bench.AnswerFailure(ErrorKind::kAmbiguous);
  bench.AnswerFailure(ErrorKind::kAmbiguous);

  EXPECT_EQ(wire.Call(Read("/p")).document.error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(wire.Call(Write()).document.error().kind, ErrorKind::kAmbiguous);
}

TEST_F(TiktokWireTest, SendsNothingWithoutAToken) {
  bench.vault.broken = true;

  EXPECT_EQ(wire.Call(Write()).document.error().kind, ErrorKind::kUnauthorized);
  EXPECT_TRUE(wire.CallAll({}).empty());
  EXPECT_TRUE(bench.transport.sent.empty());
}

TEST(TiktokEndpoints, KnowWhichCallsRefuseTheCipher) {
  const auto refused = [](HttpMethod method, std::string_view path) {
    return CipherRuleOf(method, path) == CipherRule::kRefused;
  };

  EXPECT_TRUE(refused(HttpMethod::kGet, "/authorization/202309/shops"));
  EXPECT_TRUE(refused(HttpMethod::kGet, "/seller/202309/permissions"));
  EXPECT_TRUE(refused(HttpMethod::kPost, "/product/202309/images/upload"));
  EXPECT_TRUE(refused(HttpMethod::kPost, "/product/202309/files/upload"));
  EXPECT_TRUE(refused(HttpMethod::kPost, "/product/202309/global_products"));
  EXPECT_TRUE(refused(HttpMethod::kPost, "/product/202309/compliance/manufacturers"));
  EXPECT_TRUE(refused(HttpMethod::kPost, "/product/202309/brands"));
  EXPECT_FALSE(refused(HttpMethod::kGet, "/product/202309/brands"));
  EXPECT_FALSE(refused(HttpMethod::kPost, kSearchPath));
  EXPECT_FALSE(refused(HttpMethod::kPost, kOrdersSearchPath));
}

}  // namespace
}  // namespace riff::tiktok
