#pragma once

#include <optional>
#include <string>
#include <vector>

#include "connectors/http/transport.h"
#include "engine/base/clock.h"
#include "engine/base/secret.h"

namespace riff {

// Whose access is asked for: the seller's, by the consent that the refresh token stands for (RFC 6749 §6), or the
// application's own (§4.4).
enum class GrantType { kRefreshToken, kClientCredentials };

// OAuth's refresh grant as eBay offers it: the refresh token stays the same over all refreshes. Or, by `type`, the
// client credentials grant, which has none.
struct RefreshGrant {
  std::string operation = "ebay.token.refresh";
  std::string token_url;
  std::string client_id;
  Secret client_secret;
  Secret refresh_token;
  std::vector<std::string> scopes;  // A subset of what the seller consented to; none asks for all of it.
  GrantType type = GrantType::kRefreshToken;
};

// An access token that renews itself. One thread at a time; `transport` and `clock` outlive it.
class RefreshingToken {
 public:
  RefreshingToken(RefreshGrant grant, Transport& transport, Clock& clock);

  // The access token, fetched when there is none or when it has less than 60 s to live. A refresh changes nothing on
  // the other side, so it may be repeated. Errors: kUnauthorized when the grant is dead (the message says what a person
  // must do; the answer is kept for a minute, so that a dead grant is not asked again for every request); kThrottled
  // and kUnavailable as they come; kInvalid for an answer that cannot be understood.
  Result<Secret> Token();

  // The platform refused the token (401): the next Token() fetches a new one, once.
  void Expire();

 private:
  Result<Secret> Refresh();
  HttpRequest TokenRequest() const;

  const RefreshGrant grant_;
  Transport& transport_;
  Clock& clock_;
  std::optional<Secret> access_;
  Timestamp renew_at_;
  std::optional<Error> refusal_;  // Of a dead grant.
  Timestamp refused_until_;
};

}  // namespace riff
