#pragma once

#include <memory>
#include <utility>

#include "connectors/tiktok/tiktok_wire.h"
#include "engine/port/connector.h"

namespace riff::tiktok {

// Asks which shops the token covers. kUnauthorized when the configured shop is not one of them: a write with another
// shop's cipher would reach the wrong shop. Scopes are told only by a token refresh; before one has been made here,
// `scopes` is empty and `may_write` unset.
class TiktokProber final : public ChannelProber {
 public:
  explicit TiktokProber(std::shared_ptr<TiktokWire> wire) : wire_(std::move(wire)) {}
  Result<ChannelProbe> Probe(RunContext& run) override;

 private:
  std::shared_ptr<TiktokWire> wire_;
};

}  // namespace riff::tiktok
