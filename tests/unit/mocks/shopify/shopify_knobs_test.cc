#include "tests/unit/mocks/shopify/shopify_rig.h"

namespace riff::sim {
namespace {

// What no public text settles, in both ways, and what becomes of a shop.
class ShopifyKnobsTest : public ShopifyTest {
 protected:
  std::string SetTo(const std::vector<std::pair<RemoteId, std::pair<int, int>>>& rows, const std::string& key) {
    std::string list;
    for (const auto& [remote, change] : rows) {
      list += "{inventoryItemId: " + Quoted(ItemGid(remote)) + ", locationId: " + Quoted(Location()) +
              ", changeFromQuantity: " + std::to_string(change.first) + ", quantity: " + std::to_string(change.second) +
              "} ";
    }
    return UserErrorCode(
        "mutation { inventorySetQuantities(input: {name: \"available\", reason: \"correction\", "
        "quantities: [" +
        list + "]}) @idempotent(key: " + Quoted(key) +
        ") { inventoryAdjustmentGroup { changes { name delta } } userErrors { code message } } }");
  }
  std::int64_t Available(const RemoteId& remote) { return rig.Of(remote).available.units(); }
  std::string Orders(const std::string& query) {
    return Data("query ($q: String) { orders(first: 9, query: $q) { nodes { id } } }",
                R"({"q":)" + Quoted(query) + "}");
  }
};

TEST_F(ShopifyKnobsTest, AStaleRowRefusesTheBatchOrOnlyItself) {
  const RemoteId one = rig.mock.Seed(Strings("S-1", 5));
  const RemoteId two = rig.mock.Seed(Strings("S-2", 6));

  EXPECT_EQ(SetTo({{one, {4, 1}}, {two, {6, 2}}}, "a"), "CHANGE_FROM_QUANTITY_STALE");
  EXPECT_EQ(Available(one), 5);
  EXPECT_EQ(Available(two), 6);
  rig.Put("stale_rows", "row_only");
  EXPECT_EQ(SetTo({{one, {4, 1}}, {two, {6, 2}}}, "b"), "CHANGE_FROM_QUANTITY_STALE");
  EXPECT_EQ(Available(one), 5);
  EXPECT_EQ(Available(two), 2);
}

TEST_F(ShopifyKnobsTest, AReplayIsJudgedAfreshOrGetsTheFirstAnswer) {
  const RemoteId one = rig.mock.Seed(Strings("S-1", 5));
  EXPECT_EQ(SetTo({{one, {5, 1}}}, "a"), "");
  EXPECT_EQ(SetTo({{one, {5, 1}}}, "a"), "CHANGE_FROM_QUANTITY_STALE");

  rig.Put("key_replay", "first_answer");
  EXPECT_EQ(SetTo({{one, {5, 1}}}, "a"), "");
  EXPECT_NE(last.body.find(R"("delta":-4)"), std::string::npos) << "what the first answer said";
  EXPECT_EQ(Available(one), 1);
  EXPECT_EQ(SetTo({{one, {5, 1}}}, "never succeeded"), "CHANGE_FROM_QUANTITY_STALE");
  EXPECT_EQ(SetTo({{one, {5, 1}}}, "never succeeded"), "CHANGE_FROM_QUANTITY_STALE");
}

TEST_F(ShopifyKnobsTest, AKeyIsForgottenAfterItsLife) {
  const RemoteId one = rig.mock.Seed(Strings("S-1", 5));
  EXPECT_EQ(SetTo({{one, {5, 1}}}, "a"), "");
  EXPECT_EQ(SetTo({{one, {1, 2}}}, "a"), "IDEMPOTENCY_KEY_PARAMETER_MISMATCH");

  rig.Put("key_life_ms", "60000");
  rig.clock.Advance(std::chrono::minutes(1));
  EXPECT_EQ(SetTo({{one, {1, 2}}}, "a"), "");
}

TEST_F(ShopifyKnobsTest, AProductsClockMovesWithItsStockOrDoesNot) {
  const RemoteId one = rig.mock.Seed(Strings("S-1", 5));
  rig.clock.Advance(std::chrono::hours(1));
  ASSERT_TRUE(rig.Buy(one));
  const auto changed = [&] { return Data("{ product(id: " + Quoted(ProductGid(one)) + ") { updatedAt } }"); };
  const auto found = [&] {
    return Data("{ products(first: 5, query: \"updated_at:>'2026-11-20T12:30:00Z'\") { nodes { id } } }");
  };

  EXPECT_EQ(changed(), R"({"product":{"updatedAt":"2026-11-20T13:00:00Z"}})");
  EXPECT_NE(found(), R"({"products":{"nodes":[]}})");
  rig.Put("product_moves_on_stock", "no");
  EXPECT_EQ(changed(), R"({"product":{"updatedAt":"2026-11-20T12:00:00Z"}})");
  EXPECT_EQ(found(), R"({"products":{"nodes":[]}})");
}

TEST_F(ShopifyKnobsTest, ASearchForOrdersThatNamesNoStatusFindsAllOrOnlyThoseNotCancelled) {
  const RemoteId one = rig.mock.Seed(Strings("S-1", 5));
  const OrderId order = *rig.Buy(one);
  rig.mock.With([&](Market& market, Faults&) { EXPECT_TRUE(market.CancelOrder(order)); });
  const std::string none = R"({"orders":{"nodes":[]}})";

  EXPECT_NE(Orders(""), none);
  rig.Put("orders_default_status", "open");
  EXPECT_EQ(Orders(""), none);
  EXPECT_NE(Orders("status:cancelled"), none);
}

TEST_F(ShopifyKnobsTest, AShopCanBeFrozenLockedGoneOrInactive) {
  const auto status = [&](const std::string& state) {
    rig.Put("shop_state", state);
    last = Post(R"({"query":"{ shop { id } }"})", version);
    return last.status;
  };
  EXPECT_EQ(status("frozen"), 402);
  EXPECT_EQ(status("locked"), 423);
  EXPECT_EQ(status("gone"), 404);
  EXPECT_EQ(status("inactive"), 200);
  EXPECT_NE(last.body.find("SHOP_INACTIVE"), std::string::npos);
  EXPECT_EQ(status("open"), 200);
  PutOnce("security_rejection");
  EXPECT_EQ(Post(R"({"query":"{ shop { id } }"})", version).status, 430);
  EXPECT_EQ(Post(R"({"query":"{ shop { id } }"})", version).status, 200);
}

TEST_F(ShopifyKnobsTest, ADeprecatedFieldIsNamedInAHeader) {
  (void)Data("{ shop { id } }");
  EXPECT_EQ(HeaderIn(last, "X-Shopify-API-Deprecated-Reason"), "");
  (void)Data("{ currentBulkOperation { id } }");
  EXPECT_NE(HeaderIn(last, "X-Shopify-API-Deprecated-Reason"), "");
}

TEST_F(ShopifyKnobsTest, AnOrderOfWhichAPartWasGivenBackShowsWhatIsLeft) {
  const RemoteId one = rig.mock.Seed(Strings("S-1", 5));
  const OrderId order = *rig.Buy(one, 3);
  rig.mock.With([&](Market& market, Faults&) {
    const OrderLineId line = market.FindOrder(order)->lines.front().id;
    EXPECT_TRUE(market.RefundUnits(order, line, Quantity(1), Restock::kYes));
  });

  EXPECT_EQ(Data("{ orders(first: 1) { nodes { displayFinancialStatus lineItems(first: 1) { nodes { quantity "
                 "currentQuantity } } refunds { refundLineItems(first: 1) { nodes { quantity restockType } } } } } }"),
            R"({"orders":{"nodes":[{"displayFinancialStatus":"PARTIALLY_REFUNDED","lineItems":{"nodes":)"
            R"([{"quantity":3,"currentQuantity":2}]},"refunds":[{"refundLineItems":{"nodes":)"
            R"([{"quantity":1,"restockType":"CANCEL"}]}}]}]}})");
  EXPECT_EQ(Quantities(one), "3 2 5");
}

}  // namespace
}  // namespace riff::sim
