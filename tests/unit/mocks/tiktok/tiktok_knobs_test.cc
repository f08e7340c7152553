#include "tests/unit/mocks/tiktok/tiktok_rig.h"

namespace riff::sim {
namespace {

// What no public text settles, in both ways, and refusals by name.
class TiktokKnobsTest : public TiktokFaceTest {
 protected:
  // "available committed" as the inventory search shows them.
  std::string Units(const RemoteId& remote) {
    EXPECT_EQ(Send("POST", "/product/202309/inventory/search", R"({"sku_ids":[")" + SkuOf(remote) + R"("]})"), 0);
    const JsonValue sku = Values(Values(Data().Array("inventory"))[0].Array("skus"))[0];
    return std::to_string(*sku.Integer("total_available_quantity")) + " " +
           std::to_string(*sku.Integer("total_committed_quantity"));
  }
  void PutRule(const std::string& fault, std::map<std::string, std::string, std::less<>> parameters) {
    FaultRule rule;
    rule.fault = fault;
    rule.count = 1;
    rule.parameters = std::move(parameters);
    rig.Put(std::vector<FaultRule>{rule});
  }
  std::string Title(const std::string& product, const QueryPairs& query = {}) {
    const std::int64_t code = Send("GET", "/product/202309/products/" + product, "", query);
    return code == 0 ? *Data().Text("title") : std::to_string(code);
  }
  std::int64_t Retitle(const std::string& product, const std::string& title, const std::string& mode) {
    return Send("POST", "/product/202509/products/" + product + "/partial_edit",
                R"({"title":")" + title + R"(","save_mode":")" + mode + R"("})");
  }
};

TEST_F(TiktokKnobsTest, AnUnpaidOrderHoldsItsUnitsOrDoesNot) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 9));
  rig.mock.With(
      [&](Market& market, Faults&) { EXPECT_TRUE(market.Buy({{strings, Sku(), Quantity(2)}}, OrderState::kPending)); });
  EXPECT_EQ(Units(strings), "7 2");

  rig.Put("unpaid_holds", "off");
  EXPECT_EQ(Units(strings), "9 0");
  EXPECT_EQ(SetStock(strings, 5), 0);
  EXPECT_EQ(Units(strings), "5 0") << "what was set is what is shown";
  EXPECT_EQ(rig.Of(strings).available.units(), 3);
}

TEST_F(TiktokKnobsTest, AQuantityCountsCommittedUnitsOrDoesNot) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 9));
  ASSERT_TRUE(rig.Buy(strings, 2));
  EXPECT_EQ(SetStock(strings, 5), 0);
  EXPECT_EQ(Units(strings), "5 2");

  rig.Put("quantity_counts_committed", "on");
  EXPECT_EQ(SetStock(strings, 5), 0);
  EXPECT_EQ(Units(strings), "3 2");
  EXPECT_EQ(SetStock(strings, 1), 0);
  EXPECT_EQ(Units(strings), "0 2") << "never below nothing";
}

TEST_F(TiktokKnobsTest, OfTwoWarehousesAnUpdateNamesBoth) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 9));
  rig.Put("warehouses", "2");
  EXPECT_EQ(SetStock(strings, 5), 0);
  EXPECT_NE(last.body.find("12019028"), std::string::npos) << last.body;
  EXPECT_EQ(rig.Of(strings).available.units(), 9);

  EXPECT_EQ(Send("GET", "/logistics/202309/warehouses"), 0);
  const auto warehouses = Values(Data().Array("warehouses"));
  ASSERT_EQ(warehouses.size(), 3u);
  const auto entry = [](const std::string& id, int quantity) {
    return R"({"warehouse_id":")" + id + R"(","quantity":)" + std::to_string(quantity) + "}";
  };
  EXPECT_EQ(Send("POST", "/product/202309/products/" + ProductOf(strings) + "/inventory/update",
                 R"({"skus":[{"id":")" + SkuOf(strings) + R"(","inventory":[)" + entry(Key("warehouse"), 4) + "," +
                     entry(*warehouses[2].Text("id"), 3) + "]}]}"),
            0);
  EXPECT_EQ(Data().Print(), "{}");
  EXPECT_EQ(rig.Of(strings).available.units(), 4);
  EXPECT_EQ(Units(strings), "7 0");
}

TEST_F(TiktokKnobsTest, ARepeatedCreateGetsTheFirstAnswerOrASecondProduct) {
  const std::string body = NewProduct(R"(,"idempotency_key":"create-1")");
  const RemoteId first = Create(body);
  EXPECT_EQ(Create(body), first);

  rig.Put("idempotency", "ignored");
  EXPECT_NE(Create(body), first);
  rig.Put("idempotency_key_seconds", "60");
  rig.clock.Advance(std::chrono::seconds(60));
  EXPECT_NE(Create(body), first) << "the key is forgotten";
}

TEST_F(TiktokKnobsTest, AYoungShopMakesSoManyProductsADay) {
  rig.Put("creates_per_day", "1");
  (void)Create(NewProduct("", "A"));
  EXPECT_EQ(Send("POST", "/product/202309/products", NewProduct("", "B")), 12052109);

  rig.clock.Advance(std::chrono::hours(24));
  (void)Create(NewProduct("", "B"));
}

TEST_F(TiktokKnobsTest, ADraftStandsBesideTheProductUntilAnEditIsSubmitted) {
  const std::string product = ProductOf(Create(NewProduct()));
  const QueryPairs draft = {{"return_draft_version", "true"}};
  EXPECT_EQ(Title(product, draft), "12052547") << "there is none yet";

  EXPECT_EQ(Retitle(product, "As a draft", "AS_DRAFT"), 0);
  EXPECT_EQ(Title(product), "1964 Jazzmaster");
  EXPECT_TRUE(*Data().Bool("has_draft"));
  EXPECT_EQ(Title(product, draft), "As a draft");
  EXPECT_EQ(Retitle(product, "Submitted", "LISTING"), 0);
  EXPECT_EQ(Title(product), "Submitted");
  EXPECT_FALSE(*Data().Bool("has_draft"));
}

TEST_F(TiktokKnobsTest, AnEditShowsAtOnceOrAfterItsAudit) {
  const std::string product = ProductOf(Create(NewProduct()));
  const QueryPairs review = {{"return_under_review_version", "true"}};
  FaultRule delay;
  delay.fault = "audit_delay_ms";
  delay.parameters["value"] = "1000";
  FaultRule shows;
  shows.fault = "edits_show";
  shows.parameters["value"] = "after_audit";
  rig.Put(std::vector<FaultRule>{delay});
  EXPECT_EQ(Retitle(product, "At once", "LISTING"), 0);
  EXPECT_EQ(Title(product), "At once");
  rig.clock.Advance(std::chrono::seconds(1));

  rig.Put(std::vector<FaultRule>{delay, shows});
  EXPECT_EQ(Retitle(product, "Later", "LISTING"), 0);
  EXPECT_EQ(Title(product), "At once");
  EXPECT_EQ(Title(product, review), "Later");
  rig.clock.Advance(std::chrono::seconds(1));
  EXPECT_EQ(Title(product), "Later");
}

TEST_F(TiktokKnobsTest, ATestShopHasSoManyCallsAnHour) {
  rig.Put("calls_per_hour", "2");
  EXPECT_EQ(Send("GET", "/logistics/202309/warehouses"), 0);
  EXPECT_EQ(Send("GET", "/product/202309/categories"), 0);
  EXPECT_EQ(Send("GET", "/logistics/202309/warehouses"), 36009037);
  EXPECT_EQ(last.status, 429);

  rig.clock.Advance(std::chrono::hours(1));
  EXPECT_EQ(Send("GET", "/logistics/202309/warehouses"), 0);
}

TEST_F(TiktokKnobsTest, ATimeOutMeansThatAllOrNothingWasDone) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 9));
  PutRule("request_timeout", {});
  EXPECT_EQ(SetStock(strings, 5), 36009007);
  EXPECT_EQ(rig.Of(strings).available.units(), 9);

  PutRule("request_timeout", {{"done", "yes"}});
  EXPECT_EQ(SetStock(strings, 5), 36009007);
  EXPECT_EQ(rig.Of(strings).available.units(), 5);
}

TEST_F(TiktokKnobsTest, AnyCodeCanComeForACallOrForOneSku) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 9));
  PutRule("refused_with", {{"code", "36009033"}, {"message", "not on the list"}, {"status", "403"}});
  EXPECT_EQ(SetStock(strings, 5), 36009033);
  EXPECT_EQ(last.status, 403);
  EXPECT_EQ(Message(), "not on the list");

  PutRule("sku_refused", {{"code", "12052371"}, {"message", "bidding"}});
  EXPECT_EQ(SetStock(strings, 5), 0);
  EXPECT_NE(last.body.find("12052371"), std::string::npos);
  EXPECT_EQ(rig.Of(strings).available.units(), 9);
}

TEST_F(TiktokKnobsTest, ScopesAreSpelledOneWayOrTheOther) {
  const auto scopes = [&] {
    const QueryPairs query = {{"app_key", Key("app_key")},
                              {"app_secret", secret},
                              {"auth_code", std::to_string(rig.clock.Now().time_since_epoch().count())},
                              {"grant_type", "authorized_code"}};
    EXPECT_EQ(Code(Request("GET", "/api/v2/token/get?" + EncodeQuery(query))), 0) << last.body;
    rig.clock.Advance(std::chrono::seconds(1));
    return last.body;
  };
  EXPECT_NE(scopes().find("seller.product.write"), std::string::npos);
  rig.Put("scope_names", "plain");
  EXPECT_NE(scopes().find("PRODUCT_WRITE"), std::string::npos);
}

TEST_F(TiktokKnobsTest, UnitsThatWereGivenBackAreCancelledLineItems) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 9));
  const OrderId order = *rig.Buy(strings, 3);
  rig.mock.With([&](Market& market, Faults&) {
    EXPECT_TRUE(market.RefundUnits(order, market.FindOrder(order)->lines.front().id, Quantity(1), Restock::kYes));
  });

  EXPECT_EQ(Send("GET", "/order/202507/orders", "", {{"ids", order.text()}}), 0);
  const JsonValue shown = Values(Data().Array("orders"))[0];
  EXPECT_EQ(shown.Text("status"), "AWAITING_SHIPMENT");
  std::string states;
  for (const JsonValue& item : Values(shown.Array("line_items"))) {
    states += *item.Text("display_status") + " ";
  }
  EXPECT_EQ(states, "AWAITING_SHIPMENT AWAITING_SHIPMENT CANCELLED ");
  EXPECT_EQ(Units(strings), "7 2");
}

}  // namespace
}  // namespace riff::sim
