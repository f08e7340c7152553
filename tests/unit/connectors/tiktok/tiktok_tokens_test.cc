#include "connectors/tiktok/tiktok_tokens.h"

#include "tests/unit/connectors/tiktok/tiktok_bench.h"

namespace riff::tiktok {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

class TiktokTokensTest : public testing::Test {
 protected:
  TokenPair Pair(std::string access, Duration lives) {
    return {Secret(std::move(access)), bench.clock.Now() + lives, Secret("TTP_stored_refresh"),
            bench.clock.Now() + std::chrono::hours(1000)};
  }
  TiktokTokens Tokens() { return {bench.channel, bench.config, bench.transport, bench.clock, bench.vault}; }
  static std::string Text(const Result<Secret>& token) { return token.has_value() ? token->Reveal() : "none"; }

  TiktokBench bench;
};

TEST_F(TiktokTokensTest, StartsWithTheConfiguredTokenAndPrefersTheStoredOne) {
  EXPECT_EQ(Text(Tokens().Access()), "TTP_first");

  bench.vault.stored = Pair("TTP_stored", minutes(60));
  EXPECT_EQ(Text(Tokens().Access()), "TTP_stored");
  EXPECT_TRUE(bench.transport.sent.empty());
}

TEST_F(TiktokTokensTest, RefreshesBeforeTheTokenEndsAndKeepsTheNewPair) {
  bench.vault.stored = Pair("TTP_old", minutes(10));
  bench.AnswerTokens("TTP_new", kNowSeconds + 7 * 86400);
  TiktokTokens tokens = Tokens();

  EXPECT_EQ(Text(tokens.Access()), "TTP_new");
  EXPECT_EQ(Text(tokens.Access()), "TTP_new");

  EXPECT_EQ(bench.vault.stored->access.Reveal(), "TTP_new");
  EXPECT_EQ(bench.vault.stored->refresh.Reveal(), "TTP_refresh2");
  EXPECT_EQ(bench.vault.stored->access_expires_at, Timestamp(seconds(kNowSeconds + 7 * 86400)));  // Absolute.
  EXPECT_EQ(tokens.scopes().size(), 2u);
  ASSERT_EQ(bench.transport.sent.size(), 1u);
  EXPECT_EQ(bench.Sent(0).operation, "tiktok.token.refresh");
  EXPECT_EQ(bench.Sent(0).method, HttpMethod::kGet);
  EXPECT_EQ(bench.Sent(0).path_for_log, "/api/v2/token/refresh");
  EXPECT_EQ(bench.QueryOf(0, "refresh_token"), "TTP_stored_refresh");
  EXPECT_EQ(bench.QueryOf(0, "app_secret"), "sandbox-app-secret");
  EXPECT_EQ(bench.QueryOf(0, "sign"), "");
}

TEST_F(TiktokTokensTest, LeavesATokenAloneThatStillLives) {
  bench.vault.stored = Pair("TTP_old", minutes(10) + seconds(1));

  EXPECT_EQ(Text(Tokens().Access()), "TTP_old");
}

TEST_F(TiktokTokensTest, GoesOnWithTheOldTokenWhenARefreshFailsForNow) {
  bench.vault.stored = Pair("TTP_old", minutes(5));
  bench.AnswerFailure(ErrorKind::kAmbiguous);
  EXPECT_EQ(Text(Tokens().Access()), "TTP_old");

  bench.clock.Advance(minutes(5));
  bench.AnswerFailure(ErrorKind::kUnavailable);
  const auto late = Tokens().Access();
  ASSERT_FALSE(late.has_value());
  EXPECT_EQ(late.error().kind, ErrorKind::kUnavailable);
}

TEST_F(TiktokTokensTest, TakesTheNewerPairOfAnotherWorkerInsteadOfUsingADeadOne) {
  bench.vault.stored = Pair("TTP_old", minutes(60));
  TiktokTokens tokens = Tokens();
  ASSERT_EQ(Text(tokens.Access()), "TTP_old");
  bench.vault.stored = {Secret("TTP_theirs"), bench.clock.Now() + minutes(60), Secret("TTP_their_refresh"),
                        bench.clock.Now() + minutes(600)};

  EXPECT_EQ(Text(tokens.Renew()), "TTP_theirs");
  EXPECT_TRUE(bench.transport.sent.empty());
}

TEST_F(TiktokTokensTest, TriesTheConfiguredTokenWhenTheStoredConsentIsDead) {
  bench.vault.stored = Pair("TTP_old", minutes(1));
  bench.AnswerCode(36004001, "rt has expired");
  bench.AnswerTokens("TTP_new", kNowSeconds + 86400);

  EXPECT_EQ(Text(Tokens().Access()), "TTP_new");
  EXPECT_EQ(bench.QueryOf(1, "refresh_token"), "TTP_refresh");
}

TEST_F(TiktokTokensTest, AsksForConsentWhenNothingIsLeft) {
  bench.AnswerCode(36004005, "can not find related auth record");
  EXPECT_EQ(Tokens().Renew().error().kind, ErrorKind::kUnauthorized);

  bench.config.refresh_token = Secret();
  EXPECT_EQ(Tokens().Renew().error().kind, ErrorKind::kUnauthorized);
  bench.config.access_token = Secret();
  EXPECT_EQ(Tokens().Access().error().kind, ErrorKind::kUnauthorized);
  EXPECT_EQ(bench.transport.sent.size(), 1u);
}

TEST_F(TiktokTokensTest, HandsOnAVaultThatCannotBeOpened) {
  bench.vault.broken = true;

  EXPECT_EQ(Tokens().Access().error().kind, ErrorKind::kUnauthorized);
}

TEST(TiktokTokenAnswer, NeverRepeatsASecretInAnError) {
  const HttpResponse refused{200, {}, R"({"code":36009003,"message":"bad app_secret=hush refresh_token=hush"})"};
  const HttpResponse odd{200, {}, R"({"code":0,"data":{"access_token":"hush","access_token_expire_in":"hush"}})"};
  const HttpResponse html{502, {}, "hush"};
  const HttpResponse page{200, {}, "<html>hush"};

  for (const HttpResponse& response : {refused, odd, html, page}) {
    const auto answer = DecodeTokens(response);
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().message.find("hush"), std::string::npos) << answer.error().message;
  }
  EXPECT_EQ(DecodeTokens(html).error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(DecodeTokens(page).error().kind, ErrorKind::kInvalid);
}

TEST(TiktokTokenAnswer, ReadsThePublishedSample) {
  const auto text = ContractText("fixtures/auth_token_refresh.response.json");
  if (!text.has_value()) {
    GTEST_SKIP() << "RIFF_CONTRACTS does not say where the contract data is";
  }
  const auto answer = DecodeTokens({200, {}, *text});

  ASSERT_TRUE(answer.has_value()) << answer.error().message;
  EXPECT_EQ(answer->pair.access.Reveal(), "TTP_EXAMPLE-ACCESS-TOKEN-0002");
  EXPECT_EQ(answer->pair.access_expires_at, Timestamp(seconds(1660556783)));
  EXPECT_EQ(answer->scopes.size(), 4u);
}

}  // namespace
}  // namespace riff::tiktok
