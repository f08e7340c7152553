#include "tests/unit/mocks/ebay/ebay_rig.h"

namespace riff::sim {
namespace {

class EbayShippingTest : public EbayFaceTest {
 protected:
  EbayShippingTest() {
    order = *rig.Buy(RemoteId(Publish(MakeOffer("ST-1", 9))), 3);
    path = "/sell/fulfillment/v1/order/" + order.text();
    rig.mock.With([&](Market& market, Faults&) { line = market.FindOrder(order)->lines.front().id.text(); });
  }
  ServerResponse Ship(const std::string& lines, const std::string& tracking = "9400") {
    return Send(
        "POST", path + "/shipping_fulfillment",
        R"({"lineItems":[)" + lines + R"(],"shippingCarrierCode":"USPS","trackingNumber":")" + tracking + "\"}");
  }
  std::string Some(int units) { return R"({"lineItemId":")" + line + R"(","quantity":)" + std::to_string(units) + "}"; }
  std::string Fulfilment() { return Json("GET", path).root().Text("orderFulfillmentStatus").value_or(""); }

  OrderId order;
  std::string path;
  std::string line;
};

TEST_F(EbayShippingTest, ShipsAnOrderInParts) {
  EXPECT_EQ(Ship(Some(1), "A1").status, 201) << last.body;
  EXPECT_EQ(HeaderIn(last, "Location"), "http://mock.example:9000" + path + "/shipping_fulfillment/A1");
  EXPECT_EQ(Fulfilment(), "IN_PROGRESS");
  EXPECT_EQ(Ship(Some(3), "A2").status, 400) << "only two are left";
  EXPECT_EQ(Ship(Some(2), "A2").status, 201);
  EXPECT_EQ(Fulfilment(), "FULFILLED");

  const JsonDocument sent = Json("GET", path + "/shipping_fulfillment");
  EXPECT_EQ(*sent.root().Integer("total"), 2);
  EXPECT_EQ(Json("GET", path + "/shipping_fulfillment/A1").root().Text("shipmentTrackingNumber").value_or(""), "A1");
  EXPECT_EQ(Send("GET", path + "/shipping_fulfillment/A9").status, 404);
  EXPECT_EQ(Values(Json("GET", path).root().Array("fulfillmentHrefs")).size(), 2u);
}

TEST_F(EbayShippingTest, RefusesWhatIsNoShipmentOfTheOrder) {
  EXPECT_EQ(ErrorOf(Ship(R"({"lineItemId":"1","quantity":1})")), 32200);
  EXPECT_EQ(ErrorOf(Ship(Some(1) + "," + Some(1))), 32210);
  EXPECT_EQ(ErrorOf(Ship(Some(1), "")), 32300);
  EXPECT_EQ(ErrorOf(Send("POST", "/sell/fulfillment/v1/order/1/shipping_fulfillment", "{}")), 32100);
  EXPECT_EQ(ErrorOf(Send("POST", path + "/shipping_fulfillment", R"({"lineItems":[],"shippedDate":"yesterday"})")),
            32500);
  EXPECT_EQ(Fulfilment(), "NOT_STARTED");
}

TEST_F(EbayShippingTest, ShowsWhatWasRefundedInPart) {
  rig.mock.With([&](Market& market, Faults&) {
    ASSERT_TRUE(market.RefundUnits(order, OrderLineId(line), Quantity(1), Restock::kNo));
  });

  const JsonDocument shown = Json("GET", path);
  EXPECT_EQ(shown.root().Text("orderPaymentStatus").value_or(""), "PARTIALLY_REFUNDED");
  const JsonValue item = Values(shown.root().Array("lineItems"))[0];
  EXPECT_EQ(Values(item.Array("refunds"))[0].Find("amount")->Text("value").value_or(""), "499.00");
}

}  // namespace
}  // namespace riff::sim
