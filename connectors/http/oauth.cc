#include "connectors/http/oauth.h"

#include <algorithm>
#include <array>

#include "connectors/http/outcome.h"
#include "connectors/http/url.h"
#include "connectors/json/json.h"
#include "engine/base/digest.h"

namespace riff {
namespace {

constexpr Duration kRenewEarlier = std::chrono::seconds(60);      // A request on its way must not outlive its token.
constexpr Duration kRefusalKept = std::chrono::seconds(60);       // A dead grant is not asked more often than this.
constexpr std::int64_t kLifeSecondsMax = 10LL * 365 * 24 * 3600;  // Beyond it the answer is a mistake.

// RFC 6749 §5.2: what each refusal means for the person who must mend it.
struct Remedy {
  std::string_view error;
  std::string_view text;
};
constexpr std::array<Remedy, 4> kRemedies = {{
    {"invalid_grant",
     "the refresh token was revoked, has expired or belongs to another environment; consent again and put the new "
     "refresh_token into the configuration"},
    {"invalid_client", "client_id or client_secret is wrong for this environment; correct them in the configuration"},
    {"unauthorized_client", "this application may not use the refresh grant; check its keyset on the platform"},
    {"invalid_scope", "the seller's consent does not cover what is asked for; consent again with all scopes"},
}};

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text.append(text.empty() ? "" : " ").append(word);
  }
  return text;
}

// The answer's "error" word if it is one that is known; the answer's own text is not repeated.
const Remedy* RemedyOf(const HttpResponse& response) {
  const Result<JsonDocument> document = JsonDocument::Parse(response.body);
  if (!document.has_value()) {
    return nullptr;
  }
  const Result<std::string> word = document->root().Text("error");
  const auto* found =
      std::ranges::find_if(kRemedies, [&](const Remedy& remedy) { return word.has_value() && remedy.error == *word; });
  return found == kRemedies.end() ? nullptr : found;
}

Error RefusalOf(const std::string& operation, const HttpResponse& response) {
  Error error = StatusError(operation, response, RequestEffect::kRead);
  const Remedy* remedy = response.status >= 400 && response.status < 500 ? RemedyOf(response) : nullptr;
  if (remedy != nullptr && error.kind != ErrorKind::kThrottled) {
    error.kind = ErrorKind::kUnauthorized;
    error.message += " " + std::string(remedy->error) + ": " + std::string(remedy->text);
  } else if (error.kind == ErrorKind::kUnauthorized) {
    error.message += ": the platform refuses client_id and client_secret; correct them in the configuration";
  }
  return error;
}

}  // namespace

RefreshingToken::RefreshingToken(RefreshGrant grant, Transport& transport, Clock& clock)
    : grant_(std::move(grant)), transport_(transport), clock_(clock) {}

Result<Secret> RefreshingToken::Token() {
  const Timestamp now = clock_.Now();
  if (access_.has_value() && now < renew_at_) {
    return *access_;
  }
  if (refusal_.has_value() && now < refused_until_) {
    return Fail(*refusal_);
  }
  access_.reset();
  refusal_.reset();
  Result<Secret> token = Refresh();
  if (!token.has_value() && token.error().kind == ErrorKind::kUnauthorized) {
    refusal_ = token.error();
    refused_until_ = clock_.Now() + kRefusalKept;
  }
  return token;
}

void RefreshingToken::Expire() { access_.reset(); }

Result<Secret> RefreshingToken::Refresh() {
  Result<HttpResponse> sent = Send(transport_, TokenRequest());
  if (!sent.has_value()) {
    return Fail(ReadFailure(std::move(sent).error()));
  }
  if (sent->status != 200) {
    return Fail(RefusalOf(grant_.operation, *sent));
  }
  const auto understand = [&]() -> Result<Secret> {
    RIFF_TRY(const JsonDocument document, JsonDocument::Parse(sent->body));
    RIFF_TRY(std::string text, document.root().Text("access_token"));
    RIFF_TRY(const std::int64_t life_seconds, document.root().Integer("expires_in"));
    if (text.empty() || life_seconds <= 0 || life_seconds > kLifeSecondsMax) {
      return Fail(ErrorKind::kInvalid, "an empty access_token, or an expires_in that cannot be");
    }
    renew_at_ = clock_.Now() + std::chrono::seconds(life_seconds) - kRenewEarlier;
    return Secret(std::move(text));
  };
  Result<Secret> token = understand();
  if (!token.has_value()) {
    return Fail(WithContext(grant_.operation, std::move(token).error()));
  }
  access_ = *token;
  return token;
}

HttpRequest RefreshingToken::TokenRequest() const {
  QueryPairs form = {{"grant_type", "client_credentials"}};
  if (grant_.type == GrantType::kRefreshToken) {
    form = {{"grant_type", "refresh_token"}, {"refresh_token", grant_.refresh_token.Reveal()}};
  }
  if (!grant_.scopes.empty()) {
    form.emplace_back("scope", Joined(grant_.scopes));
  }
  HttpRequest request;
  request.operation = grant_.operation;
  request.method = HttpMethod::kPost;
  request.url = grant_.token_url;
  request.headers = {{"Authorization", "Basic " + Base64Encode(grant_.client_id + ":" + grant_.client_secret.Reveal())},
                     {"Content-Type", "application/x-www-form-urlencoded"},
                     {"Accept", "application/json"}};
  request.body = EncodeQuery(form);
  return request;
}

}  // namespace riff
