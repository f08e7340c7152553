#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "connectors/ebay/ebay_client.h"
#include "connectors/ebay/ebay_config.h"
#include "connectors/ebay/ebay_listing_codec.h"
#include "connectors/ebay/ebay_requests.h"
#include "engine/port/connector.h"

namespace riff::ebay {

// Reads one eBay account. There is no list of all offers and no "changed since": a sweep is the inventory items page by
// page, then one call a SKU for its offers. What was listed by hand, outside the Inventory API, is not seen.
class Reader final : public ChannelReader {
 public:
  Reader(Channel channel, const Config& config, std::shared_ptr<Client> client);

  // A page of items makes as many rows as they have offers: none for an item never offered, more where one is offered
  // on several marketplaces. `total` counts rows: eBay's count of items, corrected by what the pages so far showed;
  // exact on the last page.
  Result<Page<RemoteListing>> ListListings(RunContext& run, const std::optional<Cursor>& cursor) override;

  // By handle; a ref without one by its SKU; one with neither is kInvalid. An offer that is not published any more
  // answers under the id it was asked by, ended: that listing is over. One published anew answers under its new id.
  std::vector<Result<RemoteListing>> GetListings(RunContext& run, std::span<const ListingRef> refs) override;

  Result<std::vector<RemoteListing>> FindBySku(RunContext& run, const Sku& sku) override;

  // The window must end in the past by eBay's clock.
  Result<Page<Order>> ListOrders(RunContext& run, const OrderWindow& window,
                                 const std::optional<Cursor>& cursor) override;
  Result<Order> GetOrder(RunContext& run, const OrderId& id) override;

 private:
  std::map<Sku, Result<Item>> ItemsOf(const std::vector<Sku>& skus);
  std::vector<Result<Offer>> OffersOfRefs(std::span<const ListingRef> refs);
  bool Reported(const Offer& offer) const;
  RemoteListing Shown(const Item& item, const Offer& offer) const;

  Channel channel_;
  std::string marketplace_;
  std::string page_url_;  // Where buyers see a listing, up to its id; empty when the host is not eBay's.
  Requests requests_;
  std::shared_ptr<Client> client_;  // Shared by the channel's reader, writer and prober: they use one token.
};

}  // namespace riff::ebay
