#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "connectors/ebay/ebay_client.h"
#include "connectors/ebay/ebay_connector.h"
#include "connectors/ebay/ebay_legacy_codec.h"
#include "connectors/ebay/ebay_trading_codec.h"
#include "connectors/ebay/ebay_trading_requests.h"
#include "tests/unit/connectors/ebay/legacy_answers.h"

namespace riff::ebay {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kRevise = "ReviseInventoryStatus";

Result<HttpResponse> Answer(const std::string& body, int status = 200) {
  return HttpResponse{.status = status, .headers = {}, .body = body};
}

ErrorKind ReadKind(const Result<HttpResponse>& outcome) {
  const Result<TradingAnswer> answer = TradingReadOf("GetItem", outcome);
  return answer.has_value() ? ErrorKind::kUnsupported : answer.error().kind;
}

ErrorKind WriteKind(const Result<HttpResponse>& outcome) {
  const Result<TradingAnswer> answer = TradingAnswerOf(kRevise, outcome, RequestEffect::kWrite);
  return answer.has_value() ? ErrorKind::kUnsupported : answer.error().kind;
}

TEST(EbayTradingCodecTest, CallsWhatItCannotUnderstandInvalidToAReadAndAmbiguousToAWrite) {
  const std::string deep = [] {
    std::string text = "<GetItemResponse>";
    for (int i = 0; i < 5000; ++i) {
      text += "<a>";
    }
    return text;
  }();
  for (const std::string& body :
       {std::string(), std::string("<html><body>busy</body></html>"), std::string("not xml"), deep,
        TradingXml("GetItem", "Success", "").substr(0, 60), TradingXml("OtherCall", "Success", ""),
        TradingXml("GetItem", "Perhaps", ""), std::string("<GetItemResponse></GetItemResponse>"),
        std::string("<!DOCTYPE x [<!ENTITY a \"b\">]><GetItemResponse><Ack>Success</Ack></GetItemResponse>")}) {
    EXPECT_EQ(ReadKind(Answer(body)), ErrorKind::kInvalid) << body.substr(0, 60);
    EXPECT_EQ(WriteKind(Answer(body)), ErrorKind::kAmbiguous) << body.substr(0, 60);
  }
}

TEST(EbayTradingCodecTest, TakesHttpFaultsAsEverywhereElse) {
  EXPECT_EQ(ReadKind(Answer("", 503)), ErrorKind::kUnavailable);
  EXPECT_EQ(WriteKind(Answer("<html>", 502)), ErrorKind::kAmbiguous);
  EXPECT_EQ(ReadKind(Answer("", 429)), ErrorKind::kThrottled);
  EXPECT_EQ(WriteKind(Answer("", 429)), ErrorKind::kThrottled);
  EXPECT_EQ(ReadKind(Answer("", 401)), ErrorKind::kUnauthorized);
  EXPECT_EQ(WriteKind(Answer("", 302)), ErrorKind::kAmbiguous);
  EXPECT_EQ(ReadKind(Answer("", 302)), ErrorKind::kInvalid);
  EXPECT_EQ(ReadKind(Fail(ErrorKind::kAmbiguous, "cut")), ErrorKind::kUnavailable);
  EXPECT_EQ(WriteKind(Fail(ErrorKind::kAmbiguous, "cut")), ErrorKind::kAmbiguous);
}

TEST(EbayTradingCodecTest, TakesOnlyTheWholeOfARead) {
  EXPECT_EQ(ReadKind(Answer(TradingXml("GetItem", "Success", ""))), ErrorKind::kUnsupported);  // It worked.
  EXPECT_EQ(ReadKind(Answer(TradingXml("GetItem", "Warning", ""))), ErrorKind::kUnsupported);
  EXPECT_EQ(ReadKind(Answer(TradingXml("GetItem", "PartialFailure", TradingErrorXml(1)))), ErrorKind::kUnavailable);
  EXPECT_EQ(ReadKind(Answer(TradingXml("GetItem", "Failure", TradingErrorXml(17)))), ErrorKind::kNotFound);
  EXPECT_EQ(ReadKind(Answer(TradingXml("GetItem", "Failure", ""))), ErrorKind::kInvalid);
}

struct CodeRow {
  long long code;
  std::string source;
  ErrorKind read;
  ErrorKind write;
};

TEST(EbayTradingCodecTest, KnowsWhatItsErrorsMean) {
  for (const CodeRow& row : {
           CodeRow{930, "RequestError", ErrorKind::kUnauthorized, ErrorKind::kUnauthorized},
           CodeRow{931, "RequestError", ErrorKind::kUnauthorized, ErrorKind::kUnauthorized},
           CodeRow{932, "RequestError", ErrorKind::kUnauthorized, ErrorKind::kUnauthorized},
           CodeRow{21916984, "RequestError", ErrorKind::kUnauthorized, ErrorKind::kUnauthorized},
           CodeRow{21917053, "RequestError", ErrorKind::kUnauthorized, ErrorKind::kUnauthorized},
           CodeRow{518, "RequestError", ErrorKind::kThrottled, ErrorKind::kThrottled},
           CodeRow{10007, "RequestError", ErrorKind::kUnavailable, ErrorKind::kAmbiguous},
           CodeRow{12345, "SystemError", ErrorKind::kUnavailable, ErrorKind::kAmbiguous},
           CodeRow{17, "RequestError", ErrorKind::kNotFound, ErrorKind::kNotFound},
           CodeRow{291, "RequestError", ErrorKind::kInvalid, ErrorKind::kConflict},
           CodeRow{21919474, "RequestError", ErrorKind::kInvalid, ErrorKind::kConflict},
           CodeRow{12345, "RequestError", ErrorKind::kInvalid, ErrorKind::kRejected},
       }) {
    const Result<TradingAnswer> answer = TradingAnswerOf(
        kRevise, Answer(TradingXml(kRevise, "Failure", TradingErrorXml(row.code, "", "Error", row.source))),
        RequestEffect::kWrite);
    ASSERT_TRUE(answer.has_value()) << row.code;
    EXPECT_EQ(TradingRefusalOf("x", answer->errors, RequestEffect::kRead).kind, row.read) << row.code;
    EXPECT_EQ(TradingRefusalOf("x", answer->errors, RequestEffect::kWrite).kind, row.write) << row.code;
  }
}

TEST(EbayTradingRequestsTest, SendTheNameSiteAndLevelInHeaders) {
  Config config = LegacyConfig();
  config.marketplace = "EBAY_GB";
  config.trading_level = "1451";
  const HttpRequest request = TradingRequests(config).ActiveList(2);

  EXPECT_EQ(request.url, "http://ebay.test:4020/ws/api.dll");
  EXPECT_EQ(HeaderOf(request.headers, "X-EBAY-API-CALL-NAME"), "GetMyeBaySelling");
  EXPECT_EQ(HeaderOf(request.headers, "X-EBAY-API-SITEID"), "3");
  EXPECT_EQ(HeaderOf(request.headers, "X-EBAY-API-COMPATIBILITY-LEVEL"), "1451");
  EXPECT_EQ(HeaderOf(request.headers, "Content-Type"), "text/xml");
  EXPECT_THAT(request.body, HasSubstr("<EntriesPerPage>200</EntriesPerPage><PageNumber>2</PageNumber>"));
  EXPECT_THAT(request.body, Not(HasSubstr("RequesterCredentials")));
}

TEST(EbayTradingRequestsTest, EscapeWhatTheyCarry) {
  const HttpRequest request = TradingRequests(LegacyConfig()).SetTexts("110", "Fender & <Strat>", "");

  EXPECT_THAT(request.body, HasSubstr("<Title>Fender &amp; &lt;Strat&gt;</Title>"));
  EXPECT_THAT(request.body, Not(HasSubstr("Description")));
}

TEST(EbayTradingRequestsTest, OnlyGetCallsAreReads) {
  const TradingRequests requests(LegacyConfig());
  const ReviseRow row{.item = "110", .sku = {}, .quantity = Quantity(1), .price = {}};
  for (const HttpRequest& read :
       {requests.ActiveList(1), requests.Item("110"), requests.SellerList({.from = {}, .to = {}}, Sku("A"), 1)}) {
    EXPECT_TRUE(IsReading(read)) << read.operation;
    EXPECT_EQ(RateClassOf(read), RateClass::kRead);
  }
  for (const HttpRequest& write : {requests.Revise(std::span(&row, 1)), requests.End("110"),
                                   requests.SetTexts("110", "t", "d"), requests.Relist("110", Quantity(1), "ab")}) {
    EXPECT_FALSE(IsReading(write)) << write.operation;
    EXPECT_EQ(RateClassOf(write), RateClass::kWrite);
  }
}

TEST(EbayTradingRequestsTest, AReviseInDisguiseIsNoRead) {
  const TradingRequests requests(LegacyConfig());
  const HttpRequest read = requests.Item("110");
  std::vector<HttpRequest> disguised(6, read);
  disguised[0].headers.push_back({"x-ebay-api-call-name", "ReviseInventoryStatus"});
  disguised[1].url += "?callname=EndFixedPriceItem";
  disguised[2].body = requests.End("110").body;
  disguised[3].url = "http://ebay.test:4020/ws/other.dll";
  disguised[4].method = HttpMethod::kPut;
  disguised[5].body = "<GetItemRequest>";
  for (const HttpRequest& request : disguised) {
    EXPECT_FALSE(IsReading(request)) << request.url << request.body;
  }
  HttpRequest unnamed = read;
  std::erase_if(unnamed.headers, [](const HttpHeader& header) { return header.name == "X-EBAY-API-CALL-NAME"; });
  EXPECT_FALSE(IsReading(unnamed));
}

TEST(EbayTradingClientTest, SendsTheTokenInItsOwnHeaderAndRenewsAnExpiredOneOnce) {
  SellerAccount account;
  account.line.On(kTrading, 200, TradingXml("GetItem", "Failure", TradingErrorXml(21917053)));
  account.line.On(kTrading, 200, TradingXml("GetItem", "Success", LegacyItemXml("110", "A", 1)));
  Client client(LegacyConfig(), account.line, account.clock, Access::kReadOnly);

  const Result<HttpResponse> answer = client.Send(TradingRequests(LegacyConfig()).Item("110"));

  EXPECT_THAT(answer->body, HasSubstr("Success"));
  const std::vector<HttpRequest> sent = account.line.Sent(kTrading);
  ASSERT_EQ(sent.size(), 2u);
  EXPECT_EQ(HeaderOf(sent[0].headers, "X-EBAY-API-IAF-TOKEN"), "token-1");
  EXPECT_EQ(HeaderOf(sent[1].headers, "X-EBAY-API-IAF-TOKEN"), "token-2");
  EXPECT_EQ(HeaderOf(sent[0].headers, "Authorization"), "");
}

TEST(EbayTradingClientTest, DoesNotRepeatAFailureThatIsNotTheTokens) {
  SellerAccount account;
  account.line.On(kTrading, 200, TradingXml("GetItem", "Failure", TradingErrorXml(17)));
  Client client(LegacyConfig(), account.line, account.clock, Access::kReadOnly);

  (void)client.Send(TradingRequests(LegacyConfig()).Item("110"));

  EXPECT_EQ(account.line.Sent(kTrading).size(), 1u);
}

std::optional<std::string> Published(const std::string& name) {
  const char* const folder = std::getenv("RIFF_CONTRACTS");
  if (folder == nullptr) {
    return std::nullopt;
  }
  std::ifstream file(std::string(folder) + "/ebay/trading_fixtures/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(EbayTradingFixturesTest, AreReadAsTheySay) {
  const std::optional<std::string> active = Published("GetMyeBaySelling.response.xml");
  if (!active) {
    GTEST_SKIP() << "RIFF_CONTRACTS is not set";
  }
  const Result<TradingAnswer> answer = TradingReadOf("GetMyeBaySelling", Answer(*active));
  ASSERT_TRUE(answer.has_value()) << answer.error().message;
  const Result<LegacyPage> page = ActivePageOf(*answer);

  ASSERT_TRUE(page.has_value()) << page.error().message;
  ASSERT_EQ(page->items.size(), 2u);
  EXPECT_EQ(page->items[0].rows.front().facts.quantity, Quantity(1));
  EXPECT_EQ(page->items[0].rows.front().facts.price, (Money{49900, Currency::Usd()}));
  ASSERT_EQ(page->items[1].rows.size(), 2u);
  EXPECT_EQ(page->items[1].rows[0].ref.remote, RemoteId("110000000002/PED-RED"));
  EXPECT_EQ(page->items[1].rows[0].facts.quantity, Quantity(3));
  EXPECT_EQ(page->items[1].rows[1].facts.quantity, Quantity(4));
  EXPECT_TRUE(RefusedTradingToken(*Answer(*Published("token_expired.xml"))));
  const Result<TradingAnswer> owned = TradingAnswerOf(
      kRevise, Answer(*Published("ReviseInventoryStatus.inventory_managed_failure.xml")), RequestEffect::kWrite);
  EXPECT_TRUE(OwnedByInventory(owned->errors));
}

}  // namespace
}  // namespace riff::ebay
