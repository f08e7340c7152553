// What eBay must not be able to do to us: every kind of bad answer, to a read and to a write, and its error kind.

#include <gtest/gtest.h>

#include "connectors/ebay/ebay_reader.h"
#include "tests/unit/connectors/ebay/legacy_answers.h"
#include "tests/unit/connectors/ebay/writer_fixture.h"

namespace riff::ebay {
namespace {

const std::string kItems = "GET /sell/inventory/v1/inventory_item?limit=100&offset=0";
const std::string kBulkGet = "POST /sell/inventory/v1/bulk_get_inventory_item";
const std::string kToken = "POST /identity/v1/oauth2/token";
const std::string kOrderName = "GET /sell/fulfillment/v1/order/1";

std::string Deep(const std::string& open, int levels) {
  std::string text;
  for (int i = 0; i < levels; ++i) {
    text += open;
  }
  return text;
}

struct Spoilt {
  std::string name;
  HttpResponse answer;
  ErrorKind read;
  ErrorKind write;
};

HttpResponse Says(int status, std::string body, std::vector<HttpHeader> headers = {}) {
  return {.status = status, .headers = std::move(headers), .body = std::move(body)};
}

// Answers that are bad whatever was asked.
std::vector<Spoilt> AnyBadAnswer() {
  constexpr ErrorKind kInvalid = ErrorKind::kInvalid;
  constexpr ErrorKind kAmbiguous = ErrorKind::kAmbiguous;
  return {
      {"an empty 200", Says(200, ""), kInvalid, kAmbiguous},
      {"HTML", Says(200, "<html><body>Sorry</body></html>"), kInvalid, kAmbiguous},
      {"a body that is cut off", Says(200, R"({"responses":[{"sku":"GTR-1","stat)"), kInvalid, kAmbiguous},
      {"another type at the root", Says(200, "[7]"), kInvalid, kAmbiguous},
      {"null", Says(200, "null"), kInvalid, kAmbiguous},
      {"deep nesting", Says(200, Deep(R"({"a":)", 100'000)), kInvalid, kAmbiguous},
      {"deep lists", Says(200, Deep("[", 100'000)), kInvalid, kAmbiguous},
      {"fifty megabytes of nothing", Says(200, std::string(std::size_t{50} << 20, ' ')), kInvalid, kAmbiguous},
      {"a redirect to another host", Says(302, "", {{"Location", "https://evil.test/sell/inventory/v1/offer/98"}}),
       kInvalid, kAmbiguous},
      {"500 without a word", Says(500, ""), ErrorKind::kUnavailable, kAmbiguous},
      {"500, 25001", Says(500, ErrorsBody(25001)), ErrorKind::kUnavailable, kAmbiguous},
      {"502 in HTML", Says(502, "<html>"), ErrorKind::kUnavailable, kAmbiguous},
      {"503", Says(503, ""), ErrorKind::kUnavailable, kAmbiguous},
      {"429", Says(429, ErrorsBody(2001)), ErrorKind::kThrottled, ErrorKind::kThrottled},
      {"429 without a word", Says(429, ""), ErrorKind::kThrottled, ErrorKind::kThrottled},
      {"401", Says(401, ErrorsBody(1001)), ErrorKind::kUnauthorized, ErrorKind::kUnauthorized},
      {"403", Says(403, ErrorsBody(1100)), ErrorKind::kUnauthorized, ErrorKind::kRejected},
      {"25025", Says(500, ErrorsBody(25025)), ErrorKind::kThrottled, ErrorKind::kThrottled},
  };
}

class EbayBadInputTest : public EbayWriterTest {
 protected:
  Reader reader{{Platform::kEbay, Environment::kSandbox}, config, client};

  ErrorKind ListKind() { return KindOf(reader.ListListings(account.run, std::nullopt)); }
  ErrorKind GetKind() {
    const ListingRef ref{RemoteId("110"), Sku("GTR-1"), "98"};
    return KindOf(reader.GetListings(account.run, std::span(&ref, 1)).front());
  }
  template <class T>
  static ErrorKind KindOf(const Result<T>& result) {
    EXPECT_FALSE(result.has_value());
    return result.has_value() ? ErrorKind::kUnsupported : result.error().kind;
  }
  // One item whose JSON has `from` replaced.
  static std::string ItemPageWith(const std::string& from, const std::string& to) {
    std::string item = ItemJson("GTR-1", 3);
    item.replace(item.find(from), from.size(), to);
    return R"({"total":1,"inventoryItems":[)" + item + "]}";
  }
  static std::string OfferWith(const std::string& from, const std::string& to) {
    std::string offer = OfferJson("98", "GTR-1", 3, ListingJson("110", "ACTIVE"));
    offer.replace(offer.find(from), from.size(), to);
    return offer;
  }
};

TEST_F(EbayBadInputTest, EveryReadNamesTheRightKind) {
  for (const Spoilt& spoilt : AnyBadAnswer()) {
    SCOPED_TRACE(spoilt.name);
    SellerAccount other;
    for (const std::string& name : {kItems, kOffers, "GET " + kOffer, "GET " + kItem, kOrderName, kTrading}) {
      other.line.On(name, spoilt.answer.status, spoilt.answer.body, spoilt.answer.headers);
    }
    Reader one({Platform::kEbay, Environment::kSandbox}, LegacyConfig(),
               std::make_shared<Client>(LegacyConfig(), other.line, other.clock, Access::kReadOnly));
    const std::vector<ListingRef> refs = {{RemoteId("110"), Sku("GTR-1"), "98"},
                                          {RemoteId("220"), Sku("B"), "trading:220"}};

    // An object without rows is an empty page to a list, and no answer to anything else.
    EXPECT_EQ(KindOf(one.GetListings(other.run, refs).front()), spoilt.read);
    EXPECT_EQ(KindOf(one.GetOrder(other.run, OrderId("1"))), spoilt.read);
    if (spoilt.name != "another type at the root" && spoilt.name != "null") {
      EXPECT_EQ(KindOf(one.ListListings(other.run, std::nullopt)), spoilt.read);
      EXPECT_EQ(KindOf(one.FindBySku(other.run, Sku("GTR-1"))), spoilt.read);
    }
    if (spoilt.name != "25025" && spoilt.name != "500, 25001") {  // The Trading API does not speak so.
      EXPECT_EQ(KindOf(one.GetListings(other.run, refs).back()), spoilt.read);
    }
    for (const HttpRequest& request : other.line.sent) {
      EXPECT_TRUE(request.url.starts_with("http://ebay.test:4020/")) << request.url;
    }
  }
}

TEST_F(EbayBadInputTest, EveryWriteNamesTheRightKind) {
  for (const Spoilt& spoilt : AnyBadAnswer()) {
    SCOPED_TRACE(spoilt.name);
    SellerAccount other;
    for (const std::string& name : {kBulk, kTrading}) {
      other.line.On(name, spoilt.answer.status, spoilt.answer.body, spoilt.answer.headers);
    }
    Writer one(LegacyConfig(),
               std::make_shared<Client>(LegacyConfig(), other.line, other.clock, Access::kReadAndWrite));
    const std::vector<Write> writes = {MakeWrite(SetQuantity{Quantity(0), std::nullopt}),
                                       MakeWrite(SetQuantity{Quantity(0), std::nullopt}, "trading:220", "220")};

    const std::vector<WriteOutcome> outcomes = one.Deliver(other.run, writes);

    EXPECT_EQ(KindOf(outcomes[0]), spoilt.write);
    if (spoilt.name != "25025") {
      EXPECT_EQ(KindOf(outcomes[1]), spoilt.write);
    }
  }
}

TEST_F(EbayBadInputTest, AnItemThatIsNotWhatItShouldBeIsInvalid) {
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {R"("sku":"GTR-1")", R"("sku":7)"},
           {R"("sku":"GTR-1",)", ""},
           {R"("sku":"GTR-1")", R"("sku":null)"},
           {R"("quantity":3)", R"("quantity":"many")"},
           {R"("quantity":3)", R"("quantity":-3)"},
           {R"("quantity":3)", R"("quantity":99999999999999999999999)"},
           {R"("quantity":3)", R"("quantity":3.5)"},
           {R"("title":"Fender Strat GTR-1")", R"("title":{})"},
           {R"("imageUrls":["https://img.test/1.jpg"])", R"("imageUrls":[7])"},
       }) {
    SCOPED_TRACE(to.empty() ? "without " + from : to);
    account.line.Forget(kItems);
    account.line.On(kItems, 200, ItemPageWith(from, to));
    EXPECT_EQ(ListKind(), ErrorKind::kInvalid);
  }
}

TEST_F(EbayBadInputTest, AnOfferThatIsNotWhatItShouldBeIsInvalid) {
  account.line.On(kBulkGet, 200,
                  R"({"responses":[{"sku":"GTR-1","statusCode":200,"inventoryItem":)" + ItemJson("GTR-1", 3) + "}]}");
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {R"("offerId":"98",)", ""},
           {R"("offerId":"98")", R"("offerId":null)"},
           {R"("availableQuantity":3)", R"("availableQuantity":-1)"},
           {R"("availableQuantity":3)", R"("availableQuantity":1e400)"},
           {R"("value":"499.00")", R"("value":"a lot")"},
           {R"("value":"499.00")", R"("value":"99999999999999999999.00")"},
           {R"("currency":"USD")", R"("currency":"Dollars")"},
           {R"("status":"PUBLISHED")", R"("status":"HALF")"},
           {R"("listingStatus":"ACTIVE")", R"("listingStatus":"RESTING")"},
           {R"("listingId":"110")", R"("listingId":{})"},
           {R"("listing":)", R"("listings":)"},
       }) {
    SCOPED_TRACE(to.empty() ? "without " + from : to);
    account.line.Forget("GET " + kOffer);
    account.line.On("GET " + kOffer, 200, OfferWith(from, to));
    EXPECT_EQ(GetKind(), ErrorKind::kInvalid);
  }
}

TEST_F(EbayBadInputTest, HonoursRetryAfterWhereThereIsOne) {
  account.line.On(kBulk, 429, ErrorsBody(2001), {{"Retry-After", "17"}});
  account.line.On(kBulk, 429, ErrorsBody(2001));
  const Write write = MakeWrite(SetQuantity{Quantity(1), std::nullopt});

  EXPECT_EQ(Deliver(write).error().retry_after, Duration(std::chrono::seconds(17)));
  EXPECT_EQ(Deliver(write).error().retry_after, std::nullopt);
}

TEST_F(EbayBadInputTest, ATokenThatExpiresBetweenPageAndOffersIsRenewedWithoutAGap) {
  account.line.On(kItems, 200, R"({"total":1,"inventoryItems":[)" + ItemJson("GTR-1", 1) + "]}");
  account.line.On(kOffers, 401, ErrorsBody(1001));
  account.line.On(kOffers, 200, OffersJson({OfferJson("98", "GTR-1", 1, ListingJson("110", "ACTIVE"))}));

  const Result<Page<RemoteListing>> page = reader.ListListings(account.run, std::nullopt);

  ASSERT_TRUE(page.has_value()) << page.error().message;
  EXPECT_EQ(page->rows.size(), 1u);
  EXPECT_EQ(account.line.Sent(kToken).size(), 2u);
}

TEST_F(EbayBadInputTest, ARevokedConsentStopsReadsAndWrites) {
  account.line.On(kToken, 400, R"({"error":"invalid_grant","error_description":"revoked"})");

  EXPECT_EQ(ListKind(), ErrorKind::kUnauthorized);
  EXPECT_EQ(Deliver(MakeWrite(EndListing{})).error().kind, ErrorKind::kUnauthorized);
  EXPECT_TRUE(account.line.Names().empty());
}

TEST_F(EbayBadInputTest, AClockThatIsAnHourFastOrSlowStillGetsTokens) {
  account.line.On(kItems, 200, R"({"total":0,"inventoryItems":[]})");
  EXPECT_TRUE(reader.ListListings(account.run, std::nullopt).has_value());
  account.clock.Advance(std::chrono::hours(1));
  EXPECT_TRUE(reader.ListListings(account.run, std::nullopt).has_value());
  account.clock.Advance(-std::chrono::hours(2));
  EXPECT_TRUE(reader.ListListings(account.run, std::nullopt).has_value());
}

TEST_F(EbayBadInputTest, AWindowOfOrdersThatEndsInTheFutureIsRefusedAsInvalid) {
  const OrderWindow window{account.clock.Now(), account.clock.Now() + std::chrono::hours(1)};
  const std::string path = FirstOrders(window);
  account.line.On("GET " + path, 400, ErrorsBody(30850));

  EXPECT_EQ(KindOf(reader.ListOrders(account.run, window, std::nullopt)), ErrorKind::kInvalid);
}

TEST_F(EbayBadInputTest, AFailureAfterTheEffectIsAmbiguousAndARepeatIsHarmless) {
  account.line.Breaks(kBulk, ErrorKind::kAmbiguous);
  account.line.On(kBulk, 200, RowJson(200, 0));
  const Write write = MakeWrite(SetQuantity{Quantity(1), std::nullopt});

  EXPECT_EQ(Deliver(write).error().kind, ErrorKind::kAmbiguous);
  EXPECT_TRUE(Deliver(write).has_value());
  EXPECT_EQ(account.line.Sent(kBulk)[0].body, account.line.Sent(kBulk)[1].body);
}

TEST_F(EbayBadInputTest, AFailureBeforeAnythingWasSentIsUnavailable) {
  account.line.Breaks(kBulk, ErrorKind::kUnavailable);

  EXPECT_EQ(Deliver(MakeWrite(SetQuantity{Quantity(1), std::nullopt})).error().kind, ErrorKind::kUnavailable);
}

}  // namespace
}  // namespace riff::ebay
