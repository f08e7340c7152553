#include "connectors/http/oauth.h"

#include <gtest/gtest.h>

#include "engine/base/digest.h"
#include "tests/unit/connectors/http/scripted_transport.h"

namespace riff {
namespace {

class RefreshingTokenTest : public testing::Test {
 protected:
  RefreshingTokenTest() { AnswerWith(200, R"({"access_token":"access-1","expires_in":7200,"token_type":"User"})"); }

  void AnswerWith(int status, std::string body) {
    transport.answer = [status, body = std::move(body)](const HttpRequest&) -> Result<HttpResponse> {
      return HttpResponse{.status = status, .headers = {}, .body = body};
    };
  }

  static RefreshGrant Grant() {
    RefreshGrant grant;
    grant.token_url = "https://api.example.com/identity/v1/oauth2/token";
    grant.client_id = "shop";
    grant.client_secret = Secret("client secret");
    grant.refresh_token = Secret("v^1.1#refresh");
    grant.scopes = {"https://api.ebay.com/oauth/api_scope", "scope two"};
    return grant;
  }

  ManualClock clock{StartOfTests()};
  ScriptedTransport transport{clock};
  RefreshingToken token{Grant(), transport, clock};
};

TEST_F(RefreshingTokenTest, AsksAsTheRefreshGrantWants) {
  EXPECT_EQ(token.Token()->Reveal(), "access-1");

  ASSERT_EQ(transport.requests.size(), 1u);
  const HttpRequest& request = transport.requests[0];
  EXPECT_EQ(request.operation, "ebay.token.refresh");
  EXPECT_EQ(request.method, HttpMethod::kPost);
  EXPECT_EQ(request.url, "https://api.example.com/identity/v1/oauth2/token");
  EXPECT_EQ(HeaderOf(request.headers, "authorization"), "Basic " + Base64Encode("shop:client secret"));
  EXPECT_EQ(HeaderOf(request.headers, "content-type"), "application/x-www-form-urlencoded");
  EXPECT_EQ(request.body,
            "grant_type=refresh_token&refresh_token=v%5E1.1%23refresh&"
            "scope=https%3A%2F%2Fapi.ebay.com%2Foauth%2Fapi_scope%20scope%20two");
}

TEST_F(RefreshingTokenTest, AsksAsTheApplicationWithoutAnyConsent) {
  RefreshGrant grant = Grant();
  grant.type = GrantType::kClientCredentials;
  RefreshingToken application(grant, transport, clock);

  EXPECT_EQ(application.Token()->Reveal(), "access-1");

  EXPECT_EQ(transport.requests[0].body,
            "grant_type=client_credentials&scope=https%3A%2F%2Fapi.ebay.com%2Foauth%2Fapi_scope%20scope%20two");
}

TEST_F(RefreshingTokenTest, KeepsTheTokenUntilAMinuteBeforeItsEnd) {
  ASSERT_TRUE(token.Token().has_value());

  clock.Advance(std::chrono::seconds(7200 - 61));
  ASSERT_TRUE(token.Token().has_value());
  EXPECT_EQ(transport.requests.size(), 1u);

  clock.Advance(std::chrono::seconds(1));
  ASSERT_TRUE(token.Token().has_value());
  EXPECT_EQ(transport.requests.size(), 2u);
}

TEST_F(RefreshingTokenTest, FetchesOnceMoreAfterThePlatformRefusedIt) {
  ASSERT_TRUE(token.Token().has_value());
  AnswerWith(200, R"({"access_token":"access-2","expires_in":7200})");

  token.Expire();
  EXPECT_EQ(token.Token()->Reveal(), "access-2");
  EXPECT_EQ(token.Token()->Reveal(), "access-2");

  EXPECT_EQ(transport.requests.size(), 2u);
}

TEST_F(RefreshingTokenTest, TellsAPersonWhatToDoAboutADeadGrant) {
  struct Row {
    int status;
    std::string word;
    std::string remedy;
  };
  const std::vector<Row> rows = {{400, "invalid_grant", "consent again"},
                                 {401, "invalid_client", "client_id or client_secret"},
                                 {400, "unauthorized_client", "keyset"},
                                 {400, "invalid_scope", "consent again"}};
  for (const Row& row : rows) {
    RefreshingToken dead(Grant(), transport, clock);
    AnswerWith(row.status, R"({"error":")" + row.word + R"(","error_description":"hunter2"})");

    const Result<Secret> answer = dead.Token();

    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().kind, ErrorKind::kUnauthorized) << row.word;
    EXPECT_NE(answer.error().message.find(row.remedy), std::string::npos) << answer.error().message;
    EXPECT_EQ(answer.error().message.find("hunter2"), std::string::npos);
  }
}

TEST_F(RefreshingTokenTest, DoesNotAskADeadGrantAgainForAMinute) {
  AnswerWith(400, R"({"error":"invalid_grant"})");
  EXPECT_EQ(token.Token().error().kind, ErrorKind::kUnauthorized);
  EXPECT_EQ(token.Token().error().kind, ErrorKind::kUnauthorized);
  EXPECT_EQ(transport.requests.size(), 1u);

  clock.Advance(std::chrono::seconds(60));
  AnswerWith(200, R"({"access_token":"access-3","expires_in":7200})");
  EXPECT_EQ(token.Token()->Reveal(), "access-3");
}

TEST_F(RefreshingTokenTest, CallsAnOutageAnOutage) {
  AnswerWith(503, "<html>down</html>");
  EXPECT_EQ(token.Token().error().kind, ErrorKind::kUnavailable);
  AnswerWith(429, R"({"error":"invalid_grant"})");
  EXPECT_EQ(token.Token().error().kind, ErrorKind::kThrottled);
  transport.answer = [](const HttpRequest&) -> Result<HttpResponse> { return Fail(ErrorKind::kAmbiguous, "lost"); };
  EXPECT_EQ(token.Token().error().kind, ErrorKind::kUnavailable);

  EXPECT_EQ(transport.requests.size(), 3u);  // Each was tried: none of them is kept.
}

TEST_F(RefreshingTokenTest, CallsARefusalWithoutAWordUnauthorizedOnlyWhenItIsOne) {
  AnswerWith(401, "no");
  EXPECT_EQ(token.Token().error().kind, ErrorKind::kUnauthorized);

  RefreshingToken other(Grant(), transport, clock);
  AnswerWith(400, R"({"error":"invalid_request"})");
  EXPECT_EQ(other.Token().error().kind, ErrorKind::kInvalid);
}

TEST_F(RefreshingTokenTest, RefusesAnAnswerThatCannotBeUnderstood) {
  for (const char* odd :
       {"", "[]", "{}", R"({"access_token":"a"})", R"({"access_token":"","expires_in":7200})",
        R"({"access_token":7,"expires_in":7200})", R"({"access_token":"a","expires_in":0})",
        R"({"access_token":"a","expires_in":-5})", R"({"access_token":"a","expires_in":9000000000000000000})"}) {
    AnswerWith(200, odd);
    const Result<Secret> answer = token.Token();
    ASSERT_FALSE(answer.has_value()) << odd;
    EXPECT_EQ(answer.error().kind, ErrorKind::kInvalid) << odd;
  }
}

}  // namespace
}  // namespace riff
