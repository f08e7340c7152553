#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "connectors/ebay/ebay_client.h"
#include "connectors/ebay/ebay_config.h"
#include "connectors/ebay/ebay_legacy_reader.h"
#include "connectors/ebay/ebay_trading_requests.h"
#include "engine/model/write.h"
#include "engine/port/connector.h"

namespace riff::ebay {

// What became of one row of ReviseInventoryStatus. kOwnedByInventory: the Inventory API has it by now (it was
// migrated), and takes the write instead; nothing was done here.
struct ReviseOutcome {
  enum class Trouble { kNone, kOwnedByInventory, kZeroRefused, kEnded, kOther };

  Result<std::string> note;  // Warnings, or the error.
  Trouble trouble = Trouble::kNone;
};

// Writes legacy listings through the Trading API. All values are absolute: a repeat is harmless, and unchanged values
// are done.
class LegacyWriter {
 public:
  LegacyWriter(const Config& config, const std::shared_ptr<Client>& client);

  // One outcome a row, in order; four rows a call, the calls together. No item is twice in a call nor in two at a time.
  // An answer settles the rows it shows or names; the others of a call that failed are sent again alone, so that one
  // bad row cannot spoil its neighbours.
  std::vector<ReviseOutcome> Revise(std::span<const ReviseRow> rows);

  // An item that is closed already is done.
  WriteOutcome End(const RemoteId& remote);

  WriteOutcome SetTexts(const RemoteId& remote, const ListingContent& content);

  // Lists an ended item again, under a new number. Looks at it first: one that is for sale, or was listed again
  // already, only gets the quantity. `key` is the write's: eBay takes a second relist with it for the first one.
  WriteOutcome Relist(const RemoteId& remote, Quantity quantity, const IdempotencyKey& key);

 private:
  using Calls = std::vector<std::vector<std::size_t>>;  // Rows of each call, by index.
  Calls SendCalls(std::span<const ReviseRow> rows, const Calls& calls, std::vector<ReviseOutcome>& outcomes);
  WriteOutcome Restock(const RemoteId& remote, Quantity quantity);

  TradingRequests trading_;
  std::shared_ptr<Client> client_;  // Shared with the reader: they use one token.
  LegacyReader reader_;
};

}  // namespace riff::ebay
