#include "connectors/tiktok/tiktok_order_codec.h"

#include "tests/unit/connectors/tiktok/tiktok_bench.h"

namespace riff::tiktok {
namespace {

constexpr Channel kChannel{Platform::kTiktok, Environment::kSandbox};

std::string Unit(const std::string& id, const std::string& sku, const std::string& display_status) {
  return R"({"id":")" + id + R"(","product_id":"1001","sku_id":")" + sku + R"(","seller_sku":"S-)" + sku +
         R"(","product_name":"SG","sale_price":"1899.00","currency":"GBP","display_status":")" + display_status +
         R"("})";
}
Result<Order> DecodeOne(const std::string& status, const std::string& units) {
  const auto document =
      JsonDocument::Parse(R"({"orders":[{"id":"9","status":")" + status +
                          R"(","create_time":1763539200,"update_time":1763539260,"line_items":[)" + units + "]}]}");
  RIFF_TRY(OrdersPage page, DecodeOrdersPage(document->root(), kChannel));
  return page.rows.at(0);
}

TEST(TiktokOrderCodec, CountsTheUnitsOfOneSkuAsOneLine) {
  const auto order =
      DecodeOne("AWAITING_SHIPMENT", Unit("1", "21", "AWAITING_SHIPMENT") + "," + Unit("2", "22", "AWAITING_SHIPMENT") +
                                         "," + Unit("3", "21", "AWAITING_SHIPMENT"));

  ASSERT_TRUE(order.has_value()) << order.error().message;
  EXPECT_EQ(order->id, OrderId("9"));
  EXPECT_EQ(order->platform_state, "AWAITING_SHIPMENT");
  EXPECT_EQ(order->placed_at, Timestamp(std::chrono::seconds(1763539200)));
  ASSERT_EQ(order->lines.size(), 2u);
  EXPECT_EQ(order->lines[0].id, OrderLineId("21"));
  EXPECT_EQ(order->lines[0].remote, RemoteId("1001/21"));
  EXPECT_EQ(order->lines[0].quantity, Quantity(2));
  EXPECT_EQ(order->lines[0].state, OrderState::kPaid);
  EXPECT_EQ(order->lines[0].unit_price, (Money{189900, *Currency::Parse("GBP")}));
  EXPECT_EQ(order->lines[1].quantity, Quantity(1));
}

TEST(TiktokOrderCodec, TakesCancelledUnitsOff) {
  const auto partly =
      DecodeOne("AWAITING_SHIPMENT", Unit("1", "21", "CANCELLED") + "," + Unit("2", "21", "AWAITING_SHIPMENT"));
  const auto wholly = DecodeOne("AWAITING_SHIPMENT", Unit("1", "21", "CANCELLED") + "," + Unit("2", "22", "UNPAID"));
  const auto order = DecodeOne("CANCELLED", Unit("1", "21", "AWAITING_SHIPMENT"));

  EXPECT_EQ(partly->lines[0].quantity, Quantity(1));
  EXPECT_EQ(partly->lines[0].state, OrderState::kPaid);
  EXPECT_EQ(wholly->lines[0].quantity, Quantity(0));
  EXPECT_EQ(wholly->lines[0].state, OrderState::kCancelled);
  EXPECT_EQ(wholly->lines[1].state, OrderState::kPaid);
  EXPECT_EQ(order->lines[0].state, OrderState::kCancelled);
  EXPECT_EQ(order->lines[0].quantity, Quantity(0));
}

TEST(TiktokOrderCodec, CallsALineShippedOnceAllOfItsUnitsWent) {
  const auto order =
      DecodeOne("PARTIALLY_SHIPPING", Unit("1", "21", "IN_TRANSIT") + "," + Unit("2", "21", "AWAITING_SHIPMENT") + "," +
                                          Unit("3", "22", "DELIVERED"));

  EXPECT_EQ(order->lines[0].state, OrderState::kPaid);
  EXPECT_EQ(order->lines[1].state, OrderState::kShipped);
}

TEST(TiktokOrderCodec, KnowsEveryStateAndParksTheOthers) {
  for (const std::string word : {"UNPAID", "ON_HOLD"}) {
    EXPECT_EQ(StateOf(word), OrderState::kPending) << word;
  }
  for (const std::string word : {"AWAITING_SHIPMENT", "PARTIALLY_SHIPPING", "AWAITING_COLLECTION"}) {
    EXPECT_EQ(StateOf(word), OrderState::kPaid) << word;
  }
  for (const std::string word : {"IN_TRANSIT", "DELIVERED", "COMPLETED"}) {
    EXPECT_EQ(StateOf(word), OrderState::kShipped) << word;
  }
  EXPECT_EQ(StateOf("CANCELLED"), OrderState::kCancelled);
  EXPECT_EQ(StateOf("NEW_WORD"), OrderState::kUnknown);
  EXPECT_EQ(DecodeOne("NEW_WORD", Unit("1", "21", "NEW_WORD"))->lines[0].state, OrderState::kUnknown);
  EXPECT_EQ(DecodeOne("NEW_WORD", Unit("1", "21", "NEW_WORD"))->lines[0].quantity, Quantity(1));
}

TEST(TiktokOrderCodec, DoesNotHideASaleBehindAPriceItCannotRead) {
  const auto order = DecodeOne("UNPAID", R"({"product_id":1001,"sku_id":21,"sale_price":"a lot","currency":"GBP"})");

  ASSERT_TRUE(order.has_value()) << order.error().message;
  EXPECT_EQ(order->lines[0].unit_price, std::nullopt);
  EXPECT_EQ(order->lines[0].remote, RemoteId("1001/21"));
  EXPECT_EQ(order->lines[0].state, OrderState::kPending);
}

TEST(TiktokOrderCodec, NamesThePathOfWhatIsMissing) {
  const auto order = DecodeOne("UNPAID", R"({"product_id":"1001"})");

  ASSERT_FALSE(order.has_value());
  EXPECT_EQ(order.error().kind, ErrorKind::kInvalid);
  EXPECT_NE(order.error().message.find("line_items[0]"), std::string::npos);
}

TEST(TiktokOrderCodec, ReadsThePublishedSamples) {
  for (const std::string name : {"orders_search", "orders_search.unpaid_no_address", "orders_detail"}) {
    const auto text = ContractText("fixtures/" + name + ".response.json");
    if (!text.has_value()) {
      GTEST_SKIP() << "RIFF_CONTRACTS does not say where the contract data is";
    }
    const auto document = JsonDocument::Parse(*text);
    const auto page = DecodeOrdersPage(*document->root().Get("data"), kChannel);
    ASSERT_TRUE(page.has_value()) << name << ": " << page.error().message;
    EXPECT_EQ(page->rows.front().lines.front().state, OrderState::kPending) << name;
  }
}

TEST(TiktokOrderCodec, CountsTwoUnitsInThePublishedSample) {
  const auto text = ContractText("fixtures/orders_search.two_units.response.json");
  if (!text.has_value()) {
    GTEST_SKIP() << "RIFF_CONTRACTS does not say where the contract data is";
  }
  const auto document = JsonDocument::Parse(*text);
  const auto page = DecodeOrdersPage(*document->root().Get("data"), kChannel);

  ASSERT_TRUE(page.has_value()) << page.error().message;
  ASSERT_EQ(page->rows.front().lines.size(), 1u);
  EXPECT_EQ(page->rows.front().lines.front().quantity, Quantity(2));
  EXPECT_TRUE(page->next_token.has_value());
}

}  // namespace
}  // namespace riff::tiktok
