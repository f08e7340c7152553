#include "mocks/shopify_webhooks.h"

#include <algorithm>
#include <set>

#include "engine/base/digest.h"
#include "tests/unit/mocks/shopify/shopify_rig.h"

namespace riff::sim {
namespace {

std::string HeaderOf(const WebhookMessage& message, std::string_view name) {
  const auto found = std::ranges::find(message.headers, name, &ServerHeader::name);
  return found == message.headers.end() ? "" : found->value;
}

class ShopifyWebhooksTest : public ShopifyTest {
 protected:
  void Subscribe(const std::string& topic, const std::string& uri = "https://hooks.example.invalid/shopify") {
    EXPECT_EQ(UserErrorCode("mutation { webhookSubscriptionCreate(topic: " + topic + ", webhookSubscription: {uri: " +
                            Quoted(uri) + "}) { webhookSubscription { id } userErrors { message } } }"),
              "");
  }
  std::size_t Subscriptions() {
    const JsonDocument data = *JsonDocument::Parse(Data("{ webhookSubscriptionsCount { count } }"));
    return static_cast<std::size_t>(*data.root().Get("webhookSubscriptionsCount")->Integer("count"));
  }
  bool IsSigned(const WebhookMessage& message, const std::string& secret) {
    return HeaderOf(message, "X-Shopify-Hmac-Sha256") == Base64Encode(HmacSha256(Secret(secret), message.body));
  }
  std::string OwnSecret() { return rig.mock.credentials().Key("webhook_secret"); }
  std::vector<std::string> Topics(const std::vector<WebhookMessage>& messages) {
    std::vector<std::string> topics;
    for (const WebhookMessage& message : messages) {
      topics.push_back(message.topic);
    }
    return topics;
  }
  using Texts = std::vector<std::string>;
};

TEST_F(ShopifyWebhooksTest, TellsOfASaleSignedOverTheRawBody) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 9));
  Subscribe("INVENTORY_LEVELS_UPDATE");

  ASSERT_TRUE(rig.Buy(strings, 2));

  const auto messages = rig.Deliver();
  ASSERT_EQ(messages.size(), 1u);
  const WebhookMessage& message = messages.front();
  EXPECT_TRUE(IsSigned(message, OwnSecret()));
  EXPECT_EQ(HeaderOf(message, "X-Shopify-Topic"), "inventory_levels/update");
  EXPECT_EQ(HeaderOf(message, "X-Shopify-Shop-Domain"), rig.mock.credentials().Key("shop"));
  EXPECT_EQ(message.url, "https://hooks.example.invalid/shopify");
  const std::string item = rig.Of(strings).handle;
  EXPECT_EQ(message.body, R"({"inventory_item_id":)" + item + R"(,"location_id":601,"available":7,)" +
                              R"("updated_at":"2026-11-20T07:00:00-05:00","admin_graphql_api_id":)" +
                              R"("gid:\/\/shopify\/InventoryLevel\/601?inventory_item_id=)" + item + R"("})");
}

TEST_F(ShopifyWebhooksTest, WouldHaveSignedThePublishedExamplesAlike) {
  // One of the published vectors, whose digest the vendor's own library accepted.
  EXPECT_EQ(Base64Encode(HmacSha256(Secret("sandbox-client-secret"), "{}")),
            "pT6VHv6k8R8+PjuHCJAFgsIqVTlleoM8ss4cAssvh+o=");
}

TEST_F(ShopifyWebhooksTest, TellsOfTheAppsOwnWritesTooAndOfNothingBeforeItWasAsked) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 9));
  ASSERT_TRUE(rig.Buy(strings));
  Subscribe("INVENTORY_LEVELS_UPDATE");
  EXPECT_TRUE(rig.Deliver().empty());

  EXPECT_EQ(
      UserErrorCode("mutation { inventorySetQuantities(input: {name: \"available\", reason: \"correction\", "
                    "quantities: [{inventoryItemId: " +
                    Quoted(ItemGid(strings)) + ", locationId: " + Quoted(Location()) +
                    ", quantity: 3, changeFromQuantity: null}]}) @idempotent(key: \"k\") { userErrors { code } } }"),
      "");

  EXPECT_EQ(Topics(rig.Deliver()), Texts{"inventory_levels/update"});
}

TEST_F(ShopifyWebhooksTest, TellsEveryStateOfAnOrder) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 9));
  ASSERT_TRUE(rig.mock.Subscribe(
      {"http://receiver",
       {"orders/create", "ORDERS_PAID", "orders/fulfilled", "orders/cancelled", "refunds/create", "orders/updated"},
       ""}));
  OrderId order;
  rig.mock.With([&](Market& market, Faults&) {
    order = market.Buy({{strings, Sku(), Quantity(2)}}, OrderState::kPending)->front();
  });
  EXPECT_EQ(Topics(rig.Deliver()), (Texts{"orders/create", "orders/updated"}));

  const auto move = [&](OrderState state) {
    rig.mock.With([&](Market& market, Faults&) { EXPECT_TRUE(market.SetOrderState(order, state)); });
    return Topics(rig.Deliver());
  };
  EXPECT_EQ(move(OrderState::kPaid), (Texts{"orders/paid", "orders/updated"}));
  rig.mock.With([&](Market& market, Faults&) {
    const OrderLineId line = market.FindOrder(order)->lines.front().id;
    EXPECT_TRUE(market.RefundUnits(order, line, Quantity(1), Restock::kYes));
  });
  EXPECT_EQ(Topics(rig.Deliver()), (Texts{"refunds/create", "orders/updated"}));
  EXPECT_EQ(move(OrderState::kShipped), (Texts{"orders/fulfilled", "orders/updated"}));
  EXPECT_EQ(move(OrderState::kCancelled), (Texts{"orders/cancelled", "refunds/create", "orders/updated"}));
}

TEST_F(ShopifyWebhooksTest, TellsOfProductsThatComeChangeAndGo) {
  ASSERT_TRUE(rig.mock.Subscribe(
      {"http://receiver", {"products/create", "products/update", "products/delete", "inventory_items/delete"}, ""}));
  const JsonDocument made = Ask("mutation { productCreate(product: {title: \"New\"}) { product { id } } }");
  const std::string gid = *made.root().Get("data")->Get("productCreate")->Get("product")->Text("id");
  EXPECT_EQ(Topics(rig.Deliver()), Texts{"products/create"});

  (void)Data("mutation { productUpdate(product: {id: " + Quoted(gid) + ", title: \"Newer\"}) { product { id } } }");
  EXPECT_EQ(Topics(rig.Deliver()), Texts{"products/update"});
  (void)Data("mutation { productDelete(input: {id: " + Quoted(gid) + "}) { deletedProductId } }");
  const auto gone = rig.Deliver();
  EXPECT_EQ(Topics(gone), (Texts{"inventory_items/delete", "products/delete"}));
  EXPECT_EQ(gone.back().body, "{\"id\":" + gid.substr(gid.rfind('/') + 1) + "}");
}

TEST_F(ShopifyWebhooksTest, TellsWhenABulkReadIsThrough) {
  Subscribe("BULK_OPERATIONS_FINISH");
  (void)Data(
      "mutation { bulkOperationRunQuery(query: \"{ products { edges { node { id } } } }\") { userErrors { code "
      "} } }");
  EXPECT_TRUE(rig.Deliver().empty());

  rig.clock.Advance(std::chrono::seconds(3));
  const auto messages = rig.Deliver();
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_NE(messages.front().body.find(R"("status":"completed")"), std::string::npos);
}

TEST_F(ShopifyWebhooksTest, RepeatsTheFirstPayloadNineTimesWithinFourHoursAndThenUnsubscribes) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 9));
  Subscribe("INVENTORY_LEVELS_UPDATE");
  rig.receiver_status = 500;
  ASSERT_TRUE(rig.Buy(strings));

  std::set<std::string> ids;
  std::set<std::string> bodies;
  int tries = 0;
  for (int minute = 0; minute <= 240; ++minute) {
    for (const WebhookMessage& message : rig.Deliver()) {
      ids.insert(HeaderOf(message, "X-Shopify-Webhook-Id"));
      bodies.insert(message.body);
      ++tries;
    }
    rig.clock.Advance(std::chrono::minutes(1));
  }
  EXPECT_EQ(tries, 9);
  EXPECT_EQ(ids.size(), 1u);
  EXPECT_EQ(bodies.size(), 1u);
  EXPECT_EQ(Subscriptions(), 0u);
}

TEST_F(ShopifyWebhooksTest, GivesSubscriptionsOfOneEventTheSameEventIdAndTheirOwnWebhookIds) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 9));
  Subscribe("INVENTORY_LEVELS_UPDATE", "https://one.example.invalid");
  Subscribe("INVENTORY_LEVELS_UPDATE", "https://two.example.invalid");

  ASSERT_TRUE(rig.Buy(strings));

  const auto messages = rig.Deliver();
  ASSERT_EQ(messages.size(), 2u);
  EXPECT_EQ(HeaderOf(messages[0], "X-Shopify-Event-Id"), HeaderOf(messages[1], "X-Shopify-Event-Id"));
  EXPECT_NE(HeaderOf(messages[0], "X-Shopify-Webhook-Id"), HeaderOf(messages[1], "X-Shopify-Webhook-Id"));
}

TEST_F(ShopifyWebhooksTest, SendsTwiceOutOfOrderOrSpoiltOnDemand) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 9));
  Subscribe("ORDERS_CREATE");
  Subscribe("ORDERS_UPDATED");

  PutOnce("webhook_duplicate", "webhook.orders/create");
  ASSERT_TRUE(rig.Buy(strings));
  EXPECT_EQ(Topics(rig.Deliver()), (Texts{"orders/create", "orders/create", "orders/updated"}));
  PutOnce("webhook_reorder", "webhook.orders/create");
  ASSERT_TRUE(rig.Buy(strings));
  EXPECT_EQ(Topics(rig.Deliver()), (Texts{"orders/updated", "orders/create"}));
  PutOnce("webhook_bad_signature", "webhook.orders/create");
  ASSERT_TRUE(rig.Buy(strings));
  const auto messages = rig.Deliver();
  ASSERT_EQ(messages.size(), 2u);
  EXPECT_FALSE(IsSigned(messages[0], OwnSecret()));
  EXPECT_TRUE(IsSigned(messages[1], OwnSecret()));
}

TEST_F(ShopifyWebhooksTest, SignsWithTheOtherSecretOfARotationOnDemand) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 9));
  Subscribe("ORDERS_CREATE");
  rig.Put("signing_secret", "the-old-one");

  ASSERT_TRUE(rig.Buy(strings));

  const auto messages = rig.Deliver();
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_TRUE(IsSigned(messages.front(), "the-old-one"));
  EXPECT_FALSE(IsSigned(messages.front(), OwnSecret()));
}

TEST_F(ShopifyWebhooksTest, TellsThatTheAppIsGoneAndRefusesItsToken) {
  Subscribe("APP_UNINSTALLED");
  (void)rig.Deliver();
  rig.Put("app_installed", "no");

  EXPECT_EQ(Topics(rig.Deliver()), Texts{"app/uninstalled"});
  EXPECT_EQ(Post(R"({"query":"{ shop { id } }"})", version).status, 401);
}

TEST_F(ShopifyWebhooksTest, RefusesReceiversOfTopicsItDoesNotTell) {
  const Result<void> refused = rig.mock.Subscribe({"http://receiver", {"orders/unheard_of"}, ""});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::kRejected);
  EXPECT_TRUE(rig.mock.Subscribe({"http://receiver", {}, ""}));
  EXPECT_TRUE(rig.mock.Subscribe({"http://other", {}, ""}));
  EXPECT_EQ(Subscriptions(), 17u) << "the second one takes the place of the first";
}

}  // namespace
}  // namespace riff::sim
