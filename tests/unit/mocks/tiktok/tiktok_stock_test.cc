#include "tests/unit/mocks/tiktok/tiktok_rig.h"

namespace riff::sim {
namespace {

class TiktokStockTest : public TiktokFaceTest {
 protected:
  TiktokStockTest() : remote(rig.mock.Seed(Strings("STR-1", 5))) {}

  std::int64_t Update(const std::string& skus) {
    return Send("POST", "/product/202309/products/" + ProductOf(remote) + "/inventory/update",
                R"({"skus":)" + skus + "}");
  }
  std::int64_t SetPrice(const std::string& price) {
    return Send("POST", "/product/202309/products/" + ProductOf(remote) + "/prices/update",
                R"({"skus":[{"id":")" + SkuOf(remote) + R"(","price":)" + price + "}]}");
  }
  JsonValue Inventory(const std::string& body) {
    EXPECT_EQ(Send("POST", "/product/202309/inventory/search", body), 0) << last.body;
    return Values(Values(Data().Array("inventory"))[0].Array("skus"))[0];
  }
  std::int64_t InnerCode() {
    const JsonValue error = Values(Data().Array("errors"))[0];
    EXPECT_EQ(*error.Integer("code"), 12052990);
    EXPECT_EQ(*error.Get("detail")->Text("sku_id"), SkuOf(remote));
    return *Values(error.Get("detail")->Array("extra_errors"))[0].Integer("code");
  }
  std::int64_t Available() { return rig.Of(remote).available.units(); }

  RemoteId remote;
};

TEST_F(TiktokStockTest, SetsAbsolutely) {
  EXPECT_EQ(SetStock(remote, 9), 0);
  EXPECT_EQ(Available(), 9);
  EXPECT_EQ(SetStock(remote, 0), 0);
  EXPECT_EQ(rig.Of(remote).status, ListingStatus::kLive) << "empty, and still there";
  EXPECT_EQ(Update(R"([{"id":")" + SkuOf(remote) + R"(","inventory":[{"quantity":2}]}])"), 0)
      << "with one warehouse it need not be named";
  EXPECT_EQ(Available(), 2);
}

TEST_F(TiktokStockTest, TellsAvailableAndCommittedApart) {
  const OrderId order = *rig.Buy(remote, 2);

  JsonValue sku = Inventory(R"({"product_ids":[")" + ProductOf(remote) + R"("]})");
  EXPECT_EQ(*sku.Integer("total_available_quantity"), 3);
  EXPECT_EQ(*sku.Integer("total_committed_quantity"), 2);
  rig.mock.With([&](Market& market, Faults&) { EXPECT_TRUE(market.SetOrderState(order, OrderState::kShipped)); });
  sku = Inventory(R"({"sku_ids":[")" + SkuOf(remote) + R"("],"product_ids":["1"]})");
  EXPECT_EQ(*sku.Integer("total_committed_quantity"), 0);
  EXPECT_EQ(*Values(sku.Array("warehouse_inventory"))[0].Text("warehouse_id"), Key("warehouse"));
}

TEST_F(TiktokStockTest, InventorySearchHasItsLimits) {
  std::string many = R"("1")";
  for (int i = 0; i < 100; ++i) {
    many += R"(,"1")";
  }
  EXPECT_EQ(Send("POST", "/product/202309/inventory/search", R"({"product_ids":[)" + many + "]}"), 12019120);
  EXPECT_EQ(Send("POST", "/product/202309/inventory/search", R"({"sku_ids":[)" + many + "]}"), 0);
  EXPECT_TRUE(Values(Data().Array("inventory")).empty()) << "unknown ids are left out";
  EXPECT_EQ(Send("POST", "/product/202309/inventory/search", "{}"), 36009004);
}

TEST_F(TiktokStockTest, ErrorsOfSingleSkusComeInsideASuccess) {
  EXPECT_EQ(SetStock(remote, 1, "1"), 0);
  EXPECT_EQ(InnerCode(), 12052097);
  EXPECT_EQ(SetStock(remote, -1), 0);
  EXPECT_EQ(InnerCode(), 12052055);
  EXPECT_EQ(SetStock(remote, 100000), 0);
  EXPECT_EQ(InnerCode(), 12052055);
  EXPECT_EQ(Update(R"([{"id":")" + SkuOf(remote) + R"(","inventory":[{"quantity":"3"}]}])"), 0);
  EXPECT_EQ(InnerCode(), 12019024);
  EXPECT_EQ(Update(R"([{"id":")" + SkuOf(remote) + R"(","inventory":[]}])"), 0);
  EXPECT_EQ(InnerCode(), 12019022);
  EXPECT_EQ(Available(), 5);

  EXPECT_EQ(Update(R"([{"id":"1","inventory":[{"quantity":3}]},{"id":")" + SkuOf(remote) +
                   R"(","inventory":[{"quantity":4}]}])"),
            0);
  EXPECT_EQ(*Values(Data().Array("errors"))[0].Integer("code"), 12052557);
  EXPECT_EQ(Available(), 4) << "what is not named in errors was applied";
}

TEST_F(TiktokStockTest, RefusesUnknownProductsAndEmptyBodies) {
  EXPECT_EQ(Send("POST", "/product/202309/products/1/inventory/update", R"({"skus":[]})"), 12052032);
  EXPECT_EQ(Update("[]"), 36009004);
  EXPECT_EQ(Update(R"([{"inventory":[{"quantity":1}]}])"), 12052036);
}

TEST_F(TiktokStockTest, APromotionLocksStockAgainstGoingDown) {
  rig.Put("promotion_lock", ProductOf(remote));
  EXPECT_EQ(SetStock(remote, 4), 12052393);
  EXPECT_EQ(Available(), 5);
  EXPECT_EQ(SetStock(remote, 6), 0) << "up is allowed";
  rig.Put("promotion_lock", "1");
  EXPECT_EQ(SetStock(remote, 4), 0) << "another product's promotion";
  rig.Put("promotion_lock", "*");
  EXPECT_EQ(SetStock(remote, 3), 12052393);
}

TEST_F(TiktokStockTest, OnlyALiveProductTakesStock) {
  ASSERT_EQ(Change("deactivate", ProductOf(remote)), 0);
  EXPECT_EQ(SetStock(remote, 1), 12052901);
  rig.Put("stock_needs_live", "off");
  EXPECT_EQ(SetStock(remote, 1), 0);
  ASSERT_EQ(Change("delete", ProductOf(remote)), 0);
  EXPECT_EQ(SetStock(remote, 2), 12052901);
  EXPECT_EQ(Available(), 1);
}

TEST_F(TiktokStockTest, AUniqueItemHasOneUnit) {
  const RemoteId guitar = rig.mock.Seed(Guitar("GTR-1"));
  EXPECT_EQ(SetStock(guitar, 2), 12052159);
  EXPECT_EQ(SetStock(guitar, 0), 0);
  EXPECT_EQ(SetStock(guitar, 1), 0);
}

TEST_F(TiktokStockTest, PricesAreTextsWithinTheRegionsCap) {
  EXPECT_EQ(SetPrice(R"({"amount":"12.50","currency":"USD"})"), 0);
  EXPECT_EQ(rig.Of(remote).price.minor, 1250);
  EXPECT_EQ(SetPrice(R"({"amount":12.50,"currency":"USD"})"), 12052012);
  EXPECT_EQ(SetPrice(R"({"amount":"12,50","currency":"USD"})"), 12052012);
  EXPECT_EQ(SetPrice(R"({"amount":"0","currency":"USD"})"), 12052073);
  EXPECT_EQ(SetPrice(R"({"amount":"12.50","currency":"GBP"})"), 12052084);
  EXPECT_EQ(SetPrice(R"({"amount":"99999.00","currency":"USD"})"), 0) << "no cap unless it is asked for";
  rig.Put("price_max_minor", "760000");
  EXPECT_EQ(SetPrice(R"({"amount":"7600.01","currency":"USD"})"), 12052570);
  EXPECT_EQ(SetPrice(R"({"amount":"7600.00","currency":"USD"})"), 0);
  EXPECT_EQ(Send("POST", "/product/202309/products/1/prices/update", "{}"), 12052032);
}

}  // namespace
}  // namespace riff::sim
