#include "engine/base/digest.h"
#include "tests/unit/mocks/ebay/ebay_rig.h"

namespace riff::sim {
namespace {

constexpr std::string_view kEndpoint = "https://stock.example.invalid/webhooks/ebay/sandbox";
const std::string kToken(40, 'k');

class EbayNotificationsTest : public EbayFaceTest {
 protected:
  EbayNotificationsTest() {
    // A receiver that passes the challenge.
    receive = [this](const WebhookMessage& message) -> WebhookReply {
      const std::string mark = "?challenge_code=";
      const std::size_t at = message.url.find(mark);
      if (at == std::string::npos) {
        return {status, ""};
      }
      const std::string code = message.url.substr(at + mark.size());
      return {200, R"({"challengeResponse":")" + Sha256Hex(code + agreed + message.url.substr(0, at)) + "\"}"};
    };
  }
  ServerResponse Notification(const std::string& method, const std::string& path, const std::string& body = "") {
    return Send(method, "/commerce/notification/v1/" + path, body);
  }
  static std::string DestinationBody(const std::string& endpoint = std::string(kEndpoint)) {
    return R"({"name":"riff","status":"ENABLED","deliveryConfig":{"endpoint":")" + endpoint +
           R"(","verificationToken":")" + kToken + "\"}}";
  }
  static std::string SubscriptionBody(const std::string& topic, const std::string& destination) {
    return R"({"topicId":")" + topic + R"(","status":"ENABLED","destinationId":")" + destination +
           R"(","payload":{"format":"JSON","schemaVersion":"1.0","deliveryProtocol":"HTTPS"}})";
  }
  std::string IdIn(const ServerResponse& response) {
    const std::string location = HeaderIn(response, "Location");
    return location.substr(location.rfind('/') + 1);
  }
  std::string MakeDestination() {
    EXPECT_EQ(Notification("PUT", "config", R"({"alertEmail":"ops@example.invalid"})").status, 204);
    const std::string id = IdIn(Notification("POST", "destination", DestinationBody()));
    EXPECT_EQ(last.status, 201) << last.body;
    return id;
  }
  void SubscribeTo(const std::string& topic) {
    EXPECT_EQ(Notification("POST", "subscription", SubscriptionBody(topic, MakeDestination())).status, 201)
        << last.body;
    received.clear();
  }
  // Whether the message's signature is the account's over its body, by the key that its header names.
  bool IsGenuine(const WebhookMessage& message) {
    std::string header;
    for (const ServerHeader& each : message.headers) {
      header = each.name == "X-EBAY-SIGNATURE" ? each.value : header;
    }
    const auto signature = JsonDocument::Parse(*Base64Decode(header));
    const JsonDocument key = Json("GET", "/commerce/notification/v1/public_key/" + *signature->root().Text("kid"));
    std::string pem = key.root().Text("key").value_or("");
    pem.insert(pem.find("-----", 5) + 5, "\n");
    pem.insert(pem.rfind("-----END"), "\n");
    const auto verified =
        VerifyEcdsa(pem, SignatureDigest::kSha1, message.body, *Base64Decode(*signature->root().Text("signature")));
    EXPECT_TRUE(verified);
    return verified.value_or(false);
  }
  void BuyOne() {
    const RemoteId listing(Publish(MakeOffer("SG-" + std::to_string(++made), 5)));
    order = *rig.Buy(listing);
  }

  int status = 200;
  int made = 0;
  std::string agreed = kToken;
  OrderId order;
};

TEST_F(EbayNotificationsTest, SignsWhatItSendsWithAKeyThatCanBeFetched) {
  SubscribeTo("ORDER_CONFIRMATION");
  BuyOne();

  ASSERT_EQ(rig.mock.SendWebhooks(), 1u);
  ASSERT_EQ(received.size(), 1u);
  EXPECT_TRUE(IsGenuine(received[0]));
  const auto body = JsonDocument::Parse(received[0].body);
  EXPECT_EQ(body->root().Find("metadata")->Text("topic").value_or(""), "ORDER_CONFIRMATION");
  EXPECT_EQ(body->root().Find("notification")->Text("notificationId").value_or(""), received[0].id);
  EXPECT_EQ(body->root().Find("notification")->Find("data")->Text("orderId").value_or(""), order.text());
  EXPECT_EQ(rig.mock.SendWebhooks(), 0u);
  EXPECT_EQ(Notification("GET", "public_key/other").status, 404);
}

TEST_F(EbayNotificationsTest, PutsTheOrderWhereTheKnobSays) {
  SubscribeTo("ORDER_CONFIRMATION");
  rig.Put("order_data", "nested");
  BuyOne();
  rig.mock.SendWebhooks();

  const auto body = JsonDocument::Parse(received.at(0).body);
  EXPECT_EQ(body->root().Find("notification")->Find("data")->Find("order")->Text("orderId").value_or(""), order.text());
}

TEST_F(EbayNotificationsTest, WantsEachStepOfSettingUpInItsOrder) {
  EXPECT_EQ(Notification("GET", "config").status, 404);
  EXPECT_EQ(ErrorOf(Notification("POST", "destination", DestinationBody())), 195003);
  EXPECT_EQ(ErrorOf(Notification("PUT", "config", "{}")), 195025);
  ASSERT_EQ(Notification("PUT", "config", R"({"alertEmail":"ops@example.invalid"})").status, 204);
  EXPECT_EQ(ErrorOf(Notification("POST", "destination", DestinationBody("http://stock.example.invalid/"))), 195017);
  EXPECT_EQ(ErrorOf(Notification("POST", "destination", DestinationBody("https://localhost/"))), 195017);
  EXPECT_EQ(ErrorOf(Notification("POST", "subscription", SubscriptionBody("ORDER_CONFIRMATION", "1"))), 195007);
  EXPECT_TRUE(received.empty()) << "nobody was asked for what is refused";

  agreed = "another";
  EXPECT_EQ(ErrorOf(Notification("POST", "destination", DestinationBody())), 195020);
  agreed = kToken;
  const std::string id = IdIn(Notification("POST", "destination", DestinationBody()));
  EXPECT_EQ(ErrorOf(Notification("POST", "destination", DestinationBody())), 195021);
  EXPECT_EQ(ErrorOf(Notification("POST", "subscription", SubscriptionBody("MARKETPLACE_ACCOUNT_DELETION", id))),
            195011);
  EXPECT_EQ(ErrorOf(Notification("POST", "subscription", SubscriptionBody("NOTHING", id))), 195027);
  EXPECT_EQ(Notification("POST", "subscription", SubscriptionBody("ORDER_CONFIRMATION", id)).status, 201);
  EXPECT_EQ(ErrorOf(Notification("POST", "subscription", SubscriptionBody("ORDER_CONFIRMATION", id))), 195012);
}

TEST_F(EbayNotificationsTest, TakesLocalAddressesWhereTheKnobSaysSo) {
  rig.Put("destination_hosts", "any");
  ASSERT_EQ(Notification("PUT", "config", R"({"alertEmail":"ops@example.invalid"})").status, 204);

  EXPECT_EQ(Notification("POST", "destination", DestinationBody("http://127.0.0.1:8080/webhooks")).status, 201);
}

TEST_F(EbayNotificationsTest, OffersTheOrderTopicOrNot) {
  EXPECT_EQ(Notification("GET", "topic/ORDER_CONFIRMATION").status, 200);
  EXPECT_EQ(*Json("GET", "/commerce/notification/v1/topic?limit=100").root().Integer("total"), 4);
  EXPECT_EQ(ErrorOf(Notification("GET", "topic?limit=5")), 195004);

  rig.Put("order_topic", "absent");
  EXPECT_EQ(Notification("GET", "topic/ORDER_CONFIRMATION").status, 404);
}

TEST_F(EbayNotificationsTest, TriesAgainWithANewCountAndMarksASilentReceiverDown) {
  SubscribeTo("ORDER_CONFIRMATION");
  BuyOne();
  status = 0;

  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(rig.mock.SendWebhooks(), 1u);
    rig.base.Advance(std::chrono::minutes(1));
  }
  EXPECT_EQ(rig.mock.SendWebhooks(), 0u);
  ASSERT_EQ(received.size(), 3u);
  EXPECT_EQ(received[0].id, received[2].id);
  EXPECT_NE(received[2].body.find(R"("publishAttemptCount":3)"), std::string::npos);
  EXPECT_TRUE(IsGenuine(received[2])) << "a further try is signed anew";
  const JsonDocument destinations = Json("GET", "/commerce/notification/v1/destination");
  EXPECT_EQ(Values(destinations.root().Array("destinations"))[0].Text("status").value_or(""), "MARKED_DOWN");
  BuyOne();
  EXPECT_EQ(rig.mock.SendWebhooks(), 0u);
}

TEST_F(EbayNotificationsTest, SpoilsASignatureWhenAskedTo) {
  SubscribeTo("ORDER_CONFIRMATION");
  rig.Put("webhook_bad_signature", "", "webhook.ORDER_CONFIRMATION");
  BuyOne();
  rig.mock.SendWebhooks();

  EXPECT_FALSE(IsGenuine(received.at(0)));
  EXPECT_TRUE(JsonDocument::Parse(received[0].body)) << "only the signature tells";
}

TEST_F(EbayNotificationsTest, SendsNothingWhileASubscriptionIsOff) {
  SubscribeTo("ORDER_CONFIRMATION");
  const JsonDocument all = Json("GET", "/commerce/notification/v1/subscription");
  const std::string id = Values(all.root().Array("subscriptions"))[0].Text("subscriptionId").value_or("");
  ASSERT_EQ(Notification("POST", "subscription/" + id + "/disable", "{}").status, 204);
  BuyOne();
  EXPECT_EQ(rig.mock.SendWebhooks(), 0u);

  EXPECT_EQ(Notification("POST", "subscription/" + id + "/enable", "{}").status, 204);
  EXPECT_EQ(Notification("POST", "subscription/" + id + "/test", "{}").status, 202);
  EXPECT_EQ(rig.mock.SendWebhooks(), 1u);
  rig.Put("test_subscription", "fails");
  EXPECT_EQ(ErrorOf(Notification("POST", "subscription/" + id + "/test", "{}")), 2003);
  EXPECT_EQ(Notification("DELETE", "subscription/" + id).status, 204);
  EXPECT_EQ(ErrorOf(Notification("POST", "subscription/" + id + "/enable", "{}")), 195013);
}

TEST_F(EbayNotificationsTest, SubscribesByHandOnlyAReceiverThatPassesTheChallenge) {
  EXPECT_EQ(rig.mock.Subscribe({std::string(kEndpoint), {}, "short"}).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(rig.mock.Subscribe({std::string(kEndpoint), {"NOTHING"}, kToken}).error().kind, ErrorKind::kInvalid);
  agreed = "another";
  EXPECT_EQ(rig.mock.Subscribe({std::string(kEndpoint), {}, kToken}).error().kind, ErrorKind::kRejected);
  agreed = kToken;
  ASSERT_TRUE(rig.mock.Subscribe({"http://127.0.0.1:9/hooks", {}, kToken}));
  BuyOne();
  rig.mock.With([&](Market& market, Faults&) { ASSERT_TRUE(market.CancelOrder(order)); });
  received.clear();

  EXPECT_EQ(rig.mock.SendWebhooks(), 2u);
  EXPECT_EQ(received[0].topic, "ORDER_CONFIRMATION");
  EXPECT_EQ(received[1].topic, "ORDER_CANCELLATION_ACTIVITY");
  EXPECT_EQ(rig.mock.webhooks().deliveries.size(), 2u);
  EXPECT_EQ(rig.mock.webhooks().deliveries[0].status, 200);
}

}  // namespace
}  // namespace riff::sim
