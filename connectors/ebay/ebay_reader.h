#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "connectors/ebay/ebay_client.h"
#include "connectors/ebay/ebay_config.h"
#include "connectors/ebay/ebay_legacy_reader.h"
#include "connectors/ebay/ebay_listing_codec.h"
#include "connectors/ebay/ebay_report_sweep.h"
#include "connectors/ebay/ebay_requests.h"
#include "connectors/ebay/ebay_shopfront.h"
#include "connectors/ebay/ebay_sweep.h"
#include "engine/port/connector.h"

namespace riff::ebay {

// Reads one eBay account. There is no list of all offers and no "changed since": a sweep is the inventory items page by
// page, then one call a SKU for its offers. What was listed by hand, outside the Inventory API, is seen through the
// Trading API where the configuration includes it.
class Reader final : public ChannelReader {
 public:
  Reader(Channel channel, const Config& config, const std::shared_ptr<Client>& client);

  // A page of items makes as many rows as they have offers: none for an item never offered, more where one is offered
  // on several marketplaces. See Sweep, and ReportSweep for the cheaper way where it is configured.
  Result<Page<RemoteListing>> ListListings(RunContext& run, const std::optional<Cursor>& cursor) override;

  // By handle; a ref without one by its SKU; one with neither is kInvalid. An offer that is not published any more
  // answers under the id it was asked by, ended: that listing is over. One published anew answers under its new id. A
  // legacy handle is asked for by its item number, variations of one item together.
  std::vector<Result<RemoteListing>> GetListings(RunContext& run, std::span<const ListingRef> refs) override;

  // Ended legacy listings are not found: the Trading API cannot search for them.
  Result<std::vector<RemoteListing>> FindBySku(RunContext& run, const Sku& sku) override;

  // The window must end in the past by eBay's clock.
  Result<Page<Order>> ListOrders(RunContext& run, const OrderWindow& window,
                                 const std::optional<Cursor>& cursor) override;
  Result<Order> GetOrder(RunContext& run, const OrderId& id) override;

 private:
  // What a search for a SKU found in the Inventory API.
  struct Search {
    const Sku& sku;
    const std::vector<Offer>& offers;
  };
  void AddLegacyRows(std::span<const LegacyItem> items, const Search& search,
                     std::vector<RemoteListing>& listings) const;

  std::vector<Result<RemoteListing>> Rows(std::span<const ListingRef> refs);
  std::vector<Result<RemoteListing>> UnknownListings(std::span<const ReportRow> rows);
  std::vector<Result<RemoteListing>> LegacyListings(std::span<const ListingRef> refs);
  std::vector<Result<RemoteListing>> InventoryListings(std::span<const ListingRef> refs);
  std::map<Sku, Result<Item>> ItemsOf(const std::vector<Sku>& skus);
  std::vector<Result<Offer>> OffersOfRefs(std::span<const ListingRef> refs);

  Channel channel_;
  Config::Legacy legacy_included_;
  Shopfront shopfront_;
  Requests requests_;
  std::shared_ptr<Client> client_;  // Shared by the channel's reader, writer and prober: they use one token.
  LegacyReader legacy_;
  Sweep sweep_;
  ReportSweep report_;
};

}  // namespace riff::ebay
