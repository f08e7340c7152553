#include "connectors/shopify/shopify_webhooks.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "connectors/json/json.h"
#include "engine/base/digest.h"
#include "tests/unit/connectors/shopify/shopify_bench.h"

namespace riff::shopify {
namespace {

const std::string kSecret = "sandbox-client-secret";
const Timestamp kReceivedAt = Timestamp(std::chrono::seconds(1793525460));

// A delivery signed with a secret, as the platform sends it.
WebhookRequest Signed(const std::string& secret, const std::string& topic, const std::string& body) {
  return {{{"x-shopify-topic", topic},
           {"x-shopify-hmac-sha256", Base64Encode(HmacSha256(Secret(secret), body))},
           {"x-shopify-webhook-id", "d-1"},
           {"x-shopify-triggered-at", "2026-11-01T13:30:00.123456789Z"}},
          body,
          kReceivedAt};
}

class ShopifyWebhooksTest : public testing::Test {
 protected:
  std::unique_ptr<WebhookParser> Parser() {
    Config config;
    config.webhook_secret = Secret(kSecret);
    config.previous_webhook_secret = Secret(previous);
    return MakeWebhooks(channel, config);
  }
  Result<WebhookEvents> Parse(const WebhookRequest& request) { return Parser()->Parse(request); }
  WebhookEvent EventOf(const std::string& topic, const std::string& body) {
    const Result<WebhookEvents> events = Parse(Signed(kSecret, topic, body));
    EXPECT_TRUE(events.has_value()) << topic;
    EXPECT_EQ(events.value_or(WebhookEvents{}).size(), 1u) << topic;
    return events.has_value() ? events->front() : WebhookEvent{};
  }
  ErrorKind ErrorOf(const WebhookRequest& request) {
    const Result<WebhookEvents> events = Parse(request);
    EXPECT_FALSE(events.has_value());
    return events.has_value() ? ErrorKind::kUnsupported : events.error().kind;
  }

  Channel channel{Platform::kShopify, Environment::kSandbox};
  std::string previous;
};

TEST_F(ShopifyWebhooksTest, AcceptsEveryVectorAndRefusesEveryTwin) {
  const char* contracts = std::getenv("RIFF_CONTRACTS");
  if (contracts == nullptr) {
    GTEST_SKIP() << "RIFF_CONTRACTS does not say where the contract data is";
  }
  std::ifstream file(std::filesystem::path(contracts) / "shopify" / "webhook_vectors.json");
  const auto document = JsonDocument::Parse(std::string(std::istreambuf_iterator<char>(file), {}));
  ASSERT_TRUE(document.has_value());
  const auto vectors = *document->root().Array("vectors");
  ASSERT_EQ(vectors.size(), 5u);
  ASSERT_EQ(*document->root().Text("client_secret"), kSecret);

  for (const JsonValue& vector : vectors) {
    const std::string topic = *vector.Text("topic");
    WebhookRequest request{{{"X-Shopify-Topic", topic}, {"X-Shopify-Hmac-Sha256", *vector.Text("hmac_sha256_base64")}},
                           *vector.Text("body"),
                           kReceivedAt};
    const Result<WebhookEvents> events = Parse(request);
    ASSERT_TRUE(events.has_value()) << topic;
    EXPECT_NE(events->front().kind, WebhookKind::kIgnored) << topic;

    request.body += " ";
    EXPECT_EQ(ErrorOf(request), ErrorKind::kUnauthorized) << topic;
    request.body.pop_back();
    request.body[1] = request.body[1] == 'x' ? 'y' : 'x';
    EXPECT_EQ(ErrorOf(request), ErrorKind::kUnauthorized) << topic;
  }
}

TEST_F(ShopifyWebhooksTest, NamesOrdersByNumber) {
  const std::string order = R"({"id":820982911946154508,"admin_graphql_api_id":"gid:\/\/shopify\/Order\/1"})";
  for (const std::string topic : {"orders/create", "orders/updated", "orders/paid", "orders/cancelled",
                                  "orders/fulfilled", "orders/partially_fulfilled"}) {
    const WebhookEvent event = EventOf(topic, order);
    EXPECT_EQ(event.kind, WebhookKind::kOrderChanged) << topic;
    EXPECT_EQ(event.order, OrderId("820982911946154508")) << topic;
  }
  for (const std::string topic : {"refunds/create", "fulfillments/create", "fulfillments/update"}) {
    EXPECT_EQ(EventOf(topic, R"({"id":1,"order_id":9007199254740993})").order, OrderId("9007199254740993")) << topic;
  }
  EXPECT_EQ(EventOf("orders/edited", R"({"order_edit":{"id":1,"order_id":7}})").order, OrderId("7"));
}

TEST_F(ShopifyWebhooksTest, NamesListingsByWhatTheirVariantsShareOrByHandle) {
  for (const std::string topic : {"products/create", "products/update", "products/delete"}) {
    const WebhookEvent event = EventOf(topic, R"({"id":788032119674292922})");
    EXPECT_EQ(event.kind, WebhookKind::kListingChanged) << topic;
    EXPECT_EQ(event.remote, RemoteId("788032119674292922")) << topic;
    EXPECT_EQ(event.handle, "") << topic;
  }
  EXPECT_EQ(EventOf("variants/out_of_stock", R"({"id":2001,"product_id":1001})").remote, RemoteId("1001"));
  for (const std::string topic :
       {"inventory_levels/connect", "inventory_levels/update", "inventory_levels/disconnect"}) {
    const WebhookEvent event = EventOf(topic, R"({"inventory_item_id":271878346596884015,"available":null})");
    EXPECT_EQ(event.kind, WebhookKind::kListingChanged) << topic;
    EXPECT_EQ(event.handle, "271878346596884015") << topic;
    EXPECT_EQ(event.remote, RemoteId()) << topic;
  }
  EXPECT_EQ(EventOf("inventory_items/update", R"({"id":7001})").handle, "7001");
}

TEST_F(ShopifyWebhooksTest, SaysWhatChannelItIsForWhenItHappenedAndHowARepeatIsKnown) {
  const WebhookEvent event = EventOf("orders/create", R"({"id":1})");

  EXPECT_EQ(event.channel, channel);
  EXPECT_EQ(event.topic, "orders/create");
  EXPECT_EQ(event.delivery, "d-1");
  EXPECT_EQ(event.occurred_at, *ParseTimestamp("2026-11-01T13:30:00.123456Z"));
}

TEST_F(ShopifyWebhooksTest, KnowsARepeatWithoutAnIdByWhatItSays) {
  WebhookRequest request = Signed(kSecret, "orders/create", R"({"id":1})");
  request.headers.resize(2);
  WebhookRequest other = request;
  other.headers[0].value = "orders/paid";

  const WebhookEvent event = Parse(request)->front();

  EXPECT_TRUE(event.delivery.starts_with("sha256:"));
  EXPECT_EQ(Parse(request)->front(), event);
  EXPECT_NE(Parse(other)->front().delivery, event.delivery);
  EXPECT_EQ(event.occurred_at, kReceivedAt);
}

TEST_F(ShopifyWebhooksTest, TakesBothSecretsWhileTheyAreRotated) {
  const WebhookRequest old_one = Signed("the-one-before", "orders/create", R"({"id":1})");
  EXPECT_EQ(ErrorOf(old_one), ErrorKind::kUnauthorized);

  previous = "the-one-before";

  EXPECT_TRUE(Parse(old_one).has_value());
  EXPECT_TRUE(Parse(Signed(kSecret, "orders/create", R"({"id":1})")).has_value());
  EXPECT_EQ(ErrorOf(Signed("another", "orders/create", R"({"id":1})")), ErrorKind::kUnauthorized);
}

TEST_F(ShopifyWebhooksTest, RefusesAMissingSignatureAndSaysNothingElse) {
  WebhookRequest request = Signed(kSecret, "orders/create", "this is no JSON");
  const ErrorKind signed_badly = ErrorOf(request);
  request.headers.erase(request.headers.begin() + 1);

  EXPECT_EQ(signed_badly, ErrorKind::kInvalid);
  EXPECT_EQ(ErrorOf(request), ErrorKind::kUnauthorized);
  EXPECT_EQ(Parse(request).error().message, WebhookRefusal().message);
  // The HMAC under an empty secret is no signature, though no previous secret is configured.
  EXPECT_EQ(ErrorOf(Signed("", "orders/create", R"({"id":1})")), ErrorKind::kUnauthorized);
}

TEST_F(ShopifyWebhooksTest, IgnoresTopicsItDoesNotKnowWithoutLookingInside) {
  for (const std::string topic : {"bulk_operations/finish", "orders/unheard_of", ""}) {
    const WebhookEvent event = EventOf(topic, "not JSON either");
    EXPECT_EQ(event.kind, WebhookKind::kIgnored) << topic;
    EXPECT_EQ(event.topic, topic);
  }
}

TEST_F(ShopifyWebhooksTest, RefusesASignedBodyThatNamesNothing) {
  for (const std::string body : {"[]", "{}", R"({"id":"x"})", R"({"id":0})", R"({"id":-4})", R"({"id":1.5})", ""}) {
    EXPECT_EQ(ErrorOf(Signed(kSecret, "orders/create", body)), ErrorKind::kInvalid) << body;
  }
  EXPECT_EQ(ErrorOf(Signed(kSecret, "orders/edited", R"({"order_id":1})")), ErrorKind::kInvalid);
}

TEST_F(ShopifyWebhooksTest, RefusesAnOversizedBodyThoughItIsSigned) {
  const std::string body = R"({"id":1,"note":")" + std::string(kWebhookBodyMax, 'x') + "\"}";

  EXPECT_EQ(ErrorOf(Signed(kSecret, "orders/create", body)), ErrorKind::kInvalid);
}

TEST_F(ShopifyWebhooksTest, TellsThatTheAppWasRemoved) {
  EXPECT_EQ(EventOf("app/uninstalled", "{}").kind, WebhookKind::kCredentialsRevoked);
}

TEST_F(ShopifyWebhooksTest, AreClaimedWhereASecretIsConfigured) {
  ShopifyBench bench;
  EXPECT_FALSE(bench.connector.can.has_webhooks);
  EXPECT_EQ(bench.connector.webhooks, nullptr);

  bench.config.webhook_secret = Secret(kSecret);
  const Connector with =
      MakeConnector(channel, bench.config, {bench.transport, bench.clock, bench.vault}, Access::kReadOnly);
  EXPECT_TRUE(with.can.has_webhooks);
  ASSERT_NE(with.webhooks, nullptr);
  EXPECT_TRUE(with.webhooks->Parse(Signed(kSecret, "app/uninstalled", "{}")).has_value());
}

}  // namespace
}  // namespace riff::shopify
