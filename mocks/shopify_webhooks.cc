#include "mocks/shopify_webhooks.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/digest.h"
#include "mocks/shopify_payloads.h"

namespace riff::sim {
namespace {

constexpr int kTriesMost = 9;
// Doubled each time, the eight further tries are over after four hours.
constexpr Duration kFirstWait = std::chrono::seconds(4 * 3600 / 255);

constexpr std::array<std::string_view, 17> kTopics = {"APP_UNINSTALLED",
                                                      "BULK_OPERATIONS_FINISH",
                                                      "INVENTORY_ITEMS_CREATE",
                                                      "INVENTORY_ITEMS_DELETE",
                                                      "INVENTORY_ITEMS_UPDATE",
                                                      "INVENTORY_LEVELS_CONNECT",
                                                      "INVENTORY_LEVELS_DISCONNECT",
                                                      "INVENTORY_LEVELS_UPDATE",
                                                      "ORDERS_CANCELLED",
                                                      "ORDERS_CREATE",
                                                      "ORDERS_FULFILLED",
                                                      "ORDERS_PAID",
                                                      "ORDERS_UPDATED",
                                                      "PRODUCTS_CREATE",
                                                      "PRODUCTS_DELETE",
                                                      "PRODUCTS_UPDATE",
                                                      "REFUNDS_CREATE"};

std::string Uuid(const std::string& seed) {
  const std::string hex = Sha256Hex(seed);
  return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-4" + hex.substr(13, 3) + "-8" + hex.substr(17, 3) + "-" +
         hex.substr(20, 12);
}

}  // namespace

std::string ShopifyTopic(std::string_view word) {
  std::string topic;
  const std::size_t last = word.rfind('_');
  for (std::size_t i = 0; i < word.size(); ++i) {
    topic += i == last ? '/' : word[i] >= 'A' && word[i] <= 'Z' ? static_cast<char>(word[i] + 32) : word[i];
  }
  return topic;
}

ShopifyWebhooks::ShopifyWebhooks(ShopifyShop& shop)
    : shop_(shop),
      outbox_(shop.faults(), {.attempts_max = kTriesMost,
                              .first_wait = kFirstWait,
                              .given_up = [this](const WebhookMessage& message) { Unsubscribe(message); }}),
      watch_(shop.market()) {
  shop.faults().Declare(
      {"signing_secret", FaultSort::kKnob, "Web-hook messages are signed with this secret; empty: the app's own.", ""});
}

void ShopifyWebhooks::Unsubscribe(const WebhookMessage& message) {
  std::erase_if(shop_.webhooks, [&](const auto& each) {
    return ShopifyTopic(each.second.topic) == message.topic && each.second.input.TextOf("uri") == message.url;
  });
}

Result<void> ShopifyWebhooks::Subscribe(const WebhookReceiver& receiver) {
  std::vector<std::string_view> wanted;
  for (const std::string& topic : receiver.topics) {
    const auto known = std::ranges::find_if(
        kTopics, [&](std::string_view word) { return word == topic || ShopifyTopic(word) == topic; });
    if (known == kTopics.end()) {
      return Fail(ErrorKind::kRejected, "no topic '" + topic + "'");
    }
    wanted.push_back(*known);
  }
  if (wanted.empty()) {
    wanted.assign(kTopics.begin(), kTopics.end());
  }
  std::erase_if(shop_.webhooks, [&](const auto& each) { return by_hand_.contains(each.first); });
  for (const std::string_view topic : wanted) {
    ShopifyWebhook webhook;
    webhook.number = shop_.market().Next(Numbered::kOther);
    webhook.topic = std::string(topic);
    webhook.input = GraphqlValue::Object();
    webhook.input.Set("uri", GraphqlValue::Text(receiver.url));
    webhook.created_at = shop_.Now();
    by_hand_.insert(webhook.number);
    shop_.webhooks.emplace(webhook.number, std::move(webhook));
  }
  return {};
}

void ShopifyWebhooks::Settle() {
  if (shop_.webhooks.empty()) {
    watching_ = false;
    return;
  }
  if (!std::exchange(watching_, true)) {
    watch_.Skip();
    for (const auto& [number, bulk] : shop_.bulks) {
      if (bulk.completed_at) {
        bulks_told_.insert(number);
      }
    }
    return;
  }
  for (const ListingChange& change : watch_.NewListingChanges()) {
    TellOfListing(change);
  }
  for (const OrderChange& change : watch_.NewOrderChanges()) {
    TellOfOrder(change);
  }
  TellOfBulks();
  const bool installed = shop_.faults().Knob("app_installed") == "yes";
  if (std::exchange(installed_, installed) && !installed) {
    Tell("APP_UNINSTALLED", "{}");
  }
}

void ShopifyWebhooks::TellOfListing(const ListingChange& change) {
  const MarketListing& row = *shop_.market().Find(change.after.row);
  const std::int64_t product = ProductNumberOf(row);
  const bool fresh = !change.before.has_value();
  if (change.after.status == ListingStatus::kGone) {
    Tell("INVENTORY_LEVELS_DISCONNECT", ShopifyLevelPayload(shop_, row));
    Tell("INVENTORY_ITEMS_DELETE", ShopifyItemPayload(shop_, row));
    Tell(shop_.RowsOf(product).empty() ? "PRODUCTS_DELETE" : "PRODUCTS_UPDATE", ShopifyProductPayload(shop_, product));
    return;
  }
  if (fresh) {
    Tell("INVENTORY_ITEMS_CREATE", ShopifyItemPayload(shop_, row));
    Tell("INVENTORY_LEVELS_CONNECT", ShopifyLevelPayload(shop_, row));
  } else if (change.before->sku != change.after.sku) {
    Tell("INVENTORY_ITEMS_UPDATE", ShopifyItemPayload(shop_, row));
  }
  const bool stock_moved = !fresh && change.before->available != change.after.available;
  if (stock_moved) {
    Tell("INVENTORY_LEVELS_UPDATE", ShopifyLevelPayload(shop_, row));
  }
  if (!stock_moved || shop_.faults().Knob("product_moves_on_stock") == "yes") {
    const bool first_of_product = fresh && shop_.RowsOf(product).size() == 1;
    Tell(first_of_product ? "PRODUCTS_CREATE" : "PRODUCTS_UPDATE", ShopifyProductPayload(shop_, product));
  }
}

void ShopifyWebhooks::TellOfOrder(const OrderChange& change) {
  const MarketOrder& order = *shop_.market().FindOrder(change.id);
  const std::string body = ShopifyOrderPayload(order);
  const bool paid = order.paid_at.has_value() && change.before.value_or(OrderState::kPending) == OrderState::kPending;
  const bool undone = order.state == OrderState::kCancelled || order.state == OrderState::kRefunded ||
                      order.state == OrderState::kReturned;
  const bool moved = change.before && *change.before != order.state;
  if (!change.before) {
    Tell("ORDERS_CREATE", body);
  }
  if (paid) {
    Tell("ORDERS_PAID", body);
  }
  if (moved && order.state == OrderState::kShipped) {
    Tell("ORDERS_FULFILLED", body);
  }
  if (moved && order.state == OrderState::kCancelled) {
    Tell("ORDERS_CANCELLED", body);
  }
  if (order.paid_at && ((moved && undone) || change.refunded.units() > 0)) {
    Tell("REFUNDS_CREATE", ShopifyRefundPayload(shop_, order));
  }
  Tell("ORDERS_UPDATED", body);
}

void ShopifyWebhooks::TellOfBulks() {
  for (const auto& [number, bulk] : shop_.bulks) {
    if (bulk.completed_at && bulks_told_.insert(number).second) {
      Tell("BULK_OPERATIONS_FINISH", ShopifyBulkPayload(bulk));
    }
  }
}

void ShopifyWebhooks::Tell(std::string_view topic, const std::string& body) {
  const Credentials& credentials = shop_.credentials();
  const std::string event = Uuid("event " + credentials.Key("shop") + std::to_string(++events_));
  const std::string& other = shop_.faults().Knob("signing_secret");
  const Secret secret(other.empty() ? credentials.Key("webhook_secret") : other);
  for (const auto& [number, webhook] : shop_.webhooks) {
    if (webhook.topic != topic) {
      continue;
    }
    WebhookMessage message;
    message.id = Uuid("message " + credentials.Key("shop") + std::to_string(++messages_));
    message.topic = ShopifyTopic(topic);
    message.url = webhook.input.TextOf("uri");
    message.body = body;
    message.due_at = shop_.Now();
    message.headers = {{"Content-Type", "application/json"},
                       {"X-Shopify-Topic", message.topic},
                       {"X-Shopify-Hmac-Sha256", Base64Encode(HmacSha256(secret, body))},
                       {"X-Shopify-Shop-Domain", credentials.Key("shop")},
                       {"X-Shopify-API-Version", credentials.Key("version")},
                       {"X-Shopify-Webhook-Id", message.id},
                       {"X-Shopify-Event-Id", event},
                       {"X-Shopify-Triggered-At", FormatUtcMillis(shop_.Now())}};
    outbox_.Post(std::move(message));
  }
}

}  // namespace riff::sim
