#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/base/money.h"
#include "engine/model/product.h"

namespace riff {

// How many of it there are. One-off: this very guitar, which another of the same make, year and finish is not.
// Unknown: told by the record itself (a serial number, a used condition, a year of make), else taken as stocked.
enum class RecordKind { kUnknown, kOneOff, kStocked };

// One row of a catalogue as the matcher gets it: a product of ours or a channel's listing; both sides look alike. Every
// field may be empty. Texts are UTF-8, hostile and of any length: only their beginnings are read (`normalise.h`), HTML
// is taken out, and bytes that are no UTF-8 are taken as blanks.
struct MatchRecord {
  std::string id;  // The caller's; never compared.
  std::string title;
  std::string description;
  std::string brand;
  std::string model;  // A model's name or number, or a part number.
  std::string sku;
  std::string serial;
  std::string barcode;  // UPC, EAN or GTIN.
  std::string year;     // "1964", "1964.0", "1960s", "c. 1964".
  std::string finish;
  std::string hand;  // "left", "right", or empty.
  Condition condition = Condition::kUnknown;
  std::optional<Money> price;  // Zero is taken as not told.
  RecordKind kind = RecordKind::kUnknown;
};

}  // namespace riff
