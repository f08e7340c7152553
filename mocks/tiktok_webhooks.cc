#include "mocks/tiktok_webhooks.h"

#include <algorithm>
#include <array>
#include <utility>

#include "connectors/json/json.h"
#include "engine/base/digest.h"
#include "mocks/tiktok_answers.h"
#include "mocks/tiktok_words.h"

namespace riff::sim {
namespace {

struct Event {
  int type;
  std::string_view name;
};

constexpr std::array kEvents = {Event{1, "ORDER_STATUS_CHANGE"},
                                Event{2, "REVERSE_STATUS_UPDATE"},
                                Event{3, "RECIPIENT_ADDRESS_UPDATE"},
                                Event{4, "PACKAGE_UPDATE"},
                                Event{5, "PRODUCT_STATUS_CHANGE"},
                                Event{6, "SELLER_DEAUTHORIZATION"},
                                Event{7, "UPCOMING_AUTHORIZATION_EXPIRATION"},
                                Event{11, "CANCELLATION_STATUS_CHANGE"},
                                Event{12, "RETURN_STATUS_CHANGE"},
                                Event{13, "NEW_CONVERSATION"},
                                Event{14, "NEW_MESSAGE"},
                                Event{15, "PRODUCT_INFORMATION_CHANGE"},
                                Event{16, "PRODUCT_CREATION"},
                                Event{18, "PRODUCT_CATEGORY_CHANGE"},
                                Event{24, "FBT_INVENTORY_UPDATE"},
                                Event{27, "INVENTORY_STATUS_CHANGE"},
                                Event{36, "INVOICE_STATUS_CHANGE"},
                                Event{37, "PRODUCT_AUDIT_STATUS_CHANGE"}};

// Later numbers than the platform's own examples have.
constexpr std::int64_t kNotificationsFrom = 7'380'066'284'010'000'000;
constexpr Duration kWarnedAhead = std::chrono::hours(24 * 30);

WebhookRetries Retries() {
  using std::chrono::minutes;
  return {.attempts_max = 5, .waits = {minutes(2), minutes(30), minutes(180), minutes(720)}};
}

std::string OrderStatusData(const MarketOrder& order) {
  JsonWriter json;
  json.BeginObject().Key("order_id").Text(order.id.text()).Key("order_status").Text(TiktokOrderStatusOf(order));
  json.Key("is_on_hold_order").Bool(false).Key("update_time").Integer(TiktokSeconds(order.updated_at)).EndObject();
  return json.Take();
}

std::string CancellationData(const MarketOrder& order) {
  JsonWriter json;
  json.BeginObject().Key("order_id").Text(order.id.text()).Key("cancellations_role").Text("BUYER");
  json.Key("cancel_status").Text("CANCELLATION_REQUEST_COMPLETE").Key("cancel_id").Text("4" + order.id.text());
  json.Key("create_time").Integer(TiktokSeconds(order.updated_at)).EndObject();
  return json.Take();
}

std::string ReturnData(const MarketOrder& order) {
  JsonWriter json;
  json.BeginObject().Key("order_id").Text(order.id.text()).Key("return_role").Text("BUYER");
  json.Key("return_type").Text(order.state == OrderState::kReturned ? "RETURN_AND_REFUND" : "REFUND");
  json.Key("return_status").Text("RETURN_OR_REFUND_REQUEST_COMPLETE").Key("return_id").Text("5" + order.id.text());
  json.Key("create_time").Integer(TiktokSeconds(order.updated_at));
  json.Key("update_time").Integer(TiktokSeconds(order.updated_at)).EndObject();
  return json.Take();
}

// The id is a bare number here, and only here.
std::string StatusData(const MarketListing& listing, std::string_view status) {
  JsonWriter json;
  json.BeginObject().Key("product_id").Raw(TiktokProductId(listing)).Key("status").Text(status);
  json.Key("suspended_reason").Text("").Key("update_time").Integer(TiktokSeconds(listing.updated_at)).EndObject();
  return json.Take();
}

std::string ProductData(const MarketListing& listing, std::string_view key, const std::string& value) {
  JsonWriter json;
  json.BeginObject().Key("product_id").Text(TiktokProductId(listing)).Key(key).Raw(value);
  json.Key("update_time").Integer(TiktokSeconds(listing.updated_at)).EndObject();
  return json.Take();
}

std::string StockData(const MarketListing& listing) {
  JsonWriter json;
  json.BeginObject().Key("product_id").Text(TiktokProductId(listing)).Key("sku_id").Text(TiktokSkuId(listing));
  json.Key("available_quantity").Integer(listing.available.units());
  json.Key("update_time").Integer(TiktokSeconds(listing.updated_at)).EndObject();
  return json.Take();
}

}  // namespace

std::string_view TiktokEventName(int type) {
  const auto found = std::ranges::find(kEvents, type, &Event::type);
  return found == kEvents.end() ? "" : found->name;
}

bool IsTiktokEvent(std::string_view name) { return std::ranges::find(kEvents, name, &Event::name) != kEvents.end(); }

TiktokWebhooks::TiktokWebhooks(const FaceParts& parts)
    : parts_(parts), outbox_(parts.faults, Retries()), watch_(parts.market) {
  parts_.faults.Declare({"notification_id",
                         FaultSort::kKnob,
                         "Whether a web-hook message has tts_notification_id.",
                         "sent",
                         {"sent", "absent"}});
  parts_.faults.Declare(
      {"stock_event", FaultSort::kKnob, "Whether kind 27 tells of a seller's own stock.", "off", {"on", "off"}});
}

Result<void> TiktokWebhooks::Subscribe(const WebhookReceiver& receiver) {
  std::vector<std::string_view> wanted;
  for (const std::string& topic : receiver.topics) {
    const auto known = std::ranges::find_if(
        kEvents, [&](const Event& event) { return event.name == topic || std::to_string(event.type) == topic; });
    if (known == kEvents.end()) {
      return Fail(ErrorKind::kRejected, "no kind of event '" + topic + "'");
    }
    wanted.push_back(known->name);
  }
  for (const Event& event : kEvents) {
    if (receiver.topics.empty()) {
      wanted.push_back(event.name);
    }
  }
  const Timestamp now = parts_.clock.Now();
  for (const std::string_view name : wanted) {
    subscriptions_.insert_or_assign(std::string(name), TiktokSubscription{receiver.url, now, now});
  }
  return {};
}

void TiktokWebhooks::Settle(Timestamp authorized_until) {
  if (subscriptions_.empty()) {
    watching_ = false;
    return;
  }
  if (!std::exchange(watching_, true)) {
    watch_.Skip();
    words_.clear();
    for (const auto& [row, listing] : parts_.market.rows()) {
      words_[row] = {TiktokStatusOf(listing), TiktokAuditOf(listing)};
    }
  }
  for (const ListingChange& change : watch_.NewListingChanges()) {
    TellOfListing(change);
  }
  for (const OrderChange& change : watch_.NewOrderChanges()) {
    TellOfOrder(change);
  }
  TellOfAuthorization(authorized_until);
}

void TiktokWebhooks::TellOfListing(const ListingChange& change) {
  const MarketListing& listing = *parts_.market.Find(change.after.row);
  const Words now{TiktokStatusOf(listing), TiktokAuditOf(listing)};
  const Words before = std::exchange(words_[listing.row], now);
  if (!change.before) {
    Tell(16, ProductData(listing, "product_type", R"(["GPR_PRODUCT"])"));
  }
  if (before.audit != now.audit && now.audit != "NONE") {
    Tell(37, StatusData(listing, now.audit));
  }
  if (before.status != now.status) {
    Tell(5, StatusData(listing, now.status));
    return;
  }
  if (!change.before) {
    return;
  }
  const bool stock = change.before->available != change.after.available;
  const bool price = change.before->price != change.after.price;
  if (stock && parts_.faults.Knob("stock_event") == "on") {
    Tell(27, StockData(listing));
  }
  if (!stock && !price && before.audit == now.audit) {
    Tell(15, ProductData(listing, "changed_fields", R"(["title","description"])"));
  }
}

void TiktokWebhooks::TellOfOrder(const OrderChange& change) {
  const MarketOrder& order = *parts_.market.FindOrder(change.id);
  const bool moved = !change.before || *change.before != order.state;
  const bool partly = change.refunded.units() > 0;
  if (order.state == OrderState::kCancelled || (partly && !order.shipped_at)) {
    Tell(11, CancellationData(order));
  } else if (order.state == OrderState::kReturned || order.state == OrderState::kRefunded || partly) {
    Tell(12, ReturnData(order));
  }
  if (moved) {
    Tell(1, OrderStatusData(order));
  }
}

void TiktokWebhooks::TellOfAuthorization(Timestamp authorized_until) {
  const std::string shop(TiktokShopId(parts_.market.channel()));
  const bool authorized = parts_.faults.Knob("deauthorised") == "off";
  if (std::exchange(authorized_, authorized) && !authorized) {
    Tell(6, R"({"message":"Shop_id )" + shop + R"( is deauthorized from your APP by merchant."})");
  }
  const Timestamp now = parts_.clock.Now();
  if (now >= authorized_until - kWarnedAhead && expiry_told_ != authorized_until) {
    expiry_told_ = authorized_until;
    const auto days = std::chrono::duration_cast<std::chrono::days>(authorized_until - now).count();
    JsonWriter json;
    json.BeginObject().Key("message").Text("Authorization of shop_id " + shop + " is expirating in " +
                                           std::to_string(days) + " days. Please direct the merchant to re-authorize.");
    json.Key("expiration_time").Text(std::to_string(TiktokSeconds(authorized_until))).EndObject();
    Tell(7, json.Take());
  }
}

void TiktokWebhooks::Tell(int type, const std::string& data) {
  const auto subscription = subscriptions_.find(TiktokEventName(type));
  if (subscription == subscriptions_.end()) {
    return;
  }
  WebhookMessage message;
  message.id = std::to_string(kNotificationsFrom + ++messages_);
  message.topic = std::to_string(type);
  message.url = subscription->second.address;
  message.due_at = parts_.clock.Now();
  JsonWriter json;
  json.BeginObject().Key("type").Integer(type);
  if (parts_.faults.Knob("notification_id") == "sent") {
    json.Key("tts_notification_id").Text(message.id);
  }
  json.Key("shop_id").Text(TiktokShopId(parts_.market.channel()));
  json.Key("timestamp").Integer(TiktokSeconds(parts_.clock.Now())).Key("data").Raw(data).EndObject();
  message.body = json.Take();
  const std::string digest =
      HmacSha256Hex(Secret(parts_.credentials.Key("app_secret")), parts_.credentials.Key("app_key") + message.body);
  message.headers = {{"Content-Type", "application/json"}, {"Authorization", digest}};
  outbox_.Post(std::move(message));
}

}  // namespace riff::sim
