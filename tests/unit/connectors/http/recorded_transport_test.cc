#include "connectors/http/recorded_transport.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "connectors/json/json.h"
#include "tests/unit/connectors/http/scripted_transport.h"

namespace riff {
namespace {

constexpr const char* kSecret = "hunter2";

class RecordedTransportTest : public testing::Test {
 protected:
  Recording Record(const HttpRequest& request) {
    Recording last;
    const auto recorded =
        MakeRecordedTransport(inner, "ebay/sandbox", [&](const Recording& recording) { last = recording; });
    std::ignore = Send(*recorded, request);
    return last;
  }

  void AnswerWith(HttpResponse response) {
    inner.answer = [response = std::move(response)](const HttpRequest&) -> Result<HttpResponse> { return response; };
  }

  static std::string AllOf(const Recording& recording) {
    std::string text = recording.url + recording.request_body + recording.response_body + recording.error;
    for (const auto* headers : {&recording.request_headers, &recording.response_headers}) {
      for (const HttpHeader& header : *headers) {
        text += header.name + header.value;
      }
    }
    return text;
  }

  ManualClock clock{StartOfTests()};
  ScriptedTransport inner{clock};
};

TEST_F(RecordedTransportTest, TellsTheWholeExchange) {
  HttpRequest request = RequestOf("ebay.offer.update", HttpMethod::kPut, "https://api.example.com/offer/1?x=%20y");
  request.headers = {{"Content-Type", "application/json"}};
  request.body = R"({ "price": 1899.00, "nested": {"quantity": 1} })";
  AnswerWith({.status = 207, .headers = {{"X-Id", "7"}}, .body = R"({"code":"OK"})"});

  const Recording recording = Record(request);

  EXPECT_EQ(recording.channel, "ebay/sandbox");
  EXPECT_EQ(recording.operation, "ebay.offer.update");
  EXPECT_EQ(recording.method, "PUT");
  EXPECT_EQ(recording.url, "https://api.example.com/offer/1?x=%20y");
  EXPECT_EQ(recording.request_body, request.body);  // Byte for byte where there is nothing secret.
  EXPECT_EQ(recording.status, 207);
  EXPECT_EQ(recording.response_headers.at(0).value, "7");
  EXPECT_EQ(recording.response_body, R"({"code":"OK"})");
  EXPECT_EQ(recording.error, "");
}

TEST_F(RecordedTransportTest, TellsWhyThereWasNoAnswer) {
  inner.answer = [](const HttpRequest&) -> Result<HttpResponse> { return Fail(ErrorKind::kAmbiguous, "lost"); };

  const Recording recording = Record(RequestOf("a.b.get"));

  EXPECT_EQ(recording.status, 0);
  EXPECT_EQ(recording.error, "lost");
}

TEST_F(RecordedTransportTest, RedactsEverySecretHeader) {
  for (const char* name : {"Authorization", "authorization", "Proxy-Authorization", "X-Shopify-Access-Token",
                           "x-tts-access-token", "Cookie", "Set-Cookie", "X-EBAY-API-IAF-TOKEN"}) {
    HttpRequest request = RequestOf("a.b.get");
    request.headers = {{name, kSecret}, {"Accept", "application/json"}};
    AnswerWith({.status = 200, .headers = {{name, kSecret}}, .body = ""});

    const Recording recording = Record(request);

    EXPECT_EQ(AllOf(recording).find(kSecret), std::string::npos) << name;
    EXPECT_EQ(HeaderOf(recording.request_headers, name), "***");
    EXPECT_EQ(HeaderOf(recording.request_headers, "Accept"), "application/json");
  }
}

TEST_F(RecordedTransportTest, RedactsEverySecretFieldInQueryFormAndJson) {
  for (const std::string name : {"access_token", "refresh_token", "client_secret", "app_secret", "sign", "password",
                                 "pass", "token", "auth_code", "code", "Access_Token"}) {
    HttpRequest request =
        RequestOf("a.b.get", HttpMethod::kPost, "https://api.example.com/x?a=1&" + name + "=" + kSecret + "&b=2");
    EXPECT_EQ(Record(request).url, "https://api.example.com/x?a=1&" + name + "=***&b=2");

    request.url = "https://api.example.com/x";
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}};
    request.body = name + "=" + kSecret + "&c=%203";
    EXPECT_EQ(Record(request).request_body, name + "=***&c=%203");

    request.headers = {{"Content-Type", "application/json"}};
    request.body = R"({"deep":[{")" + name + R"(":"hunter2","price":12.340}],"n":9007199254740993})";
    EXPECT_EQ(Record(request).request_body,
              R"({"deep":[{")" + name + R"(":"***","price":12.340}],"n":9007199254740993})");
  }
}

TEST_F(RecordedTransportTest, SeesThroughEncodedFieldNames) {
  EXPECT_EQ(Record(RequestOf("a.b.get", HttpMethod::kGet, "https://a.com/?%74oken=hunter2")).url,
            "https://a.com/?%74oken=***");
  EXPECT_EQ(Record(RequestOf("a.b.get", HttpMethod::kGet, "https://a.com/?%zz=hunter2")).url, "https://a.com/?%zz=***");
}

TEST_F(RecordedTransportTest, LeavesCodesOfAnswersAlone) {
  AnswerWith({.status = 200,
              .headers = {{"Content-Type", "application/json"}},
              .body = R"({"code":"THROTTLED","data":{"access_token":"hunter2"}})"});

  EXPECT_EQ(Record(RequestOf("a.b.get")).response_body, R"({"code":"THROTTLED","data":{"access_token":"***"}})");
}

TEST_F(RecordedTransportTest, WithholdsTheAnswersOfTokenCalls) {
  AnswerWith({.status = 200, .headers = {}, .body = R"({"anything":"hunter2"})"});

  EXPECT_EQ(Record(RequestOf("ebay.token.refresh", HttpMethod::kPost)).response_body, "***");
  EXPECT_EQ(Record(RequestOf("tiktok.token.get")).response_body, "***");
}

TEST_F(RecordedTransportTest, WithholdsWhatItCannotReadButMayHoldASecret) {
  AnswerWith({.status = 200, .headers = {}, .body = R"({"access_token":"hunter2)"});
  EXPECT_EQ(Record(RequestOf("a.b.get")).response_body, "***");

  AnswerWith({.status = 200, .headers = {}, .body = R"({"title":"half a b)"});
  EXPECT_EQ(Record(RequestOf("a.b.get")).response_body, R"({"title":"half a b)");

  AnswerWith({.status = 200, .headers = {}, .body = "password: hunter2"});
  EXPECT_EQ(Record(RequestOf("a.b.get")).response_body, "***");

  AnswerWith({.status = 200, .headers = {}, .body = "<R><eBayAuthToken>hunter2</eBayAuthToken></R>"});
  EXPECT_EQ(Record(RequestOf("a.b.get")).response_body, "***");

  AnswerWith({.status = 200, .headers = {}, .body = "<R><Title>A guitar</Title></R>"});
  EXPECT_EQ(Record(RequestOf("a.b.get")).response_body, "<R><Title>A guitar</Title></R>");

  AnswerWith({.status = 200, .headers = {}, .body = std::string(100, '[') + std::string(100, ']')});
  EXPECT_EQ(Record(RequestOf("a.b.get")).response_body.find(std::string(80, '[')), std::string::npos);
}

TEST_F(RecordedTransportTest, RedactsLocationsAndUrlsThatCannotBeRead) {
  AnswerWith({.status = 302, .headers = {{"Location", "/next?token=hunter2&x=1"}}, .body = ""});
  EXPECT_EQ(HeaderOf(Record(RequestOf("a.b.get")).response_headers, "Location"), "/next?token=***&x=1");

  EXPECT_EQ(Record(RequestOf("a.b.get", HttpMethod::kGet, "https://me:hunter2@a.com/")).url, "***");
}

TEST_F(RecordedTransportTest, PrintsThePathThatMayBePrinted) {
  HttpRequest request = RequestOf("a.b.get", HttpMethod::kGet, "https://a.com/secret/hunter2?x=1");
  request.path_for_log = "/secret/{key}";

  EXPECT_EQ(Record(request).url, "https://a.com/secret/{key}");
}

TEST_F(RecordedTransportTest, WritesOneJsonObjectALine) {
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("riff_recording_" + std::to_string(::getpid()));
  const auto sink = RecordToFile(file.string());
  ASSERT_TRUE(sink.has_value());
  AnswerWith({.status = 200, .headers = {{"A", "b"}}, .body = "two\nlines"});
  const auto recorded = MakeRecordedTransport(inner, "ebay/sandbox", *sink);

  recorded->SendAll(std::vector<HttpRequest>(2, RequestOf("a.b.get")));

  std::ifstream stream(file);
  std::string line;
  int lines = 0;
  while (std::getline(stream, line)) {
    ++lines;
    const auto document = JsonDocument::Parse(line);
    ASSERT_TRUE(document.has_value());
    EXPECT_EQ(document->root().Text("operation"), "a.b.get");
    EXPECT_EQ(document->root().Text("response_body"), "two\nlines");
    EXPECT_EQ(document->root().Integer("status"), 200);
    EXPECT_EQ(document->root().Array("response_headers")->at(0).Text("name"), "A");
  }
  EXPECT_EQ(lines, 2);
  std::filesystem::remove(file);
}

TEST_F(RecordedTransportTest, SaysWhenTheFileCannotBeOpened) {
  EXPECT_EQ(RecordToFile("/nowhere/at/all").error().kind, ErrorKind::kInvalid);
}

}  // namespace
}  // namespace riff
