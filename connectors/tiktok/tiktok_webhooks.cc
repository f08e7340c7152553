#include "connectors/tiktok/tiktok_webhooks.h"

#include <algorithm>
#include <array>
#include <set>

#include "connectors/json/json.h"
#include "engine/base/digest.h"

namespace riff::tiktok {

namespace {

// What a type is about, and where its data names it; "if told": where the platform does not say that it always does.
enum class Names { kOrder, kOrderIfTold, kOrdersOfPackages, kProduct, kProductIfTold, kNothing };

struct TypeRow {
  std::int64_t type;
  WebhookKind kind;
  Names names;
};

// Types that are not listed (addresses, chats, categories, invoices) say nothing of stock.
constexpr std::array kTypes = {
    TypeRow{1, WebhookKind::kOrderChanged, Names::kOrder},             // Order status.
    TypeRow{2, WebhookKind::kOrderChanged, Names::kOrderIfTold},       // Reverse order.
    TypeRow{4, WebhookKind::kOrderChanged, Names::kOrdersOfPackages},  // Packages.
    TypeRow{5, WebhookKind::kListingChanged, Names::kProduct},         // Product status.
    TypeRow{6, WebhookKind::kCredentialsRevoked, Names::kNothing},     // The seller took the consent back.
    TypeRow{7, WebhookKind::kCredentialsEnding, Names::kNothing},      // The consent runs out within 30 days.
    TypeRow{11, WebhookKind::kOrderChanged, Names::kOrder},            // Cancellation.
    TypeRow{12, WebhookKind::kOrderChanged, Names::kOrder},            // Return.
    TypeRow{15, WebhookKind::kListingChanged, Names::kProduct},        // Product information.
    TypeRow{16, WebhookKind::kListingChanged, Names::kProduct},        // Product made.
    TypeRow{24, WebhookKind::kListingChanged, Names::kProductIfTold},  // Stock fulfilled by the platform.
    TypeRow{27, WebhookKind::kListingChanged, Names::kProductIfTold},  // Inventory status.
    TypeRow{37, WebhookKind::kListingChanged, Names::kProduct},        // Product audit.
};

// Ids come as texts and as bare integers beyond 2^53; both keep every digit.
Result<std::string> IdOf(const JsonValue& value) {
  RIFF_TRY(std::string id, value.IsText() ? value.AsText() : value.AsDecimal());
  const bool digits = std::ranges::all_of(id, [](char c) { return c >= '0' && c <= '9'; });
  if (id.empty() || id.size() > 32 || !digits) {
    return Fail(ErrorKind::kInvalid, value.path() + ": not an id");
  }
  return id;
}

Result<std::string> IdAt(const JsonValue& object, std::string_view key) {
  RIFF_TRY(const JsonValue value, object.Get(key));
  return IdOf(value);
}

Result<std::set<std::string>> OrdersOfPackages(const JsonValue& data) {
  std::set<std::string> orders;
  RIFF_TRY(const std::vector<JsonValue> packages, data.Array("package_list"));
  for (const JsonValue& package : packages) {
    RIFF_TRY(const std::vector<JsonValue> ids, package.OptionalArray("order_id_list"));
    for (const JsonValue& value : ids) {
      RIFF_TRY(std::string id, IdOf(value));
      orders.insert(std::move(id));
    }
  }
  return orders;
}

Result<WebhookEvents> EventsOf(const WebhookEvent& base, const JsonValue& data, Names names) {
  WebhookEvent event = base;
  switch (names) {
    case Names::kOrderIfTold:
      if (!data.Find("order_id").has_value()) {
        break;
      }
      [[fallthrough]];
    case Names::kOrder: {
      RIFF_TRY(std::string id, IdAt(data, "order_id"));
      event.order = OrderId(std::move(id));
      break;
    }
    case Names::kOrdersOfPackages: {
      RIFF_TRY(const std::set<std::string> orders, OrdersOfPackages(data));
      WebhookEvents events;
      for (const std::string& order : orders) {
        event.order = OrderId(order);
        event.delivery = base.delivery + "/" + order;
        events.push_back(event);
      }
      return events;
    }
    case Names::kProductIfTold:
      if (!data.Find("product_id").has_value()) {
        break;
      }
      [[fallthrough]];
    case Names::kProduct: {
      RIFF_TRY(std::string id, IdAt(data, "product_id"));
      event.remote = RemoteId(std::move(id));
      break;
    }
    case Names::kNothing:
      break;
  }
  return WebhookEvents{std::move(event)};
}

class Webhooks final : public WebhookParser {
 public:
  Webhooks(Channel channel, const Config& config)
      : channel_(channel), app_key_(config.app_key), app_secret_(config.app_secret) {}

  Result<WebhookEvents> Parse(const WebhookRequest& request) override {
    RIFF_TRY(CheckWebhookSize(request));
    const std::string expected = HmacSha256Hex(app_secret_, app_key_ + request.body);
    if (!EqualInConstantTime(expected, request.Header("Authorization"))) {
      return Fail(WebhookRefusal());
    }
    RIFF_TRY(const JsonDocument document, JsonDocument::Parse(request.body));
    const JsonValue body = document.root();
    RIFF_TRY(const std::int64_t type, body.Integer("type"));
    RIFF_TRY(const auto notification, body.OptionalText("tts_notification_id"));
    RIFF_TRY(const auto seconds, body.OptionalInteger("timestamp"));
    WebhookEvent event;
    event.channel = channel_;
    event.topic = std::to_string(type);
    event.delivery = DeliveryName(notification.value_or(""), request.body);
    event.occurred_at = TimeOf(seconds, request.received_at);
    const auto* row = std::ranges::find(kTypes, type, &TypeRow::type);
    if (row == kTypes.end()) {
      return WebhookEvents{std::move(event)};
    }
    event.kind = row->kind;
    if (row->names == Names::kNothing) {
      return WebhookEvents{std::move(event)};
    }
    RIFF_TRY(const JsonValue data, body.Get("data"));
    return EventsOf(event, data, row->names);
  }

 private:
  // A time that is absent, or that no clock could show, is when the message came.
  static Timestamp TimeOf(const std::optional<std::int64_t>& seconds, Timestamp received_at) {
    constexpr std::int64_t kSecondsMax = 253'402'300'799;  // The end of the year 9999.
    if (!seconds.has_value() || *seconds < 0 || *seconds > kSecondsMax) {
      return received_at;
    }
    return Timestamp(std::chrono::seconds(*seconds));
  }

  const Channel channel_;
  const std::string app_key_;
  const Secret app_secret_;
};

}  // namespace

std::unique_ptr<WebhookParser> MakeWebhooks(const Channel& channel, const Config& config) {
  return std::make_unique<Webhooks>(channel, config);
}

}  // namespace riff::tiktok
