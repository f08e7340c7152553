#include "mocks/tiktok_webhooks.h"

#include <algorithm>
#include <set>

#include "engine/base/digest.h"
#include "tests/unit/mocks/tiktok/tiktok_rig.h"

namespace riff::sim {
namespace {

class TiktokWebhooksTest : public TiktokFaceTest {
 protected:
  void SubscribeTo(std::vector<std::string> kinds) {
    EXPECT_TRUE(rig.mock.Subscribe({"http://receiver", std::move(kinds), ""}));
    (void)rig.Deliver();  // From here on it watches.
  }
  std::string Kinds() {
    std::string kinds;
    for (const WebhookMessage& message : rig.Deliver()) {
      kinds += (kinds.empty() ? "" : " ") + message.topic;
      body = message.body;
    }
    return kinds;
  }
  bool IsSigned(const WebhookMessage& message) {
    const auto header = std::ranges::find(message.headers, "Authorization", &ServerHeader::name);
    return header != message.headers.end() &&
           header->value == HmacSha256Hex(Secret(Key("app_secret")), Key("app_key") + message.body);
  }

  std::string body;  // Of the last message.
};

TEST(TiktokWebhookSignature, AgreesWithThePublishedExample) {
  const std::string body =
      R"({"type":1,"tts_notification_id":"7380066284010030890","shop_id":"7495540735365777507","timestamp":1718305585,)"
      R"("data":{"is_on_hold_order":true,"order_id":"576653688135258178","order_status":"UNPAID",)"
      R"("update_time":1718305585}})";
  EXPECT_EQ(HmacSha256Hex(Secret("123"), "abcdef" + body),
            "5dec0f11ec2f6783b8deee53c9ffbf8d024302f7c7e7fa55a35d17629031ac05");
}

TEST_F(TiktokWebhooksTest, AnAddressIsKeptForEachKindAndMovedByASecondCall) {
  const auto set = [&](const std::string& kind, const std::string& address) {
    return Send("PUT", "/event/202309/webhooks", R"({"event_type":")" + kind + R"(","address":")" + address + R"("})");
  };
  EXPECT_EQ(set("ORDER_STATUS_CHANGE", "https://one.example.invalid"), 0);
  EXPECT_EQ(set("ORDER_STATUS_CHANGE", "https://two.example.invalid"), 0);
  EXPECT_EQ(set("STOCK_CHANGE", "https://two.example.invalid"), 36009004) << "there is no such kind";
  EXPECT_EQ(set("ORDER_STATUS_CHANGE", "nowhere"), 36009004);

  EXPECT_EQ(Send("GET", "/event/202309/webhooks"), 0);
  EXPECT_EQ(Data().Integer("total_count"), 1);
  EXPECT_EQ(Values(Data().Array("webhooks"))[0].Text("address"), "https://two.example.invalid");
  EXPECT_EQ(Send("DELETE", "/event/202309/webhooks", R"({"event_type":"ORDER_STATUS_CHANGE"})"), 0);
  EXPECT_EQ(Send("DELETE", "/event/202309/webhooks", R"({"event_type":"STOCK_CHANGE"})"), 36009004);
  EXPECT_EQ(Send("GET", "/event/202309/webhooks"), 0);
  EXPECT_EQ(Data().Integer("total_count"), 0);
}

TEST_F(TiktokWebhooksTest, TellsOfOrdersWithTheBareDigestAsAuthorization) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 9));
  SubscribeTo({"1"});
  const OrderId order = *rig.Buy(strings);

  const auto messages = rig.Deliver();

  ASSERT_EQ(messages.size(), 1u);
  EXPECT_TRUE(IsSigned(messages.front()));
  const JsonDocument told = *JsonDocument::Parse(messages.front().body);
  EXPECT_EQ(told.root().Integer("type"), 1);
  EXPECT_EQ(told.root().Text("tts_notification_id"), messages.front().id);
  EXPECT_EQ(told.root().Get("data")->Text("order_id"), order.text());
  EXPECT_EQ(told.root().Get("data")->Text("order_status"), "AWAITING_SHIPMENT");
}

TEST_F(TiktokWebhooksTest, TellsOfCancellationsAndReturns) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 9));
  SubscribeTo({"1", "11", "12"});
  const auto bought = [&] {
    const OrderId order = *rig.Buy(strings, 2);
    (void)rig.Deliver();
    return order;
  };
  const auto undo = [&](const OrderId& order, OrderState state) {
    rig.mock.With([&](Market& market, Faults&) { EXPECT_TRUE(market.SetOrderState(order, state)); });
    return Kinds();
  };
  const auto refund = [&](const OrderId& order) {
    rig.mock.With([&](Market& market, Faults&) {
      EXPECT_TRUE(market.RefundUnits(order, market.FindOrder(order)->lines.front().id, Quantity(1), Restock::kNo));
    });
    return Kinds();
  };

  EXPECT_EQ(undo(bought(), OrderState::kCancelled), "11 1");
  EXPECT_EQ(undo(bought(), OrderState::kReturned), "12 1");
  const OrderId order = bought();
  EXPECT_EQ(refund(order), "11") << "a unit that was not shipped is cancelled";
  EXPECT_EQ(undo(order, OrderState::kShipped), "1");
  EXPECT_EQ(refund(order), "12") << "one that was shipped is returned";
}

TEST_F(TiktokWebhooksTest, TellsOfProductsByABareNumberOnlyWhereTheirStateChanged) {
  SubscribeTo({"PRODUCT_STATUS_CHANGE", "15", "16", "37"});
  rig.Put("audit_delay_ms", "1000");
  const RemoteId made = Create(NewProduct());
  EXPECT_EQ(Kinds(), "16 37 5");
  EXPECT_NE(body.find(R"("product_id":)" + ProductOf(made) + ","), std::string::npos) << body;

  rig.clock.Advance(std::chrono::seconds(1));
  EXPECT_EQ(Kinds(), "37 5");
  rig.Put("audit_delay_ms", "0");
  EXPECT_EQ(Send("POST", "/product/202509/products/" + ProductOf(made) + "/partial_edit", R"({"title":"Another"})"), 0);
  EXPECT_EQ(Kinds(), "15");
  EXPECT_NE(body.find(R"("product_id":")" + ProductOf(made) + "\""), std::string::npos) << body;
  EXPECT_EQ(Change("deactivate", ProductOf(made)), 0);
  EXPECT_EQ(Kinds(), "5");
}

TEST_F(TiktokWebhooksTest, TellsNothingOfASellersStockUnlessTheNewerListsAreRight) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 9));
  SubscribeTo({});
  EXPECT_EQ(SetStock(strings, 4), 0);
  EXPECT_EQ(Kinds(), "");

  rig.Put("stock_event", "on");
  EXPECT_EQ(SetStock(strings, 3), 0);
  EXPECT_EQ(Kinds(), "27");
}

TEST_F(TiktokWebhooksTest, OlderMessagesHaveNoNotificationId) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 9));
  SubscribeTo({"1"});
  rig.Put("notification_id", "absent");
  ASSERT_TRUE(rig.Buy(strings));

  EXPECT_EQ(Kinds(), "1");
  EXPECT_EQ(body.find("tts_notification_id"), std::string::npos);
}

TEST_F(TiktokWebhooksTest, ARefusedMessageIsTriedAgainFourTimesAndThenForgotten) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 9));
  SubscribeTo({"1"});
  rig.receiver_status = 500;
  ASSERT_TRUE(rig.Buy(strings));
  EXPECT_EQ(Kinds(), "1");

  std::set<std::string> bodies = {body};
  for (const int minutes : {2, 30, 180, 720}) {
    rig.clock.Advance(std::chrono::minutes(minutes) - std::chrono::seconds(1));
    EXPECT_EQ(Kinds(), "") << minutes;
    rig.clock.Advance(std::chrono::seconds(1));
    EXPECT_EQ(Kinds(), "1") << minutes;
    bodies.insert(body);
  }
  rig.clock.Advance(std::chrono::hours(100));
  EXPECT_EQ(Kinds(), "");
  EXPECT_EQ(bodies.size(), 1u);
}

TEST_F(TiktokWebhooksTest, TellsTwiceOnDemand) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 9));
  SubscribeTo({"1"});
  rig.Put("webhook_duplicate");
  ASSERT_TRUE(rig.Buy(strings));

  EXPECT_EQ(Kinds(), "1 1");
}

TEST_F(TiktokWebhooksTest, ASellerWhoWithdrawsTheAppIsToldOfAndEveryCallIsRefused) {
  SubscribeTo({"6"});
  rig.Put("deauthorised", "on");

  EXPECT_EQ(Kinds(), "6");
  EXPECT_EQ(Send("GET", "/logistics/202309/warehouses"), 36009043);
  EXPECT_EQ(last.status, 401);
  EXPECT_EQ(Kinds(), "") << "once";
}

TEST_F(TiktokWebhooksTest, WarnsThirtyDaysBeforeTheAuthorizationEnds) {
  SubscribeTo({"7"});
  rig.clock.Advance(std::chrono::hours(24 * 334));
  EXPECT_EQ(Kinds(), "");

  rig.clock.Advance(std::chrono::hours(24));
  EXPECT_EQ(Kinds(), "7");
  EXPECT_EQ(Kinds(), "") << "once";
}

TEST_F(TiktokWebhooksTest, RefusesReceiversOfKindsThatThereAreNot) {
  const Result<void> refused = rig.mock.Subscribe({"http://receiver", {"99"}, ""});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::kRejected);
}

}  // namespace
}  // namespace riff::sim
