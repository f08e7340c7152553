#pragma once

#include <memory>
#include <utility>

#include "connectors/shopify/shopify_codec.h"
#include "connectors/shopify/shopify_cursor.h"
#include "connectors/shopify/shopify_order_codec.h"
#include "connectors/shopify/shopify_wire.h"
#include "engine/port/connector.h"

namespace riff::shopify {

// The variants with these numbers, one result each, in order, as the current state shows them (not a search index).
// kNotFound: the platform answered null for it.
std::vector<Result<ShopifyVariant>> ReadVariants(RunContext& run, ShopifyWire& wire,
                                                 std::span<const std::string> variants);

// All listings with exactly this SKU, over as many pages as there are.
Result<std::vector<RemoteListing>> SearchSku(RunContext& run, ShopifyWire& wire, const Sku& sku);

// Reads one shop; every promise is ChannelReader's.
class ShopifyReader final : public ChannelReader {
 public:
  ShopifyReader(Channel channel, std::shared_ptr<ShopifyWire> wire) : channel_(channel), wire_(std::move(wire)) {}

  // The first page tells how many variants there are. A shop above Config::bulk_above is read by a bulk operation from
  // there on (shopify_bulk_reader.h), a smaller one page by page.
  Result<Page<RemoteListing>> ListListings(RunContext& run, const std::optional<Cursor>& cursor) override;
  Result<Page<RemoteListing>> ListChanged(RunContext& run, Timestamp since,
                                          const std::optional<Cursor>& cursor) override;
  std::vector<Result<RemoteListing>> GetListings(RunContext& run, std::span<const ListingRef> refs) override;
  Result<std::vector<RemoteListing>> FindBySku(RunContext& run, const Sku& sku) override;

  // Orders are asked for from the window's start only, oldest change first: both bounds together give odd results there
  // (shopify-api-ruby issue 583). The reader stops once a whole page lies beyond the window's end. kInvalid where that
  // end is in the platform's future: our clock is wrong, and whoever keeps the end as a watermark would skip orders.
  Result<Page<Order>> ListOrders(RunContext& run, const OrderWindow& window,
                                 const std::optional<Cursor>& cursor) override;
  Result<Order> GetOrder(RunContext& run, const OrderId& id) override;

 private:
  Result<Page<RemoteListing>> ReadPage(RunContext& run, const ListPosition& position);
  Result<void> ReadOtherLines(RunContext& run, ShopifyOrder& order);
  Result<std::vector<RefundsByLine>> ReadRefunds(RunContext& run, std::span<const ShopifyOrder> orders);

  Channel channel_;
  std::shared_ptr<ShopifyWire> wire_;  // Shared by the channel's reader, writer and prober: one account of points.
};

}  // namespace riff::shopify
