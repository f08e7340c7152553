#include "connectors/shopify/shopify_order_codec.h"

#include "tests/unit/connectors/shopify/shopify_bench.h"

namespace riff::shopify {
namespace {

// An order of one line, as shown.
struct Shown {
  std::string financial = "PAID";
  std::string fulfillment = "UNFULFILLED";
  bool cancelled = false;
  std::int64_t bought = 1;
  std::int64_t current = 1;
  std::int64_t unfulfilled = 1;

  OrderLine Line(const RefundedUnits& refunded) const {
    ShopifyOrder order;
    order.financial = financial;
    order.fulfillment = fulfillment;
    order.cancelled = cancelled;
    ShopifyLine line{
        .line = {}, .bought = Quantity(bought), .current = Quantity(current), .unfulfilled = Quantity(unfulfilled)};
    line.line.id = OrderLineId("11");
    order.lines.push_back(line);
    return MeaningOf(order, {{"11", refunded}}).lines.front();
  }
  OrderLine Line() const { return Line({}); }
};

TEST(ShopifyOrderCodec, TakesThePaymentForUnitsThatAreStillHere) {
  EXPECT_EQ(Shown{.financial = "PAID"}.Line().state, OrderState::kPaid);
  EXPECT_EQ(Shown{.financial = "PARTIALLY_REFUNDED"}.Line().state, OrderState::kPaid);
  for (const std::string word : {"", "PENDING", "AUTHORIZED", "PARTIALLY_PAID", "EXPIRED", "VOIDED"}) {
    EXPECT_EQ(Shown{.financial = word}.Line().state, OrderState::kPending) << word;
  }
  EXPECT_EQ(Shown{.financial = "REFUNDED"}.Line().state, OrderState::kRefunded);
}

TEST(ShopifyOrderCodec, ParksWordsItDoesNotKnow) {
  EXPECT_EQ(Shown{.financial = "NEW_WORD"}.Line().state, OrderState::kUnknown);
  EXPECT_EQ(Shown{.fulfillment = "NEW_WORD"}.Line().state, OrderState::kUnknown);
  EXPECT_EQ((Shown{.financial = "NEW_WORD", .fulfillment = "FULFILLED", .unfulfilled = 0}).Line().state,
            OrderState::kUnknown);
}

TEST(ShopifyOrderCodec, CallsALineShippedOnceAllOfItWent) {
  EXPECT_EQ((Shown{.fulfillment = "FULFILLED", .unfulfilled = 0}).Line().state, OrderState::kShipped);
  EXPECT_EQ((Shown{.fulfillment = "PARTIALLY_FULFILLED", .unfulfilled = 0}).Line().state, OrderState::kShipped);
  EXPECT_EQ((Shown{.fulfillment = "PARTIALLY_FULFILLED", .unfulfilled = 1}).Line().state, OrderState::kPaid);
  EXPECT_EQ((Shown{.fulfillment = "IN_PROGRESS", .unfulfilled = 0}).Line().state, OrderState::kPaid);
  EXPECT_EQ((Shown{.financial = "REFUNDED", .fulfillment = "FULFILLED", .unfulfilled = 0}).Line().state,
            OrderState::kRefunded);
}

TEST(ShopifyOrderCodec, CountsTheUnitsThatAreLeft) {
  EXPECT_EQ((Shown{.bought = 3, .current = 2}).Line().quantity, Quantity(2));
}

TEST(ShopifyOrderCodec, GivesBackWhatWasCancelledOrEditedAway) {
  const OrderLine cancelled = Shown{.cancelled = true}.Line();
  const OrderLine edited = Shown{.current = 0}.Line();
  const OrderLine refunded = Shown{.financial = "REFUNDED", .current = 0}.Line({.cancelled = Quantity(1)});

  for (const OrderLine& line : {cancelled, edited, refunded}) {
    EXPECT_EQ(line.state, OrderState::kCancelled);
    EXPECT_EQ(line.quantity, Quantity(0));
  }
}

TEST(ShopifyOrderCodec, AsksAboutWhatCameBackAndWhatDidNot) {
  const Shown shown{.financial = "REFUNDED", .fulfillment = "FULFILLED", .bought = 2, .current = 0};

  const OrderLine returned = shown.Line({.returned = Quantity(2)});
  const OrderLine kept = shown.Line({.returned = Quantity(1), .kept = Quantity(2)});

  EXPECT_EQ(returned.state, OrderState::kReturned);
  EXPECT_EQ(returned.quantity, Quantity(2));
  EXPECT_EQ(kept.state, OrderState::kRefunded);
}

TEST(ShopifyOrderCodec, AddsUpRefundsByLineAndKind) {
  const auto document = JsonDocument::Parse(R"({"order":{"refunds":[{"refundLineItems":{"nodes":[
      {"quantity":1,"restockType":"RETURN","lineItem":{"id":"gid://shopify/LineItem/11"}},
      {"quantity":2,"restockType":"NO_RESTOCK","lineItem":{"id":"gid://shopify/LineItem/11"}},
      {"quantity":1,"restockType":"CANCEL","lineItem":{"id":"gid://shopify/LineItem/12"}},
      {"quantity":1,"restockType":"LEGACY_RESTOCK","lineItem":{"id":"gid://shopify/LineItem/12"}}]}}]}})");

  const auto refunds = DecodeRefunds(document->root());
  ASSERT_TRUE(refunds.has_value()) << refunds.error().message;
  EXPECT_EQ(refunds->at("11").returned, Quantity(1));
  EXPECT_EQ(refunds->at("11").kept, Quantity(2));
  EXPECT_EQ(refunds->at("12").cancelled, Quantity(1));
  EXPECT_EQ(refunds->at("12").returned, Quantity(1));
  ShopifyOrder order;
  order.financial = "REFUNDED";
  order.fulfillment = "FULFILLED";
  EXPECT_EQ(MeaningOf(order, *refunds).platform_state,
            "REFUNDED / FULFILLED; refunded 1 CANCEL; refunded 2 RETURN; refunded 2 NO_RESTOCK");
}

TEST(ShopifyOrderCodec, KeepsTheSkuOfAVariantThatWasDeleted) {
  const auto document = JsonDocument::Parse(R"({"lineItems":{"nodes":[{"id":"gid://shopify/LineItem/11","sku":"SG-61",
      "title":"SG","quantity":1,"currentQuantity":1,"unfulfilledQuantity":1,"variant":null}],
      "pageInfo":{"hasNextPage":false,"endCursor":null}}})");

  const auto page = DecodeLines(document->root());
  ASSERT_TRUE(page.has_value()) << page.error().message;
  EXPECT_TRUE(page->lines.front().line.remote.empty());
  EXPECT_EQ(page->lines.front().line.sku, Sku("SG-61"));
}

TEST(ShopifyOrderCodec, NamesThePathOfWhatIsMissing) {
  const auto document = JsonDocument::Parse(R"({"orders":{"nodes":[{"id":"gid://shopify/Order/1"}],"pageInfo":{}}})");

  const auto page = DecodeOrdersPage(document->root(), {Platform::kShopify, Environment::kSandbox});
  ASSERT_FALSE(page.has_value());
  EXPECT_EQ(page.error().kind, ErrorKind::kInvalid);
  EXPECT_NE(page.error().message.find("orders.nodes[0]"), std::string::npos);
}

}  // namespace
}  // namespace riff::shopify
