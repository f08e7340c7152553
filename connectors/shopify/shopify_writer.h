#pragma once

#include <memory>
#include <utility>

#include "connectors/shopify/shopify_wire.h"
#include "engine/port/connector.h"

namespace riff::shopify {

// Writes one shop; every promise is ChannelWriter's. Most urgent first: quantities (SetQuantities), then status and
// content (ChangeProducts), then prices, then creates.
//
// A quantity above zero shows a paused listing again (UNLISTED → ACTIVE), where a read has told that it is paused.
//
// A create looks for the SKU first and then upserts by a handle made from the SKU, so a repeat makes no second product,
// also while the search does not show the first one yet.
class ShopifyWriter final : public ChannelWriter {
 public:
  explicit ShopifyWriter(std::shared_ptr<ShopifyWire> wire) : wire_(std::move(wire)) {}

  std::vector<WriteOutcome> Deliver(RunContext& run, std::span<const Write> writes) override;

 private:
  std::vector<WriteOutcome> DeliverQuantities(RunContext& run, std::span<const Write* const> writes);
  std::vector<WriteOutcome> DeliverPrices(RunContext& run, std::span<const Write* const> writes);
  WriteOutcome Create(RunContext& run, const CreateListing& change);

  // Shared by the channel's reader, writer and prober: one account of points.
  std::shared_ptr<ShopifyWire> wire_;
};

}  // namespace riff::shopify
