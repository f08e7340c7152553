#pragma once

#include <functional>
#include <map>
#include <optional>

#include "engine/port/token_vault.h"

namespace riff {

// Rotating tokens, kept in memory for one test.
class TokenShelf final : public TokenVault {
 public:
  Result<std::optional<TokenPair>> Load(Channel channel, const Secret&) override {
    const auto found = pairs_.find(channel);
    return found == pairs_.end() ? std::optional<TokenPair>() : found->second;
  }

  Result<TokenPair> Rotate(Channel channel, const Secret&, const Secret& seen_refresh,
                           const std::function<Result<TokenPair>(const std::optional<TokenPair>&)>& exchange) override {
    const auto found = pairs_.find(channel);
    const bool is_newer = found != pairs_.end() && found->second.refresh.Reveal() != seen_refresh.Reveal();
    if (is_newer) {
      return found->second;
    }
    RIFF_TRY(const TokenPair pair,
             exchange(found == pairs_.end() ? std::optional<TokenPair>() : std::optional<TokenPair>(found->second)));
    pairs_[channel] = pair;
    return pair;
  }

 private:
  std::map<Channel, TokenPair> pairs_;
};

}  // namespace riff
