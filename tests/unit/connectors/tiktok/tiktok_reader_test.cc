#include "connectors/tiktok/tiktok_reader.h"

#include "tests/unit/connectors/tiktok/tiktok_bench.h"

namespace riff::tiktok {
namespace {

class TiktokReaderTest : public testing::Test {
 protected:
  ChannelReader& reader() { return *bench.connector.reader; }

  TiktokBench bench;
};

TEST_F(TiktokReaderTest, WalksAllProductsPageByPage) {
  bench.AnswerData(ProductsText(ProductText{}.Text(), "t=2", 2));
  bench.AnswerData(ProductsText(ProductText{.product = "1002", .seller_sku = "LP-59"}.Text(), "", 2));

  const auto first = reader().ListListings(bench.run, std::nullopt);
  ASSERT_TRUE(first.has_value()) << first.error().message;
  const auto second = reader().ListListings(bench.run, first->next);
  ASSERT_TRUE(second.has_value()) << second.error().message;

  EXPECT_EQ(first->total, 2);
  EXPECT_EQ(second->rows.front().ref.sku, Sku("LP-59"));
  EXPECT_EQ(second->next, std::nullopt);
  EXPECT_EQ(bench.Sent(0).body, R"({"status":"ALL"})");
  EXPECT_EQ(bench.QueryOf(0, "page_size"), "100");
  EXPECT_EQ(bench.QueryOf(0, "page_token"), "");
  EXPECT_EQ(bench.QueryOf(1, "page_token"), "t=2");
}

TEST_F(TiktokReaderTest, GoesOverToWindowsWhereOneSearchShowsTooLittle) {
  bench.AnswerData(ProductsText(ProductText{}.Text(), "t2", 10000));
  bench.AnswerCode(12052180, "The total number of search results can not exceed 10000.");
  bench.AnswerData(ProductsText(ProductText{}.Text(), "t3", 9999));
  bench.AnswerData(ProductsText(ProductText{.product = "1002"}.Text(), "", 9999));
  bench.AnswerData(ProductsText(ProductText{.product = "1003"}.Text(), "", 1));

  const auto first = reader().ListListings(bench.run, std::nullopt);
  ASSERT_TRUE(first.has_value()) << first.error().message;
  const auto second = reader().ListListings(bench.run, first->next);
  ASSERT_TRUE(second.has_value()) << second.error().message;
  const auto third = reader().ListListings(bench.run, second->next);
  ASSERT_TRUE(third.has_value()) << third.error().message;

  EXPECT_EQ(first->total, std::nullopt);
  const std::int64_t middle = 1577836800 + (kNowSeconds - 1577836800) / 2;
  EXPECT_EQ(bench.Sent(1).body, R"({"status":"ALL","update_time_ge":1577836800})");
  EXPECT_EQ(bench.Sent(2).body,
            R"({"status":"ALL","update_time_ge":1577836800,"update_time_le":)" + std::to_string(middle) + "}");
  EXPECT_EQ(bench.QueryOf(3, "page_token"), "t3");
  // The last window is open, so that what changes meanwhile is in it.
  EXPECT_EQ(bench.Sent(4).body, R"({"status":"ALL","update_time_ge":)" + std::to_string(middle + 1) + "}");
  EXPECT_EQ(third->rows.front().ref.remote, RemoteId("1003/2001"));
  EXPECT_EQ(third->next, std::nullopt);
}

TEST_F(TiktokReaderTest, GivesUpWhereOneSecondHoldsTooMany) {
  const std::string cursor = "ttw:" + std::to_string(kNowSeconds) + ":" + std::to_string(kNowSeconds) + ":";
  bench.AnswerData(ProductsText("", "", 10000));

  EXPECT_EQ(reader().ListListings(bench.run, Cursor(cursor)).error().kind, ErrorKind::kInvalid);
}

TEST_F(TiktokReaderTest, RefusesACursorThatIsNotItsOwn) {
  EXPECT_EQ(reader().ListListings(bench.run, Cursor("page2")).error().kind, ErrorKind::kInvalid);
  EXPECT_TRUE(bench.transport.sent.empty());
}

TEST_F(TiktokReaderTest, HandsOnWhatWentWrongWithAPage) {
  bench.AnswerCode(12001000, "product api internal error");
  bench.AnswerData(R"({"products":[{"id":"x"}]})");

  EXPECT_EQ(reader().ListListings(bench.run, std::nullopt).error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(reader().ListListings(bench.run, std::nullopt).error().kind, ErrorKind::kInvalid);
}

TEST_F(TiktokReaderTest, GetsEachListingWithWhatCanBeBoughtNow) {
  bench.AnswerData(ProductText{.inventory = R"([{"warehouse_id":"7068517275539719942","quantity":9}])"}.Text());
  bench.AnswerCode(12052032, "The product does not exist");
  bench.AnswerData(LevelsText("1001", {"2001"}, 3));
  const std::vector<ListingRef> refs = {{RemoteId("1001/2001"), Sku("SG-61"), ""},
                                        {RemoteId("1001/2999"), Sku(""), ""},
                                        {RemoteId("1002/2002"), Sku(""), ""},
                                        {RemoteId("new:SG-62"), Sku(""), ""}};

  const auto rows = reader().GetListings(bench.run, refs);

  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[0]->facts.quantity, Quantity(3));
  EXPECT_EQ(rows[1].error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(rows[2].error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(rows[3].error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(bench.PathOf(0), "/product/202309/products/1001");
  EXPECT_EQ(bench.PathOf(2), "/product/202309/inventory/search");
  EXPECT_EQ(bench.transport.sent.size(), 3u);  // One product is asked for once.
}

TEST_F(TiktokReaderTest, DoesNotShowAnOldQuantityWhenTheLevelsCannotBeRead) {
  bench.AnswerData(ProductText{}.Text());
  bench.AnswerFailure(ErrorKind::kAmbiguous);
  const std::vector<ListingRef> refs = {{RemoteId("1001/2001"), Sku("SG-61"), ""}};

  EXPECT_EQ(reader().GetListings(bench.run, refs).front().error().kind, ErrorKind::kUnavailable);
}

TEST_F(TiktokReaderTest, FindsEveryListingOfASkuOverAllPages) {
  bench.AnswerData(ProductsText(ProductText{}.Text(), "t2", 2));
  bench.AnswerData(ProductsText(ProductText{.product = "1002"}.Text(), "", 2));

  const auto rows = reader().FindBySku(bench.run, Sku("SG-61"));

  ASSERT_TRUE(rows.has_value()) << rows.error().message;
  EXPECT_EQ(rows->size(), 2u);
  EXPECT_EQ(bench.Sent(0).body, R"({"status":"ALL","seller_skus":["SG-61"]})");
  EXPECT_EQ(bench.QueryOf(1, "page_token"), "t2");
}

TEST_F(TiktokReaderTest, StopsWhenTheSkuFilterWasDropped) {
  bench.AnswerData(ProductsText(ProductText{.seller_sku = "LP-59"}.Text(), "", 1));

  EXPECT_EQ(reader().FindBySku(bench.run, Sku("SG-61")).error().kind, ErrorKind::kInvalid);
}

std::string OrdersText(std::int64_t updated, const std::string& token) {
  return R"({"orders":[{"id":"9","status":"UNPAID","create_time":1763539200,"update_time":)" + std::to_string(updated) +
         R"(,"line_items":[{"product_id":"1001","sku_id":"21"}]}],"next_page_token":")" + token + R"("})";
}

TEST_F(TiktokReaderTest, ReadsOneOrderByItsIdOrSaysThatThereIsNone) {
  bench.AnswerData(OrdersText(1763539200, ""));
  bench.AnswerData(R"({"orders":[]})");
  bench.AnswerData(OrdersText(1763539200, ""));
  bench.AnswerFailure(ErrorKind::kAmbiguous);

  const auto found = reader().GetOrder(bench.run, OrderId("9"));

  ASSERT_TRUE(found.has_value()) << found.error().message;
  EXPECT_EQ(found->id, OrderId("9"));
  EXPECT_EQ(bench.PathOf(0), "/order/202507/orders");
  EXPECT_EQ(bench.QueryOf(0, "ids"), "9");
  EXPECT_TRUE(IsReading(bench.Sent(0)));
  EXPECT_EQ(reader().GetOrder(bench.run, OrderId("8")).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(reader().GetOrder(bench.run, OrderId("8")).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(reader().GetOrder(bench.run, OrderId("8")).error().kind, ErrorKind::kUnavailable);
}

TEST_F(TiktokReaderTest, UnderstandsTheRecordedDetailOfAnOrder) {
  const auto text = ContractText("fixtures/orders_detail.response.json");
  if (!text.has_value()) {
    GTEST_SKIP() << "RIFF_CONTRACTS does not say where the contract data is";
  }
  bench.Answer(*text);

  const auto order = reader().GetOrder(bench.run, OrderId("576461413038785752"));

  ASSERT_TRUE(order.has_value()) << order.error().message;
  EXPECT_EQ(order->platform_state, "UNPAID");
  EXPECT_FALSE(order->lines.empty());
}

TEST_F(TiktokReaderTest, ReadsTheOrdersOfAWindowOldestChangeFirst) {
  const OrderWindow window{Timestamp(std::chrono::milliseconds(1763539200500)),
                           Timestamp(std::chrono::seconds(1763539300))};
  bench.AnswerData(OrdersText(1763539200, "t2"));
  bench.AnswerData(OrdersText(1763539300, ""));

  const auto first = reader().ListOrders(bench.run, window, std::nullopt);
  ASSERT_TRUE(first.has_value()) << first.error().message;
  const auto second = reader().ListOrders(bench.run, window, first->next);

  EXPECT_EQ(first->rows.front().channel, bench.channel);
  EXPECT_EQ(second->next, std::nullopt);
  // Both ends of the window belong to it; theirs excludes the upper one.
  EXPECT_EQ(bench.Sent(0).body, R"({"update_time_ge":1763539200,"update_time_lt":1763539301})");
  EXPECT_EQ(bench.QueryOf(0, "sort_order"), "ASC");
  EXPECT_EQ(bench.QueryOf(0, "sort_field"), "update_time");
  EXPECT_EQ(bench.QueryOf(1, "page_token"), "t2");
}

TEST_F(TiktokReaderTest, StopsWhenTheDateFilterWasDropped) {
  const OrderWindow window{Timestamp(std::chrono::seconds(1763539200)), Timestamp(std::chrono::seconds(1763539300))};
  bench.AnswerData(OrdersText(1763539199, ""));

  EXPECT_EQ(reader().ListOrders(bench.run, window, std::nullopt).error().kind, ErrorKind::kInvalid);
}

}  // namespace
}  // namespace riff::tiktok
