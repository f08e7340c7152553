#include "connectors/ebay/ebay_rows.h"

#include <string>
#include <variant>

#include "connectors/ebay/ebay_legacy_codec.h"
#include "connectors/ebay/ebay_listing_writer.h"

namespace riff::ebay {

bool TravelsInBulk(const Change& change) {
  return std::holds_alternative<SetQuantity>(change) || std::holds_alternative<SetPrice>(change);
}

BulkRow RowOf(const Write& write, const std::string& offer) {
  BulkRow row{.sku = SkuOf(write), .offer = offer, .quantity = {}, .price = {}};
  if (const auto* const quantity = std::get_if<SetQuantity>(&write.change)) {
    row.quantity = quantity->to;
  } else if (const auto* const price = std::get_if<SetPrice>(&write.change)) {
    row.price = price->to;
  }
  return row;
}

bool Revises(const Change& change) { return TravelsInBulk(change) || std::holds_alternative<SetContent>(change); }

Result<ReviseRow> ReviseRowOf(const Write& write) {
  const std::string& remote = write.listing.remote.text();
  ReviseRow row{.item = ItemIdOf(write.listing.remote), .sku = {}, .quantity = {}, .price = {}};
  if (const std::size_t slash = remote.find('/'); slash != std::string::npos) {
    row.sku = remote.substr(slash + 1);
    if (row.sku.empty() || row.sku.front() == '?') {
      return Fail(ErrorKind::kUnsupported, "a variation without a SKU cannot be written: give it one on eBay");
    }
  }
  if (const auto* const quantity = std::get_if<SetQuantity>(&write.change)) {
    row.quantity = quantity->to;
  } else if (const auto* const price = std::get_if<SetPrice>(&write.change)) {
    row.price = price->to;
  }
  return row;
}

Urgency UrgencyOf(const Write& write) {
  const auto* const quantity = std::get_if<SetQuantity>(&write.change);
  return quantity != nullptr && quantity->to == Quantity(0) ? Urgency::kSoldOut : write.urgency;
}

Error CannotPause() { return {ErrorKind::kUnsupported, "eBay cannot pause a listing: show 0 or end it", std::nullopt}; }

Error NotSent() { return {ErrorKind::kUnavailable, "not sent", std::nullopt}; }

}  // namespace riff::ebay
