// Everything odd that can come back, at every call, and the kind of error it ends in.

#include <functional>

#include "tests/unit/connectors/tiktok/tiktok_bench.h"

namespace riff::tiktok {
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
HttpResponse Code(std::int64_t code, const std::string& message) {
  return Json(R"({"code":)" + std::to_string(code) + R"(,"message":")" + message + R"(","data":{}})");
}

std::vector<BadAnswer> BadAnswers() {
  std::vector<BadAnswer> all = {
      {"a web page", {200, {{"Content-Type", "text/html"}}, "<html></html>"}},
      {"nothing", {200, {}, ""}},
      {"a cut answer", Json(R"({"code":0,"message":"Succ)")},
      {"null", Json("null")},
      {"a list", Json("[]")},
      {"a number", Json("7")},
      {"no code", Json(R"({"message":"Success","data":{}})")},
      {"a code that is a word", Json(R"({"code":"zero","data":{}})")},
      {"a code that is null", Json(R"({"code":null,"data":{}})")},
      {"a huge code", Json(R"({"code":99999999999999999999,"data":{}})")},
      {"a code with a fraction", Json(R"({"code":0.5,"data":{}})")},
      {"deep nesting", Json(std::string(200'000, '['))},
      {"bytes that are no text", Json("{\"code\":0,\"message\":\"\xff\xfe\"}")},
      {"401", Status(401), ErrorKind::kUnauthorized, ErrorKind::kUnauthorized},
      {"429", Status(429), ErrorKind::kThrottled, ErrorKind::kThrottled},
      {"429 with a time", Status(429, {{"Retry-After", "2"}}), ErrorKind::kThrottled, ErrorKind::kThrottled},
      {"429 with nonsense", Status(429, {{"Retry-After", "soon"}}), ErrorKind::kThrottled, ErrorKind::kThrottled},
      {"slow down inside a 200", Code(36009002, "Too many requests"), ErrorKind::kThrottled, ErrorKind::kThrottled},
      {"500", Status(500), ErrorKind::kUnavailable, ErrorKind::kAmbiguous},
      {"502", Status(502), ErrorKind::kUnavailable, ErrorKind::kAmbiguous},
      {"a time-out behind the gateway", Code(36009007, "timeout"), ErrorKind::kUnavailable, ErrorKind::kAmbiguous},
      {"no scope", Code(105005, "you should apply auth pkg for this api"), ErrorKind::kUnauthorized,
       ErrorKind::kRejected},
      {"an inactive shop", Code(36009043, "shop inactive"), ErrorKind::kUnauthorized, ErrorKind::kUnauthorized},
      {"a wrong signature", Code(106001, "sign is invalid"), ErrorKind::kUnauthorized, ErrorKind::kUnauthorized},
      {"a code nobody knows", Code(99999999, "something new"), ErrorKind::kInvalid, ErrorKind::kRejected},
  };
  for (const int status : {301, 302, 303, 307, 308}) {
    all.push_back({"a redirect, " + std::to_string(status), Status(status, {{"Location", "https://evil.example/"}})});
  }
  return all;
}

class TiktokBadInputTest : public testing::Test {
 protected:
  template <class T>
  static std::optional<Error> ErrorOf(const Result<T>& result) {
    return result.has_value() ? std::nullopt : std::optional(result.error());
  }
  std::vector<std::pair<std::string, std::function<std::optional<Error>()>>> Readings() {
    ChannelReader& reader = *bench.connector.reader;
    const Timestamp now = bench.clock.Now();
    return {
        {"list", [&] { return ErrorOf(reader.ListListings(bench.run, std::nullopt)); }},
        {"window", [&] { return ErrorOf(reader.ListListings(bench.run, Cursor("ttw:1577836800:0:"))); }},
        {"find", [&] { return ErrorOf(reader.FindBySku(bench.run, Sku("SG-61"))); }},
        {"orders",
         [&, now] { return ErrorOf(reader.ListOrders(bench.run, {now - std::chrono::hours(1), now}, std::nullopt)); }},
        {"order", [&] { return ErrorOf(reader.GetOrder(bench.run, OrderId("1"))); }},
        {"probe", [&] { return ErrorOf(bench.connector.prober->Probe(bench.run)); }},
    };
  }
  WriteOutcome Deliver(Change change) {
    Write write;
    write.key = IdempotencyKey("key");
    write.listing.remote = RemoteId("1001/2001");
    write.change = std::move(change);
    return bench.connector.writer->Deliver(bench.run, std::span(&write, 1)).front();
  }

  TiktokBench bench;
};

TEST_F(TiktokBadInputTest, EndsEveryReadInTheRightKind) {
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

TEST_F(TiktokBadInputTest, BearsFiftyMegabytes) {
  constexpr std::size_t kFiftyMegabytes = 50u << 20;
  for (const HttpResponse& huge :
       {Json(std::string(kFiftyMegabytes, ' ')), Json(R"({"code":")" + std::string(kFiftyMegabytes, 'x') + "\"}"),
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

TEST_F(TiktokBadInputTest, EndsEveryWriteInTheRightKind) {
  for (const BadAnswer& bad : BadAnswers()) {
    for (const Change& change :
         {Change(SetQuantity{Quantity(0), std::nullopt}), Change(SetPrice{Money{1'200, Currency::Usd()}})}) {
      SCOPED_TRACE("answered with " + bad.name);
      bench.transport.script.assign(1, bad.response);

      const WriteOutcome outcome = Deliver(change);

      ASSERT_FALSE(outcome.has_value());
      EXPECT_EQ(outcome.error().kind, bad.of_a_write) << outcome.error().message;
    }
  }
}

TEST_F(TiktokBadInputTest, EndsTheReadOfOneListingInTheRightKindWhicheverAnswerIsBad) {
  const ListingRef ref{RemoteId("1001/2001"), Sku("SG-61"), ""};
  for (const BadAnswer& bad : BadAnswers()) {
    SCOPED_TRACE("answered with " + bad.name);
    bench.transport.script.clear();
    bench.transport.script.emplace_back(bad.response);
    bench.AnswerData(LevelsText("1001", {"2001"}, 1));
    EXPECT_EQ(bench.connector.reader->GetListings(bench.run, std::span(&ref, 1)).front().error().kind, bad.of_a_read);

    bench.AnswerData(ProductText{}.Text());
    bench.transport.script.emplace_back(bad.response);
    EXPECT_EQ(bench.connector.reader->GetListings(bench.run, std::span(&ref, 1)).front().error().kind, bad.of_a_read);
  }
}

TEST_F(TiktokBadInputTest, NamesThePlaceOfEachOddFieldOfAListing) {
  const std::string good = ProductsText(ProductText{}.Text(), "", 1);
  const std::vector<std::pair<std::string, std::vector<std::string>>> fields = {
      {R"("id":"1001",)", {R"("id":null,)", "", R"("id":"x",)", R"("id":{},)", R"("id":1.5,)", R"("id":-7,)"}},
      {R"("title":"Gibson SG 1961",)", {R"("title":null,)", "", R"("title":7,)"}},
      {R"("status":"ACTIVATE",)", {R"("status":"SOLD",)", R"("status":null,)", R"("status":7,)", ""}},
      {R"("seller_sku":"SG-61",)", {R"("seller_sku":7,)", R"("seller_sku":{},)"}},
      {R"("quantity":1)",
       {R"("quantity":99999999999999999999)", R"("quantity":1.5)", R"("quantity":null)", R"("quantity":"many")",
        R"("quantity":1e300)"}},
      {R"("sale_price":"1899.00")",
       {R"("sale_price":"NaN")", R"("sale_price":{})", R"("sale_price":"99999999999999999999999")"}},
      {R"("currency":"GBP",)", {R"("currency":null,)", R"("currency":"pounds",)", ""}},
      {R"("update_time":1763625500,)", {R"("update_time":"yesterday",)", R"("update_time":[],)"}},
      {R"("total_count":1)", {R"("total_count":"one")", R"("total_count":{})"}},
      {R"("next_page_token":"")", {R"("next_page_token":7)"}},
      {R"("products":[)", {R"("products":7,"x":[)", R"("products":{},"x":[)"}},
      {R"("status_info":{"status":"NORMAL"})", {R"("status_info":{"status":7})"}},
  };
  for (const auto& [from, replacements] : fields) {
    for (const std::string& to : replacements) {
      SCOPED_TRACE(from + " became " + to);
      std::string text = good;
      ASSERT_NE(text.find(from), std::string::npos);
      bench.AnswerData(text.replace(text.find(from), from.size(), to));

      const auto page = bench.connector.reader->ListListings(bench.run, std::nullopt);

      ASSERT_FALSE(page.has_value());
      EXPECT_EQ(page.error().kind, ErrorKind::kInvalid);
    }
  }
}

TEST_F(TiktokBadInputTest, GoesOnWhereTheTokenExpiresInTheMiddleOfARead) {
  bench.AnswerData(ProductsText(ProductText{}.Text(), "t2", 2));
  bench.AnswerCode(105002, "access token is expired, please refresh it");
  bench.AnswerTokens("TTP_new", kNowSeconds + 86400);
  bench.AnswerData(ProductsText(ProductText{.product = "1002"}.Text(), "", 2));

  const auto first = bench.connector.reader->ListListings(bench.run, std::nullopt);
  ASSERT_TRUE(first.has_value());
  const auto second = bench.connector.reader->ListListings(bench.run, first->next);

  ASSERT_TRUE(second.has_value()) << second.error().message;
  EXPECT_EQ(second->rows.front().ref.remote, RemoteId("1002/2001"));
  EXPECT_EQ(bench.QueryOf(3, "page_token"), "t2");
  EXPECT_EQ(bench.vault.stored->access.Reveal(), "TTP_new");  // Kept before it was used.
}

TEST_F(TiktokBadInputTest, StopsWhereTheConsentIsRevokedInTheMiddleOfARead) {
  bench.AnswerData(ProductsText(ProductText{}.Text(), "t2", 2));
  bench.AnswerCode(105002, "access token is expired, please refresh it");
  bench.AnswerCode(36004005, "can not find related auth record");

  const auto first = bench.connector.reader->ListListings(bench.run, std::nullopt);
  EXPECT_EQ(bench.connector.reader->ListListings(bench.run, first->next).error().kind, ErrorKind::kUnauthorized);
}

TEST_F(TiktokBadInputTest, SaysThatTheClockIsWrongWhereItCannotPutItRight) {
  const std::string refused = "The value of the `timestamp` must not be earlier";
  bench.AnswerCode(36009004, refused);  // Without a Date there is nothing to learn the time from.
  bench.AnswerCode(36009004, refused);

  EXPECT_EQ(bench.connector.reader->ListListings(bench.run, std::nullopt).error().kind, ErrorKind::kUnavailable);
}

TEST_F(TiktokBadInputTest, RefusesToReadOrdersUpToATimeThatIsThePlatformsFuture) {
  const Timestamp now = bench.clock.Now();
  const OrderWindow window{now - std::chrono::hours(3), now};
  const std::string none = R"({"code":0,"data":{"orders":[]}})";
  bench.AnswerHttp(200, none, {{"Date", "Thu, 20 Nov 2025 07:00:00 GMT"}});  // Ours is an hour ahead.
  bench.AnswerHttp(200, none, {{"Date", "Thu, 20 Nov 2025 09:00:00 GMT"}});  // An hour behind: no gap.

  EXPECT_EQ(bench.connector.reader->ListOrders(bench.run, window, std::nullopt).error().kind, ErrorKind::kInvalid);
  EXPECT_TRUE(bench.connector.reader->ListOrders(bench.run, window, std::nullopt).has_value());
}

TEST_F(TiktokBadInputTest, MakesOfALockedStockAnAlarmAndNoConflict) {
  bench.AnswerCode(12052393, "Product locked for Promotion and stock can't be updated below current stock");
  bench.AnswerData(R"({"errors":[{"code":12052990,"message":"Check failed","detail":{"sku_id":"2001",
      "extra_errors":[{"code":12052393,"message":"Product locked for Promotion"}]}}]})");
  bench.AnswerCode(12052371, "auction is running");

  for (const std::string word : {"promotion", "promotion", "auction"}) {
    const WriteOutcome outcome = Deliver(SetQuantity{Quantity(0), std::nullopt});

    ASSERT_FALSE(outcome.has_value());
    EXPECT_EQ(outcome.error().kind, ErrorKind::kRejected);
    EXPECT_NE(outcome.error().message.find(word), std::string::npos) << outcome.error().message;
    EXPECT_NE(outcome.error().message.find("can still be bought there"), std::string::npos);
  }
}

TEST_F(TiktokBadInputTest, FindsARefusedTitleInsideASuccessAndTellsWhatWasDropped) {
  ListingContent content;
  content.title = "Gibson SG";
  bench.AnswerData(LevelsText("1001", {"2001"}, 1));
  bench.AnswerData(R"({"errors":[{"code":12052931,"message":"title","detail":{"product_id":"1001"}}]})");
  bench.AnswerData(LevelsText("1001", {"2001"}, 1));
  bench.AnswerData(R"({"warnings":[{"message":"the brand was cleared"}]})");

  EXPECT_EQ(Deliver(SetContent{content}).error().kind, ErrorKind::kRejected);
  const WriteOutcome warned = Deliver(SetContent{content});

  ASSERT_TRUE(warned.has_value()) << warned.error().message;
  EXPECT_EQ(warned->note, "the brand was cleared");
}

}  // namespace
}  // namespace riff::tiktok
