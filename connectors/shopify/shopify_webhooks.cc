#include "connectors/shopify/shopify_webhooks.h"

#include <algorithm>
#include <array>

#include "connectors/json/json.h"
#include "engine/base/digest.h"

namespace riff::shopify {

namespace {

// What a topic is about, and where its body names it.
enum class Names { kOrder, kOrderOf, kEditedOrder, kProduct, kProductOf, kItem, kItemOf, kNothing };

struct TopicRow {
  std::string_view topic;
  WebhookKind kind;
  Names names;
};

constexpr std::array kTopics = {
    TopicRow{"orders/create", WebhookKind::kOrderChanged, Names::kOrder},
    TopicRow{"orders/updated", WebhookKind::kOrderChanged, Names::kOrder},
    TopicRow{"orders/paid", WebhookKind::kOrderChanged, Names::kOrder},
    TopicRow{"orders/cancelled", WebhookKind::kOrderChanged, Names::kOrder},
    TopicRow{"orders/fulfilled", WebhookKind::kOrderChanged, Names::kOrder},
    TopicRow{"orders/partially_fulfilled", WebhookKind::kOrderChanged, Names::kOrder},
    TopicRow{"orders/edited", WebhookKind::kOrderChanged, Names::kEditedOrder},
    TopicRow{"refunds/create", WebhookKind::kOrderChanged, Names::kOrderOf},
    TopicRow{"fulfillments/create", WebhookKind::kOrderChanged, Names::kOrderOf},
    TopicRow{"fulfillments/update", WebhookKind::kOrderChanged, Names::kOrderOf},
    TopicRow{"products/create", WebhookKind::kListingChanged, Names::kProduct},
    TopicRow{"products/update", WebhookKind::kListingChanged, Names::kProduct},
    TopicRow{"products/delete", WebhookKind::kListingChanged, Names::kProduct},
    TopicRow{"variants/in_stock", WebhookKind::kListingChanged, Names::kProductOf},
    TopicRow{"variants/out_of_stock", WebhookKind::kListingChanged, Names::kProductOf},
    TopicRow{"inventory_levels/connect", WebhookKind::kListingChanged, Names::kItemOf},
    TopicRow{"inventory_levels/update", WebhookKind::kListingChanged, Names::kItemOf},
    TopicRow{"inventory_levels/disconnect", WebhookKind::kListingChanged, Names::kItemOf},
    TopicRow{"inventory_items/create", WebhookKind::kListingChanged, Names::kItem},
    TopicRow{"inventory_items/update", WebhookKind::kListingChanged, Names::kItem},
    TopicRow{"inventory_items/delete", WebhookKind::kListingChanged, Names::kItem},
    TopicRow{"app/uninstalled", WebhookKind::kCredentialsRevoked, Names::kNothing},
};

// Ids are 64-bit integers here, and never gids: the gid of a level names no item.
Result<std::string> NumberAt(const JsonValue& object, std::string_view key) {
  RIFF_TRY(const std::int64_t number, object.Integer(key));
  if (number < 1) {
    return Fail(ErrorKind::kInvalid, object.path() + "." + std::string(key) + ": not an id");
  }
  return std::to_string(number);
}

Result<void> NameSubject(const JsonValue& body, Names names, WebhookEvent& event) {
  std::string number;
  switch (names) {
    case Names::kOrder:
    case Names::kProduct:
    case Names::kItem: {
      RIFF_TRY(number, NumberAt(body, "id"));
      break;
    }
    case Names::kOrderOf: {
      RIFF_TRY(number, NumberAt(body, "order_id"));
      break;
    }
    case Names::kEditedOrder: {
      RIFF_TRY(const JsonValue edit, body.Get("order_edit"));
      RIFF_TRY(number, NumberAt(edit, "order_id"));
      break;
    }
    case Names::kProductOf: {
      RIFF_TRY(number, NumberAt(body, "product_id"));
      break;
    }
    case Names::kItemOf: {
      RIFF_TRY(number, NumberAt(body, "inventory_item_id"));
      break;
    }
    case Names::kNothing:
      return {};
  }
  if (event.kind == WebhookKind::kOrderChanged) {
    event.order = OrderId(std::move(number));
  } else if (names == Names::kItem || names == Names::kItemOf) {
    event.handle = std::move(number);
  } else {
    event.remote = RemoteId(std::move(number));
  }
  return {};
}

class Webhooks final : public WebhookParser {
 public:
  Webhooks(Channel channel, const Config& config)
      : channel_(channel), secret_(config.webhook_secret), previous_(config.previous_webhook_secret) {}

  Result<WebhookEvents> Parse(const WebhookRequest& request) override {
    RIFF_TRY(CheckWebhookSize(request));
    if (!IsSigned(request)) {
      return Fail(WebhookRefusal());
    }
    const std::string_view topic = request.Header("X-Shopify-Topic");
    const std::string_view triggered = request.Header("X-Shopify-Triggered-At");
    WebhookEvent event;
    event.channel = channel_;
    event.topic = topic;
    event.delivery = DeliveryName(request.Header("X-Shopify-Webhook-Id"),
                                  std::string(topic) + "\n" + std::string(triggered) + "\n" + request.body);
    event.occurred_at = ParseTimestamp(triggered).value_or(request.received_at);
    const auto* row = std::ranges::find(kTopics, topic, &TopicRow::topic);
    if (row == kTopics.end()) {
      return WebhookEvents{std::move(event)};
    }
    event.kind = row->kind;
    RIFF_TRY(const JsonDocument body, JsonDocument::Parse(request.body));
    RIFF_TRY(NameSubject(body.root(), row->names, event));
    return WebhookEvents{std::move(event)};
  }

 private:
  bool IsSigned(const WebhookRequest& request) const {
    const std::string_view given = request.Header("X-Shopify-Hmac-Sha256");
    const auto fits = [&](const Secret& secret) {
      return !secret.empty() && EqualInConstantTime(Base64Encode(HmacSha256(secret, request.body)), given);
    };
    return fits(secret_) || fits(previous_);
  }

  const Channel channel_;
  const Secret secret_;
  const Secret previous_;
};

}  // namespace

std::unique_ptr<WebhookParser> MakeWebhooks(const Channel& channel, const Config& config) {
  return std::make_unique<Webhooks>(channel, config);
}

}  // namespace riff::shopify
