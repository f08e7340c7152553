#include "connectors/reverb/reverb_reader.h"

#include <gmock/gmock.h>

#include <chrono>

#include "tests/unit/connectors/reverb/seller_account.h"

namespace riff::reverb {
namespace {

using testing::ElementsAre;

const std::string kFirstPage = "GET /api/my/listings?state=all&page=1&per_page=50";
const std::string kSecondPage = "GET /api/my/listings?state=all&page=2&per_page=50";

class ReverbReaderTest : public SellerAccountTest {
 protected:
  Result<Page<RemoteListing>> List(const std::optional<Cursor>& cursor = {}) {
    return connector.reader->ListListings(run, cursor);
  }
  std::vector<Result<RemoteListing>> Get(const std::vector<std::string>& ids) {
    std::vector<ListingRef> refs;
    for (const std::string& id : ids) refs.push_back({RemoteId(id), Sku(), ""});
    return connector.reader->GetListings(run, refs);
  }
};

TEST_F(ReverbReaderTest, SendsTheHeadersWithoutWhichReverbAnswersDifferently) {
  On(kFirstPage, 200, PageJson("listings", {}, 1, 1, 0));

  ASSERT_TRUE(List());

  const HttpRequest& request = wire.requests.front();
  EXPECT_EQ(HeaderSent(request, "Authorization"), "Bearer token-1");
  EXPECT_EQ(HeaderSent(request, "Accept-Version"), "3.0");
  EXPECT_EQ(HeaderSent(request, "Accept"), "application/hal+json");
  EXPECT_EQ(HeaderSent(request, "Content-Type"), "");
  EXPECT_EQ(request.operation, "reverb.listing.list");
}

TEST_F(ReverbReaderTest, ReadsAllStatesPageByPageAndSaysTheTotal) {
  ShownListing other;
  other.id = 102;
  On(kFirstPage, 200,
     PageJson("listings", {ShownListing().Json()}, 1, 2, 2, "https://api.reverb.com/api/my/listings?page=2"));
  On(kSecondPage, 200, PageJson("listings", {other.Json()}, 2, 2, 2));

  const Result<Page<RemoteListing>> first = List();
  ASSERT_TRUE(first) << first.error().message;
  ASSERT_TRUE(first->next);
  const Result<Page<RemoteListing>> second = List(first->next);
  ASSERT_TRUE(second) << second.error().message;

  EXPECT_EQ(first->rows.front().ref.remote, RemoteId("101"));
  EXPECT_EQ(second->rows.front().ref.remote, RemoteId("102"));
  EXPECT_EQ(second->next, std::nullopt);
  EXPECT_EQ(first->total, 2);
  EXPECT_EQ(second->total, 2);
  EXPECT_THAT(Names(), ElementsAre(kFirstPage, kSecondPage));
}

TEST_F(ReverbReaderTest, AnEmptyShopIsAPageWithoutRows) {
  On(kFirstPage, 200, PageJson("listings", {}, 1, 0, 0));
  const Result<Page<RemoteListing>> page = List();
  ASSERT_TRUE(page);
  EXPECT_TRUE(page->rows.empty());
  EXPECT_EQ(page->next, std::nullopt);
  EXPECT_EQ(page->total, 0);
}

TEST_F(ReverbReaderTest, RefusesACursorThatIsNotItsOwnAndSendsNothing) {
  for (const char* cursor : {"", "1", "x", "2x", "-3", "99999999999999999999"}) {
    const Result<Page<RemoteListing>> page = List(Cursor(cursor));
    ASSERT_FALSE(page) << cursor;
    EXPECT_EQ(page.error().kind, ErrorKind::kInvalid);
  }
  EXPECT_TRUE(wire.requests.empty());
}

TEST_F(ReverbReaderTest, RefusesAnotherPageThanItAskedFor) {
  On(kSecondPage, 200, PageJson("listings", {ShownListing().Json()}, 1, 2, 2));
  const Result<Page<RemoteListing>> page = List(Cursor("2"));
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().kind, ErrorKind::kInvalid);
}

TEST_F(ReverbReaderTest, RefusesALinkThatLeadsToAStranger) {
  On(kFirstPage, 200,
     PageJson("listings", {ShownListing().Json()}, 1, 2, 2, "https://reverb.com.example.net/api/my/listings?page=2"));
  const Result<Page<RemoteListing>> page = List();
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().kind, ErrorKind::kInvalid);
  EXPECT_NE(page.error().message.find("reverb.com.example.net"), std::string::npos);
}

TEST_F(ReverbReaderTest, OneOddRowFailsThePage) {
  On(kFirstPage, 200, PageJson("listings", {ShownListing().Json(), R"({"id":5})"}, 1, 1, 2));
  const Result<Page<RemoteListing>> page = List();
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().kind, ErrorKind::kInvalid);
  EXPECT_NE(page.error().message.find("listings[1]"), std::string::npos) << page.error().message;
}

TEST_F(ReverbReaderTest, ReadsEveryListingByItsIdInOneGo) {
  ShownListing other;
  other.id = 102;
  other.state = "ordered";
  On("GET /api/listings/101", 200, ShownListing().Json());
  On("GET /api/listings/102", 200, other.Json());
  On("GET /api/listings/103", 404, R"({"message":"Listing not found"})");

  const std::vector<Result<RemoteListing>> listings = Get({"101", "102", "new:SG-61", "103"});

  ASSERT_EQ(listings.size(), 4u);
  EXPECT_EQ(listings[0]->facts.status, ListingStatus::kLive);
  EXPECT_EQ(listings[1]->facts.status, ListingStatus::kSold);
  EXPECT_EQ(listings[2].error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(listings[3].error().kind, ErrorKind::kNotFound);
  EXPECT_NE(listings[3].error().message.find("Listing not found"), std::string::npos);
  EXPECT_THAT(wire.slices, ElementsAre(3u));
}

TEST_F(ReverbReaderTest, ALineThatBreaksUnderAReadChangedNothing) {
  Breaks("GET /api/listings/101", ErrorKind::kAmbiguous);
  EXPECT_EQ(Get({"101"})[0].error().kind, ErrorKind::kUnavailable);
}

TEST_F(ReverbReaderTest, AnotherListingThanTheOneAskedForIsInvalid) {
  On("GET /api/listings/55", 200, ShownListing().Json());
  EXPECT_EQ(Get({"55"})[0].error().kind, ErrorKind::kInvalid);
}

TEST_F(ReverbReaderTest, EveryStatusHasItsKind) {
  const std::vector<std::pair<int, ErrorKind>> cases = {
      {400, ErrorKind::kInvalid},   {401, ErrorKind::kUnauthorized}, {403, ErrorKind::kUnauthorized},
      {429, ErrorKind::kThrottled}, {500, ErrorKind::kUnavailable},  {503, ErrorKind::kUnavailable},
  };
  for (const auto& [status, kind] : cases) {
    const std::string id = std::to_string(1'000 + status);
    On("GET /api/listings/" + id, status, "<html>", {{"Retry-After", "7"}});
    const Error error = Get({id})[0].error();
    EXPECT_EQ(error.kind, kind) << status;
    if (kind == ErrorKind::kThrottled) {
      EXPECT_EQ(error.retry_after, std::chrono::seconds(7));
    }
  }
}

TEST_F(ReverbReaderTest, AWebPageInsteadOfJsonIsInvalid) {
  On(kFirstPage, 200, "<html>Just a moment</html>");
  EXPECT_EQ(List().error().kind, ErrorKind::kInvalid);
}

TEST_F(ReverbReaderTest, FindsBySkuInAllStatesExactlyAndAsItIsNow) {
  ShownListing stale;  // The search still says live.
  ShownListing now = stale;
  now.state = "ended";
  ShownListing other;
  other.id = 102;
  other.sku = "SG-61-B";  // The filter of the search is not exact.
  ShownListing deleted;
  deleted.id = 103;
  On(find_path, 200, PageJson("listings", {stale.Json(), other.Json(), deleted.Json()}, 1, 1, 3));
  On("GET /api/listings/101", 200, now.Json());
  On("GET /api/listings/103", 404);

  const Result<std::vector<RemoteListing>> found = connector.reader->FindBySku(run, Sku("SG-61"));

  ASSERT_TRUE(found) << found.error().message;
  ASSERT_EQ(found->size(), 1u);
  EXPECT_EQ(found->front().facts.status, ListingStatus::kEnded);
}

TEST_F(ReverbReaderTest, FindsOnEveryPageOfTheSearch) {
  ShownListing second;
  second.id = 102;
  On(find_path, 200, PageJson("listings", {ShownListing().Json()}, 1, 2, 2));
  On("GET /api/my/listings?sku=SG-61&state=all&page=2&per_page=50", 200,
     PageJson("listings", {second.Json()}, 2, 2, 2));
  On("GET /api/listings/101", 200, ShownListing().Json());
  On("GET /api/listings/102", 200, second.Json());
  EXPECT_EQ(connector.reader->FindBySku(run, Sku("SG-61"))->size(), 2u);
}

TEST_F(ReverbReaderTest, AListingThatCannotBeReadNowFailsTheWholeSearch) {
  On(find_path, 200, PageJson("listings", {ShownListing().Json()}, 1, 1, 1));
  On("GET /api/listings/101", 500);
  EXPECT_EQ(connector.reader->FindBySku(run, Sku("SG-61")).error().kind, ErrorKind::kUnavailable);
}

TEST_F(ReverbReaderTest, FindsNothingByAnEmptySku) {
  EXPECT_EQ(connector.reader->FindBySku(run, Sku()).error().kind, ErrorKind::kInvalid);
  EXPECT_TRUE(wire.requests.empty());
}

TEST_F(ReverbReaderTest, ReadsOneOrderByItsNumberOrSaysThatThereIsNone) {
  const std::string order =
      R"({"order_number":"9","status":"paid","product_id":"101","sku":"SG-61","title":"x","quantity":1,)"
      R"("created_at":"2026-09-01T00:00:00Z","updated_at":"2026-09-01T00:30:00Z"})";
  On("GET /api/my/orders/selling/9", 200, order);
  On("GET /api/my/orders/selling/10", 200, order);
  On("GET /api/my/orders/selling/a%2Fb", 404);

  const Result<Order> found = connector.reader->GetOrder(run, OrderId("9"));

  ASSERT_TRUE(found.has_value()) << found.error().message;
  EXPECT_EQ(found->id, OrderId("9"));
  EXPECT_EQ(found->channel, channel);
  EXPECT_EQ(found->lines.front().remote, RemoteId("101"));
  EXPECT_EQ(connector.reader->GetOrder(run, OrderId("10")).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(connector.reader->GetOrder(run, OrderId("a/b")).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(connector.reader->GetOrder(run, OrderId("..")).error().kind, ErrorKind::kInvalid);
}

TEST_F(ReverbReaderTest, ReadsOrdersByTheirLastChangeInWholeSecondsOfUtc) {
  const std::string name =
      "GET /api/my/orders/selling/all?updated_start_date=2026-09-01T00%3A00%3A00Z"
      "&updated_end_date=2026-09-01T01%3A00%3A01Z&page=1&per_page=50";
  On(name, 200,
     PageJson("orders",
              {R"({"order_number":"9","status":"paid","product_id":"101","sku":"SG-61","title":"x","quantity":1,)"
               R"("created_at":"2026-09-01T00:10:00Z","updated_at":"2026-09-01T00:20:00Z"})"},
              1, 1, 1));
  const OrderWindow window{*ParseTimestamp("2026-09-01T00:00:00.9Z"), *ParseTimestamp("2026-09-01T01:00:00.1Z")};

  const Result<Page<Order>> page = connector.reader->ListOrders(run, window, {});

  ASSERT_TRUE(page) << page.error().message;
  ASSERT_EQ(page->rows.size(), 1u);
  EXPECT_EQ(page->rows[0].id, OrderId("9"));
  EXPECT_EQ(page->rows[0].channel, channel);
  EXPECT_EQ(page->total, 1);
  EXPECT_EQ(page->next, std::nullopt);
}

TEST_F(ReverbReaderTest, ProbesTheShopAndTheServersTime) {
  On("GET /api/shop", 200, R"({"name":"Vintage Vault"})", {{"Date", "Tue, 01 Sep 2026 10:00:00 GMT"}});
  const Result<ChannelProbe> probe = connector.prober->Probe(run);
  ASSERT_TRUE(probe);
  EXPECT_EQ(probe->account, "Vintage Vault");
  EXPECT_EQ(probe->may_write, std::nullopt);
  EXPECT_EQ(probe->server_time, *ParseTimestamp("2026-09-01T10:00:00Z"));
}

TEST_F(ReverbReaderTest, AProbeWithADeadTokenIsUnauthorized) {
  On("GET /api/shop", 401, R"({"error":"Invalid token"})");
  const Result<ChannelProbe> probe = connector.prober->Probe(run);
  ASSERT_FALSE(probe);
  EXPECT_EQ(probe.error().kind, ErrorKind::kUnauthorized);
  EXPECT_EQ(probe.error().message.find("token-1"), std::string::npos);
}

}  // namespace
}  // namespace riff::reverb
