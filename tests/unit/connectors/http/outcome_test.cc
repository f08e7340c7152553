#include "connectors/http/outcome.h"

#include <gtest/gtest.h>

namespace riff {
namespace {

HttpResponse ResponseOf(int status, std::vector<HttpHeader> headers = {}) {
  return {.status = status, .headers = std::move(headers), .body = "the body stays out of messages"};
}

TEST(StatusErrorTest, SaysWhatToDoNextForEveryStatus) {
  struct Row {
    int status;
    ErrorKind read;
    ErrorKind write;
  };
  using enum ErrorKind;
  const std::vector<Row> rows = {
      {400, kInvalid, kRejected},      {402, kInvalid, kRejected},          {405, kInvalid, kRejected},
      {406, kInvalid, kRejected},      {411, kInvalid, kRejected},          {412, kInvalid, kRejected},
      {413, kInvalid, kRejected},      {414, kInvalid, kRejected},          {415, kInvalid, kRejected},
      {422, kInvalid, kRejected},      {401, kUnauthorized, kUnauthorized}, {403, kUnauthorized, kRejected},
      {404, kNotFound, kNotFound},     {410, kNotFound, kNotFound},         {409, kConflict, kConflict},
      {408, kUnavailable, kAmbiguous}, {423, kRejected, kRejected},         {429, kThrottled, kThrottled},
      {500, kUnavailable, kAmbiguous}, {502, kUnavailable, kAmbiguous},     {503, kUnavailable, kAmbiguous},
      {504, kUnavailable, kAmbiguous}, {302, kInvalid, kAmbiguous},         {304, kInvalid, kAmbiguous},
      {100, kInvalid, kAmbiguous},     {0, kInvalid, kAmbiguous},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(StatusError("w", ResponseOf(row.status), RequestEffect::kRead).kind, row.read) << row.status;
    EXPECT_EQ(StatusError("w", ResponseOf(row.status), RequestEffect::kWrite).kind, row.write) << row.status;
  }
}

TEST(StatusErrorTest, LeadsWithWhatWasTriedAndKeepsTheBodyOut) {
  const Error error = StatusError("reverb.listing.update", ResponseOf(422), RequestEffect::kWrite);

  EXPECT_EQ(error.message, "reverb.listing.update: HTTP 422");
}

TEST(StatusErrorTest, CarriesRetryAfterOnlyWhereItSaysHowToGoOn) {
  const std::vector<HttpHeader> later = {{"retry-after", "2"}};

  EXPECT_EQ(StatusError("w", ResponseOf(429, later), RequestEffect::kWrite).retry_after, std::chrono::seconds(2));
  EXPECT_EQ(StatusError("w", ResponseOf(503, later), RequestEffect::kRead).retry_after, std::chrono::seconds(2));
  EXPECT_EQ(StatusError("w", ResponseOf(503, later), RequestEffect::kWrite).retry_after, std::nullopt);
  EXPECT_EQ(StatusError("w", ResponseOf(409, later), RequestEffect::kRead).retry_after, std::nullopt);
}

TEST(RetryAfterTest, ReadsSecondsFractionsAndDates) {
  EXPECT_EQ(RetryAfter(ResponseOf(429, {{"Retry-After", "0"}})), Duration(0));
  EXPECT_EQ(RetryAfter(ResponseOf(429, {{"Retry-After", "2.0"}})), std::chrono::seconds(2));
  EXPECT_EQ(RetryAfter(ResponseOf(429, {{"Retry-After", "0.5"}})), std::chrono::milliseconds(500));
  EXPECT_EQ(RetryAfter(ResponseOf(
                429, {{"Date", "Sun, 06 Nov 1994 23:59:50 GMT"}, {"Retry-After", "Mon, 07 Nov 1994 00:00:20 GMT"}})),
            std::chrono::seconds(30));
}

TEST(RetryAfterTest, DisbelievesWhatIsAbsurd) {
  for (const char* absurd : {"", "-1", "soon", "1e99", "nan", "inf", "86401", "2 s", "Sun, 06 Nov 1994 08:49:37 GMT"}) {
    EXPECT_EQ(RetryAfter(ResponseOf(429, {{"Retry-After", absurd}})), std::nullopt) << absurd;
  }
  EXPECT_EQ(RetryAfter(ResponseOf(429)), std::nullopt);
  EXPECT_EQ(RetryAfter(ResponseOf(
                429, {{"Date", "Sun, 06 Nov 1994 08:49:37 GMT"}, {"Retry-After", "Sun, 06 Nov 1994 08:49:00 GMT"}})),
            std::nullopt);
  for (const char* date :
       {"Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun; 06 Nov 1994 08:49:37 GMT", "Sun, xx Nov 1994 08:49:37 GMT"}) {
    EXPECT_EQ(RetryAfter(ResponseOf(429, {{"Date", "Sun, 06 Nov 1994 08:49:30 GMT"}, {"Retry-After", date}})),
              std::nullopt)
        << date;
  }
}

TEST(ReadFailureTest, MakesAnUnknownOutcomeOfAReadSafeToRepeat) {
  EXPECT_EQ(ReadFailure({.kind = ErrorKind::kAmbiguous, .message = "m", .retry_after = {}}).kind,
            ErrorKind::kUnavailable);
  EXPECT_EQ(ReadFailure({.kind = ErrorKind::kThrottled, .message = "m", .retry_after = {}}).kind,
            ErrorKind::kThrottled);
}

TEST(WriteAnswerFailureTest, NeverTakesAnUnreadableAnswerForARefusal) {
  EXPECT_EQ(WriteAnswerFailure({.kind = ErrorKind::kInvalid, .message = "m", .retry_after = {}}).kind,
            ErrorKind::kAmbiguous);
  EXPECT_EQ(WriteAnswerFailure({.kind = ErrorKind::kRejected, .message = "m", .retry_after = {}}).kind,
            ErrorKind::kRejected);
}

TEST(ContentTypeTest, KnowsJsonInItsForms) {
  for (const char* type : {"application/json", "Application/JSON; charset=utf-8", "application/hal+json",
                           "application/problem+json ; x=y"}) {
    EXPECT_TRUE(IsJson(ResponseOf(200, {{"content-type", type}}))) << type;
  }
  for (const char* type : {"", "text/html", "application/jsonp", "text/plain; application/json"}) {
    EXPECT_FALSE(IsJson(ResponseOf(200, {{"content-type", type}}))) << type;
  }
}

}  // namespace
}  // namespace riff
