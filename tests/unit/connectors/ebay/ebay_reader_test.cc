#include "connectors/ebay/ebay_reader.h"

#include <gtest/gtest.h>

#include "tests/unit/connectors/ebay/seller_account.h"

namespace riff::ebay {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

const std::string kFirstPage = "GET /sell/inventory/v1/inventory_item?limit=100&offset=0";
const std::string kSecondPage = "GET /sell/inventory/v1/inventory_item?limit=100&offset=1";
const std::string kBulkGet = "POST /sell/inventory/v1/bulk_get_inventory_item";

std::string OffersName(const std::string& sku) { return "GET /sell/inventory/v1/offer?sku=" + sku; }

std::string PageJson(const std::vector<std::string>& items, const std::string& next, int total) {
  std::string rows;
  for (const std::string& item : items) {
    rows += (rows.empty() ? "" : ",") + item;
  }
  return R"({"href":"h","size":1,"limit":100,"total":)" + std::to_string(total) +
         (next.empty() ? "" : R"(,"next":")" + next + R"(")") + R"(,"inventoryItems":[)" + rows + "]}";
}

class EbayReaderTest : public ::testing::Test {
 protected:
  static constexpr Channel kChannel{Platform::kEbay, Environment::kProduction};

  Result<RemoteListing> Get(ListingRef ref) {
    return std::move(reader.GetListings(account.run, std::span(&ref, 1)).front());
  }

  SellerAccount account;
  Reader reader{kChannel, TestConfig(),
                std::make_shared<Client>(TestConfig(), account.line, account.clock, Access::kReadOnly)};
};

TEST_F(EbayReaderTest, ReadsAPageOfItemsAndAsksForTheOffersOfAllOfThemTogether) {
  account.line.On(kFirstPage, 200, PageJson({ItemJson("A", 1), ItemJson("B", 2)}, "", 2));
  account.line.On(OffersName("A"), 200, OffersJson({OfferJson("1", "A", 1, ListingJson("110", "ACTIVE"))}));
  account.line.On(OffersName("B"), 200, OffersJson({OfferJson("2", "B", 2, "")}));

  const Result<Page<RemoteListing>> page = reader.ListListings(account.run, std::nullopt);

  ASSERT_TRUE(page.has_value()) << page.error().message;
  ASSERT_EQ(page->rows.size(), 2u);
  EXPECT_EQ(page->rows[0].ref, (ListingRef{RemoteId("110"), Sku("A"), "1"}));
  EXPECT_EQ(page->rows[1].ref, (ListingRef{RemoteId("new:B"), Sku("B"), "2"}));
  EXPECT_EQ(page->total, 2);
  EXPECT_EQ(page->next, std::nullopt);
  EXPECT_THAT(account.line.batches, ElementsAre(1, 1, 2));  // Token, page, both offer lists.
}

TEST_F(EbayReaderTest, FollowsNextOnTheConfiguredHostWhateverHostItNames) {
  account.line.On(
      kFirstPage, 200,
      PageJson({ItemJson("A", 1)}, "https://evil.test/sell/inventory/v1/inventory_item?limit=100&offset=1", 2));
  account.line.On(kSecondPage, 200, PageJson({ItemJson("B", 1)}, "", 2));
  account.line.On(OffersName("A"), 200, OffersJson({OfferJson("1", "A", 1, "")}));
  account.line.On(OffersName("B"), 200, OffersJson({OfferJson("2", "B", 1, "")}));

  const Page<RemoteListing> first = *reader.ListListings(account.run, std::nullopt);
  const Page<RemoteListing> second = *reader.ListListings(account.run, first.next);

  ASSERT_TRUE(first.next.has_value());
  EXPECT_EQ(second.rows.front().ref.sku, Sku("B"));
  EXPECT_EQ(second.next, std::nullopt);
  for (const HttpRequest& request : account.line.sent) {
    EXPECT_TRUE(request.url.starts_with("http://ebay.test:4020/")) << request.url;
  }
}

TEST_F(EbayReaderTest, CountsRowsInItsTotalNotItems) {
  account.line.On(
      kFirstPage, 200,
      PageJson({ItemJson("A", 1)}, "http://ebay.test:4020/sell/inventory/v1/inventory_item?limit=100&offset=1", 2));
  account.line.On(kSecondPage, 200, PageJson({ItemJson("B", 1)}, "", 2));
  account.line.On(OffersName("A"), 404, ErrorsBody(25713));
  account.line.On(OffersName("B"), 200, OffersJson({OfferJson("2", "B", 1, "")}));

  const Page<RemoteListing> first = *reader.ListListings(account.run, std::nullopt);
  const Page<RemoteListing> second = *reader.ListListings(account.run, first.next);

  EXPECT_TRUE(first.rows.empty());
  EXPECT_EQ(second.rows.size(), 1u);
  EXPECT_EQ(second.total, 1);
}

TEST_F(EbayReaderTest, RefusesACursorThatIsNotItsOwn) {
  for (const std::string text : {"", "0", "x:/sell/inventory/v1/inventory_item?offset=1", "0:/sell/other?offset=1",
                                 "0x:/sell/inventory/v1/inventory_item", "https://ebay.test/"}) {
    EXPECT_EQ(reader.ListListings(account.run, Cursor(text)).error().kind, ErrorKind::kInvalid) << text;
  }
  EXPECT_TRUE(account.line.sent.empty());
}

TEST_F(EbayReaderTest, RefusesALinkOutOfTheListAndAPageThatNamesItself) {
  account.line.On(kFirstPage, 200, PageJson({ItemJson("A", 1)}, "http://ebay.test:4020/sell/account/v1/privilege", 1));
  account.line.On(
      kFirstPage, 200,
      PageJson({ItemJson("A", 1)}, "http://ebay.test:4020/sell/inventory/v1/inventory_item?limit=100&offset=0", 1));

  EXPECT_EQ(reader.ListListings(account.run, std::nullopt).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(reader.ListListings(account.run, std::nullopt).error().kind, ErrorKind::kInvalid);
}

TEST_F(EbayReaderTest, FailsThePageWhenOneOfItsOfferListsFails) {
  account.line.On(kFirstPage, 200, PageJson({ItemJson("A", 1), ItemJson("B", 2)}, "", 2));
  account.line.On(OffersName("A"), 200, OffersJson({OfferJson("1", "A", 1, "")}));
  account.line.Breaks(OffersName("B"), ErrorKind::kAmbiguous);

  EXPECT_EQ(reader.ListListings(account.run, std::nullopt).error().kind, ErrorKind::kUnavailable);
}

TEST_F(EbayReaderTest, ShowsPublishedOffersOfOtherMarketplacesButNotTheirDrafts) {
  std::string british = OfferJson("2", "A", 1, ListingJson("220", "ACTIVE"));
  british.replace(british.find("EBAY_US"), 7, "EBAY_GB");
  std::string german = OfferJson("3", "A", 1, "");
  german.replace(german.find("EBAY_US"), 7, "EBAY_DE");
  account.line.On(OffersName("A"), 200, OffersJson({OfferJson("1", "A", 1, ""), british, german}));
  account.line.On("GET /sell/inventory/v1/inventory_item/A", 200, ItemJson("A", 1));

  const std::vector<RemoteListing> found = *reader.FindBySku(account.run, Sku("A"));

  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].ref.handle, "1");
  EXPECT_EQ(found[1].ref.handle, "2");
}

TEST_F(EbayReaderTest, FindsNothingForASkuWithoutOffers) {
  account.line.On(OffersName("A%20B%2FC"), 404, ErrorsBody(25713));
  account.line.On("GET /sell/inventory/v1/inventory_item/A%20B%2FC", 404, ErrorsBody(25710));

  const Result<std::vector<RemoteListing>> found = reader.FindBySku(account.run, Sku("A B/C"));

  ASSERT_TRUE(found.has_value()) << found.error().message;
  EXPECT_TRUE(found->empty());
}

TEST_F(EbayReaderTest, DoesNotTakeAFailedSearchForNothing) {
  account.line.On(OffersName("A"), 500, ErrorsBody(25001));
  account.line.On("GET /sell/inventory/v1/inventory_item/A", 200, ItemJson("A", 1));

  EXPECT_EQ(reader.FindBySku(account.run, Sku("A")).error().kind, ErrorKind::kUnavailable);
}

TEST_F(EbayReaderTest, GetsListingsByOfferIdAndTheirItemsInOneBulkCall) {
  account.line.On("GET /sell/inventory/v1/offer/1", 200, OfferJson("1", "A", 4, ListingJson("110", "ACTIVE")));
  account.line.On("GET /sell/inventory/v1/offer/2", 200, OfferJson("2", "B", 4, ListingJson("111", "ACTIVE")));
  account.line.On("GET /sell/inventory/v1/offer/3", 404, ErrorsBody(25713));
  account.line.On(kBulkGet, 200,
                  R"({"responses":[{"sku":"B","statusCode":200,"inventoryItem":)" + ItemJson("B", 2) +
                      R"(},{"sku":"A","statusCode":200,"inventoryItem":)" + ItemJson("A", 1) + "}]}");
  const std::vector<ListingRef> refs = {
      {RemoteId("110"), Sku("A"), "1"}, {RemoteId("119"), Sku("C"), "3"}, {RemoteId("111"), Sku("B"), "2"}};

  const std::vector<Result<RemoteListing>> listings = reader.GetListings(account.run, refs);

  ASSERT_EQ(listings.size(), 3u);
  EXPECT_EQ(listings[0]->facts.quantity, Quantity(1));
  EXPECT_EQ(listings[1].error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(listings[2]->facts.quantity, Quantity(2));
  EXPECT_EQ(account.line.Sent(kBulkGet).front().body, R"({"requests":[{"sku":"A"},{"sku":"B"}]})");
}

TEST_F(EbayReaderTest, AsksBySkuForAListingWithoutAnOfferId) {
  account.line.On(OffersName("A"), 200, OffersJson({OfferJson("1", "A", 4, ListingJson("110", "ACTIVE"))}));
  account.line.On(OffersName("B"), 404, ErrorsBody(25713));
  account.line.On(kBulkGet, 200,
                  R"({"responses":[{"sku":"A","statusCode":200,"inventoryItem":)" + ItemJson("A", 1) + "}]}");

  EXPECT_EQ(Get({RemoteId("110"), Sku("A"), ""})->ref.handle, "1");
  EXPECT_EQ(Get({RemoteId("new:B"), Sku("B"), ""}).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(Get({RemoteId("110"), Sku(), ""}).error().kind, ErrorKind::kInvalid);
}

TEST_F(EbayReaderTest, AnswersAWithdrawnListingUnderTheIdItWasAskedBy) {
  account.line.On("GET /sell/inventory/v1/offer/1", 200, OfferJson("1", "A", 4, ""));
  account.line.On(kBulkGet, 200,
                  R"({"responses":[{"sku":"A","statusCode":200,"inventoryItem":)" + ItemJson("A", 1) + "}]}");

  const Result<RemoteListing> listing = Get({RemoteId("110"), Sku("A"), "1"});

  EXPECT_EQ(listing->ref.remote, RemoteId("110"));
  EXPECT_EQ(listing->facts.status, ListingStatus::kEnded);
}

TEST_F(EbayReaderTest, AnswersARelistedListingUnderItsNewId) {
  account.line.On("GET /sell/inventory/v1/offer/1", 200, OfferJson("1", "A", 4, ListingJson("222", "ACTIVE")));
  account.line.On(kBulkGet, 200,
                  R"({"responses":[{"sku":"A","statusCode":200,"inventoryItem":)" + ItemJson("A", 1) + "}]}");

  EXPECT_EQ(Get({RemoteId("110"), Sku("A"), "1"})->ref.remote, RemoteId("222"));
}

TEST_F(EbayReaderTest, SaysWhyAnItemCouldNotBeRead) {
  account.line.On("GET /sell/inventory/v1/offer/1", 200, OfferJson("1", "A", 4, ListingJson("110", "ACTIVE")));
  account.line.On(kBulkGet, 200, R"({"responses":[]})");
  account.line.On(kBulkGet, 503, "");
  const ListingRef ref{RemoteId("110"), Sku("A"), "1"};

  EXPECT_EQ(Get(ref).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(Get(ref).error().kind, ErrorKind::kUnavailable);
}

TEST_F(EbayReaderTest, SplitsMoreThanTwentyFiveItemsIntoSeveralBulkCalls) {
  std::vector<ListingRef> refs;
  std::string rows;
  for (int i = 0; i < 26; ++i) {
    const std::string sku = "S" + std::to_string(i);
    const std::string offer = std::to_string(i);
    refs.push_back({RemoteId(offer), Sku(sku), offer});
    account.line.On("GET /sell/inventory/v1/offer/" + offer, 200,
                    OfferJson(offer, sku, 1, ListingJson(offer, "ACTIVE")));
    rows += (rows.empty() ? "" : ",") +
            (R"({"sku":")" + sku + R"(","statusCode":200,"inventoryItem":)" + ItemJson(sku, 1) + "}");
  }
  account.line.On(kBulkGet, 200, R"({"responses":[)" + rows + "]}");

  const std::vector<Result<RemoteListing>> listings = reader.GetListings(account.run, refs);

  EXPECT_EQ(account.line.Sent(kBulkGet).size(), 2u);
  for (const Result<RemoteListing>& listing : listings) {
    EXPECT_TRUE(listing.has_value());
  }
}

TEST_F(EbayReaderTest, AsksForOrdersByAnEncodedWindowOfLastChange) {
  const std::string name =
      "GET /sell/fulfillment/v1/order?filter=lastmodifieddate%3A%5B2026-11-20T10%3A00%3A00.000Z.."
      "2026-11-20T11%3A00%3A00.500Z%5D&limit=200&offset=0";
  account.line.On(name, 200, R"({"href":"h","total":0,"limit":200,"offset":0,"orders":[]})");
  const OrderWindow window{*ParseTimestamp("2026-11-20T10:00:00Z"), *ParseTimestamp("2026-11-20T11:00:00.5Z")};

  const Result<Page<Order>> page = reader.ListOrders(account.run, window, std::nullopt);

  ASSERT_TRUE(page.has_value()) << page.error().message;
  EXPECT_TRUE(page->rows.empty());
  EXPECT_EQ(page->total, 0);
  EXPECT_EQ(page->next, std::nullopt);
}

TEST_F(EbayReaderTest, ReadsOneOrderByItsIdOrSaysThatThereIsNone) {
  const std::string order =
      R"("creationDate":"2026-11-20T10:00:00.000Z","lastModifiedDate":"2026-11-20T10:05:00.000Z",)"
      R"("orderPaymentStatus":"PAID","orderFulfillmentStatus":"NOT_STARTED",)"
      R"("cancelStatus":{"cancelState":"NONE_REQUESTED"},"lineItems":[{"lineItemId":"7","legacyItemId":"1101",)"
      R"("sku":"SG-61","title":"SG","quantity":1,"lineItemFulfillmentStatus":"NOT_STARTED"}]})";
  account.line.On("GET /sell/fulfillment/v1/order/12-34-56", 200, R"({"orderId":"12-34-56",)" + order)
      .On("GET /sell/fulfillment/v1/order/a%2Fb", 404)
      .On("GET /sell/fulfillment/v1/order/9", 200, R"({"orderId":"8",)" + order);

  const Result<Order> found = reader.GetOrder(account.run, OrderId("12-34-56"));

  ASSERT_TRUE(found.has_value()) << found.error().message;
  EXPECT_EQ(found->id, OrderId("12-34-56"));
  EXPECT_EQ(found->lines.front().remote, RemoteId("1101"));
  EXPECT_EQ(found->lines.front().state, OrderState::kPaid);
  EXPECT_EQ(reader.GetOrder(account.run, OrderId("a/b")).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(reader.GetOrder(account.run, OrderId("9")).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(reader.GetOrder(account.run, OrderId("..")).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(reader.GetOrder(account.run, OrderId()).error().kind, ErrorKind::kInvalid);
}

TEST_F(EbayReaderTest, FollowsTheNextPageOfOrders) {
  const std::string second = "/sell/fulfillment/v1/order?filter=lastmodifieddate:%5Ba..b%5D&limit=200&offset=200";
  account.line.On("GET " + second, 200,
                  R"({"total":201,"limit":200,"offset":200,"orders":[{"orderId":"1","creationDate":)"
                  R"("2026-11-20T10:00:00.000Z","lastModifiedDate":"2026-11-20T10:05:00.000Z","orderPaymentStatus":)"
                  R"("PENDING","orderFulfillmentStatus":"NOT_STARTED","cancelStatus":{"cancelState":)"
                  R"("NONE_REQUESTED","cancelRequests":[]},"lineItems":[]}]})");

  const Result<Page<Order>> page = reader.ListOrders(account.run, {}, Cursor(second));

  ASSERT_TRUE(page.has_value()) << page.error().message;
  EXPECT_EQ(page->rows.front().id, OrderId("1"));
  EXPECT_EQ(reader.ListOrders(account.run, {}, Cursor("/sell/inventory/v1/offer")).error().kind, ErrorKind::kInvalid);
}

TEST_F(EbayReaderTest, HaltsOnAMissingScopeAndWaitsOnTheDayQuota) {
  account.line.On(kFirstPage, 403, ErrorsBody(1100));
  account.line.On(kFirstPage, 429, ErrorsBody(2001));

  EXPECT_EQ(reader.ListListings(account.run, std::nullopt).error().kind, ErrorKind::kUnauthorized);
  EXPECT_EQ(reader.ListListings(account.run, std::nullopt).error().kind, ErrorKind::kThrottled);
}

TEST_F(EbayReaderTest, CallsACutAnswerInvalid) {
  account.line.On(kFirstPage, 200, R"({"total":1,"inventoryItems":[{"sk)");

  EXPECT_EQ(reader.ListListings(account.run, std::nullopt).error().kind, ErrorKind::kInvalid);
}

}  // namespace
}  // namespace riff::ebay
