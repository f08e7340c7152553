// webhookSubscriptionCreate and webhookSubscriptionDelete.

#include <algorithm>
#include <utility>

#include "mocks/shopify_mutations.h"

namespace riff::sim {

GraphqlOutput CreateWebhook(ShopifyShop& shop, const GraphqlCall& call) {
  constexpr std::string_view kType = "WebhookSubscriptionCreatePayload";
  const auto refuse = [&](std::string_view message) {
    const ShopifyUserError error{{"webhookSubscription", "uri"}, std::string(message), ""};
    return ShopifyRecord(kType, {{"userErrors", ShopifyUserErrors("UserError", {error})}});
  };
  ShopifyWebhook webhook;
  webhook.topic = call.arguments.TextOf("topic");
  webhook.input = *call.arguments.Find("webhookSubscription");
  webhook.created_at = shop.Now();
  if (webhook.input.Given("uri") == nullptr) {
    webhook.input.Set("uri", GraphqlValue::Text(webhook.input.TextOf("callbackUrl")));
  }
  const std::string uri = webhook.input.TextOf("uri");
  if (uri.empty()) {
    return refuse("Address can't be blank");
  }
  if (uri.find("://") == std::string::npos) {
    return refuse("Address is invalid");
  }
  const bool taken = std::any_of(shop.webhooks.begin(), shop.webhooks.end(), [&](const auto& each) {
    return each.second.topic == webhook.topic && each.second.input.TextOf("uri") == uri;
  });
  if (taken) {
    return refuse("Address for this topic has already been taken");
  }
  webhook.number = shop.market().Next(Numbered::kOther);
  const std::int64_t number = webhook.number;
  shop.webhooks.emplace(number, std::move(webhook));
  return ShopifyRecord(kType, {{"webhookSubscription", WebhookObject(shop, number)},
                               {"userErrors", ShopifyUserErrors("UserError", {})}});
}

GraphqlOutput DeleteWebhook(ShopifyShop& shop, const GraphqlCall& call) {
  const std::string gid = call.arguments.TextOf("id");
  const std::optional<std::int64_t> number = ShopifyNumber(gid, "WebhookSubscription");
  std::vector<ShopifyUserError> errors;
  if (!number || shop.webhooks.erase(*number) == 0) {
    errors.push_back({{"id"}, "Webhook subscription does not exist", ""});
  }
  return ShopifyRecord("WebhookSubscriptionDeletePayload",
                       {{"deletedWebhookSubscriptionId", GraphqlValue::TextOrNull(errors.empty() ? gid : "")},
                        {"userErrors", ShopifyUserErrors("UserError", errors)}});
}

}  // namespace riff::sim
