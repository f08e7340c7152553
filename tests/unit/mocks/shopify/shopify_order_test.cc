#include "tests/unit/mocks/shopify/shopify_rig.h"

namespace riff::sim {
namespace {

class ShopifyOrderTest : public ShopifyTest {
 protected:
  std::string Show(const OrderId& order, const std::string& fields) {
    return Data("{ order(id: \"gid://shopify/Order/" + order.text() + "\") { " + fields + " } }");
  }
  std::string Found(const std::string& query) {
    return Data(
        "query ($q: String) { orders(first: 10, query: $q, sortKey: UPDATED_AT) { nodes { legacyResourceId } } }",
        R"({"q":)" + Quoted(query) + "}");
  }
  static std::string Only(const OrderId& order) {
    return R"({"orders":{"nodes":[{"legacyResourceId":)" + Quoted(order.text()) + "}]}}";
  }
  void Move(const OrderId& order, OrderState state) {
    rig.mock.With([&](Market& market, Faults&) { ASSERT_TRUE(market.SetOrderState(order, state)); });
  }
  const std::string kNone = R"({"orders":{"nodes":[]}})";
};

TEST_F(ShopifyOrderTest, ShowsWhatWasBoughtWithItsVariantAndPrice) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 5));
  const OrderId order = *rig.Buy(strings, 2);

  EXPECT_EQ(
      Show(order,
           "displayFinancialStatus displayFulfillmentStatus cancelledAt test currentTotalPriceSet { shopMoney { "
           "amount currencyCode } } lineItems(first: 5) { nodes { sku quantity currentQuantity "
           "unfulfilledQuantity variant { id } } }"),
      R"({"order":{"displayFinancialStatus":"PAID","displayFulfillmentStatus":"UNFULFILLED","cancelledAt":null,)"
      R"("test":false,"currentTotalPriceSet":{"shopMoney":{"amount":"18.00","currencyCode":"USD"}},)"
      R"("lineItems":{"nodes":[{"sku":"S-1","quantity":2,"currentQuantity":2,"unfulfilledQuantity":2,"variant":{"id":)" +
          Quoted(VariantGid(strings)) + "}}]}}}");
}

TEST_F(ShopifyOrderTest, GoesThroughItsStates) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 9));
  const std::string fields =
      "displayFinancialStatus displayFulfillmentStatus lineItems(first: 1) { nodes { currentQuantity } } "
      "refunds(first: 5) { refundLineItems(first: 5) { nodes { quantity restocked restockType } } }";
  const auto shown = [&](OrderState state, OrderState begin = OrderState::kPaid) {
    OrderId order;
    rig.mock.With(
        [&](Market& market, Faults&) { order = market.Buy({{strings, Sku(), Quantity(1)}}, begin)->front(); });
    if (state != begin) {
      Move(order, state);
    }
    return Show(order, fields);
  };
  const auto expected = [](const std::string& money, const std::string& fulfilment, int current,
                           const std::string& restock, const std::string& restocked = "false") {
    const std::string refund = R"([{"refundLineItems":{"nodes":[{"quantity":1,"restocked":)" + restocked +
                               R"(,"restockType":)" + Quoted(restock) + "}]}}]";
    return R"({"order":{"displayFinancialStatus":)" + Quoted(money) + R"(,"displayFulfillmentStatus":)" +
           Quoted(fulfilment) + R"(,"lineItems":{"nodes":[{"currentQuantity":)" + std::to_string(current) +
           R"(}]},"refunds":)" + (restock.empty() ? "[]" : refund) + "}}";
  };

  EXPECT_EQ(shown(OrderState::kPending, OrderState::kPending), expected("PENDING", "UNFULFILLED", 1, ""));
  EXPECT_EQ(shown(OrderState::kPaid), expected("PAID", "UNFULFILLED", 1, ""));
  EXPECT_EQ(shown(OrderState::kShipped), expected("PAID", "FULFILLED", 1, ""));
  EXPECT_EQ(shown(OrderState::kCancelled), expected("REFUNDED", "UNFULFILLED", 0, "CANCEL", "true"));
  EXPECT_EQ(shown(OrderState::kCancelled, OrderState::kPending), expected("VOIDED", "UNFULFILLED", 0, ""));
  EXPECT_EQ(shown(OrderState::kRefunded), expected("REFUNDED", "UNFULFILLED", 0, "NO_RESTOCK"));
  EXPECT_EQ(shown(OrderState::kReturned), expected("REFUNDED", "UNFULFILLED", 0, "RETURN"));
}

TEST_F(ShopifyOrderTest, IsFoundByItsStatesSkuAndTimes) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 9));
  const OrderId first = *rig.Buy(strings);
  rig.clock.Advance(std::chrono::hours(1));
  Move(first, OrderState::kCancelled);

  EXPECT_EQ(Found("updated_at:>='2026-11-20T13:00:00Z'"), Only(first));
  EXPECT_EQ(Found("updated_at:>='2026-11-20T13:00:01Z'"), kNone);
  EXPECT_EQ(Found("created_at:<'2026-11-20T12:30:00Z' status:cancelled"), Only(first));
  EXPECT_EQ(Found("status:open"), kNone);
  EXPECT_EQ(Found("status:not_closed AND financial_status:refunded fulfillment_status:unshipped sku:S-1"), Only(first));
  EXPECT_EQ(Data("{ ordersCount(query: \"test:true\") { count } }"), R"({"ordersCount":{"count":0}})");
}

TEST_F(ShopifyOrderTest, VanishesAfterSixtyDaysUnlessTheTokenMaySeeAll) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 9));
  const OrderId order = *rig.Buy(strings);
  rig.clock.Advance(std::chrono::hours(24 * 60));
  EXPECT_EQ(Found(""), Only(order));

  rig.clock.Advance(std::chrono::seconds(1));
  EXPECT_EQ(Found(""), kNone);
  EXPECT_EQ(Show(order, "id"), R"({"order":null})");
  rig.Put("read_all_orders", "1");
  EXPECT_EQ(Found(""), Only(order));
}

TEST_F(ShopifyOrderTest, ComesLateToASearchWhoseIndexLags) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 9));
  rig.Put("index_lag_ms", "5000");
  const OrderId order = *rig.Buy(strings);

  EXPECT_EQ(Found("status:open"), kNone);
  EXPECT_EQ(Found(""), Only(order));
  rig.clock.Advance(std::chrono::seconds(5));
  EXPECT_EQ(Found("status:open"), Only(order));
  rig.clock.Advance(std::chrono::seconds(60));
  Move(order, OrderState::kShipped);
  EXPECT_EQ(Found("updated_at:>='2026-11-20T12:01:00Z'"), kNone) << "the index still has the old time";
}

TEST_F(ShopifyOrderTest, KeepsALineWhoseProductWasDeleted) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 9));
  const OrderId order = *rig.Buy(strings);
  (void)Data("mutation { productDelete(input: {id: " + Quoted(ProductGid(strings)) + "}) { userErrors { message } } }");

  EXPECT_EQ(Show(order, "lineItems(first: 1) { nodes { sku variant { id } product { id } } }"),
            R"({"order":{"lineItems":{"nodes":[{"sku":"S-1","variant":null,"product":null}]}}})");
}

}  // namespace
}  // namespace riff::sim
