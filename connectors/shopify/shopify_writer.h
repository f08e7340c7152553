#pragma once

#include <memory>
#include <utility>

#include "connectors/shopify/shopify_reader.h"
#include "connectors/shopify/shopify_wire.h"
#include "engine/port/connector.h"

namespace riff::shopify {

// Writes one shop; every promise is ChannelWriter's. Most urgent first: quantities, then status and
// content, then prices, then creates.
//
// Status and title belong to a product, so a listing that shares its product with other variants cannot be paused,
// ended, shown again or renamed alone: kRejected. Pausing sets the level to zero and the product to UNLISTED, because
// an unlisted product is still sold to whoever has its link. Ending archives. Showing again sets the level, then
// ACTIVE. Where the level was set and the status was not, the outcome is kAmbiguous; a repeat finishes it.
//
// A create looks for the SKU first and then upserts by a handle made from the SKU, so a repeat makes no second product.
class ShopifyWriter final : public ChannelWriter {
 public:
  explicit ShopifyWriter(std::shared_ptr<ShopifyWire> wire) : wire_(std::move(wire)) {}

  std::vector<WriteOutcome> Deliver(RunContext& run, std::span<const Write> writes) override;

 private:
  struct Delivery;
  void DeliverQuantities(RunContext& run, Delivery& delivery);
  void DeliverProducts(RunContext& run, Delivery& delivery);
  void DeliverPrices(RunContext& run, Delivery& delivery);
  WriteOutcome Create(RunContext& run, const CreateListing& change);

  std::shared_ptr<ShopifyWire> wire_;  // Shared by the channel's reader, writer and prober: one account of points.
};

}  // namespace riff::shopify
