// EbayNotifications: what is sent, and how it is signed.

#include <algorithm>
#include <utility>

#include "connectors/json/json.h"
#include "mocks/ebay_notifications.h"

namespace riff::sim {
namespace {

constexpr int kAttemptsMax = 3;
constexpr std::string_view kDestinationMarkedDown = "MARKED_DOWN";

}  // namespace

EbayNotifications::EbayNotifications(const FaceParts& parts)
    : parts_(parts),
      key_id_(Sha256Hex(key_.public_key_pem())
                  .insert(8, "-")
                  .insert(13, "-")
                  .insert(18, "-")
                  .insert(23, "-")
                  .substr(0, 36)),
      outbox_(parts.faults, {kAttemptsMax,
                             std::chrono::seconds(10),
                             {},
                             [this](WebhookMessage& message) { Fill(message, events_.at(message.id)); },
                             [this](const WebhookMessage& message) {
                               const auto down = std::ranges::find(destinations_, message.url, &Destination::endpoint);
                               if (down != destinations_.end()) {
                                 down->status = kDestinationMarkedDown;
                               }
                             }}) {
  Faults& faults = parts_.faults;
  faults.Declare({"destination_hosts",
                  FaultSort::kKnob,
                  "Whether http and this machine may be a destination.",
                  "public",
                  {"public", "any"}});
  faults.Declare({"test_subscription",
                  FaultSort::kKnob,
                  "Whether testSubscription works; the sandbox's fails.",
                  "works",
                  {"works", "fails"}});
  faults.Declare({"order_data",
                  FaultSort::kKnob,
                  "Where ORDER_CONFIRMATION has its order's id: at the top, or in an order.",
                  "flat",
                  {"flat", "nested"}});
}

std::string EbayNotifications::DataOf(const MarketOrder& order, const MarketOrderLine& line) const {
  const bool nested = parts_.faults.Knob("order_data") == "nested";
  JsonWriter json;
  json.BeginObject();
  if (nested) {
    json.Key("order").BeginObject();
  }
  json.Key("orderId").Text(order.id.text()).Key("lineItemId").Text(line.id.text());
  json.Key("listingId").Text(line.remote.text());
  if (nested) {
    json.EndObject();
  }
  json.EndObject();
  return json.Take();
}

void EbayNotifications::Settle() {
  const auto& orders = parts_.market.orders();
  seen_.resize(orders.size(), OrderState::kUnknown);
  for (std::size_t i = 0; i < orders.size(); ++i) {
    const MarketOrder& order = orders[i];
    if (seen_[i] == order.state) {
      continue;
    }
    // An order may be paid and sent between two looks.
    const bool was_paid = seen_[i] != OrderState::kUnknown && seen_[i] != OrderState::kPending;
    seen_[i] = order.state;
    for (const MarketOrderLine& line : order.lines) {
      if (!was_paid && order.paid_at) {
        Tell({"ORDER_CONFIRMATION", *order.paid_at, DataOf(order, line)});
      }
      if (order.state == OrderState::kShipped) {
        Tell({"ITEM_MARKED_SHIPPED", order.updated_at, DataOf(order, line)});
      }
    }
    if (order.state == OrderState::kCancelled) {
      Tell({"ORDER_CANCELLATION_ACTIVITY", order.updated_at, DataOf(order, order.lines.front())});
    }
  }
}

void EbayNotifications::Tell(Event event) {
  for (const Subscription& subscription : subscriptions_) {
    if (subscription.topic == event.topic && subscription.status == "ENABLED") {
      Send(subscription, event);
    }
  }
}

void EbayNotifications::Send(const Subscription& subscription, Event event) {
  const Destination* destination = DestinationOf(subscription.destination);
  if (destination == nullptr || destination->status != "ENABLED") {
    return;
  }
  WebhookMessage message;
  message.id = "n-" + Sha256Hex(key_id_ + std::to_string(next_number_++)).substr(0, 32);
  message.topic = event.topic;
  message.url = destination->endpoint;
  message.due_at = event.at;
  Fill(message, event);
  events_[message.id] = std::move(event);
  outbox_.Post(std::move(message));
}

void EbayNotifications::Fill(WebhookMessage& message, const Event& event) const {
  JsonWriter json;
  json.BeginObject().Key("metadata").BeginObject().Key("topic").Text(event.topic);
  json.Key("schemaVersion").Text("1.0").Key("deprecated").Bool(false).EndObject();
  json.Key("notification").BeginObject().Key("notificationId").Text(message.id);
  json.Key("eventDate").Text(FormatUtcMillis(event.at)).Key("publishDate");
  json.Text(FormatUtcMillis(std::max(event.at, message.due_at))).Key("publishAttemptCount");
  json.Integer(message.attempt).Key("data").Raw(event.data).EndObject().EndObject();
  message.body = json.Take();
  JsonWriter signature;
  signature.BeginObject().Key("alg").Text("ecdsa").Key("kid").Text(key_id_).Key("signature");
  signature.Text(Base64Encode(key_.Sign(SignatureDigest::kSha1, message.body))).Key("digest").Text("SHA1").EndObject();
  message.headers = {{"Content-Type", "application/json"}, {"X-EBAY-SIGNATURE", Base64Encode(signature.Take())}};
}

bool EbayNotifications::AnswersChallenge(const Destination& destination) {
  if (!parts_.post) {
    return false;
  }
  const std::string code = Sha256Hex(key_id_ + "challenge" + std::to_string(next_number_++)).substr(0, 32);
  WebhookMessage challenge;
  challenge.id = "challenge";
  challenge.topic = "challenge";
  challenge.method = "GET";
  challenge.url = destination.endpoint + (destination.endpoint.find('?') == std::string::npos ? "?" : "&") +
                  "challenge_code=" + code;
  challenge.due_at = parts_.clock.Now();
  const WebhookReply reply = parts_.post(challenge);
  const Result<JsonDocument> body = JsonDocument::Parse(reply.body);
  return reply.status == 200 && body &&
         body->root().Text("challengeResponse").value_or("") ==
             Sha256Hex(code + destination.token + destination.endpoint);
}

ServerResponse EbayNotifications::PublicKey(const EbayCall& call) const {
  if (call.id != key_id_) {
    return EbayRefusal(404,
                       {.id = 195001, .domain = "API_NOTIFICATION", .message = "The specified key id is invalid."});
  }
  // As one line: who uses it puts the breaks of the format in.
  std::string key = key_.public_key_pem();
  std::erase(key, '\n');
  JsonWriter json;
  json.BeginObject().Key("key").Text(key).Key("algorithm").Text("ECDSA").Key("digest").Text("SHA1").EndObject();
  return EbayJson(200, json.Take());
}

}  // namespace riff::sim
