#include "mocks/ebay_tokens.h"

#include <algorithm>
#include <sstream>
#include <utility>

#include "connectors/json/json.h"
#include "engine/base/digest.h"
#include "mocks/ebay_errors.h"
#include "mocks/wire_request.h"

namespace riff::sim {
namespace {

constexpr auto kLife = std::chrono::seconds(7200);
// So long after its end a token is still told from one that never was.
constexpr auto kRemembered = std::chrono::hours(24);
// The same on the sandbox: scope names never carry its host.
constexpr std::string_view kApplicationScope = "https://api.ebay.com/oauth/api_scope";

std::string ScopeOf(EbayArea area, EbayGrant grant) {
  const std::string base(kApplicationScope);
  const std::string tail = grant == EbayGrant::kReading ? ".readonly" : "";
  switch (area) {
    case EbayArea::kInventory:
    case EbayArea::kFeed:
    case EbayArea::kTrading:
      return base + "/sell.inventory" + tail;
    case EbayArea::kFulfillment:
      return base + "/sell.fulfillment" + tail;
    case EbayArea::kAccount:
      return base + "/sell.account" + tail;
    case EbayArea::kNotification:
    case EbayArea::kApplication:
      break;
  }
  return base;
}

ServerResponse OauthRefusal(int status, std::string_view error, std::string_view description) {
  JsonWriter json;
  json.BeginObject().Key("error").Text(error).Key("error_description").Text(description).EndObject();
  return EbayJson(status, json.Take());
}

}  // namespace

EbayTokens::EbayTokens(const Credentials& credentials) : credentials_(credentials) {
  consented_.insert(std::string(kApplicationScope));
  for (const EbayArea area : {EbayArea::kInventory, EbayArea::kFulfillment, EbayArea::kAccount}) {
    consented_.insert(ScopeOf(area, EbayGrant::kReading));
    if (credentials.access == Access::kReadAndWrite) {
      consented_.insert(ScopeOf(area, EbayGrant::kWriting));
    }
  }
}

bool EbayTokens::KnowsClient(const ServerRequest& request) const {
  const std::string_view header = request.Header("Authorization");
  const std::string basic = credentials_.Key("client_id") + ":" + credentials_.Key("client_secret");
  return header.starts_with("Basic ") && header.substr(6) == Base64Encode(basic);
}

ServerResponse EbayTokens::Mint(const ServerRequest& request, Timestamp now) {
  if (MediaTypeOf(request) != "application/x-www-form-urlencoded") {
    return OauthRefusal(400, "invalid_request", "the body must be a form");
  }
  if (!KnowsClient(request)) {
    return OauthRefusal(401, "invalid_client", "client authentication failed");
  }
  const QueryPairs form = FormPairs(request.body);
  const std::string grant = ValueOf(form, "grant_type");
  Scopes wanted;
  std::istringstream words(ValueOf(form, "scope"));
  for (std::string scope; words >> scope;) {
    wanted.insert(scope);
  }
  const auto bad_scope = [] {
    return OauthRefusal(
        400, "invalid_scope",
        "The requested scope is invalid, unknown, malformed, or exceeds the scope granted to the client");
  };
  if (grant == "client_credentials") {
    const Scopes own = {std::string(kApplicationScope)};
    return wanted == own ? Give(own, "Application Access Token", now) : bad_scope();
  }
  const bool dead =
      grant == "authorization_code" || ValueOf(form, "refresh_token") != credentials_.Key("refresh_token");
  if (grant != "refresh_token" && grant != "authorization_code") {
    return OauthRefusal(400, "unsupported_grant_type",
                        "grant type in request is not supported by the authorization server");
  }
  if (dead) {
    return OauthRefusal(400, "invalid_grant",
                        "the provided authorization grant code is invalid or was issued to another client");
  }
  if (!std::ranges::includes(consented_, wanted)) {
    return bad_scope();
  }
  return Give(wanted.empty() ? consented_ : wanted, "User Access Token", now);
}

ServerResponse EbayTokens::Give(Scopes scopes, std::string_view type, Timestamp now) {
  const std::string text =
      "v^1.1#i^1#" + Sha256Hex(credentials_.Key("client_secret") + std::to_string(++minted_)).substr(0, 48);
  const Holder holder = type.starts_with("Application") ? Holder::kApplication : Holder::kUser;
  tokens_[text] = {now + kLife, std::move(scopes), holder};
  std::erase_if(tokens_, [now](const auto& token) { return token.second.expires_at + kRemembered <= now; });
  JsonWriter json;
  json.BeginObject().Key("access_token").Text(text).Key("expires_in").Integer(kLife.count());
  json.Key("token_type").Text(type).EndObject();
  return EbayJson(200, json.Take());
}

EbayTokens::Verdict EbayTokens::Check(std::string_view token, EbayArea area, EbayGrant grant, Timestamp now) const {
  const auto found = tokens_.find(token);
  if (found == tokens_.end() || found->second.expires_at <= now) {
    return Verdict::kUnknown;
  }
  const Scopes& scopes = found->second.scopes;
  const bool enough = scopes.contains(ScopeOf(area, EbayGrant::kWriting)) ||
                      (grant == EbayGrant::kReading && scopes.contains(ScopeOf(area, EbayGrant::kReading)));
  return enough ? Verdict::kGood : Verdict::kNoScope;
}

EbayTokens::Holder EbayTokens::HolderOf(std::string_view token, Timestamp now) const {
  const auto found = tokens_.find(token);
  if (found == tokens_.end()) {
    return Holder::kNobody;
  }
  return found->second.expires_at <= now ? Holder::kExpired : found->second.holder;
}

}  // namespace riff::sim
