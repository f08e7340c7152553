#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/ebay/ebay_codec.h"
#include "engine/base/error.h"
#include "engine/base/money.h"
#include "engine/base/quantity.h"
#include "engine/model/ids.h"

namespace riff::ebay {

// One row of bulkUpdatePriceQuantity. A quantity goes to item and offer alike: a listing shows the lower of the two, so
// that writing one alone would leave the other as a silent cap. Without an offer id only the item is written.
struct BulkRow {
  Sku sku;
  std::string offer;
  std::optional<Quantity> quantity;
  std::optional<Money> price;
};

// At most kBulkRowsMax rows, no SKU twice.
std::string BulkBody(std::span<const BulkRow> rows);

// One row of the answer; it names a SKU, an offer, or both.
struct RowAnswer {
  Sku sku;
  std::string offer;
  int status = 0;
  std::vector<ApiError> errors;
  std::vector<ApiError> warnings;

  bool failed() const { return !Succeeded(status) || !errors.empty(); }
};

// Whatever the status of the call (200, 207 or 400), its rows; kInvalid when the body has none.
Result<std::vector<RowAnswer>> RowAnswersOf(std::string_view body);

// What became of one row: found by SKU and offer id, never by its place. No row that speaks of it is kAmbiguous; so is
// one half done where the other half was only put off. Success gives the warnings as a note.
Result<std::string> OutcomeOf(const BulkRow& row, std::span<const RowAnswer> answers);

// Whether the row was refused because this seller may not show zero (25004).
bool RefusedZero(const BulkRow& row, std::span<const RowAnswer> answers);

// Whether the row was refused because its offer is not there or not published (25713).
bool RefusedOffer(const BulkRow& row, std::span<const RowAnswer> answers);

// Whether the row was refused because its listing cannot be revised (25019).
bool RefusedRevision(const BulkRow& row, std::span<const RowAnswer> answers);

}  // namespace riff::ebay
