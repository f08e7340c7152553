#include "engine/serve/routes.h"

#include <gtest/gtest.h>

#include "engine/serve/problem.h"
#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

ServerRequest Ask(const std::string& method, const std::string& target, std::vector<ServerHeader> headers = {}) {
  return ServerRequest{method, target, std::move(headers), ""};
}

std::string HeaderOf(const ServerResponse& response, const std::string& name) {
  for (const ServerHeader& header : response.headers) {
    if (header.name == name) {
      return header.value;
    }
  }
  return "";
}

class RouterTest : public testing::Test {
 protected:
  ServerResponse Answer(const ServerRequest& request) { return router.Answer(request); }

  static Routes RoutesOfTest() {
    const auto echo = [](const RouteCall& call) { return JsonAnswer(200, call.Part("id")); };
    const auto plain = [](const RouteCall&) { return JsonAnswer(201, "plain"); };
    return {{"GET", "/holds/{id}", RouteGuard::kAnybody, echo},
            {"POST", "/holds/{id}", RouteGuard::kAnybody, plain},
            {"POST", "/holds", RouteGuard::kToken, plain}};
  }

  ShopRig rig;
  StoreSessions sessions{*rig.database};
  Router router{RoutesOfTest(), AccessRules{Secret("s3cret"), AccessRules::Reach::kNetwork},
                RouterParts{sessions, rig.clock, rig.metrics}};
};

TEST_F(RouterTest, HandsOutWhatStandsInTheBraces) {
  EXPECT_EQ(Answer(Ask("GET", "/holds/h-1")).body, "h-1");
  EXPECT_EQ(Answer(Ask("GET", "/holds/a%2Fb?x=1")).body, "a/b");
  EXPECT_EQ(Answer(Ask("POST", "/holds/h-1")).body, "plain");
}

TEST_F(RouterTest, AnswersHeadWhereItAnswersGet) { EXPECT_EQ(Answer(Ask("HEAD", "/holds/h-1")).status, 200); }

TEST_F(RouterTest, KnowsNothingElse) {
  for (const char* target : {"/", "", "/holds/", "/holds/a/b", "/other", "holds/a", "/holds/%zz", "*"}) {
    const ServerResponse response = Answer(Ask("GET", target));
    EXPECT_EQ(response.status, 404) << target;
    EXPECT_EQ(HeaderOf(response, "Content-Type"), "application/problem+json") << target;
  }
}

TEST_F(RouterTest, NamesTheMethodsOfAPath) {
  const ServerResponse response = Answer(Ask("DELETE", "/holds/h-1"));

  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(HeaderOf(response, "Allow"), "GET, POST");
}

TEST_F(RouterTest, AsksForTheTokenWhereTheRouteSaysSo) {
  EXPECT_EQ(Answer(Ask("POST", "/holds")).status, 401);
  EXPECT_EQ(Answer(Ask("POST", "/holds", {{"Authorization", "Bearer wrong"}})).status, 401);
  EXPECT_EQ(Answer(Ask("POST", "/holds", {{"authorization", "Bearer s3cret"}})).status, 201);
}

TEST_F(RouterTest, CountsEveryAnswerByItsRoute) {
  Answer(Ask("GET", "/holds/h-1"));
  Answer(Ask("GET", "/holds/h-2"));
  Answer(Ask("GET", "/nowhere"));

  const auto sums = rig.metrics.Snapshot();
  EXPECT_EQ(sums.at("riff_http_requests_total{route=GET /holds/{id},status=200}"), 2);
  EXPECT_EQ(sums.at("riff_http_requests_total{route=none,status=404}"), 1);
}

TEST(StoreSessionsTest, LendsASessionAgainOnceItIsBack) {
  ShopRig rig;
  StoreSessions sessions(*rig.database);
  Store* first = nullptr;
  {
    Result<StoreSessions::Loan> loan = sessions.Borrow();
    first = &loan->store();
    EXPECT_NE(&sessions.Borrow()->store(), first);
  }
  EXPECT_EQ(&sessions.Borrow()->store(), first);
}

TEST(ProblemTest, SaysWhatAndForHowLong) {
  const ServerResponse response =
      ProblemOf(Error{ErrorKind::kThrottled, "too \"fast\"", std::chrono::milliseconds(1500)});

  EXPECT_EQ(response.status, 429);
  EXPECT_EQ(HeaderOf(response, "Retry-After"), "2");
  EXPECT_EQ(response.body,
            R"({"type":"/problems/throttled","title":"throttled","status":429,"detail":"too \"fast\""})");
}

TEST(ProblemTest, GivesEveryKindOfErrorItsStatus) {
  const std::map<ErrorKind, int> statuses = {
      {ErrorKind::kInvalid, 400},     {ErrorKind::kUnauthorized, 401}, {ErrorKind::kNotFound, 404},
      {ErrorKind::kConflict, 409},    {ErrorKind::kRejected, 422},     {ErrorKind::kAmbiguous, 500},
      {ErrorKind::kUnsupported, 501}, {ErrorKind::kUnavailable, 503},
  };
  for (const auto& [kind, status] : statuses) {
    EXPECT_EQ(ProblemOf(Error{kind, "", std::nullopt}).status, status) << ToString(kind);
  }
}

int StatusOf(const AccessRules& rules, std::vector<ServerHeader> headers) {
  const std::optional<ServerResponse> refusal = RefusalOf(rules, Ask("GET", "/api", std::move(headers)));
  return refusal.has_value() ? refusal->status : 200;
}

TEST(AccessTest, WithATokenOnlyWhoeverHasIt) {
  const AccessRules rules{Secret("s3cret"), AccessRules::Reach::kThisMachine};

  EXPECT_EQ(StatusOf(rules, {{"Authorization", "Bearer s3cret"}}), 200);
  EXPECT_EQ(StatusOf(rules, {{"Authorization", "Bearer s3cre"}}), 401);
  EXPECT_EQ(StatusOf(rules, {{"Authorization", "Basic s3cret"}}), 401);
  EXPECT_EQ(StatusOf(rules, {{"Host", "localhost"}}), 401);
}

TEST(AccessTest, WithoutATokenThisMachineUnderItsOwnNameAndNobodyElse) {
  const AccessRules here{Secret(), AccessRules::Reach::kThisMachine};
  EXPECT_EQ(StatusOf(here, {{"Host", "127.0.0.1:8080"}}), 200);
  EXPECT_EQ(StatusOf(here, {{"Host", "localhost"}}), 200);
  EXPECT_EQ(StatusOf(here, {{"Host", "[::1]:8080"}}), 200);
  EXPECT_EQ(StatusOf(here, {{"Host", "evil.example:8080"}}), 403);
  EXPECT_EQ(StatusOf(here, {}), 403);

  // A page that a browser here shows may ask under our name, and tells where it comes from.
  EXPECT_EQ(StatusOf(here, {{"Host", "127.0.0.1:8080"}, {"Origin", "http://localhost:3000"}}), 200);
  EXPECT_EQ(StatusOf(here, {{"Host", "127.0.0.1:8080"}, {"Origin", "https://evil.example"}}), 403);
  EXPECT_EQ(StatusOf(here, {{"Host", "127.0.0.1:8080"}, {"Origin", "null"}}), 403);

  const AccessRules everywhere{Secret(), AccessRules::Reach::kNetwork};
  EXPECT_EQ(StatusOf(everywhere, {{"Host", "127.0.0.1:8080"}}), 403);
  EXPECT_EQ(StatusOf(everywhere, {{"Authorization", "Bearer "}}), 403);
}

TEST(AccessTest, KnowsWhichAddressesAreThisMachine) {
  EXPECT_EQ(ReachOf("127.0.0.1"), AccessRules::Reach::kThisMachine);
  EXPECT_EQ(ReachOf("127.1.2.3"), AccessRules::Reach::kThisMachine);
  EXPECT_EQ(ReachOf("::1"), AccessRules::Reach::kThisMachine);
  for (const char* address : {"0.0.0.0", "::", "192.168.1.2", "127.0.0.1.evil.example", ""}) {
    EXPECT_EQ(ReachOf(address), AccessRules::Reach::kNetwork) << address;
  }
}

}  // namespace
}  // namespace riff
