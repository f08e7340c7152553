#include "connectors/shopify/shopify_wire.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "connectors/http/url.h"

namespace riff::shopify {

namespace {

Error ReadOrWrite(RequestEffect effect, ErrorKind read, ErrorKind write, std::string message) {
  return Error{.kind = effect == RequestEffect::kRead ? read : write,
               .message = std::move(message),
               .retry_after = std::nullopt};
}

Error PlatformStatusError(const ShopifyCall& call, const HttpResponse& response) {
  Error error = StatusError(call.document.operation, response, call.effect);
  switch (response.status) {
    case 402:  // The shop is frozen.
    case 404:  // There is no such shop.
    case 423:  // The shop is locked.
      error.kind = ErrorKind::kUnauthorized;
      break;
    case 430:  // A security rejection: not looked at, and lifted by itself.
      error.kind = ErrorKind::kUnavailable;
      break;
    default:
      break;
  }
  return error;
}

double NumberAt(const JsonValue& object, std::string_view key) {
  const auto found = object.Find(key);
  return found.has_value() ? found->AsDouble().value_or(0) : 0;
}

// Two calls of one name cost the same only where they ask for as many rows.
std::string CostNameOf(const ShopifyCall& call) {
  return std::string(call.document.name) + "/" + std::to_string(call.rows);
}

// Learns the points, and says how long a refused request should wait.
std::optional<Duration> LearnCost(const ShopifyCall& call, const JsonValue& root, ShopifyThrottle& throttle) {
  const auto extensions = root.Find("extensions");
  const auto cost = extensions.has_value() ? extensions->Find("cost") : std::nullopt;
  if (!cost.has_value()) {
    return std::nullopt;
  }
  const double requested = NumberAt(*cost, "requestedQueryCost");
  throttle.LearnCost(CostNameOf(call), requested);
  if (const auto status = cost->Find("throttleStatus")) {
    throttle.Learn({.maximum = NumberAt(*status, "maximumAvailable"),
                    .available = NumberAt(*status, "currentlyAvailable"),
                    .restore_per_second = NumberAt(*status, "restoreRate")});
  }
  return throttle.WaitFor(requested);
}

// "undefinedField", "argumentNotAccepted": the rules by which a document is checked before it runs.
bool IsValidationRule(std::string_view code) {
  return !code.empty() && std::islower(static_cast<unsigned char>(code.front())) != 0;
}

bool IsOneOf(std::string_view code, std::initializer_list<std::string_view> codes) {
  return std::ranges::find(codes, code) != codes.end();
}

Error TopLevelError(const ShopifyCall& call, std::string_view code, std::optional<Duration> wait) {
  const std::string what = std::string(call.document.operation) + ": " + (code.empty() ? "errors" : std::string(code));
  if (code == "THROTTLED") {
    return Error{.kind = ErrorKind::kThrottled,
                 .message = what,
                 .retry_after = wait.value_or(std::chrono::seconds(1))};  // Enough for any plan's next request.
  }
  if (code == "ACCESS_DENIED") {
    // A scope is missing: a token that may only read is good for reading.
    return ReadOrWrite(call.effect, ErrorKind::kUnauthorized, ErrorKind::kRejected, what);
  }
  if (code == "SHOP_INACTIVE") {
    return Error{.kind = ErrorKind::kUnauthorized, .message = what, .retry_after = std::nullopt};
  }
  if (IsOneOf(code, {"MAX_COST_EXCEEDED", "BAD_REQUEST", "INVALID_FIELD_ARGUMENTS", "GRAPHQL_VALIDATION_FAILED",
                     "GRAPHQL_PARSE_FAILED", "INVALID_VARIABLE"}) ||
      IsValidationRule(code)) {
    return ReadOrWrite(call.effect, ErrorKind::kInvalid, ErrorKind::kRejected, what);
  }
  if (code == "INTERNAL_SERVER_ERROR" || code == "TIMEOUT") {
    return ReadOrWrite(call.effect, ErrorKind::kUnavailable, ErrorKind::kAmbiguous, what);
  }
  return ReadOrWrite(call.effect, ErrorKind::kInvalid, ErrorKind::kAmbiguous, what);
}

// The first code of `errors`; empty when the entry has none. Nothing when there is no error.
std::optional<std::string> FirstErrorCode(const JsonValue& root) {
  const auto errors = root.Find("errors");
  if (!errors.has_value()) {
    return std::nullopt;
  }
  if (!errors->IsArray()) {
    return std::string();  // A text, as a refused token gets it.
  }
  const std::vector<JsonValue> entries = errors->AsArray().value_or(std::vector<JsonValue>{});
  if (entries.empty()) {
    return std::nullopt;
  }
  const auto extensions = entries.front().Find("extensions");
  const auto code = extensions.has_value() ? extensions->Find("code") : std::nullopt;
  return code.has_value() ? code->AsText().value_or("") : std::string();
}

}  // namespace

JsonValue ShopifyReply::data() const { return *document.root().Find("data"); }

Result<ShopifyReply> DecodeReply(const ShopifyCall& call, const std::string& version, const HttpResponse& response,
                                 ShopifyThrottle& throttle) {
  if (response.status != 200) {
    return Fail(PlatformStatusError(call, response));
  }
  const std::string what(call.document.operation);
  // A retired version is answered with another one, silently: what the fields mean may have changed.
  const std::string_view answered = HeaderOf(response.headers, "X-Shopify-API-Version");
  if (!answered.empty() && answered != version) {
    return Fail(ReadOrWrite(call.effect, ErrorKind::kInvalid, ErrorKind::kAmbiguous,
                            what + ": asked for API version " + version + ", answered with another"));
  }
  auto document = JsonDocument::Parse(response.body);
  if (!document.has_value() || !IsJson(response)) {
    return Fail(
        ReadOrWrite(call.effect, ErrorKind::kInvalid, ErrorKind::kAmbiguous, what + ": the answer is not JSON"));
  }
  const JsonValue root = document->root();
  const std::optional<Duration> wait = LearnCost(call, root, throttle);
  if (const auto code = FirstErrorCode(root)) {
    return Fail(TopLevelError(call, *code, wait));
  }
  const auto data = root.Find("data");
  if (!data.has_value() || !data->IsObject()) {
    return Fail(ReadOrWrite(call.effect, ErrorKind::kInvalid, ErrorKind::kAmbiguous, what + ": $.data is missing"));
  }
  return ShopifyReply{.document = *std::move(document), .server_time = ServerTime(response)};
}

ShopifyWire::ShopifyWire(Config config, Transport& transport, Clock& clock)
    : config_(std::move(config)), location_(LocationGidOf(config_)), transport_(transport), throttle_(clock) {}

Result<ShopifyReply> ShopifyWire::Call(RunContext& run, const ShopifyCall& call) {
  return std::move(CallAll(run, std::span(&call, 1)).front());
}

std::vector<Result<ShopifyReply>> ShopifyWire::CallAll(RunContext& run, std::span<const ShopifyCall> calls) {
  std::vector<Result<ShopifyReply>> replies;
  std::vector<HttpRequest> requests;
  std::vector<std::size_t> sent;
  for (const ShopifyCall& call : calls) {
    const Result<void> room = MakeRoom(run, call);
    replies.emplace_back(Fail(room.has_value() ? Error{} : room.error()));
    if (room.has_value()) {
      requests.push_back(RequestOf(call));
      sent.push_back(replies.size() - 1);
    }
  }
  auto responses = transport_.SendAll(requests);
  for (std::size_t i = 0; i < sent.size(); ++i) {
    const ShopifyCall& call = calls[sent[i]];
    if (responses[i].has_value()) {
      replies[sent[i]] = DecodeReply(call, config_.version, *responses[i], throttle_);
    } else {
      Error error = WithContext(call.document.operation, std::move(responses[i]).error());
      replies[sent[i]] = Fail(call.effect == RequestEffect::kRead ? ReadFailure(std::move(error)) : std::move(error));
    }
  }
  return replies;
}

Result<HttpResponse> ShopifyWire::Download(const std::string& url, std::int64_t from, std::int64_t to) {
  constexpr std::string_view kOperation = "shopify.bulk.download";
  const auto origin = OriginOf(url);
  const std::vector<std::string> known = OriginsOf(config_);
  if (!origin.has_value() || std::ranges::find(known, *origin) == known.end()) {
    return Fail(ErrorKind::kInvalid, std::string(kOperation) + ": the link leads to " + origin.value_or("nowhere") +
                                         ", which is no place where the shop keeps its files");
  }
  auto response = Send(
      transport_, HttpRequest{.operation = std::string(kOperation),
                              .method = HttpMethod::kGet,
                              .url = url,
                              .headers = {{"Range", "bytes=" + std::to_string(from) + "-" + std::to_string(to - 1)}},
                              .body = {},
                              .timeout = std::chrono::seconds(120),
                              .path_for_log = "/bulk-file"});  // The link itself is the permission to read it.
  if (!response.has_value()) {
    return Fail(ReadFailure(WithContext(kOperation, std::move(response).error())));
  }
  return response;
}

void ShopifyWire::Remember(const RemoteId& remote, ListingStatus status) {
  if (status == ListingStatus::kPaused) {
    paused_.insert(remote);
  } else {
    paused_.erase(remote);
  }
}

HttpRequest ShopifyWire::RequestOf(const ShopifyCall& call) const {
  JsonWriter body;
  body.BeginObject().Key("query").Text(call.document.text);
  body.Key("operationName").Text(call.document.name);
  body.Key("variables").Raw(call.variables).EndObject();
  return HttpRequest{.operation = std::string(call.document.operation),
                     .method = HttpMethod::kPost,
                     .url = BaseUrlOf(config_) + "/admin/api/" + config_.version + "/graphql.json",
                     .headers = {{"X-Shopify-Access-Token", config_.token.Reveal()},
                                 {"Content-Type", "application/json"},
                                 {"Accept", "application/json"}},
                     .body = body.Take(),
                     .path_for_log = {}};
}

Result<void> ShopifyWire::MakeRoom(RunContext& run, const ShopifyCall& call) {
  const double guess = call.document.points + call.document.points_per_row * static_cast<double>(call.rows);
  const double points = throttle_.CostOf(CostNameOf(call), guess);
  std::optional<Duration> wait = throttle_.WaitFor(points);
  const bool may_wait = call.effect == RequestEffect::kRead;
  // More than once only where the clock and the waiter disagree by a hair.
  for (int tries = 0; may_wait && wait.has_value() && *wait <= kPointsWaitMax && tries < 3; ++tries) {
    if (!run.waiter.Wait(*wait)) {
      break;
    }
    wait = throttle_.WaitFor(points);
  }
  if (wait.has_value()) {
    return Fail(Error{.kind = ErrorKind::kThrottled,
                      .message = std::string(call.document.operation) + ": not enough points left",
                      .retry_after = wait});
  }
  throttle_.Take(points);
  return {};
}

}  // namespace riff::shopify
