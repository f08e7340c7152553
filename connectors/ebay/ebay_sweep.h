#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "connectors/ebay/ebay_client.h"
#include "connectors/ebay/ebay_config.h"
#include "connectors/ebay/ebay_legacy_reader.h"
#include "connectors/ebay/ebay_requests.h"
#include "connectors/ebay/ebay_shopfront.h"
#include "engine/port/connector.h"

namespace riff::ebay {

// Reads all listings page by page: the inventory items, each with one call for its offers; then, where they are
// included, the active listings of the Trading API, without those that the Inventory API owns.
//
// Which those are is known from the pages of the same sweep (8 bytes a listing). A SKU that was not among them, which
// is all of them after a restart in the middle, is asked for: a listing published since its page went by must not be
// taken for a legacy one.
class Sweep {
 public:
  Sweep(const Config& config, const std::shared_ptr<Client>& client);

  // `total` counts rows: eBay's counts, corrected by what the pages so far showed; exact on the last page, and told
  // with legacy listings from their first page on.
  Result<Page<RemoteListing>> Next(const std::optional<Cursor>& cursor);

 private:
  Result<Page<RemoteListing>> ItemPage(const std::optional<Cursor>& cursor);
  Result<Page<RemoteListing>> LegacyRows(const Cursor& cursor);
  Result<std::vector<LegacyItem>> NotOwned(std::vector<LegacyItem> items);

  Config::Legacy legacy_included_;
  Shopfront shopfront_;
  Requests requests_;
  std::shared_ptr<Client> client_;  // Shared with the reader: they use one token.
  LegacyReader legacy_;
  std::vector<std::int64_t> shown_;  // Listing numbers of the Inventory API in this sweep.
};

}  // namespace riff::ebay
