#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "connectors/ebay/ebay_bulk_writer.h"
#include "connectors/ebay/ebay_client.h"
#include "connectors/ebay/ebay_config.h"
#include "connectors/ebay/ebay_listing_writer.h"
#include "connectors/ebay/ebay_requests.h"
#include "engine/port/connector.h"

namespace riff::ebay {

// Writes one eBay account. Quantities and prices travel together in bulk; the rest follows, one listing after the
// other. A zero that the seller may not show (no OUT_OF_STOCK_CONTROL) takes the listing down instead. A quantity or
// price of a listing that is not for sale is kConflict: it must be relisted first. eBay has no pause: kUnsupported.
// `expected` quantities cannot be checked here and are not.
class Writer final : public ChannelWriter {
 public:
  Writer(const Config& config, const std::shared_ptr<Client>& client);

  std::vector<WriteOutcome> Deliver(RunContext& run, std::span<const Write> writes) override;

 private:
  using Outcomes = std::vector<std::optional<WriteOutcome>>;

  void DeliverBulk(std::span<const Write> writes, Outcomes& outcomes);
  // The offer id of each write: its handle, or looked up by SKU, all together.
  std::vector<Result<std::string>> OfferIdsOf(std::span<const Write* const> writes);
  WriteOutcome BulkOutcomeOf(const Write& write, const BulkRow& row, BulkOutcome outcome);
  WriteOutcome DeliverAlone(const Write& write);

  std::string marketplace_;
  Requests requests_;
  std::shared_ptr<Client> client_;  // Shared with the reader: they use one token.
  BulkWriter bulk_;
  ListingWriter listings_;
};

}  // namespace riff::ebay
