#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "mocks/control_calls.h"
#include "mocks/wire_request.h"

namespace riff::sim {

Result<void> ShowWebhooks(Markets& markets, const ControlInput& input, JsonWriter& json) {
  RIFF_TRY(const Channel channel, ParseChannel(ValueOf(input.query, "channel")));
  const auto since = static_cast<std::int64_t>(CountOf(input.query, "since", 0));
  const MockChannel::Webhooks webhooks = markets.At(channel).webhooks();
  json.BeginObject().Key("waiting").Integer(static_cast<std::int64_t>(webhooks.waiting));
  json.Key("deliveries").BeginArray();
  for (const WebhookDelivery& delivery : webhooks.deliveries) {
    if (delivery.seq <= since) {
      continue;
    }
    json.BeginObject().Key("seq").Integer(delivery.seq).Key("at").Text(FormatUtcMillis(delivery.at));
    json.Key("id").Text(delivery.id).Key("topic").Text(delivery.topic).Key("url").Text(delivery.url);
    json.Key("attempt").Integer(delivery.attempt).Key("status").Integer(delivery.status).EndObject();
  }
  json.EndArray().EndObject();
  return {};
}

Result<void> SubscribeWebhooks(Markets& markets, const ControlInput& input, JsonWriter& json) {
  RIFF_TRY(const std::string name, input.body.Text("channel"));
  RIFF_TRY(const Channel channel, ParseChannel(name));
  WebhookReceiver receiver;
  RIFF_TRY(receiver.url, input.body.Text("url"));
  RIFF_TRY(const std::vector<JsonValue> topics, input.body.OptionalArray("topics"));
  for (const JsonValue& topic : topics) {
    RIFF_TRY(std::string text, topic.AsText());
    receiver.topics.push_back(std::move(text));
  }
  RIFF_TRY(const std::optional<std::string> token, input.body.OptionalText("token"));
  receiver.token = token.value_or("");
  RIFF_TRY(markets.At(channel).Subscribe(receiver));
  json.BeginObject().Key("channel").Text(ToString(channel)).Key("url").Text(receiver.url).EndObject();
  return {};
}

}  // namespace riff::sim
