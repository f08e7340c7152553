#pragma once

#include <memory>
#include <utility>

#include "connectors/shopify/shopify_wire.h"
#include "engine/port/connector.h"

namespace riff::shopify {

// Asks the shop who it is and what the token may do: one cheap query. `may_write` is whether any scope writes, so that
// a production connection can be proven read-only.
class ShopifyProber final : public ChannelProber {
 public:
  explicit ShopifyProber(std::shared_ptr<ShopifyWire> wire) : wire_(std::move(wire)) {}
  Result<ChannelProbe> Probe(RunContext& run) override;

 private:
  std::shared_ptr<ShopifyWire> wire_;  // Shared by the channel's reader, writer and prober: one account of points.
};

}  // namespace riff::shopify
