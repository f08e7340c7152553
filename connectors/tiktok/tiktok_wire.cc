#include "connectors/tiktok/tiktok_wire.h"

#include <chrono>
#include <utility>

#include "connectors/tiktok/tiktok_endpoints.h"
#include "connectors/tiktok/tiktok_errors.h"
#include "connectors/tiktok/tiktok_signature.h"

namespace riff::tiktok {

namespace {

// A Date header is cut to the second, so a smaller difference says nothing.
constexpr Duration kClockTolerance = std::chrono::seconds(2);

TiktokReply FailedReply(Error error) { return {.document = Fail(std::move(error)), .server_time = {}}; }

Error NotUnderstood(const TiktokCall& call) {
  return {.kind = call.effect == RequestEffect::kRead ? ErrorKind::kInvalid : ErrorKind::kAmbiguous,
          .message = std::string(call.operation) + ": the answer is not the platform's envelope ($.code)",
          .retry_after = std::nullopt};
}

Error PathStatusError(const TiktokCall& call, const HttpResponse& response) {
  Error error = StatusError(call.operation, response, call.effect);
  if (error.kind == ErrorKind::kNotFound) {
    error.kind = call.effect == RequestEffect::kRead ? ErrorKind::kInvalid : ErrorKind::kRejected;
  }
  return error;
}

}  // namespace

Result<JsonValue> TiktokReply::data() const {
  if (!document.has_value()) {
    return Fail(document.error());
  }
  return document->root().Get("data");
}

TiktokReply DecodeReply(const TiktokCall& call, const HttpResponse& response) {
  TiktokReply reply{.document = Fail(NotUnderstood(call)), .server_time = ServerTime(response)};
  auto document = JsonDocument::Parse(response.body);
  const auto code =
      document.has_value() ? document->root().Integer("code") : Result<std::int64_t>(Fail(document.error()));
  reply.code = code.value_or(-1);
  if (response.status == 429 || response.status >= 500) {
    reply.document = Fail(PathStatusError(call, response));
  } else if (!code.has_value()) {
    if (response.status < 200 || response.status >= 300) {
      reply.document = Fail(PathStatusError(call, response));
    }
  } else if (*code != 0) {
    const auto message = document->root().OptionalText("message");
    const std::string text = message.has_value() ? message->value_or("") : "";
    reply.refusal = RefusalOf(*code, text);
    reply.document = Fail(ErrorOfCode(call.operation, *code, text, call.effect));
  } else {
    reply.document = *std::move(document);
  }
  return reply;
}

TiktokWire::TiktokWire(Channel channel, Config config, Transport& transport, Clock& clock, TokenVault& vault)
    : config_(std::move(config)),
      transport_(transport),
      clock_(clock),
      tokens_(channel, config_, transport, clock, vault) {}

TiktokReply TiktokWire::Call(const TiktokCall& call) { return std::move(CallAll(std::span(&call, 1)).front()); }

std::vector<TiktokReply> TiktokWire::CallAll(std::span<const TiktokCall> calls) {
  if (calls.empty()) {
    return {};
  }
  std::vector<TiktokReply> replies = SendOnce(calls, tokens_.Access());
  std::vector<TiktokCall> again;
  std::vector<std::size_t> places;
  bool token_refused = false;
  for (std::size_t i = 0; i < replies.size(); ++i) {
    const GatewayRefusal refusal = replies[i].refusal;
    if (refusal != GatewayRefusal::kNone) {
      again.push_back(calls[i]);
      places.push_back(i);
      token_refused = token_refused || refusal == GatewayRefusal::kNewToken;
    }
  }
  if (again.empty()) {
    return replies;
  }
  std::vector<TiktokReply> second = SendOnce(again, token_refused ? tokens_.Renew() : tokens_.Access());
  for (std::size_t i = 0; i < places.size(); ++i) {
    replies[places[i]] = std::move(second[i]);
  }
  return replies;
}

std::vector<TiktokReply> TiktokWire::SendOnce(std::span<const TiktokCall> calls, const Result<Secret>& token) {
  std::vector<TiktokReply> replies;
  if (!token.has_value()) {
    for (std::size_t i = 0; i < calls.size(); ++i) {
      replies.push_back(FailedReply(token.error()));
    }
    return replies;
  }
  std::vector<HttpRequest> requests;
  for (const TiktokCall& call : calls) {
    requests.push_back(RequestOf(call, *token));
  }
  auto responses = transport_.SendAll(requests);
  for (std::size_t i = 0; i < calls.size(); ++i) {
    if (responses[i].has_value()) {
      replies.push_back(DecodeReply(calls[i], *responses[i]));
      LearnTime(replies.back());
    } else {
      Error error = WithContext(calls[i].operation, std::move(responses[i]).error());
      replies.push_back(
          FailedReply(calls[i].effect == RequestEffect::kRead ? ReadFailure(std::move(error)) : std::move(error)));
    }
  }
  return replies;
}

HttpRequest TiktokWire::RequestOf(const TiktokCall& call, const Secret& token) const {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(Now()).time_since_epoch().count();
  QueryPairs query = call.query;
  query.emplace_back("app_key", config_.app_key);
  query.emplace_back("timestamp", std::to_string(seconds));
  if (CipherRuleOf(call.method, call.path) == CipherRule::kRequired) {
    query.emplace_back("shop_cipher", config_.shop_cipher);
  }
  // A token of a page holds '+', '/' and '=': signed as they are, sent encoded.
  std::string sign = Sign(config_.app_secret,
                          {.path = call.path, .query = query, .body = call.body, .content_type = call.content_type});
  query.emplace_back("sign", std::move(sign));
  return HttpRequest{.operation = std::string(call.operation),
                     .method = call.method,
                     .url = BaseUrlOf(config_) + call.path + "?" + EncodeQuery(query),
                     .headers = {{"x-tts-access-token", token.Reveal()}, {"content-type", call.content_type}},
                     .body = call.body,
                     .path_for_log = {}};
}

void TiktokWire::LearnTime(const TiktokReply& reply) {
  if (!reply.server_time.has_value()) {
    return;
  }
  const Duration difference = *reply.server_time - clock_.Now();
  clock_offset_ = std::chrono::abs(difference) < kClockTolerance ? Duration{0} : difference;
}

}  // namespace riff::tiktok
