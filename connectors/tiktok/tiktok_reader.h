#pragma once

#include <memory>
#include <utility>

#include "connectors/tiktok/tiktok_codec.h"
#include "connectors/tiktok/tiktok_cursor.h"
#include "connectors/tiktok/tiktok_wire.h"
#include "engine/port/connector.h"

namespace riff::tiktok {

// All listings with exactly this SKU, in every state but deleted, over as many pages as there are.
Result<std::vector<RemoteListing>> SearchSku(TiktokWire& wire, const Sku& sku);

// The current levels of these products, over as many calls as it takes.
Result<InventoryLevels> ReadInventory(TiktokWire& wire, std::span<const std::string> products);

// Reads one shop; every promise is ChannelReader's.
class TiktokReader final : public ChannelReader {
 public:
  TiktokReader(Channel channel, std::shared_ptr<TiktokWire> wire) : channel_(channel), wire_(std::move(wire)) {}

  // Where the shop holds 10,000 products or more it goes over to windows, and the total is not told any more.
  Result<Page<RemoteListing>> ListListings(RunContext& run, const std::optional<Cursor>& cursor) override;

  // From each product's detail and the levels of the stock search, which is what there is to buy now.
  std::vector<Result<RemoteListing>> GetListings(RunContext& run, std::span<const ListingRef> refs) override;
  Result<std::vector<RemoteListing>> FindBySku(RunContext& run, const Sku& sku) override;

  // kInvalid where the window ends in the platform's future: our clock is wrong, and whoever keeps that end as a
  // watermark would skip orders.
  Result<Page<Order>> ListOrders(RunContext& run, const OrderWindow& window,
                                 const std::optional<Cursor>& cursor) override;
  Result<Order> GetOrder(RunContext& run, const OrderId& id) override;

 private:
  Result<Page<RemoteListing>> NextPage(const ListPosition& position);
  Result<Page<RemoteListing>> FirstPageOfWindow(ListPosition window);

  Channel channel_;
  std::shared_ptr<TiktokWire> wire_;  // Shared by the channel's reader, writer and prober: one pair of tokens.
};

}  // namespace riff::tiktok
