#pragma once

#include <optional>
#include <string>
#include <vector>

#include "connectors/http/transport.h"
#include "connectors/tiktok/tiktok_config.h"
#include "engine/base/clock.h"
#include "engine/port/token_vault.h"

namespace riff::tiktok {

// A pair of tokens as the token host gave it.
struct TokenAnswer {
  TokenPair pair;  // `*_expire_in` are points in time there, not spans.
  std::vector<std::string> scopes;
};

// What the answer of the token host says. Nothing of it is put into an error. kUnauthorized: a person must consent
// again; kInvalid: not an answer of that host.
Result<TokenAnswer> DecodeTokens(const HttpResponse& response);

// The access token of one channel: the vault's, and the configured one as long as the vault holds none. The two are a
// pair that the platform rotates, so every refresh goes through the vault's Rotate, under its lease.
// `transport`, `clock` and `vault` outlive it. One thread.
class TiktokTokens {
 public:
  TiktokTokens(Channel channel, Config config, Transport& transport, Clock& clock, TokenVault& vault);

  // The token to use now; refreshed first when it ends within kRefreshAhead. While the old one still lives, a refresh
  // that failed for a passing reason is put off. kUnauthorized: consent is gone.
  Result<Secret> Access();

  // A token other than the current one, which was refused: somebody else's newer one, or a fresh one.
  Result<Secret> Renew();

  // The scopes of the last refresh made here; empty before one.
  const std::vector<std::string>& scopes() const { return scopes_; }

 private:
  Result<void> LoadOnce();
  Result<void> Rotate();
  Result<TokenPair> Exchange(const Secret& refresh);
  Result<TokenPair> ExchangeNewest(const std::optional<TokenPair>& newest);

  Channel channel_;
  Config config_;
  Transport& transport_;
  Clock& clock_;
  TokenVault& vault_;
  std::optional<TokenPair> pair_;  // Unset: nothing in the vault, the configured tokens count.
  bool loaded_ = false;
  std::vector<std::string> scopes_;
};

inline constexpr Duration kRefreshAhead = std::chrono::minutes(10);  // Longer than any run of one request.

}  // namespace riff::tiktok
