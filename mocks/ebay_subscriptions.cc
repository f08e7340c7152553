// EbayNotifications: subscriptions.

#include <algorithm>
#include <utility>

#include "connectors/json/json.h"
#include "mocks/ebay_notifications.h"
#include "mocks/ebay_topics.h"

namespace riff::sim {

Result<void> EbayNotifications::Subscribe(const WebhookReceiver& receiver) {
  if (!IsVerificationToken(receiver.token)) {
    return Fail(ErrorKind::kInvalid, "token: eBay wants 32 to 80 letters, digits, hyphens or underscores");
  }
  Destination made{"by-hand", "by hand", "ENABLED", receiver.url, receiver.token};
  if (!AnswersChallenge(made)) {
    return Fail(ErrorKind::kRejected, "the receiver did not answer the challenge");
  }
  for (const std::string& topic : receiver.topics) {
    if (!IsOffered(topic)) {
      return Fail(ErrorKind::kInvalid, "topics: eBay does not offer '" + topic + "'");
    }
  }
  std::erase_if(destinations_, [](const Destination& each) { return each.id == "by-hand"; });
  std::erase_if(subscriptions_, [](const Subscription& each) { return each.destination == "by-hand"; });
  destinations_.push_back(std::move(made));
  for (const EbayTopic& topic : kEbayTopics) {
    const bool wanted =
        receiver.topics.empty() || std::ranges::find(receiver.topics, topic.id) != receiver.topics.end();
    if (wanted && IsOffered(topic.id)) {
      subscriptions_.push_back(
          {std::to_string(next_number_++), std::string(topic.id), "ENABLED", "by-hand", parts_.clock.Now()});
    }
  }
  return {};
}

ServerResponse EbayNotifications::CreateSubscription(const EbayCall& call, EbayTokens::Holder holder) {
  if (alert_email_.empty()) {
    return NoNotificationConfig();
  }
  const Result<JsonDocument> body = JsonDocument::Parse(call.request.body);
  if (!body) {
    return NotificationRefusal(400, 195027, "Invalid or missing topic id.");
  }
  const JsonValue root = body->root();
  Subscription made{std::to_string(next_number_++), root.Text("topicId").value_or(""), root.Text("status").value_or(""),
                    root.Text("destinationId").value_or(""), parts_.clock.Now()};
  if (!IsOffered(made.topic)) {
    return NotificationRefusal(400, 195027, "Invalid or missing topic id.");
  }
  if (std::ranges::find(kEbayTopics, made.topic, &EbayTopic::id)->holder != holder) {
    return NotificationRefusal(403, 195011, "Not authorized for this topic.");
  }
  if (made.status != "ENABLED" && made.status != "DISABLED") {
    return NotificationRefusal(400, 195006, "Invalid or missing subscription status.");
  }
  const Destination* destination = DestinationOf(made.destination);
  if (destination == nullptr) {
    return NotificationRefusal(400, 195007, "Invalid or missing destination id.");
  }
  const std::optional<JsonValue> payload = root.Find("payload");
  if (!payload || payload->Text("schemaVersion").value_or("") != "1.0") {
    return NotificationRefusal(400, 195008, "Invalid or missing schema version.");
  }
  if (payload->Text("format").value_or("") != "JSON") {
    return NotificationRefusal(400, 195009, "Specified format is not supported for the topic.");
  }
  if (payload->Text("deliveryProtocol").value_or("") != "HTTPS") {
    return NotificationRefusal(400, 195010, "Invalid or missing protocol");
  }
  if (made.status == "ENABLED" && destination->status != "ENABLED") {
    return NotificationRefusal(409, 195015, "The subscription cannot be enabled since the destination is not enabled.");
  }
  if (std::ranges::find(subscriptions_, made.topic, &Subscription::topic) != subscriptions_.end()) {
    return NotificationRefusal(409, 195012, "Subscription already exists");
  }
  subscriptions_.push_back(made);
  return NotificationCreated(call, made.id);
}

ServerResponse EbayNotifications::ReadSubscriptions(const EbayCall& call) const {
  std::vector<std::string> rows;
  for (const Subscription& each : subscriptions_) {
    if (!call.id.empty() && call.id != each.id) {
      continue;
    }
    JsonWriter json;
    json.BeginObject().Key("subscriptionId").Text(each.id).Key("topicId").Text(each.topic);
    json.Key("status").Text(each.status).Key("destinationId").Text(each.destination);
    json.Key("creationDate").Text(FormatUtcMillis(each.created_at)).Key("payload").BeginObject();
    json.Key("format").Text("JSON").Key("schemaVersion").Text("1.0").Key("deliveryProtocol").Text("HTTPS");
    json.EndObject().EndObject();
    rows.push_back(json.Take());
  }
  if (call.id.empty()) {
    return NotificationList(call, "subscriptions", rows);
  }
  return rows.empty() ? NotificationRefusal(404, 195013, "The subscription id does not exist.")
                      : EbayJson(200, rows.front());
}

ServerResponse EbayNotifications::ChangeSubscription(const EbayCall& call) {
  Subscription* found = SubscriptionOf(call.id);
  if (found == nullptr) {
    return NotificationRefusal(404, 195013, "The subscription id does not exist.");
  }
  if (call.request.method == "DELETE") {
    std::erase_if(subscriptions_, [&](const Subscription& each) { return each.id == call.id; });
    return EbayNothing();
  }
  if (call.operation == "ebay.notification.subscription_disable") {
    found->status = "DISABLED";
    return EbayNothing();
  }
  if (call.operation == "ebay.notification.subscription_enable") {
    const Destination* destination = DestinationOf(found->destination);
    if (destination == nullptr || destination->status != "ENABLED") {
      return NotificationRefusal(409, 195015,
                                 "The subscription cannot be enabled since the destination is not enabled.");
    }
    found->status = "ENABLED";
    return EbayNothing();
  }
  if (parts_.faults.Knob("test_subscription") == "fails") {
    return EbayRefusal(500, {.id = 2003, .domain = "ACCESS", .category = "APPLICATION", .message = "Internal error"});
  }
  Send(*found, {found->topic, parts_.clock.Now(), R"({"test":true})"});
  ServerResponse response;
  response.status = 202;
  return response;
}

}  // namespace riff::sim
