#include "connectors/tiktok/tiktok_tokens.h"

#include <utility>

#include "connectors/http/outcome.h"
#include "connectors/http/url.h"
#include "connectors/json/json.h"
#include "connectors/tiktok/tiktok_endpoints.h"
#include "connectors/tiktok/tiktok_errors.h"

namespace riff::tiktok {

namespace {

constexpr std::string_view kOperation = "tiktok.token.refresh";

Result<Timestamp> SecondsAt(const JsonValue& object, std::string_view key) {
  RIFF_TRY(const std::int64_t seconds, object.Integer(key));
  Result<Timestamp> at = FromSeconds(seconds);
  return at.has_value() ? at : Fail(WithContext(key, at.error()));
}

// A passing trouble: nothing was decided about the consent.
bool IsPassing(ErrorKind kind) {
  return kind == ErrorKind::kUnavailable || kind == ErrorKind::kThrottled || kind == ErrorKind::kConflict;
}

}  // namespace

Result<TokenAnswer> DecodeTokens(const HttpResponse& response) {
  const auto document = JsonDocument::Parse(response.body);
  if (!document.has_value() || !document->root().Find("code").has_value()) {
    return Fail(response.status == 200 ? Error{.kind = ErrorKind::kInvalid,
                                               .message = "tiktok.token.refresh: not an answer of the token host",
                                               .retry_after = std::nullopt}
                                       : StatusError(kOperation, response, RequestEffect::kRead));
  }
  RIFF_TRY(const std::int64_t code, document->root().Integer("code"));
  if (code != 0) {
    RIFF_TRY(const auto message, document->root().OptionalText("message"));
    Error error = ErrorOfCode(kOperation, code, message.value_or(""), RequestEffect::kRead);
    error.message = std::string(kOperation) + ": code " + std::to_string(code);  // Their text may repeat the query.
    return Fail(std::move(error));
  }
  RIFF_TRY(const JsonValue data, document->root().Get("data"));
  TokenAnswer answer;
  RIFF_TRY(std::string access, data.Text("access_token"));
  answer.pair.access = Secret(std::move(access));
  RIFF_TRY(answer.pair.access_expires_at, SecondsAt(data, "access_token_expire_in"));
  RIFF_TRY(std::string refresh, data.Text("refresh_token"));
  answer.pair.refresh = Secret(std::move(refresh));
  RIFF_TRY(answer.pair.refresh_expires_at, SecondsAt(data, "refresh_token_expire_in"));
  RIFF_TRY(const std::vector<JsonValue> scopes, data.OptionalArray("granted_scopes"));
  for (const JsonValue& scope : scopes) {
    RIFF_TRY(answer.scopes.emplace_back(), scope.AsText());
  }
  return answer;
}

TiktokTokens::TiktokTokens(Channel channel, Config config, Transport& transport, Clock& clock, TokenVault& vault)
    : channel_(channel), config_(std::move(config)), transport_(transport), clock_(clock), vault_(vault) {}

Result<Secret> TiktokTokens::Access() {
  RIFF_TRY(LoadOnce());
  if (!pair_.has_value()) {
    if (config_.access_token.empty()) {
      return Renew();
    }
    return config_.access_token;  // How long it lives is not known; the platform will say when it is over.
  }
  const Timestamp now = clock_.Now();
  if (now + kRefreshAhead >= pair_->access_expires_at) {
    const Result<void> rotated = Rotate();
    const bool still_lives = now < pair_->access_expires_at;
    if (!rotated.has_value() && !(still_lives && IsPassing(rotated.error().kind))) {
      return Fail(rotated.error());
    }
  }
  return pair_->access;
}

Result<Secret> TiktokTokens::Renew() {
  RIFF_TRY(LoadOnce());
  RIFF_TRY(Rotate());
  return pair_->access;
}

Result<void> TiktokTokens::LoadOnce() {
  if (!loaded_) {
    RIFF_TRY(pair_, vault_.Load(channel_, config_.app_secret));
    loaded_ = true;
  }
  return {};
}

Result<void> TiktokTokens::Rotate() {
  const Secret seen = pair_.has_value() ? pair_->refresh : config_.refresh_token;
  auto rotated = vault_.Rotate(channel_, config_.app_secret, seen,
                               [this](const std::optional<TokenPair>& newest) { return ExchangeNewest(newest); });
  if (!rotated.has_value()) {
    return Fail(ReadFailure(std::move(rotated).error()));
  }
  pair_ = *std::move(rotated);
  return {};
}

Result<TokenPair> TiktokTokens::ExchangeNewest(const std::optional<TokenPair>& newest) {
  if (!newest.has_value()) {
    return Exchange(config_.refresh_token);
  }
  auto pair = Exchange(newest->refresh);
  const bool dead = !pair.has_value() && pair.error().kind == ErrorKind::kUnauthorized;
  if (dead && config_.refresh_token.Reveal() != newest->refresh.Reveal()) {
    return Exchange(config_.refresh_token);  // A person consented again and put the new token into the config.
  }
  return pair;
}

Result<TokenPair> TiktokTokens::Exchange(const Secret& refresh) {
  if (refresh.empty()) {
    return Fail(ErrorKind::kUnauthorized, "tiktok.token.refresh: no refresh token is configured");
  }
  const QueryPairs query = {{"app_key", config_.app_key},
                            {"app_secret", config_.app_secret.Reveal()},
                            {"refresh_token", refresh.Reveal()},
                            {"grant_type", "refresh_token"}};
  RIFF_TRY(const HttpResponse response,
           Send(transport_,
                HttpRequest{.operation = std::string(kOperation),
                            .method = HttpMethod::kGet,
                            .url = AuthUrlOf(config_) + std::string(kTokenRefreshPath) + "?" + EncodeQuery(query),
                            .headers = {},
                            .body = {},
                            .path_for_log = std::string(kTokenRefreshPath)}));
  RIFF_TRY(TokenAnswer answer, DecodeTokens(response));
  scopes_ = std::move(answer.scopes);
  return std::move(answer.pair);
}

}  // namespace riff::tiktok
