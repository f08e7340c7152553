#include "connectors/http/url.h"
#include "tests/unit/mocks/ebay/ebay_rig.h"

namespace riff::sim {
namespace {

class EbayOrdersTest : public EbayFaceTest {
 protected:
  EbayOrdersTest() : remote(rig.mock.Seed(Strings("STR-1", 100))) {}

  std::string Order(std::int64_t quantity = 1) { return rig.Buy(remote, quantity)->text(); }
  // "[" and its like encoded, as eBay demands.
  static std::string Filtered(const std::string& filter) {
    return "/sell/fulfillment/v1/order?filter=" + PercentEncode(filter);
  }
  std::vector<std::string> Ids(const std::string& target) {
    std::vector<std::string> ids;
    const JsonDocument page = Json("GET", target);
    EXPECT_EQ(last.status, 200) << last.body;
    for (const JsonValue& order : Values(page.root().Array("orders"))) {
      ids.push_back(*order.Text("orderId"));
    }
    return ids;
  }
  std::int64_t Refusal(const std::string& target) {
    EXPECT_EQ(Send("GET", target).status, 400);
    return ErrorOf(last);
  }
  void Move(const std::string& id, OrderState state) {
    rig.mock.With([&](Market& market, Faults&) { EXPECT_TRUE(market.SetOrderState(OrderId(id), state)); });
  }

  using Found = std::vector<std::string>;
  RemoteId remote;
};

TEST_F(EbayOrdersTest, ASaleIsAnOrderWithItsLine) {
  const std::string id = Order(2);

  const JsonDocument order = Json("GET", "/sell/fulfillment/v1/order/" + id);
  EXPECT_EQ(*order.root().Text("orderPaymentStatus"), "PAID");
  EXPECT_EQ(*order.root().Text("orderFulfillmentStatus"), "NOT_STARTED");
  EXPECT_EQ(*order.root().Text("creationDate"), "2026-11-20T12:00:00.000Z");
  EXPECT_EQ(*order.root().Get("cancelStatus")->Text("cancelState"), "NONE_REQUESTED");
  const JsonValue line = Values(order.root().Array("lineItems"))[0];
  EXPECT_EQ(*line.Text("legacyItemId"), remote.text());
  EXPECT_EQ(*line.Text("sku"), "STR-1");
  EXPECT_EQ(*line.Integer("quantity"), 2);
  EXPECT_EQ(*line.Get("lineItemCost")->Text("value"), "18.00");
  EXPECT_EQ(Refusal("/sell/fulfillment/v1/order/00-00000-00000"), 32100);
}

TEST_F(EbayOrdersTest, AModifiedWindowHoldsBothItsEnds) {
  const std::string first = Order();
  rig.clock.Advance(std::chrono::minutes(10));
  const std::string second = Order();
  rig.clock.Advance(std::chrono::minutes(10));

  EXPECT_EQ(Ids(Filtered("lastmodifieddate:[2026-11-20T12:00:00.000Z..2026-11-20T12:10:00.000Z]")),
            (Found{first, second}));
  EXPECT_EQ(Ids(Filtered("lastmodifieddate:[2026-11-20T12:00:00.001Z..]")), Found{second});
  EXPECT_EQ(Ids(Filtered("lastmodifieddate:[2026-11-20T12:00:00.001Z..2026-11-20T12:09:59.999Z]")), Found{});
}

TEST_F(EbayOrdersTest, AChangeOfStateMovesTheModifiedDate) {
  const std::string id = Order();
  rig.clock.Advance(std::chrono::minutes(40));
  Move(id, OrderState::kShipped);
  rig.clock.Advance(std::chrono::minutes(40));

  EXPECT_EQ(Ids(Filtered("lastmodifieddate:[2026-11-20T12:30:00.000Z..]")), Found{id});
  EXPECT_EQ(Ids(Filtered("creationdate:[2026-11-20T12:30:00.000Z..]")), Found{});
  EXPECT_EQ(Ids(Filtered("lastmodifieddate:[2026-11-20T12:30:00.000Z..],creationdate:[2026-11-20T12:30:00.000Z..]")),
            Found{})
      << "creationdate beats lastmodifieddate";
  EXPECT_EQ(Ids(Filtered("orderfulfillmentstatus:{FULFILLED|IN_PROGRESS}")), Found{id});
  EXPECT_EQ(Ids(Filtered("orderfulfillmentstatus:{NOT_STARTED|IN_PROGRESS}")), Found{});
}

TEST_F(EbayOrdersTest, WithoutAFilterNinetyDaysAreMeant) {
  const std::string old = Order();
  rig.clock.Advance(std::chrono::days(91));
  token = Mint("grant_type=refresh_token&refresh_token=" + Key("refresh_token"));
  const std::string fresh = Order();

  EXPECT_EQ(Ids("/sell/fulfillment/v1/order"), Found{fresh});
  EXPECT_EQ(Ids("/sell/fulfillment/v1/order?orderIds=" + old + "," + fresh + ",00-00000-00000&limit=50"),
            (Found{old, fresh}));
}

TEST_F(EbayOrdersTest, PagesCountRows) {
  const std::string a = Order();
  const std::string b = Order();
  const std::string c = Order();

  EXPECT_EQ(Ids("/sell/fulfillment/v1/order?limit=2"), (Found{a, b}));
  const std::string next = JsonDocument::Parse(last.body)->root().Text("next").value_or("");
  EXPECT_EQ(next, "http://mock.example:9000/sell/fulfillment/v1/order?limit=2&offset=2");
  EXPECT_EQ(Ids("/sell/fulfillment/v1/order?limit=2&offset=2"), Found{c});
  EXPECT_FALSE(JsonDocument::Parse(last.body)->root().Find("next"));
  EXPECT_EQ(Ids("/sell/fulfillment/v1/order?limit=2&offset=1"), (Found{b, c}));
}

TEST_F(EbayOrdersTest, RefusesFiltersAndPagesThatAreWrong) {
  const std::string order = "/sell/fulfillment/v1/order";
  EXPECT_EQ(Refusal(order + "?limit=201"), 31100) << "no clamping";
  EXPECT_EQ(Refusal(order + "?limit=0"), 31100);
  EXPECT_EQ(Refusal(order + "?offset=-1"), 31000);
  EXPECT_EQ(Refusal(Filtered("colour:[red]")), 30700);
  EXPECT_EQ(Refusal(Filtered("lastmodifieddate:2026")), 30800);
  EXPECT_EQ(Refusal(Filtered("lastmodifieddate:[2026-11-20..]")), 30810);
  EXPECT_EQ(Refusal(Filtered("lastmodifieddate:[..2026-11-20T12:00:00.000Z]")), 30820);
  EXPECT_EQ(Refusal(Filtered("creationdate:[2020-01-01T00:00:00.000Z..]")), 30830);
  EXPECT_EQ(Refusal(Filtered("creationdate:[2026-11-20T11:00:00.000Z..2026-11-20T10:00:00.000Z]")), 30840);
  EXPECT_EQ(Refusal(Filtered("creationdate:[2026-11-20T11:00:00.000Z..2026-11-20T12:00:00.001Z]")), 30850);
  EXPECT_EQ(Refusal(Filtered("orderfulfillmentstatus:{FULFILLED}")), 30800);
  std::string ids = "x";
  for (int i = 0; i < 50; ++i) {
    ids += ",x";
  }
  EXPECT_EQ(Refusal(order + "?orderIds=" + ids), 30900);
  EXPECT_EQ(Send("GET", order + "?filter=creationdate:[2026-11-20T11:00:00.000Z..]").status, 400);
  EXPECT_EQ(ErrorOf(last), 0) << "unencoded brackets fail at the edge";
}

TEST_F(EbayOrdersTest, ACancellationIsSeenInTheListAndAskedOnlyInTheOrder) {
  const std::string id = Order(3);
  const Quantity before = rig.Of(remote).available;
  Move(id, OrderState::kCancelled);

  const JsonDocument page = Json("GET", "/sell/fulfillment/v1/order");
  const JsonValue listed = *Values(page.root().Array("orders"))[0].Get("cancelStatus");
  EXPECT_EQ(*listed.Text("cancelState"), "CANCELED");
  EXPECT_TRUE(Values(listed.Array("cancelRequests")).empty());
  const JsonDocument order = Json("GET", "/sell/fulfillment/v1/order/" + id);
  EXPECT_EQ(Values(order.root().Get("cancelStatus")->Array("cancelRequests")).size(), 1u);
  EXPECT_EQ(rig.Of(remote).available, before) << "a cancellation puts nothing back";
}

TEST_F(EbayOrdersTest, PaymentTellsTheStatesApart) {
  rig.mock.With(
      [&](Market& market, Faults&) { EXPECT_TRUE(market.Buy({{remote, Sku(), Quantity(1)}}, OrderState::kPending)); });
  const std::string refunded = Order();
  Move(refunded, OrderState::kRefunded);

  const JsonDocument page = Json("GET", "/sell/fulfillment/v1/order");
  const auto orders = Values(page.root().Array("orders"));
  EXPECT_EQ(*orders[0].Text("orderPaymentStatus"), "PENDING");
  EXPECT_EQ(*orders[1].Text("orderPaymentStatus"), "FULLY_REFUNDED");
}

TEST_F(EbayOrdersTest, AnOrderForAListingWithoutASkuHasNone) {
  const RemoteId elsewhere = rig.mock.Seed(Guitar(""));
  ASSERT_TRUE(rig.Buy(elsewhere));

  const JsonDocument page = Json("GET", "/sell/fulfillment/v1/order");
  const JsonValue line = Values(Values(page.root().Array("orders"))[0].Array("lineItems"))[0];
  EXPECT_FALSE(line.Find("sku"));
  EXPECT_EQ(*line.Text("legacyItemId"), elsewhere.text());
}

}  // namespace
}  // namespace riff::sim
