// TiktokFace: where events go.

#include <utility>

#include "mocks/tiktok_face.h"

namespace riff::sim {

TiktokReply TiktokFace::ListWebhooks(const TiktokCall&) {
  const auto& subscriptions = webhooks_.subscriptions();
  JsonWriter json;
  json.BeginObject().Key("total_count").Integer(static_cast<std::int64_t>(subscriptions.size()));
  json.Key("webhooks").BeginArray();
  for (const auto& [name, subscription] : subscriptions) {
    json.BeginObject().Key("event_type").Text(name).Key("address").Text(subscription.address);
    json.Key("create_time").Integer(TiktokSeconds(subscription.created_at));
    json.Key("update_time").Integer(TiktokSeconds(subscription.updated_at)).EndObject();
  }
  json.EndArray().EndObject();
  TiktokReply reply;
  reply.data = json.Take();
  return reply;
}

// One address a kind: a second call moves it.
TiktokReply TiktokFace::SetWebhook(const TiktokCall& call) {
  const Result<JsonDocument> body = JsonDocument::Parse(call.request.body);
  const std::string name = body ? body->root().Text("event_type").value_or("") : "";
  const std::string address = body ? body->root().Text("address").value_or("") : "";
  if (!IsTiktokEvent(name) || address.find("://") == std::string::npos) {
    return TiktokBadParameter();
  }
  const Timestamp now = parts_.clock.Now();
  TiktokSubscription& subscription =
      webhooks_.subscriptions().try_emplace(name, TiktokSubscription{address, now, now}).first->second;
  subscription.address = address;
  subscription.updated_at = now;
  return {};
}

TiktokReply TiktokFace::DeleteWebhook(const TiktokCall& call) {
  const Result<JsonDocument> body = JsonDocument::Parse(call.request.body);
  const std::string name = body ? body->root().Text("event_type").value_or("") : "";
  if (!IsTiktokEvent(name)) {
    return TiktokBadParameter();
  }
  webhooks_.subscriptions().erase(name);
  return {};
}

Result<void> TiktokFace::Subscribe(const WebhookReceiver& receiver) { return webhooks_.Subscribe(receiver); }

}  // namespace riff::sim
