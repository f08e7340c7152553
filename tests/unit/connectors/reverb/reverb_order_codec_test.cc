#include "connectors/reverb/reverb_order_codec.h"

#include <gtest/gtest.h>

#include <chrono>

namespace riff::reverb {
namespace {

constexpr Channel kChannel{Platform::kReverb, Environment::kProduction};

Result<Order> Parse(const std::string& json) {
  const Result<JsonDocument> document = JsonDocument::Parse(json);
  if (!document) return Fail(document.error());
  return ParseOrder(document->root(), kChannel);
}

std::string OrderJson(const std::string& changes = "") {
  return R"({"status":"paid","order_number":"12345","uuid":"u","order_bundle_id":"9","product_id":"101",)"
         R"("sku":"SG-61","title":"1961 SG","quantity":1,"created_at":"2026-09-01T10:00:00-05:00",)"
         R"("updated_at":"2026-09-01T11:00:00-05:00","amount_product":{"amount":"2450.00","currency":"USD"},)"
         R"("buyer_name":"A Person","shipping_address":{"name":"A Person"})" +
         changes + "}";
}

TEST(ReverbOrder, IsOneLineNamedByTheOrderItself) {
  const Result<Order> order = Parse(OrderJson());

  ASSERT_TRUE(order) << order.error().message;
  EXPECT_EQ(order->channel, kChannel);
  EXPECT_EQ(order->id, OrderId("12345"));
  EXPECT_EQ(order->platform_state, "paid");
  EXPECT_EQ(FormatUtc(order->placed_at), "2026-09-01T15:00:00Z");
  EXPECT_EQ(FormatUtc(order->updated_at), "2026-09-01T16:00:00Z");
  ASSERT_EQ(order->lines.size(), 1u);
  const OrderLine& line = order->lines.front();
  EXPECT_EQ(line.id, OrderLineId("12345"));
  EXPECT_EQ(line.remote, RemoteId("101"));
  EXPECT_EQ(line.sku, Sku("SG-61"));
  EXPECT_EQ(line.title, "1961 SG");
  EXPECT_EQ(line.quantity, Quantity(1));
  EXPECT_EQ(line.unit_price, (Money{245'000, Currency::Usd()}));
  EXPECT_EQ(line.state, OrderState::kPaid);
}

TEST(ReverbOrder, StandsWhereTheTableSays) {
  EXPECT_EQ(OrderStateOf("unpaid"), OrderState::kPending);
  EXPECT_EQ(OrderStateOf("payment_pending"), OrderState::kPending);
  EXPECT_EQ(OrderStateOf("pending_review"), OrderState::kPending);
  EXPECT_EQ(OrderStateOf("blocked"), OrderState::kPending);
  EXPECT_EQ(OrderStateOf("paid"), OrderState::kPaid);
  EXPECT_EQ(OrderStateOf("shipped"), OrderState::kShipped);
  EXPECT_EQ(OrderStateOf("picked_up"), OrderState::kShipped);
  EXPECT_EQ(OrderStateOf("received"), OrderState::kShipped);
  EXPECT_EQ(OrderStateOf("refunded"), OrderState::kRefunded);
  EXPECT_EQ(OrderStateOf("cancelled"), OrderState::kCancelled);
  EXPECT_EQ(OrderStateOf("teleported"), OrderState::kUnknown);
}

TEST(ReverbOrder, TakesIdsAsNumbersAndDoesWithoutSkuAndPrice) {
  const Result<Order> order =
      Parse(R"({"status":"unpaid","order_number":12345,"product_id":101,"sku":null,"quantity":2,)"
            R"("created_at":"2026-09-01T10:00:00Z","updated_at":"2026-09-01T10:00:00Z"})");
  ASSERT_TRUE(order) << order.error().message;
  EXPECT_EQ(order->id, OrderId("12345"));
  EXPECT_EQ(order->lines[0].remote, RemoteId("101"));
  EXPECT_EQ(order->lines[0].sku, Sku());
  EXPECT_EQ(order->lines[0].quantity, Quantity(2));
  EXPECT_EQ(order->lines[0].unit_price, std::nullopt);
}

TEST(ReverbOrder, IsInvalidWithThePathOfWhatIsOdd) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {R"("order_number":"12345",)", "order_number"},
      {R"("status":"paid",)", "status"},
      {R"("product_id":"101",)", "product_id"},
      {R"("quantity":1,)", "quantity"},
      {R"("created_at":"2026-09-01T10:00:00-05:00",)", "created_at"},
  };
  for (const auto& [part, path] : cases) {
    std::string json = OrderJson();
    json.erase(json.find(part), part.size());
    const Result<Order> order = Parse(json);
    ASSERT_FALSE(order) << part;
    EXPECT_EQ(order.error().kind, ErrorKind::kInvalid);
    EXPECT_NE(order.error().message.find(path), std::string::npos) << order.error().message;
  }
}

TEST(ReverbOrder, IsInvalidWithATimeWithoutAZoneOrWithoutUnits) {
  std::string no_zone = OrderJson();
  no_zone.replace(no_zone.find("T11:00:00-05:00"), 15, "T11:00:00");
  EXPECT_FALSE(Parse(no_zone));
  std::string no_units = OrderJson();
  no_units.replace(no_units.find(R"("quantity":1)"), 12, R"("quantity":0)");
  EXPECT_FALSE(Parse(no_units));
  std::string odd_price = OrderJson();
  odd_price.replace(odd_price.find("2450.00"), 7, "a lot..");
  EXPECT_FALSE(Parse(odd_price));
}

}  // namespace
}  // namespace riff::reverb
