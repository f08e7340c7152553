#include "connectors/ebay/ebay_order_codec.h"

#include <gtest/gtest.h>

#include "connectors/json/json.h"

namespace riff::ebay {
namespace {

constexpr Channel kChannel{Platform::kEbay, Environment::kSandbox};

std::string OrderJson(const std::string& line) {
  return R"({"orderId":"12-34567-89012","creationDate":"2026-11-20T10:00:00.000Z",)"
         R"("lastModifiedDate":"2026-11-20T10:05:00.000Z","orderPaymentStatus":"PAID",)"
         R"("orderFulfillmentStatus":"NOT_STARTED","cancelStatus":{"cancelState":"NONE_REQUESTED","cancelRequests":[]},)"
         R"("buyer":{"username":"somebody"},"lineItems":[)" +
         line + "]}";
}

std::string LineJson(const std::string& extra, int quantity = 2) {
  return R"({"lineItemId":"77","legacyItemId":"110001","title":"Strat","quantity":)" + std::to_string(quantity) +
         R"(,"lineItemCost":{"value":"998.00","currency":"USD"},"lineItemFulfillmentStatus":"NOT_STARTED")" + extra +
         "}";
}

Result<Order> Read(const std::string& json) {
  const JsonDocument document = *JsonDocument::Parse(json);
  return OrderOf(document.root(), kChannel);
}

struct Case {
  OrderWords words;
  OrderState state;
};

class EbayOrderStateTest : public ::testing::TestWithParam<Case> {};

TEST_P(EbayOrderStateTest, IsReadFromTheTable) { EXPECT_EQ(StateOf(GetParam().words), GetParam().state); }

INSTANTIATE_TEST_SUITE_P(
    Words, EbayOrderStateTest,
    ::testing::Values(Case{{"PAID", "NOT_STARTED", "NONE_REQUESTED"}, OrderState::kPaid},
                      Case{{"PAID", "IN_PROGRESS", "NONE_REQUESTED"}, OrderState::kPaid},
                      Case{{"PAID", "FULFILLED", "NONE_REQUESTED"}, OrderState::kShipped},
                      Case{{"PAID", "NOT_STARTED", "IN_PROGRESS"}, OrderState::kPaid},
                      Case{{"PAID", "NOT_STARTED", "CANCELED"}, OrderState::kCancelled},
                      Case{{"PARTIALLY_REFUNDED", "NOT_STARTED", "NONE_REQUESTED"}, OrderState::kPaid},
                      Case{{"PARTIALLY_REFUNDED", "FULFILLED", "NONE_REQUESTED"}, OrderState::kShipped},
                      Case{{"PENDING", "NOT_STARTED", "NONE_REQUESTED"}, OrderState::kPending},
                      Case{{"FAILED", "NOT_STARTED", "NONE_REQUESTED"}, OrderState::kCancelled},
                      Case{{"FULLY_REFUNDED", "FULFILLED", "NONE_REQUESTED"}, OrderState::kRefunded},
                      Case{{"FULLY_REFUNDED", "NOT_STARTED", "CANCELED"}, OrderState::kCancelled},
                      Case{{"ON_THE_MOON", "NOT_STARTED", "NONE_REQUESTED"}, OrderState::kUnknown},
                      Case{{"PAID", "LOST", "NONE_REQUESTED"}, OrderState::kUnknown},
                      Case{{"PAID", "NOT_STARTED", "CANCELLED"}, OrderState::kUnknown}));

TEST(EbayOrderCodecTest, ReadsAnOrder) {
  const Result<Order> order = Read(OrderJson(LineJson(R"(,"sku":"GTR-1")")));

  ASSERT_TRUE(order.has_value()) << order.error().message;
  EXPECT_EQ(order->channel, kChannel);
  EXPECT_EQ(order->id, OrderId("12-34567-89012"));
  EXPECT_EQ(FormatUtc(order->placed_at), "2026-11-20T10:00:00Z");
  EXPECT_EQ(FormatUtc(order->updated_at), "2026-11-20T10:05:00Z");
  EXPECT_EQ(order->platform_state, "PAID/NOT_STARTED/NONE_REQUESTED");
  ASSERT_EQ(order->lines.size(), 1u);
  const OrderLine& line = order->lines.front();
  EXPECT_EQ(line.id, OrderLineId("77"));
  EXPECT_EQ(line.remote, RemoteId("110001"));
  EXPECT_EQ(line.sku, Sku("GTR-1"));
  EXPECT_EQ(line.title, "Strat");
  EXPECT_EQ(line.quantity, Quantity(2));
  EXPECT_EQ(line.unit_price, (Money{49900, Currency::Usd()}));
  EXPECT_EQ(line.state, OrderState::kPaid);
}

TEST(EbayOrderCodecTest, FallsBackToTheItemIdWhereThereIsNoSku) {
  const Result<Order> order = Read(OrderJson(LineJson("")));

  EXPECT_EQ(order->lines.front().sku, Sku(""));
  EXPECT_EQ(order->lines.front().remote, RemoteId("110001"));
}

TEST(EbayOrderCodecTest, NamesAVariationAsTheReaderDoes) {
  const Result<Order> varied = Read(OrderJson(LineJson(R"(,"sku":"GTR-1","legacyVariationId":"5")")));
  const Result<Order> plain = Read(OrderJson(LineJson(R"(,"sku":"GTR-1","legacyVariationId":"0")")));

  EXPECT_EQ(varied->lines.front().remote, RemoteId("110001/GTR-1"));
  EXPECT_EQ(plain->lines.front().remote, RemoteId("110001"));
}

TEST(EbayOrderCodecTest, RefusesWhatIsMissingOrOddByItsPath) {
  EXPECT_NE(Read(R"({"orderId":"1"})").error().message.find("creationDate"), std::string::npos);
  EXPECT_NE(Read(OrderJson(LineJson("", 0))).error().message.find("quantity"), std::string::npos);
  EXPECT_EQ(Read(OrderJson(R"({"lineItemId":"77"})")).error().kind, ErrorKind::kInvalid);
}

TEST(EbayOrderCodecTest, FollowsNextOnlyFromAPageWithOrders) {
  const std::string next = R"("next":"https://api.ebay.com/sell/fulfillment/v1/order?limit=200&offset=200")";
  const JsonDocument full =
      *JsonDocument::Parse(R"({"total":201,)" + next + R"(,"orders":[)" + OrderJson(LineJson("")) + "]}");
  const JsonDocument empty = *JsonDocument::Parse(R"({"total":0,)" + next + R"(,"orders":[]})");

  EXPECT_EQ(OrderPageOf(full.root(), kChannel)->next, "/sell/fulfillment/v1/order?limit=200&offset=200");
  EXPECT_EQ(OrderPageOf(full.root(), kChannel)->total, 201);
  EXPECT_EQ(OrderPageOf(empty.root(), kChannel)->next, "");
}

}  // namespace
}  // namespace riff::ebay
