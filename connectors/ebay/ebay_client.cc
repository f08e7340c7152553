#include "connectors/ebay/ebay_client.h"

#include <array>
#include <string_view>
#include <utility>

#include "connectors/ebay/ebay_codec.h"
#include "connectors/ebay/ebay_requests.h"
#include "connectors/ebay/ebay_trading_codec.h"
#include "connectors/ebay/ebay_trading_requests.h"
#include "connectors/http/outcome.h"
#include "connectors/http/url.h"
#include "engine/base/check.h"

namespace riff::ebay {
namespace {

constexpr std::string_view kScopeRoot = "https://api.ebay.com/oauth/api_scope/";
constexpr std::array<std::string_view, 3> kAreas = {"sell.inventory", "sell.fulfillment", "sell.account"};

RefreshGrant GrantOf(const Config& config, Access access) {
  RefreshGrant grant;
  grant.operation = "ebay.token.refresh";
  grant.token_url = TokenUrlOf(config);
  grant.client_id = config.client_id;
  grant.client_secret = config.client_secret;
  grant.refresh_token = config.refresh_token;
  grant.scopes = ScopesOf(access);
  return grant;
}

// Whatever went wrong on the way to a token, the request itself was never sent.
Error WithoutToken(Error error) {
  if (error.kind == ErrorKind::kAmbiguous || error.kind == ErrorKind::kInvalid) {
    error.kind = ErrorKind::kUnavailable;
  }
  return WithContext("eBay's access token", std::move(error));
}

}  // namespace

std::vector<std::string> ScopesOf(Access access) {
  std::vector<std::string> scopes;
  scopes.reserve(kAreas.size());
  for (const std::string_view area : kAreas) {
    scopes.push_back(std::string(kScopeRoot) + std::string(area) + (access == Access::kReadOnly ? ".readonly" : ""));
  }
  return scopes;
}

RefreshGrant ApplicationGrant(const Config& config) {
  RefreshGrant grant;
  grant.operation = "ebay.token.application";
  grant.token_url = TokenUrlOf(config);
  grant.client_id = config.client_id;
  grant.client_secret = config.client_secret;
  grant.scopes = {"https://api.ebay.com/oauth/api_scope"};
  grant.type = GrantType::kClientCredentials;
  return grant;
}

std::string TokenUrlOf(const Config& config) {
  std::string url = config.auth_url.empty() ? config.url : config.auth_url;
  while (url.ends_with('/')) {
    url.pop_back();
  }
  return url.ends_with("/token") ? url : url + std::string(kTokenPath);
}

Client::Client(const Config& config, Transport& transport, Clock& clock, Access access)
    : transport_(transport), token_(GrantOf(config, access), transport, clock) {}

Result<std::vector<HttpRequest>> Client::Signed(const std::vector<HttpRequest>& requests) {
  const Result<Secret> token = token_.Token();
  if (!token.has_value()) {
    return Fail(WithoutToken(token.error()));
  }
  std::vector<HttpRequest> copies = requests;
  for (HttpRequest& request : copies) {
    if (IsTrading(request)) {
      request.headers.push_back({"X-EBAY-API-IAF-TOKEN", token->Reveal()});
    } else {
      request.headers.push_back({"Authorization", "Bearer " + token->Reveal()});
    }
  }
  return copies;
}

std::vector<Result<HttpResponse>> Client::SendAll(const std::vector<HttpRequest>& requests) {
  if (requests.empty()) {
    return {};
  }
  Result<std::vector<HttpRequest>> first = Signed(requests);
  if (!first.has_value()) {
    return {requests.size(), Fail(first.error())};
  }
  std::vector<Result<HttpResponse>> outcomes = transport_.SendAll(*first);
  RIFF_CHECK(outcomes.size() == requests.size(), "a transport gives one outcome a request");

  std::vector<std::size_t> refused;
  std::vector<HttpRequest> again;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (outcomes[i].has_value() &&
        (IsTrading(requests[i]) ? RefusedTradingToken(*outcomes[i]) : RefusedToken(*outcomes[i]))) {
      refused.push_back(i);
      again.push_back(requests[i]);
    }
  }
  if (refused.empty()) {
    return outcomes;
  }
  token_.Expire();
  Result<std::vector<HttpRequest>> second = Signed(again);
  if (!second.has_value()) {
    for (const std::size_t i : refused) {
      outcomes[i] = Fail(second.error());
    }
    return outcomes;
  }
  std::vector<Result<HttpResponse>> repeated = transport_.SendAll(*second);
  RIFF_CHECK(repeated.size() == refused.size(), "a transport gives one outcome a request");
  for (std::size_t i = 0; i < refused.size(); ++i) {
    outcomes[refused[i]] = std::move(repeated[i]);
  }
  return outcomes;
}

Result<HttpResponse> Client::Send(const HttpRequest& request) { return std::move(SendAll({request}).front()); }

}  // namespace riff::ebay
