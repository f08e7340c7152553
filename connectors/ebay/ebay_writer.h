#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "connectors/ebay/ebay_bulk_writer.h"
#include "connectors/ebay/ebay_calls.h"
#include "connectors/ebay/ebay_client.h"
#include "connectors/ebay/ebay_config.h"
#include "connectors/ebay/ebay_legacy_reader.h"
#include "connectors/ebay/ebay_legacy_writer.h"
#include "connectors/ebay/ebay_listing_writer.h"
#include "connectors/ebay/ebay_requests.h"
#include "connectors/ebay/ebay_revisions.h"
#include "engine/port/connector.h"

namespace riff::ebay {

// Writes one eBay account. A listing answers to the API that made it, and its handle tells which: a legacy one to the
// Trading API, all others to the Inventory API. A legacy listing that was migrated meanwhile says so; its write then
// goes to the Inventory API, and its new handle is in the outcome.
//
// Quantities and prices travel together in bulk; the rest follows, one listing after the other. A zero that the seller
// may not show (no OUT_OF_STOCK_CONTROL) takes the listing down instead. A quantity or price of a listing that is not
// for sale is kConflict: it must be relisted first. eBay has no pause: kUnsupported. `expected` quantities cannot be
// checked here and are not.
//
// A listing takes 250 revisions a day. What this writer sent is counted; towards the end of a day's only a sold-out
// listing is still revised, and the rest is kThrottled until eBay's next day. The count does not outlive the writer.
class Writer final : public ChannelWriter {
 public:
  Writer(const Config& config, const std::shared_ptr<Client>& client);

  std::vector<WriteOutcome> Deliver(RunContext& run, std::span<const Write> writes) override;

 private:
  using Outcomes = std::vector<std::optional<WriteOutcome>>;

  // The writes that the day's revisions forbid get their outcome.
  void PutOff(std::span<const Write> writes, Timestamp now, Outcomes& outcomes) const;
  void DeliverLegacy(std::span<const Write> writes, Outcomes& outcomes);
  WriteOutcome ReviseOutcomeOf(const Write& write, const ReviseRow& row, ReviseOutcome outcome);
  void DeliverBulk(std::span<const Write> writes, Timestamp now, Outcomes& outcomes);
  // The offer id of each write: its handle, or looked up by SKU, all together.
  std::vector<Result<std::string>> OfferIdsOf(std::span<const Write* const> writes);
  WriteOutcome BulkOutcomeOf(const Write& write, const BulkRow& row, BulkOutcome outcome);
  // A write of a listing that is not the Trading API's any more, through the offer that is that very listing.
  WriteOutcome DeliverMoved(const Write& write, Error refusal);
  WriteOutcome DeliverAlone(const Write& write, Timestamp now);
  WriteOutcome DeliverLegacyAlone(const Write& write);
  WriteOutcome Create(const CreateListing& create, Timestamp now);
  WriteOutcome Until(const Write& write, Timestamp now, Error error) const;

  Config config_;
  Requests requests_;
  std::shared_ptr<Client> client_;  // Shared with the reader: they use one token.
  Calls calls_;
  BulkWriter bulk_;
  ListingWriter listings_;
  LegacyReader legacy_reader_;
  LegacyWriter legacy_;
  RevisionCount revisions_;
};

}  // namespace riff::ebay
