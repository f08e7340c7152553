#pragma once

#include <functional>
#include <optional>

#include "engine/port/token_vault.h"

namespace riff::vr {

// V&R has no tokens that rotate.
class EmptyVault final : public TokenVault {
 public:
  Result<std::optional<TokenPair>> Load(Channel, const Secret&) override { return std::optional<TokenPair>(); }
  Result<TokenPair> Rotate(Channel, const Secret&, const Secret&,
                           const std::function<Result<TokenPair>(const std::optional<TokenPair>&)>&) override {
    return Fail(ErrorKind::kUnsupported, "nothing to rotate");
  }
};

}  // namespace riff::vr
