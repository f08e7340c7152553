#include "engine/serve/webhook_intake.h"

#include <utility>

#include "connectors/http/url.h"
#include "engine/serve/problem.h"
#include "engine/sync/take_webhook.h"

namespace riff {

namespace {

constexpr char kPattern[] = "/webhooks/{platform}/{environment}";

ServerResponse NoSuchChannel() {
  return Problem({404, "not_found", "no channel in use takes webhooks under this address"});
}

WebhookRequest RequestOf(const RouteCall& call) {
  WebhookRequest request;
  for (const ServerHeader& header : call.request.headers) {
    request.headers.push_back({header.name, header.value});
  }
  request.body = call.request.body;
  request.received_at = call.received_at;
  return request;
}

}  // namespace

struct WebhookIntake::Outcome {
  std::string word;  // For the metric.
  ServerResponse response;
};

WebhookIntake::WebhookIntake(const Shop& shop, IntakeParts parts) : parts_(std::move(parts)) {
  for (const ShopChannel& channel : shop.channels) {
    if (channel.connector->webhooks != nullptr) {
      auto entrance = std::make_unique<Entrance>();
      entrance->parser = channel.connector->webhooks.get();
      entrances_[channel.connector->channel] = std::move(entrance);
    }
  }
}

WebhookIntake::Entrance* WebhookIntake::EntranceOf(const RouteCall& call, Channel& channel) {
  const Result<Channel> named = ParseChannel(call.Part("platform") + "/" + call.Part("environment"));
  if (!named.has_value()) {
    return nullptr;
  }
  channel = *named;
  const auto found = entrances_.find(channel);
  return found == entrances_.end() ? nullptr : found->second.get();
}

ServerResponse WebhookIntake::Receive(const RouteCall& call) {
  Channel channel{};
  Entrance* entrance = EntranceOf(call, channel);
  if (entrance == nullptr) {
    return NoSuchChannel();
  }
  Outcome outcome = ReceiveAt(*entrance, channel, call);
  Count(channel, outcome.word);
  return std::move(outcome.response);
}

WebhookIntake::Outcome WebhookIntake::ReceiveAt(Entrance& entrance, Channel channel, const RouteCall& call) {
  if (call.request.body.size() > kWebhookBodyMax) {
    return {"too_large", Problem({413, "too_large", "no platform sends a webhook of this size"})};
  }
  Result<WebhookEvents> events;
  {
    const std::lock_guard lock(entrance.one_at_a_time);
    events = entrance.parser->Parse(RequestOf(call));
  }
  if (!events.has_value() && events.error().kind == ErrorKind::kUnauthorized) {
    return {"refused", Problem({401, "bad_signature", "the signature is missing or wrong"})};
  }
  if (!events.has_value() && events.error().kind == ErrorKind::kInvalid) {
    parts_.log.Warn("webhook of " + ToString(channel) + " not understood: " + events.error().message);
    parts_.not_follows();
    return {"not_understood", Problem({400, "not_understood", "the delivery is signed, but makes no sense here"})};
  }
  if (!events.has_value()) {
    parts_.log.Warn("webhook of " + ToString(channel) + " not verified: " + events.error().message);
    ServerResponse later = ProblemOf(events.error());
    later.status = 503;  // Whatever kept us from verifying it, the platform is to send it again.
    return {"later", std::move(later)};
  }
  const Result<ReceivedWebhooks> received = ReceiveWebhooks(call.store, *events, call.received_at);
  if (!received.has_value()) {
    parts_.log.Failure("webhook of " + ToString(channel) + " not stored: " + received.error().message);
    return {"not_stored", Problem({503, "unavailable", "it could not be stored; send it again"})};
  }
  if (received->stored > 0) {
    parts_.stored();
    return {"stored", EmptyAnswer(200)};
  }
  return {received->repeated > 0 ? "repeated" : "ignored", EmptyAnswer(200)};
}

ServerResponse WebhookIntake::Challenge(const RouteCall& call) {
  Channel channel{};
  Entrance* entrance = EntranceOf(call, channel);
  if (entrance == nullptr) {
    return NoSuchChannel();
  }
  const Result<QueryPairs> query = DecodeQuery(call.request.Query());
  std::string code;
  for (const auto& [name, value] : query.value_or(QueryPairs())) {
    code = name == "challenge_code" ? value : code;
  }
  if (code.empty()) {
    return Problem({400, "no_challenge_code", "the query has no challenge_code"});
  }
  const std::lock_guard lock(entrance->one_at_a_time);
  Result<std::string> answer = entrance->parser->AnswerChallenge(code);
  if (!answer.has_value() && answer.error().kind == ErrorKind::kUnsupported) {
    return NoSuchChannel();
  }
  return answer.has_value() ? JsonAnswer(200, *std::move(answer)) : ProblemOf(answer.error());
}

void WebhookIntake::Count(Channel channel, const std::string& outcome) {
  parts_.metrics.Count("riff_webhooks_total", "channel=" + ToString(channel) + ",outcome=" + outcome, 1);
}

Routes WebhookRoutes(WebhookIntake& intake) {
  return {
      {"POST", kPattern, RouteGuard::kAnybody, [&intake](const RouteCall& call) { return intake.Receive(call); }},
      {"GET", kPattern, RouteGuard::kAnybody, [&intake](const RouteCall& call) { return intake.Challenge(call); }},
  };
}

}  // namespace riff
