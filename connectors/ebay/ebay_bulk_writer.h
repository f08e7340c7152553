#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "connectors/ebay/ebay_bulk_codec.h"
#include "connectors/ebay/ebay_client.h"
#include "connectors/ebay/ebay_requests.h"
#include "engine/base/error.h"

namespace riff::ebay {

// What eBay said to one row. The trouble is told apart because each has its own way out: a zero that may not be shown
// is a listing to withdraw, an offer that is not for sale is one to look at.
struct BulkOutcome {
  enum class Trouble { kNone, kZeroRefused, kOfferRefused, kRevisionRefused, kOther };

  Result<std::string> note;  // Warnings, or the error.
  Trouble trouble = Trouble::kNone;
};

// Sends quantities and prices by bulkUpdatePriceQuantity, 25 rows a call, the calls together. All values are absolute:
// a repeat is harmless.
class BulkWriter {
 public:
  BulkWriter(const Config& config, std::shared_ptr<Client> client);

  // One outcome a row, in order. Two rows of one SKU never travel in one call, nor at the same time: eBay refuses
  // concurrent writes of a SKU. A call that was refused as a whole is sent row by row, so that one bad row cannot
  // spoil its neighbours; that refusal certainly changed nothing.
  std::vector<BulkOutcome> Update(std::span<const BulkRow> rows);

 private:
  using Calls = std::vector<std::vector<std::size_t>>;  // Rows of each call, by index.
  // Sends the calls and settles their rows; the calls refused as a whole come back as calls of one row each.
  Calls SendCalls(std::span<const BulkRow> rows, const Calls& calls, std::vector<BulkOutcome>& outcomes);

  Requests requests_;
  std::shared_ptr<Client> client_;  // Shared with the reader: they use one token.
};

}  // namespace riff::ebay
