#include "connectors/shopify/shopify_reader.h"

#include "tests/unit/connectors/shopify/shopify_bench.h"

namespace riff::shopify {
namespace {

using testing::Test;

class ShopifyReaderTest : public Test {
 protected:
  ChannelReader& reader() { return *bench.connector.reader; }
  static Timestamp At(std::string_view text) { return *ParseTimestamp(text); }

  ShopifyBench bench;
};

TEST_F(ShopifyReaderTest, WalksAllVariantsByTheirIds) {
  bench.Answer(PageText(VariantText{}.Node(), kMorePages));
  bench.Answer(PageText(VariantText{.variant = "2002", .item = "7002", .sku = "LP-59"}.Node(), kLastPage));

  const auto first = reader().ListListings(bench.run, std::nullopt);
  ASSERT_TRUE(first.has_value()) << first.error().message;
  const auto second = reader().ListListings(bench.run, first->next);
  ASSERT_TRUE(second.has_value()) << second.error().message;

  EXPECT_EQ(first->total, 2);
  EXPECT_EQ(first->rows.front().ref.sku, Sku("SG-61"));
  EXPECT_EQ(second->rows.front().ref.remote, RemoteId("1001/2002"));
  EXPECT_EQ(second->next, std::nullopt);
  EXPECT_EQ(bench.Variables(0), R"({"first":100,"after":null,"locationId":"gid://shopify/Location/501"})");
  EXPECT_EQ(bench.Variables(1), R"({"first":100,"after":"c2","locationId":"gid://shopify/Location/501"})");
}

TEST_F(ShopifyReaderTest, HandsOnWhatWentWrongWithAPage) {
  bench.AnswerStatus(401, "");
  bench.Answer(R"({"data":{"shop":{"currencyCode":"USD"}}})");

  EXPECT_EQ(reader().ListListings(bench.run, std::nullopt).error().kind, ErrorKind::kUnauthorized);
  EXPECT_EQ(reader().ListListings(bench.run, std::nullopt).error().kind, ErrorKind::kInvalid);
}

TEST_F(ShopifyReaderTest, GetsEachListingOrSaysThatItIsCertainlyNotThere) {
  bench.Answer(NodesText(VariantText{}.Node() + ",null," + VariantText{.product = "9999", .variant = "2003"}.Node()));
  const std::vector<ListingRef> refs = {{RemoteId("1001/2001"), Sku("SG-61"), "7001"},
                                        {RemoteId("new:SG-62"), Sku("SG-62"), ""},
                                        {RemoteId("1001/2002"), Sku(""), ""},
                                        {RemoteId("1001/2003"), Sku(""), ""}};

  const auto rows = reader().GetListings(bench.run, refs);

  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[0]->ref.handle, "7001");
  EXPECT_EQ(rows[1].error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(rows[2].error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(rows[3].error().kind, ErrorKind::kNotFound);
}

TEST_F(ShopifyReaderTest, AsksForAHundredListingsACall) {
  std::vector<ListingRef> refs;
  std::string nulls = "null";
  for (int i = 0; i < 150; ++i) {
    refs.push_back({RemoteId("1/" + std::to_string(i)), Sku(""), ""});
  }
  for (int i = 1; i < 100; ++i) {
    nulls += ",null";
  }
  bench.Answer(NodesText(nulls));
  bench.AnswerFailure(ErrorKind::kAmbiguous);

  const auto rows = reader().GetListings(bench.run, refs);

  ASSERT_EQ(rows.size(), 150u);
  EXPECT_EQ(rows[99].error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(rows[100].error().kind, ErrorKind::kUnavailable);  // Not read is not gone.
}

TEST_F(ShopifyReaderTest, DoesNotGuessWhenThereAreFewerAnswersThanIds) {
  bench.Answer(NodesText("null"));
  const std::vector<ListingRef> refs = {{RemoteId("1/2"), Sku(""), ""}, {RemoteId("1/3"), Sku(""), ""}};

  for (const auto& row : reader().GetListings(bench.run, refs)) {
    EXPECT_EQ(row.error().kind, ErrorKind::kInvalid);
  }
}

TEST_F(ShopifyReaderTest, FindsEveryListingOfASkuOverAllPages) {
  bench.Answer(PageText(VariantText{}.Node(), kMorePages));
  bench.Answer(PageText(VariantText{.variant = "2002"}.Node(), kLastPage));

  const auto rows = reader().FindBySku(bench.run, Sku("SG-61"));

  ASSERT_TRUE(rows.has_value()) << rows.error().message;
  EXPECT_EQ(rows->size(), 2u);
  EXPECT_NE(bench.Variables(0).find(R"("query":"sku:'SG-61'")"), std::string::npos);
}

TEST_F(ShopifyReaderTest, StopsWhenTheSkuFilterWasDropped) {
  bench.Answer(PageText(VariantText{.sku = "LP-59"}.Node(), kLastPage));

  EXPECT_EQ(reader().FindBySku(bench.run, Sku("SG-61")).error().kind, ErrorKind::kInvalid);
}

// An order of one line with this clock.
std::string OrderText(const std::string& id, const std::string& updated_at, const std::string& financial,
                      const std::string& line_info = R"({"hasNextPage":false,"endCursor":null})") {
  return R"({"id":"gid://shopify/Order/)" + id + R"(","createdAt":"2026-11-01T09:00:00Z","updatedAt":")" + updated_at +
         R"(","cancelledAt":null,"displayFinancialStatus":")" + financial +
         R"(","displayFulfillmentStatus":"UNFULFILLED","lineItems":{"nodes":[{"id":"gid://shopify/LineItem/11",
         "sku":"SG-61","title":"SG","quantity":1,"currentQuantity":1,"unfulfilledQuantity":1,
         "variant":{"id":"gid://shopify/ProductVariant/2001","product":{"id":"gid://shopify/Product/1001"}}}],
         "pageInfo":)" +
         line_info + "}}";
}
std::string OrdersText(const std::string& nodes, std::string_view page_info) {
  return R"({"data":{"orders":{"nodes":[)" + nodes + R"(],"pageInfo":)" + std::string(page_info) + "}}}";
}

TEST_F(ShopifyReaderTest, ReadsOrdersFromTheWindowsStartInTheOrderOfTheirChange) {
  bench.Answer(OrdersText(OrderText("9001", "2026-11-01T06:00:00-04:00", "PAID"), kMorePages));

  const auto page =
      reader().ListOrders(bench.run, {At("2026-11-01T10:00:00.7Z"), At("2026-11-01T11:00:00Z")}, std::nullopt);

  ASSERT_TRUE(page.has_value()) << page.error().message;
  ASSERT_EQ(page->rows.size(), 1u);
  const Order& order = page->rows.front();
  EXPECT_EQ(order.id, OrderId("9001"));
  EXPECT_EQ(order.channel, bench.channel);
  EXPECT_EQ(order.updated_at, At("2026-11-01T10:00:00Z"));
  EXPECT_EQ(order.lines.front().remote, RemoteId("1001/2001"));
  EXPECT_EQ(order.lines.front().state, OrderState::kPaid);
  EXPECT_EQ(page->next, Cursor("c2"));
  EXPECT_NE(bench.Variables(0).find(R"("query":"updated_at:>='2026-11-01T10:00:00Z'")"), std::string::npos);
}

TEST_F(ShopifyReaderTest, GoesOnPastOneOrderThatMovedOnAndStopsAfterAPageOfThem) {
  const OrderWindow window{At("2026-11-01T10:00:00Z"), At("2026-11-01T11:00:00Z")};
  const std::string inside = OrderText("1", "2026-11-01T10:30:00Z", "PAID");
  const std::string beyond = OrderText("2", "2026-11-01T11:00:01Z", "PAID");
  bench.Answer(OrdersText(beyond + "," + inside, kMorePages));
  bench.Answer(OrdersText(beyond, kMorePages));

  const auto first = reader().ListOrders(bench.run, window, std::nullopt);
  const auto second = reader().ListOrders(bench.run, window, first->next);

  ASSERT_EQ(first->rows.size(), 1u);
  EXPECT_EQ(first->rows.front().id, OrderId("1"));
  EXPECT_TRUE(first->next.has_value());
  EXPECT_TRUE(second->rows.empty());
  EXPECT_EQ(second->next, std::nullopt);
}

TEST_F(ShopifyReaderTest, StopsWhenTheDateFilterWasDropped) {
  bench.Answer(OrdersText(OrderText("1", "2026-11-01T09:59:59Z", "PAID"), kLastPage));

  const auto page =
      reader().ListOrders(bench.run, {At("2026-11-01T10:00:00Z"), At("2026-11-01T11:00:00Z")}, std::nullopt);

  ASSERT_FALSE(page.has_value());
  EXPECT_EQ(page.error().kind, ErrorKind::kInvalid);
}

TEST_F(ShopifyReaderTest, ReadsTheOtherLinesOfALongOrder) {
  bench.Answer(OrdersText(OrderText("1", "2026-11-01T10:30:00Z", "PAID", std::string(kMorePages)), kLastPage));
  bench.Answer(R"({"data":{"order":{"id":"gid://shopify/Order/1","lineItems":{"nodes":[{
      "id":"gid://shopify/LineItem/12","sku":"LP-59","title":"LP","quantity":1,"currentQuantity":1,
      "unfulfilledQuantity":1,"variant":null}],"pageInfo":{"hasNextPage":false,"endCursor":null}}}}})");

  const auto page =
      reader().ListOrders(bench.run, {At("2026-11-01T10:00:00Z"), At("2026-11-01T11:00:00Z")}, std::nullopt);

  ASSERT_TRUE(page.has_value()) << page.error().message;
  EXPECT_EQ(page->rows.front().lines.size(), 2u);
  EXPECT_EQ(bench.Variables(1), R"({"id":"gid://shopify/Order/1","first":100,"after":"c2"})");
}

TEST_F(ShopifyReaderTest, ReadsOneOrderByItsNumberWithItsOtherLinesAndRefunds) {
  bench.Answer(R"({"data":{"order":)" +
               OrderText("9001", "2026-11-01T10:30:00Z", "PARTIALLY_REFUNDED", std::string(kMorePages)) + "}}");
  bench.Answer(R"({"data":{"order":{"id":"gid://shopify/Order/9001","lineItems":{"nodes":[],"pageInfo":)" +
               std::string(kLastPage) + "}}}}");
  bench.Answer(R"({"data":{"order":{"id":"gid://shopify/Order/9001","refunds":[]}}})");

  const auto order = reader().GetOrder(bench.run, OrderId("9001"));

  ASSERT_TRUE(order.has_value()) << order.error().message;
  EXPECT_EQ(order->id, OrderId("9001"));
  EXPECT_EQ(order->lines.front().state, OrderState::kPaid);
  EXPECT_EQ(bench.Operations(),
            (std::vector<std::string>{"shopify.order.get", "shopify.order.lines", "shopify.order.refunds"}));
  EXPECT_EQ(bench.Variables(0), R"({"id":"gid://shopify/Order/9001","lines":20})");
}

TEST_F(ShopifyReaderTest, SaysThatThereIsNoSuchOrderOnlyWhereTheShopDoes) {
  bench.Answer(R"({"data":{"order":null}})");
  bench.Answer(R"({"data":{}})");
  bench.Answer(R"({"data":{"order":)" + OrderText("2", "2026-11-01T10:30:00Z", "PAID") + "}}");
  bench.AnswerFailure(ErrorKind::kAmbiguous);

  EXPECT_EQ(reader().GetOrder(bench.run, OrderId("1")).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(reader().GetOrder(bench.run, OrderId("1")).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(reader().GetOrder(bench.run, OrderId("1")).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(reader().GetOrder(bench.run, OrderId("1")).error().kind, ErrorKind::kUnavailable);
}

TEST_F(ShopifyReaderTest, LooksAtTheRefundsOfARefundedOrderAndFailsWithThem) {
  const OrderWindow window{At("2026-11-01T10:00:00Z"), At("2026-11-01T11:00:00Z")};
  const std::string refunded = OrdersText(OrderText("1", "2026-11-01T10:30:00Z", "REFUNDED"), kLastPage);
  bench.Answer(refunded);
  bench.Answer(R"({"data":{"order":{"id":"gid://shopify/Order/1","refunds":[{"refundLineItems":{"nodes":[
      {"quantity":1,"restockType":"RETURN","lineItem":{"id":"gid://shopify/LineItem/11"}}]}}]}}})");
  bench.Answer(refunded);
  bench.AnswerStatus(503, "");

  const auto page = reader().ListOrders(bench.run, window, std::nullopt);
  const auto failed = reader().ListOrders(bench.run, window, std::nullopt);

  ASSERT_TRUE(page.has_value()) << page.error().message;
  EXPECT_EQ(page->rows.front().platform_state, "REFUNDED / UNFULFILLED; refunded 1 RETURN");
  EXPECT_EQ(failed.error().kind, ErrorKind::kUnavailable);
}

TEST_F(ShopifyReaderTest, RefusesCursorsThatAreNotItsOwn) {
  for (const std::string cursor :
       {"", "all:", "begin:", "c2", "bulk:", "bulk:x:1:2:3:4", "bulk:1:2:3:4", "bulk:1:2:3:4:-5", "bulk:1:2:3:4:5:6",
        "bulk:55:99999999999999999999:1:0:0", "levels:", "levels:x:", "levels:-1:", "products::c"}) {
    EXPECT_EQ(reader().ListListings(bench.run, Cursor(cursor)).error().kind, ErrorKind::kInvalid) << cursor;
  }
  EXPECT_TRUE(bench.transport.sent.empty());
}

}  // namespace
}  // namespace riff::shopify
