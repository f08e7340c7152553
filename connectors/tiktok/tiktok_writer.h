#pragma once

#include <memory>
#include <utility>

#include "connectors/tiktok/tiktok_wire.h"
#include "engine/port/connector.h"

namespace riff::tiktok {

// Writes one shop; every promise is ChannelWriter's. Most urgent first: quantities, then state and title
// (ChangeProducts), then prices, then creates.
//
// A create looks for the seller SKU first and adopts what it finds. It carries the write's idempotency key, and the SKU
// as external_product_id: where the platform says that one is taken, an earlier attempt worked, and it looks again.
// Without a category a create is kUnsupported.
class TiktokWriter final : public ChannelWriter {
 public:
  explicit TiktokWriter(std::shared_ptr<TiktokWire> wire) : wire_(std::move(wire)) {}

  std::vector<WriteOutcome> Deliver(RunContext& run, std::span<const Write> writes) override;

 private:
  WriteOutcome Create(const Write& write, const CreateListing& change);

  std::shared_ptr<TiktokWire> wire_;  // Shared by the channel's reader, writer and prober: one pair of tokens.
};

}  // namespace riff::tiktok
