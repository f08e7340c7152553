#include "connectors/ebay/ebay_bulk_codec.h"

#include <algorithm>
#include <utility>

#include "connectors/ebay/ebay_requests.h"
#include "engine/base/check.h"

namespace riff::ebay {
namespace {

// An answer row speaks of a request row when it names its offer, or names its SKU and no offer at all.
bool SpeaksOf(const RowAnswer& answer, const BulkRow& row) {
  if (!answer.offer.empty()) {
    return answer.offer == row.offer;
  }
  return answer.sku == row.sku;
}

bool RefusedWith(const BulkRow& row, std::span<const RowAnswer> answers, std::int64_t id) {
  return std::ranges::any_of(
      answers, [&](const RowAnswer& answer) { return SpeaksOf(answer, row) && Holds(answer.errors, id); });
}

void WriteOffer(JsonWriter& json, const BulkRow& row) {
  json.Key("offers").BeginArray().BeginObject();
  json.Key("offerId").Text(row.offer);
  if (row.quantity) {
    json.Key("availableQuantity").Integer(row.quantity->units());
  }
  if (row.price) {
    json.Key("price");
    WriteMoney(json, *row.price);
  }
  json.EndObject().EndArray();
}

}  // namespace

std::string BulkBody(std::span<const BulkRow> rows) {
  RIFF_CHECK(!rows.empty() && rows.size() <= kBulkRowsMax, "a bulk call carries 1 to 25 rows");
  JsonWriter json;
  json.BeginObject().Key("requests").BeginArray();
  for (const BulkRow& row : rows) {
    RIFF_CHECK(row.quantity || row.price, "a bulk row changes something");
    json.BeginObject().Key("sku").Text(row.sku.text());
    if (row.quantity) {
      json.Key("shipToLocationAvailability").BeginObject();
      json.Key("quantity").Integer(row.quantity->units()).EndObject();
    }
    if (!row.offer.empty()) {
      WriteOffer(json, row);
    }
    json.EndObject();
  }
  json.EndArray().EndObject();
  return json.Take();
}

Result<std::vector<RowAnswer>> RowAnswersOf(std::string_view body) {
  RIFF_TRY(const JsonDocument document, JsonDocument::Parse(body));
  RIFF_TRY(const std::vector<JsonValue> rows, document.root().Array("responses"));
  std::vector<RowAnswer> answers;
  for (const JsonValue& row : rows) {
    RowAnswer answer;
    RIFF_TRY(const std::optional<std::string> sku, row.OptionalText("sku"));
    RIFF_TRY(const std::optional<std::string> offer, row.OptionalText("offerId"));
    RIFF_TRY(const std::int64_t status, row.Integer("statusCode"));
    answer.sku = Sku(sku.value_or(""));
    answer.offer = offer.value_or("");
    answer.status = static_cast<int>(status);
    answer.errors = ErrorsIn(row, "errors");
    answer.warnings = ErrorsIn(row, "warnings");
    answers.push_back(std::move(answer));
  }
  return answers;
}

Result<std::string> OutcomeOf(const BulkRow& row, std::span<const RowAnswer> answers) {
  std::vector<ApiError> warnings;
  std::optional<Error> refusal;
  bool some_done = false;
  for (const RowAnswer& answer : answers) {
    if (!SpeaksOf(answer, row)) {
      continue;
    }
    warnings.insert(warnings.end(), answer.warnings.begin(), answer.warnings.end());
    if (!answer.failed()) {
      some_done = true;
    } else if (!refusal || refusal->kind != ErrorKind::kAmbiguous) {
      refusal = RowRefusalOf("row of " + row.sku.text(), answer.status, answer.errors, RequestEffect::kWrite);
    }
  }
  if (!refusal && !some_done) {
    return Fail(ErrorKind::kAmbiguous, "the answer has no row for " + row.sku.text());
  }
  if (!refusal) {
    return NoteOf(warnings);
  }
  // "Certainly not done" would be untrue of a row whose other half was done.
  if (some_done && (refusal->kind == ErrorKind::kThrottled || refusal->kind == ErrorKind::kUnavailable)) {
    refusal->kind = ErrorKind::kAmbiguous;
    refusal->retry_after.reset();
  }
  return Fail(*std::move(refusal));
}

bool RefusedZero(const BulkRow& row, std::span<const RowAnswer> answers) {
  return row.quantity == Quantity(0) && RefusedWith(row, answers, kInvalidQuantity);
}

bool RefusedOffer(const BulkRow& row, std::span<const RowAnswer> answers) {
  return RefusedWith(row, answers, kOfferUnavailable);
}

bool RefusedRevision(const BulkRow& row, std::span<const RowAnswer> answers) {
  return RefusedWith(row, answers, kCannotRevise);
}

}  // namespace riff::ebay
