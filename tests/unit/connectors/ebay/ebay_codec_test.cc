#include "connectors/ebay/ebay_codec.h"

#include <gtest/gtest.h>

#include "connectors/ebay/ebay_condition.h"
#include "tests/unit/connectors/ebay/seller_account.h"

namespace riff::ebay {
namespace {

HttpResponse Response(int status, std::string body) {
  return {.status = status, .headers = {}, .body = std::move(body)};
}

struct Case {
  int status;
  int id;
  ErrorKind read;
  ErrorKind write;
};

class EbayRefusalTest : public ::testing::TestWithParam<Case> {};

TEST_P(EbayRefusalTest, MeansWhatTheErrorIdSays) {
  const Case& given = GetParam();
  const HttpResponse response = Response(given.status, ErrorsBody(given.id));

  EXPECT_EQ(RefusalOf("call", response, RequestEffect::kRead).kind, given.read);
  EXPECT_EQ(RefusalOf("call", response, RequestEffect::kWrite).kind, given.write);
}

INSTANTIATE_TEST_SUITE_P(Ids, EbayRefusalTest,
                         ::testing::Values(Case{401, 1001, ErrorKind::kUnauthorized, ErrorKind::kUnauthorized},
                                           Case{403, 1100, ErrorKind::kUnauthorized, ErrorKind::kRejected},
                                           Case{429, 2001, ErrorKind::kThrottled, ErrorKind::kThrottled},
                                           Case{500, 2003, ErrorKind::kUnavailable, ErrorKind::kAmbiguous},
                                           Case{500, 25001, ErrorKind::kUnavailable, ErrorKind::kAmbiguous},
                                           Case{400, 25001, ErrorKind::kUnavailable, ErrorKind::kAmbiguous},
                                           Case{500, 30500, ErrorKind::kUnavailable, ErrorKind::kAmbiguous},
                                           Case{500, 25025, ErrorKind::kThrottled, ErrorKind::kThrottled},
                                           Case{400, 25702, ErrorKind::kNotFound, ErrorKind::kNotFound},
                                           Case{400, 25710, ErrorKind::kNotFound, ErrorKind::kNotFound},
                                           Case{404, 25713, ErrorKind::kNotFound, ErrorKind::kNotFound},
                                           Case{400, 25805, ErrorKind::kNotFound, ErrorKind::kNotFound},
                                           Case{400, 25803, ErrorKind::kConflict, ErrorKind::kConflict},
                                           Case{400, 25002, ErrorKind::kInvalid, ErrorKind::kRejected},
                                           Case{400, 25004, ErrorKind::kInvalid, ErrorKind::kRejected},
                                           Case{400, 31100, ErrorKind::kInvalid, ErrorKind::kRejected},
                                           Case{200, 25002, ErrorKind::kInvalid, ErrorKind::kRejected}),
                         [](const auto& given) {
                           return "Id" + std::to_string(given.param.id) + "At" + std::to_string(given.param.status);
                         });

TEST(EbayRefusalTest, LetsTheOpenOutcomeWinOverAPlainRefusalBesideIt) {
  const HttpResponse response =
      Response(400, R"({"errors":[{"errorId":25002,"message":"a"},{"errorId":25001,"message":"b"}]})");

  EXPECT_EQ(RefusalOf("call", response, RequestEffect::kWrite).kind, ErrorKind::kAmbiguous);
}

TEST(EbayRefusalTest, WaitsAMomentWhenAnotherCallWorksOnTheSku) {
  const Error error = RefusalOf("call", Response(500, ErrorsBody(25025)), RequestEffect::kWrite);

  EXPECT_EQ(error.retry_after, Duration(std::chrono::seconds(5)));
}

TEST(EbayRefusalTest, ObeysRetryAfterOnlyWhereTheRequestWasPutOff) {
  HttpResponse throttled = Response(429, ErrorsBody(2001));
  throttled.headers.push_back({"Retry-After", "7"});
  HttpResponse open = Response(500, ErrorsBody(25001));
  open.headers.push_back({"Retry-After", "7"});

  EXPECT_EQ(RefusalOf("call", throttled, RequestEffect::kWrite).retry_after, Duration(std::chrono::seconds(7)));
  EXPECT_EQ(RefusalOf("call", open, RequestEffect::kWrite).retry_after, std::nullopt);
}

TEST(EbayRefusalTest, JudgesByStatusWhatTheEdgeAnswersInHtml) {
  const HttpResponse edge = Response(503, "<html>busy</html>");

  EXPECT_EQ(RefusalOf("call", edge, RequestEffect::kRead).kind, ErrorKind::kUnavailable);
  EXPECT_EQ(RefusalOf("call", edge, RequestEffect::kWrite).kind, ErrorKind::kAmbiguous);
  EXPECT_EQ(RefusalOf("publish", Response(411, ""), RequestEffect::kWrite).kind, ErrorKind::kRejected);
}

TEST(EbayRefusalTest, ReadsTheOAuthShapeToo) {
  const Error error =
      RefusalOf("call", Response(401, R"({"error":"invalid_client","error_description":"x"})"), RequestEffect::kWrite);

  EXPECT_EQ(error.kind, ErrorKind::kUnauthorized);
  EXPECT_NE(error.message.find("invalid_client"), std::string::npos);
}

TEST(EbayRefusalTest, CutsAndCleansThePlatformsText) {
  const std::string text = "forged\\nline" + std::string(500, 'x');
  const Error error = RefusalOf("call", Response(400, R"({"errors":[{"errorId":25016,"message":")" + text + R"("}]})"),
                                RequestEffect::kWrite);

  EXPECT_EQ(error.message.find('\n'), std::string::npos);
  EXPECT_LT(error.message.size(), 300u);
}

TEST(EbayErrorsTest, LeavesOutRowsOfAnotherShape) {
  const std::vector<ApiError> errors = ErrorsOf(R"({"errors":[{"text":"no id"},{"errorId":25713,"message":"gone"}]})");

  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors.front().id, 25713);
  EXPECT_TRUE(ErrorsOf("<html>").empty());
  EXPECT_TRUE(ErrorsOf(R"({"errors":"many"})").empty());
}

TEST(EbayErrorsTest, FindsTheOfferThatIsThereAlreadyInTheParametersOf25002Only) {
  const std::string parameters = R"([{"name":"offerId","value":"98"}])";

  EXPECT_EQ(ExistingOfferOf(ErrorsOf(ErrorsBody(25002, parameters))), "98");
  EXPECT_EQ(ExistingOfferOf(ErrorsOf(ErrorsBody(25713, parameters))), std::nullopt);
  EXPECT_EQ(ExistingOfferOf(ErrorsOf(ErrorsBody(25002, R"([{"name":"field","value":"photo"}])"))), std::nullopt);
  EXPECT_EQ(ExistingOfferOf(ErrorsOf(ErrorsBody(25002, R"([{"name":"offerId","value":""}])"))), std::nullopt);
}

TEST(EbayLinkTest, KeepsPathAndQueryOnlyWhateverHostIsNamed) {
  EXPECT_EQ(*PathOfLink("https://evil.test:1/sell/x?offset=1", "/sell/x"), "/sell/x?offset=1");
  EXPECT_EQ(*PathOfLink("/sell/x?offset=1", "/sell/x"), "/sell/x?offset=1");
}

TEST(EbayLinkTest, EncodesTheBracketsOfAFilter) {
  EXPECT_EQ(*PathOfLink("/sell/x?filter=a:[1..2]", "/sell/x"), "/sell/x?filter=a:%5B1..2%5D");
  EXPECT_EQ(*PathOfLink("/sell/x?filter=a:%5B1..2%5D", "/sell/x"), "/sell/x?filter=a:%5B1..2%5D");
}

TEST(EbayLinkTest, RefusesALinkToAnotherPath) {
  EXPECT_EQ(PathOfLink("https://api.ebay.com/sell/y?offset=1", "/sell/x").error().kind, ErrorKind::kInvalid);
  EXPECT_FALSE(PathOfLink("https://api.ebay.com", "/sell/x").has_value());
  EXPECT_FALSE(PathOfLink("", "/sell/x").has_value());
  EXPECT_FALSE(PathOfLink("//evil.test/sell/x", "/sell/x").has_value());
}

TEST(EbayMoneyTest, ReadsATextAndNamesThePathOfAnOddOne) {
  const JsonDocument document =
      *JsonDocument::Parse(R"({"good":{"value":"499.5","currency":"USD"},"odd":{"value":"4x","currency":"USD"}})");

  EXPECT_EQ(*MoneyOf(*document.root().Get("good")), (Money{49950, Currency::Usd()}));
  EXPECT_NE(MoneyOf(*document.root().Get("odd")).error().message.find("$.odd"), std::string::npos);
}

TEST(EbayServerTimeTest, ReadsTheDateHeader) {
  HttpResponse response = Response(200, "");
  response.headers.push_back({"date", "Fri, 20 Nov 2026 10:19:23 GMT"});
  ASSERT_TRUE(ServerTimeOf(response).has_value());
  EXPECT_EQ(FormatUtc(*ServerTimeOf(response)), "2026-11-20T10:19:23Z");

  for (const std::string odd : {"", "yesterday", "Fri, 20 Nox 2026 10:19:23 GMT", "Fri, 99 Nov 2026 10:19:23 GMT"}) {
    response.headers.front().value = odd;
    EXPECT_EQ(ServerTimeOf(response), std::nullopt) << odd;
  }
}

TEST(EbayConditionTest, ReadsBackTheWordItWrites) {
  for (const Condition condition :
       {Condition::kNew, Condition::kBStock, Condition::kMint, Condition::kExcellent, Condition::kVeryGood,
        Condition::kGood, Condition::kFair, Condition::kNonFunctioning}) {
    EXPECT_EQ(ConditionOfWord(WordOfCondition(condition)), condition) << ToString(condition);
  }
  EXPECT_EQ(WordOfCondition(Condition::kPoor), "USED_ACCEPTABLE");
  EXPECT_EQ(WordOfCondition(Condition::kUnknown), "");
  EXPECT_EQ(ConditionOfWord("SLIGHTLY_FURRY"), Condition::kUnknown);
}

}  // namespace
}  // namespace riff::ebay
