#pragma once

#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "connectors/ebay/ebay_client.h"
#include "connectors/ebay/ebay_config.h"
#include "connectors/ebay/ebay_legacy_codec.h"
#include "connectors/ebay/ebay_requests.h"
#include "connectors/ebay/ebay_trading_requests.h"
#include "engine/base/error.h"

namespace riff::ebay {

// Reads listings through the Trading API. It shows what the Inventory API owns as well: whoever merges the two asks
// OwnedByInventoryOf() first.
class LegacyReader {
 public:
  LegacyReader(const Config& config, std::shared_ptr<Client> client);

  // A page of all that is for sale now, from 1.
  Result<LegacyPage> Active(int page);

  // One answer an item number, in order. An ended listing is one, ended; kNotFound: there is none of that number.
  std::vector<Result<LegacyItem>> Items(std::span<const std::string> ids);

  // Fixed-price listings for sale at `now` with exactly that SKU, on the item or on a variation. Ended ones cannot be
  // searched for.
  Result<std::vector<LegacyItem>> WithSku(const Sku& sku, Timestamp now);

  // Of these listings, the numbers of those that the Inventory API made: their SKU has an inventory item, and one of
  // its offers is the listing. One call for 25 SKUs, and one more for each that has an item.
  Result<std::set<std::string>> OwnedByInventoryOf(std::span<const LegacyItem> items);

 private:
  Result<std::vector<Sku>> WithInventoryItem(const std::vector<Sku>& skus);

  Requests requests_;
  TradingRequests trading_;
  std::shared_ptr<Client> client_;  // Shared with the reader: they use one token.
};

}  // namespace riff::ebay
