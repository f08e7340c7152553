#include <set>

#include "tests/unit/mocks/tiktok/tiktok_rig.h"

namespace riff::sim {
namespace {

class TiktokOrdersTest : public TiktokFaceTest {
 protected:
  TiktokOrdersTest() : remote(rig.mock.Seed(Strings("STR-1", 50))) {}

  std::string Order(std::int64_t quantity = 1) { return rig.Buy(remote, quantity)->text(); }
  void Move(const std::string& id, OrderState state) {
    rig.mock.With([&](Market& market, Faults&) { EXPECT_TRUE(market.SetOrderState(OrderId(id), state)); });
  }
  std::int64_t Search(const std::string& body, const QueryPairs& query = {}) {
    return Send("POST", "/order/202309/orders/search", body, query);
  }
  std::vector<std::string> Ids(const std::string& body = "{}", const QueryPairs& query = {}) {
    EXPECT_EQ(Search(body, query), 0) << last.body;
    std::vector<std::string> ids;
    for (const JsonValue& order : Values(Data().Array("orders"))) {
      ids.push_back(*order.Text("id"));
    }
    return ids;
  }

  using Found = std::vector<std::string>;
  RemoteId remote;
};

TEST_F(TiktokOrdersTest, EveryUnitIsALineItemOfItsOwn) {
  const std::string id = Order(3);

  ASSERT_EQ(Search("{}"), 0);
  const JsonValue order = Values(Data().Array("orders"))[0];
  EXPECT_EQ(*order.Text("id"), id);
  EXPECT_EQ(*order.Text("status"), "AWAITING_SHIPMENT");
  std::set<std::string> units;
  for (const JsonValue& line : Values(order.Array("line_items"))) {
    units.insert(*line.Text("id"));
    EXPECT_EQ(*line.Text("product_id"), ProductOf(remote));
    EXPECT_EQ(*line.Text("sku_id"), SkuOf(remote));
    EXPECT_EQ(*line.Text("seller_sku"), "STR-1");
    EXPECT_EQ(*line.Text("sale_price"), "9.00");
  }
  EXPECT_EQ(units.size(), 3u);
  EXPECT_EQ(*order.Get("payment")->Text("total_amount"), "27.00");

  ASSERT_EQ(Search("{}"), 0);
  for (const JsonValue& line : Values(Values(Data().Array("orders"))[0].Array("line_items"))) {
    EXPECT_TRUE(units.contains(*line.Text("id"))) << "the same ids on every read";
  }
}

TEST_F(TiktokOrdersTest, TheNewestComesFirstUnlessAsked) {
  const std::string first = Order();
  rig.clock.Advance(std::chrono::seconds(10));
  const std::string second = Order();
  rig.clock.Advance(std::chrono::seconds(10));
  Move(first, OrderState::kShipped);

  EXPECT_EQ(Ids(), (Found{second, first}));
  EXPECT_EQ(Ids("{}", {{"sort_order", "ASC"}}), (Found{first, second}));
  EXPECT_EQ(Ids("{}", {{"sort_order", "ASC"}, {"sort_field", "update_time"}}), (Found{second, first}));
}

TEST_F(TiktokOrdersTest, AWindowHoldsItsBeginningAndNotItsEnd) {
  const std::int64_t start = TiktokSeconds(rig.clock.Now());
  const std::string first = Order();
  rig.clock.Advance(std::chrono::seconds(10));
  const std::string second = Order();
  const auto window = [&](std::int64_t from, std::int64_t to) {
    return R"({"update_time_ge":)" + std::to_string(from) + R"(,"update_time_lt":)" + std::to_string(to) + "}";
  };

  EXPECT_EQ(Ids(window(start, start + 10)), Found{first});
  EXPECT_EQ(Ids(window(start + 1, start + 11)), Found{second});
  Move(first, OrderState::kCancelled);
  EXPECT_EQ(Ids(window(start, start + 10)), Found{}) << "a change of state moves it on";
  EXPECT_EQ(Ids(R"({"order_status":"CANCELLED"})"), Found{first});
}

TEST_F(TiktokOrdersTest, PagesAndRefusals) {
  const std::string a = Order();
  const std::string b = Order();
  const std::string c = Order();

  const QueryPairs ascending = {{"page_size", "2"}, {"sort_order", "ASC"}};
  EXPECT_EQ(Ids("{}", ascending), (Found{a, b}));
  QueryPairs next = ascending;
  next.emplace_back("page_token", *Data().Text("next_page_token"));
  EXPECT_EQ(Ids("{}", next), Found{c});
  EXPECT_EQ(*Data().Text("next_page_token"), "");
  EXPECT_EQ(Search("{}", {{"page_size", "101"}}), 36009004);
  EXPECT_EQ(Search("{}", {{"sort_order", "UP"}}), 36009004);
  EXPECT_EQ(Search("{}", {{"sort_field", "price"}}), 36009004);
  EXPECT_EQ(Search(R"({"update_time_ge":"now"})"), 36009004);
  EXPECT_EQ(Search("no JSON"), 36009004);
}

TEST_F(TiktokOrdersTest, AnUnpaidOrderHoldsStockAndShowsNobody) {
  std::string id;
  rig.mock.With([&](Market& market, Faults&) {
    id = market.Buy({{remote, Sku(), Quantity(2)}}, OrderState::kPending)->front().text();
  });

  ASSERT_EQ(Search("{}"), 0);
  const JsonValue order = Values(Data().Array("orders"))[0];
  EXPECT_EQ(*order.Text("status"), "UNPAID");
  EXPECT_FALSE(order.Find("recipient_address"));
  EXPECT_FALSE(order.Find("buyer_email"));
  EXPECT_EQ(rig.Of(remote).available, Quantity(48));
  Move(id, OrderState::kCancelled);
  EXPECT_EQ(rig.Of(remote).available, Quantity(50)) << "a cancellation releases";
}

TEST_F(TiktokOrdersTest, OrdersAreReadById) {
  const std::string a = Order();
  const std::string b = Order();
  const auto read = [&](const std::string& ids, const std::string& version) {
    EXPECT_EQ(Send("GET", "/order/" + version + "/orders", "", {{"ids", ids}}), 0) << last.body;
    return Values(Data().Array("orders")).size();
  };

  EXPECT_EQ(read(a + "," + b + ",1", "202507"), 2u);
  EXPECT_EQ(read(a, "202309"), 1u);
  std::string many = a;
  for (int i = 0; i < 50; ++i) {
    many += "," + a;
  }
  EXPECT_EQ(Send("GET", "/order/202507/orders", "", {{"ids", many}}), 36009004);
  EXPECT_EQ(Send("GET", "/order/202507/orders"), 36009004);
}

}  // namespace
}  // namespace riff::sim
