#pragma once

#include <functional>
#include <optional>

#include "engine/base/error.h"
#include "engine/base/secret.h"
#include "engine/base/time.h"
#include "engine/model/channel.h"

namespace riff {

// A pair of tokens that a platform rotates: using the refresh token kills the old pair.
struct TokenPair {
  Secret access;
  Timestamp access_expires_at;
  Secret refresh;
  Timestamp refresh_expires_at;
};

// Where rotating tokens live between runs, sealed under `seal_key` (never in plain text).
class TokenVault {
 public:
  virtual ~TokenVault() = default;

  // The stored pair, or nothing. kUnauthorized when it was sealed under another key.
  virtual Result<std::optional<TokenPair>> Load(Channel channel, const Secret& seal_key) = 0;

  // Runs `exchange` on the newest stored pair (nothing stored: on nothing) while holding this channel's lease, with no
  // transaction open, then stores its result in one transaction. When another worker has rotated the pair since
  // `seen_refresh`, the exchange is skipped and the newer pair comes back. A crash after the platform rotated and
  // before the store committed strands the pair: the next use answers kUnauthorized and a person consents again.
  virtual Result<TokenPair> Rotate(
      Channel channel, const Secret& seal_key, const Secret& seen_refresh,
      const std::function<Result<TokenPair>(const std::optional<TokenPair>&)>& exchange) = 0;
};

}  // namespace riff
