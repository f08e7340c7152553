#include "connectors/tiktok/tiktok_webhooks.h"

#include "engine/base/digest.h"
#include "tests/unit/connectors/tiktok/tiktok_bench.h"

namespace riff::tiktok {
namespace {

const Timestamp kReceivedAt = Timestamp(std::chrono::seconds(kNowSeconds));

class TiktokWebhooksTest : public testing::Test {
 protected:
  Result<WebhookEvents> Parse(const WebhookRequest& request) {
    return MakeWebhooks(bench.channel, bench.config)->Parse(request);
  }
  WebhookRequest Signed(const std::string& body) const {
    return {
        {{"authorization", HmacSha256Hex(bench.config.app_secret, bench.config.app_key + body)}}, body, kReceivedAt};
  }
  WebhookEvents EventsOf(const std::string& body) {
    const Result<WebhookEvents> events = Parse(Signed(body));
    EXPECT_TRUE(events.has_value()) << body;
    return events.value_or(WebhookEvents{});
  }
  WebhookEvent EventOf(const std::string& body) {
    const WebhookEvents events = EventsOf(body);
    EXPECT_EQ(events.size(), 1u) << body;
    return events.empty() ? WebhookEvent{} : events.front();
  }
  ErrorKind ErrorOf(const WebhookRequest& request) {
    const Result<WebhookEvents> events = Parse(request);
    EXPECT_FALSE(events.has_value());
    return events.has_value() ? ErrorKind::kUnsupported : events.error().kind;
  }

  TiktokBench bench;
};

TEST_F(TiktokWebhooksTest, AcceptsEveryVectorAndRefusesEveryTwin) {
  const auto text = ContractText("webhook_vectors.json");
  if (!text.has_value()) {
    GTEST_SKIP() << "RIFF_CONTRACTS does not say where the contract data is";
  }
  const auto document = JsonDocument::Parse(*text);
  const auto vectors = *document->root().Array("vectors");
  const auto refused = *document->root().Array("refused");
  ASSERT_EQ(vectors.size(), 5u);
  ASSERT_EQ(refused.size(), 5u);
  const auto request_of = [&](const JsonValue& vector) {
    bench.config.app_key = *vector.Text("app_key");
    bench.config.app_secret = Secret(*vector.Text("app_secret"));
    WebhookRequest request{{}, *vector.Text("body"), kReceivedAt};
    const JsonValue header = *vector.Get("header");
    for (const std::string& key : header.Keys()) {
      request.headers.push_back({key, *header.Text(key)});
    }
    return request;
  };

  for (const JsonValue& vector : vectors) {
    const Result<WebhookEvents> events = Parse(request_of(vector));
    ASSERT_TRUE(events.has_value()) << *vector.Text("id");
    EXPECT_NE(events->front().kind, WebhookKind::kIgnored) << *vector.Text("id");
  }
  for (const JsonValue& twin : refused) {
    EXPECT_EQ(ErrorOf(request_of(twin)), ErrorKind::kUnauthorized) << *twin.Text("why");
  }
}

TEST_F(TiktokWebhooksTest, UnderstandsEveryRecordedMessage) {
  struct Recorded {
    std::string name;
    WebhookKind kind;
    std::string subject;
  };
  const std::string order = "576486316948490001";
  for (const Recorded& recorded : std::vector<Recorded>{
           {"webhook_1_order_status_change.json", WebhookKind::kOrderChanged, order},
           {"webhook_4_package_update.json", WebhookKind::kOrderChanged, "152523"},
           {"webhook_5_product_status_change.json", WebhookKind::kListingChanged, "576486316948490000"},
           {"webhook_6_seller_deauthorization.json", WebhookKind::kCredentialsRevoked, ""},
           {"webhook_7_upcoming_authorization_expiration.json", WebhookKind::kCredentialsEnding, ""},
           {"webhook_11_cancellation_status_change.json", WebhookKind::kOrderChanged, order},
           {"webhook_12_return_status_change.json", WebhookKind::kOrderChanged, order},
           {"webhook_15_product_information_change.json", WebhookKind::kListingChanged, "123456789"},
           {"webhook_16_product_creation.json", WebhookKind::kListingChanged, "576486316948490000"}}) {
    const auto body = ContractText("fixtures/" + recorded.name);
    if (!body.has_value()) {
      GTEST_SKIP() << "RIFF_CONTRACTS does not say where the contract data is";
    }
    const WebhookEvents events = EventsOf(*body);
    ASSERT_FALSE(events.empty()) << recorded.name;
    EXPECT_EQ(events.front().kind, recorded.kind) << recorded.name;
    EXPECT_EQ(events.front().order.text() + events.front().remote.text(), recorded.subject) << recorded.name;
    EXPECT_EQ(events.front().occurred_at, Timestamp(std::chrono::seconds(1644412885))) << recorded.name;
  }
}

TEST_F(TiktokWebhooksTest, KeepsEveryDigitOfAnId) {
  const WebhookEvent event =
      EventOf(R"({"type":5,"tts_notification_id":"7","data":{"product_id":1729592969712207013}})");

  EXPECT_EQ(event.remote, RemoteId("1729592969712207013"));
  EXPECT_EQ(event.delivery, "7");
  EXPECT_EQ(event.channel, bench.channel);
  EXPECT_EQ(event.topic, "5");
  EXPECT_EQ(event.occurred_at, kReceivedAt);  // It told no time.
}

TEST_F(TiktokWebhooksTest, MakesOneEventForEachOrderOfAPackage) {
  const WebhookEvents events =
      EventsOf(R"({"type":4,"tts_notification_id":"7","data":{"package_list":[{"order_id_list":["2","1"]},)"
               R"({"order_id_list":["1",3]},{"package_id":"9"}]}})");

  std::vector<std::string> named;
  for (const WebhookEvent& event : events) {
    named.push_back(event.delivery + " " + event.order.text());
  }
  EXPECT_EQ(named, (std::vector<std::string>{"7/1 1", "7/2 2", "7/3 3"}));
}

TEST_F(TiktokWebhooksTest, KnowsARepeatWithoutAnIdByItsBody) {
  const std::string body = R"({"type":1,"data":{"order_id":"1"}})";

  const WebhookEvent event = EventOf(body);

  EXPECT_EQ(event.delivery, "sha256:" + Sha256Hex(body));
  EXPECT_EQ(EventOf(body), event);
  EXPECT_NE(EventOf(R"({"type":1,"data":{"order_id":"2"}})").delivery, event.delivery);
}

TEST_F(TiktokWebhooksTest, HintsAtSomethingWhereItIsNotSaidWhat) {
  EXPECT_EQ(EventOf(R"({"type":27,"data":{}})").remote, RemoteId());
  EXPECT_EQ(EventOf(R"({"type":27,"data":{"product_id":"5"}})").remote, RemoteId("5"));
  EXPECT_EQ(EventOf(R"({"type":2,"data":{}})").order, OrderId());
  EXPECT_EQ(EventOf(R"({"type":2,"data":{"order_id":"5"}})").order, OrderId("5"));
}

TEST_F(TiktokWebhooksTest, IgnoresTypesThatSayNothingOfStock) {
  for (const std::string type : {"3", "13", "14", "18", "36", "999"}) {
    const WebhookEvent event = EventOf(R"({"type":)" + type + "}");
    EXPECT_EQ(event.kind, WebhookKind::kIgnored) << type;
    EXPECT_EQ(event.topic, type);
  }
}

TEST_F(TiktokWebhooksTest, RefusesASignedBodyThatCannotBeUnderstood) {
  for (const std::string body :
       {"", "no JSON", "[]", R"({"data":{}})", R"({"type":"one"})", R"({"type":1})", R"({"type":1,"data":{}})",
        R"({"type":1,"data":{"order_id":""}})", R"({"type":1,"data":{"order_id":"1,2"}})",
        R"({"type":5,"data":{"product_id":1.5}})", R"({"type":4,"data":{}})",
        R"({"type":1,"data":{"order_id":"123456789012345678901234567890123"}})"}) {
    EXPECT_EQ(ErrorOf(Signed(body)), ErrorKind::kInvalid) << body;
  }
}

TEST_F(TiktokWebhooksTest, RefusesAnotherAppsSignatureAndSaysNothingElse) {
  const WebhookRequest request = Signed("no JSON");

  bench.config.app_secret = Secret("another");
  EXPECT_EQ(ErrorOf(request), ErrorKind::kUnauthorized);
  EXPECT_EQ(Parse(request).error().message, WebhookRefusal().message);
  bench.config = TiktokBench{}.config;
  bench.config.app_key = "another";
  EXPECT_EQ(ErrorOf(request), ErrorKind::kUnauthorized);
}

TEST_F(TiktokWebhooksTest, RefusesAnOversizedBodyThoughItIsSigned) {
  EXPECT_EQ(ErrorOf(Signed(R"({"type":3,"x":")" + std::string(kWebhookBodyMax, 'x') + "\"}")), ErrorKind::kInvalid);
}

TEST_F(TiktokWebhooksTest, AreClaimedByEveryConnector) {
  EXPECT_TRUE(bench.connector.can.has_webhooks);
  ASSERT_NE(bench.connector.webhooks, nullptr);
  EXPECT_TRUE(bench.connector.webhooks->Parse(Signed(R"({"type":3})")).has_value());
}

}  // namespace
}  // namespace riff::tiktok
