// EbayNotifications: configuration, topics and destinations.

#include "mocks/ebay_notifications.h"

#include <algorithm>
#include <utility>

#include "connectors/json/json.h"
#include "mocks/ebay_topics.h"

namespace riff::sim {
namespace {

constexpr std::size_t kNameMax = 64;

bool IsPublic(std::string_view endpoint) {
  return endpoint.starts_with("https://") && !endpoint.starts_with("https://localhost") &&
         !endpoint.starts_with("https://127.");
}

}  // namespace

ServerResponse EbayNotifications::Answer(const EbayCall& call, EbayTokens::Holder holder) {
  const std::string_view what = call.operation.substr(std::string_view("ebay.notification.").size());
  if (what == "public_key") {
    return PublicKey(call);
  }
  if (what.starts_with("config")) {
    return Config(call);
  }
  if (what.starts_with("topic")) {
    return Topics(call);
  }
  if (what.starts_with("destination")) {
    if (what == "destination_create") {
      return CreateDestination(call);
    }
    return call.request.method == "GET" ? ReadDestinations(call) : ChangeDestination(call);
  }
  if (what == "subscription_create") {
    return CreateSubscription(call, holder);
  }
  return call.request.method == "GET" ? ReadSubscriptions(call) : ChangeSubscription(call);
}

ServerResponse EbayNotifications::Config(const EbayCall& call) {
  if (call.request.method == "GET") {
    if (alert_email_.empty()) {
      return NotificationRefusal(404, 195026, "Configuration Not Found.");
    }
    JsonWriter json;
    json.BeginObject().Key("alertEmail").Text(alert_email_).EndObject();
    return EbayJson(200, json.Take());
  }
  const Result<JsonDocument> body = JsonDocument::Parse(call.request.body);
  const std::string email = body ? body->root().Text("alertEmail").value_or("") : "";
  if (email.find('@') == std::string::npos) {
    return NotificationRefusal(400, 195025, "Invalid or missing email.");
  }
  alert_email_ = email;
  return EbayNothing();
}

bool EbayNotifications::IsOffered(std::string_view topic) const {
  const bool known = std::ranges::find(kEbayTopics, topic, &EbayTopic::id) != kEbayTopics.end();
  return known && (topic != "ORDER_CONFIRMATION" || parts_.faults.Knob("order_topic") == "offered");
}

ServerResponse EbayNotifications::Topics(const EbayCall& call) const {
  std::vector<std::string> rows;
  for (const EbayTopic& topic : kEbayTopics) {
    if (!IsOffered(topic.id) || (!call.id.empty() && call.id != topic.id)) {
      continue;
    }
    const bool application = topic.holder == EbayTokens::Holder::kApplication;
    JsonWriter json;
    json.BeginObject().Key("topicId").Text(topic.id).Key("status").Text("ENABLED").Key("context");
    json.Text(application ? "APPLICATION" : "USER").Key("scope").Text(application ? "APPLICATION" : "USER");
    json.Key("filterable").Bool(false).Key("supportedPayloads").BeginArray().BeginObject();
    json.Key("format").BeginArray().Text("JSON").EndArray().Key("schemaVersion").Text("1.0");
    json.Key("deliveryProtocol").Text("HTTPS").Key("deprecated").Bool(false).EndObject().EndArray().EndObject();
    rows.push_back(json.Take());
  }
  if (call.id.empty()) {
    return NotificationList(call, "topics", rows);
  }
  return rows.empty() ? NotificationRefusal(404, 195002, "Invalid or missing topic id.") : EbayJson(200, rows.front());
}

EbayNotifications::Destination* EbayNotifications::DestinationOf(std::string_view id) {
  const auto found = std::ranges::find(destinations_, id, &Destination::id);
  return found == destinations_.end() ? nullptr : &*found;
}

EbayNotifications::Subscription* EbayNotifications::SubscriptionOf(std::string_view id) {
  const auto found = std::ranges::find(subscriptions_, id, &Subscription::id);
  return found == subscriptions_.end() ? nullptr : &*found;
}

std::optional<ServerResponse> EbayNotifications::RefuseDestination(const Destination& wanted) const {
  if (wanted.name.empty() || wanted.name.size() > kNameMax) {
    return NotificationRefusal(400, 195016, "Invalid name. Markups or lengths greater than 64 not supported");
  }
  if (wanted.status != "ENABLED" && wanted.status != "DISABLED") {
    return NotificationRefusal(400, 195018,
                               "Invalid or missing destination status. Supported values:[ENABLED,DISABLED]");
  }
  if (wanted.endpoint.empty() || (!IsPublic(wanted.endpoint) && parts_.faults.Knob("destination_hosts") == "public")) {
    return NotificationRefusal(400, 195017, "Invalid or missing endpoint.");
  }
  if (!IsVerificationToken(wanted.token)) {
    return NotificationRefusal(400, 195019, "Invalid or missing verification token for this endpoint.");
  }
  const bool taken = std::ranges::any_of(
      destinations_, [&](const Destination& each) { return each.endpoint == wanted.endpoint && each.id != wanted.id; });
  return taken ? std::optional(NotificationRefusal(409, 195021, "Destination exists for this endpoint")) : std::nullopt;
}

ServerResponse EbayNotifications::CreateDestination(const EbayCall& call) {
  if (alert_email_.empty()) {
    return NoNotificationConfig();
  }
  const Result<JsonDocument> body = JsonDocument::Parse(call.request.body);
  const std::optional<JsonValue> delivery = body ? body->root().Find("deliveryConfig") : std::nullopt;
  if (!delivery) {
    return NotificationRefusal(400, 195017, "Invalid or missing endpoint.");
  }
  Destination made{std::to_string(next_number_++), body->root().Text("name").value_or(""),
                   body->root().Text("status").value_or(""), delivery->Text("endpoint").value_or(""),
                   delivery->Text("verificationToken").value_or("")};
  if (auto refused = RefuseDestination(made)) {
    return *std::move(refused);
  }
  if (!AnswersChallenge(made)) {
    return NotificationRefusal(409, 195020, "Challenge verification failed for requested endpoint");
  }
  destinations_.push_back(made);
  return NotificationCreated(call, made.id);
}

ServerResponse EbayNotifications::ReadDestinations(const EbayCall& call) const {
  std::vector<std::string> rows;
  for (const Destination& each : destinations_) {
    if (!call.id.empty() && call.id != each.id) {
      continue;
    }
    JsonWriter json;
    json.BeginObject().Key("destinationId").Text(each.id).Key("name").Text(each.name);
    json.Key("status").Text(each.status).Key("deliveryConfig").BeginObject();
    json.Key("endpoint").Text(each.endpoint).Key("verificationToken").Text(each.token).EndObject().EndObject();
    rows.push_back(json.Take());
  }
  if (call.id.empty()) {
    return NotificationList(call, "destinations", rows);
  }
  return rows.empty() ? NotificationRefusal(404, 195022, "Invalid or missing destination id.")
                      : EbayJson(200, rows.front());
}

ServerResponse EbayNotifications::ChangeDestination(const EbayCall& call) {
  Destination* found = DestinationOf(call.id);
  if (found == nullptr) {
    return NotificationRefusal(404, 195022, "Invalid or missing destination id.");
  }
  if (call.request.method == "DELETE") {
    if (std::ranges::find(subscriptions_, call.id, &Subscription::destination) != subscriptions_.end()) {
      return NotificationRefusal(409, 195023, "Destination is in use and cannot be deleted.");
    }
    std::erase_if(destinations_, [&](const Destination& each) { return each.id == call.id; });
    return EbayNothing();
  }
  const Result<JsonDocument> body = JsonDocument::Parse(call.request.body);
  const std::optional<JsonValue> delivery = body ? body->root().Find("deliveryConfig") : std::nullopt;
  Destination changed = *found;
  if (body) {
    changed.name = body->root().Text("name").value_or("");
    changed.status = body->root().Text("status").value_or("");
  }
  if (delivery) {
    changed.endpoint = delivery->Text("endpoint").value_or("");
    changed.token = delivery->Text("verificationToken").value_or("");
  }
  if (auto refused = RefuseDestination(changed)) {
    return *std::move(refused);
  }
  if (!AnswersChallenge(changed)) {
    return NotificationRefusal(409, 195020, "Challenge verification failed for requested endpoint");
  }
  *found = changed;
  return EbayNothing();
}

}  // namespace riff::sim
