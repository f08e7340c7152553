// Where it is not confirmed what eBay does, both ways.

#include "tests/unit/mocks/ebay/ebay_rig.h"

namespace riff::sim {
namespace {

class EbayKnobsTest : public EbayFaceTest {
 protected:
  std::string CancelState(const OrderId& order) {
    const JsonDocument shown = Json("GET", "/sell/fulfillment/v1/order/" + order.text());
    return shown.root().Find("cancelStatus")->Text("cancelState").value_or("");
  }
  void Cancel(const OrderId& order) {
    rig.mock.With([&](Market& market, Faults&) { ASSERT_TRUE(market.CancelOrder(order)); });
  }
};

TEST_F(EbayKnobsTest, MissingItemsAreNotFoundOrInvalid) {
  EXPECT_EQ(ErrorOf(Inventory("GET", "inventory_item/NONE")), 25710);
  rig.Put("missing_item", "400");
  EXPECT_EQ(ErrorOf(Inventory("GET", "inventory_item/NONE")), 25702);
  EXPECT_EQ(last.status, 400);
}

TEST_F(EbayKnobsTest, NoOffersAreARefusalOrAnEmptyList) {
  EXPECT_EQ(ErrorOf(Inventory("GET", "offer?sku=NONE")), 25713);
  rig.Put("no_offers", "empty");
  EXPECT_EQ(*Json("GET", "/sell/inventory/v1/offer?sku=NONE").root().Integer("total"), 0);
}

TEST_F(EbayKnobsTest, ASecondWithdrawIsRefusedByEitherId) {
  const std::string offer = MakeOffer("A-1", 2);
  Publish(offer);
  ASSERT_EQ(Inventory("POST", "offer/" + offer + "/withdraw", "{}").status, 200);

  EXPECT_EQ(ErrorOf(Inventory("POST", "offer/" + offer + "/withdraw", "{}")), 25713);
  rig.Put("second_withdraw", "25002");
  EXPECT_EQ(ErrorOf(Inventory("POST", "offer/" + offer + "/withdraw", "{}")), 25002);
}

TEST_F(EbayKnobsTest, AnOffsetCountsPagesOrRows) {
  for (const char* sku : {"A-1", "A-2", "A-3", "A-4"}) {
    MakeOffer(sku, 1);
  }
  const auto first = [&] {
    const JsonDocument page = Json("GET", "/sell/inventory/v1/inventory_item?limit=2&offset=1");
    return Values(page.root().Array("inventoryItems"))[0].Text("sku").value_or("");
  };
  EXPECT_EQ(first(), "A-3");
  rig.Put("item_offset", "rows");
  EXPECT_EQ(first(), "A-2");
}

TEST_F(EbayKnobsTest, AReplacedItemIsAnsweredWithOrWithoutABody) {
  EXPECT_EQ(Inventory("PUT", "inventory_item/A-1", ItemBody(1)).status, 204);
  rig.Put("replace_answer", "200");
  EXPECT_EQ(Inventory("PUT", "inventory_item/A-1", ItemBody(1)).status, 200);
}

TEST_F(EbayKnobsTest, ErrorsSpellTheirSubdomainEitherWay) {
  EXPECT_NE(Inventory("GET", "inventory_item/NONE").body.find("\"subdomain\""), std::string::npos);
  rig.Put("subdomain_spelling", "subDomain");
  EXPECT_NE(Inventory("GET", "inventory_item/NONE").body.find("\"subDomain\""), std::string::npos);
}

TEST_F(EbayKnobsTest, ACancellationPutsUnitsBackOrNot) {
  const RemoteId listing(Publish(MakeOffer("A-1", 5)));
  const OrderId kept = *rig.Buy(listing, 2);
  Cancel(kept);
  (void)CancelState(kept);
  EXPECT_EQ(rig.Of(listing).available.units(), 3);

  rig.Put("cancel_restocks", "on");
  (void)CancelState(kept);
  (void)CancelState(kept);
  EXPECT_EQ(rig.Of(listing).available.units(), 5) << "once";
}

TEST_F(EbayKnobsTest, ACancellationIsGrantedAtOnceOrAfterAWhile) {
  const RemoteId listing(Publish(MakeOffer("A-1", 5)));
  rig.Put("cancel_progress_ms", "60000");
  const OrderId order = *rig.Buy(listing, 2);
  EXPECT_EQ(CancelState(order), "NONE_REQUESTED");
  Cancel(order);
  EXPECT_EQ(CancelState(order), "IN_PROGRESS");

  rig.base.Advance(std::chrono::seconds(60));
  EXPECT_EQ(CancelState(order), "CANCELED");
  EXPECT_NE(last.body.find(R"("lastModifiedDate":"2026-11-20T12:01:00.000Z")"), std::string::npos)
      << "that it was granted is a change of its own";
}

TEST_F(EbayKnobsTest, AnOrderShowsItsOldIdOrNot) {
  const OrderId order = *rig.Buy(RemoteId(Publish(MakeOffer("A-1", 5))));
  const std::string path = "/sell/fulfillment/v1/order/" + order.text();
  EXPECT_FALSE(Json("GET", path).root().Find("legacyOrderId"));
  rig.Put("legacy_order_id", "on");
  EXPECT_TRUE(Json("GET", path).root().Find("legacyOrderId"));
}

TEST_F(EbayKnobsTest, ALineOfALegacyListingShowsItsSkuOrNot) {
  const OrderId order = *rig.Buy(rig.mock.Seed(Strings("ST-1", 10)));
  const auto has_sku = [&](const std::string& knob) {
    FaultRule share;
    share.fault = "legacy_share";
    share.parameters["value"] = "100";
    FaultRule shown;
    shown.fault = "legacy_order_sku";
    shown.parameters["value"] = knob;
    rig.Put({share, shown});
    const JsonDocument document = Json("GET", "/sell/fulfillment/v1/order/" + order.text());
    return Values(document.root().Array("lineItems"))[0].Find("sku").has_value();
  };
  EXPECT_TRUE(has_sku("shown"));
  EXPECT_FALSE(has_sku("absent"));
}

TEST_F(EbayKnobsTest, OrdersTurnUpInSearchesAfterAWhile) {
  rig.Put("index_lag_ms", "30000");
  const OrderId order = *rig.Buy(RemoteId(Publish(MakeOffer("A-1", 5))));
  const auto total = [&] { return *Json("GET", "/sell/fulfillment/v1/order").root().Integer("total"); };

  EXPECT_EQ(total(), 0);
  EXPECT_EQ(Send("GET", "/sell/fulfillment/v1/order/" + order.text()).status, 200) << "one is read from the truth";
  rig.base.Advance(std::chrono::seconds(30));
  EXPECT_EQ(total(), 1);
}

TEST_F(EbayKnobsTest, ADaysBudgetIsToldTrulyOrByDummiesAndMayNameAWait) {
  const std::string limits = "/developer/analytics/v1_beta/rate_limit/?api_name=inventory";
  const auto limit = [&] {
    const JsonDocument document = Json("GET", limits);
    const JsonValue api = Values(document.root().Array("rateLimits"))[0];
    return *Values(Values(api.Array("resources"))[0].Array("rates"))[0].Integer("limit");
  };
  EXPECT_EQ(limit(), 2'000'000);
  rig.Put("quota_placeholders", "on");
  EXPECT_EQ(limit(), 0);

  rig.Put("inventory_calls_per_day", "0");
  EXPECT_EQ(HeaderIn(Inventory("GET", "inventory_item"), "Retry-After"), "");
  FaultRule none;
  none.fault = "inventory_calls_per_day";
  none.parameters["value"] = "0";
  FaultRule wait;
  wait.fault = "retry_after_s";
  wait.parameters["value"] = "7";
  rig.Put({none, wait});
  EXPECT_EQ(HeaderIn(Inventory("GET", "inventory_item"), "Retry-After"), "7");
  EXPECT_EQ(last.status, 429);
}

}  // namespace
}  // namespace riff::sim
