#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mapping/profile.h"

namespace riff {

// What speaks for or against two records being the same product.
enum class EvidenceKind : std::uint8_t {
  kSku,
  kSerial,
  kBarcode,
  kTitle,
  kModelNumber,
  kDescription,
  kBrand,
  kNumbers,
  kGrade,
  kMeasure,
  kYear,
  kFinish,
  kHand,
  kWear,
  kPrice,
};

// One piece of it. `weight` is in log-odds: what it adds to (or takes from) the belief that the two are one. A veto
// says that they cannot be one whatever else speaks for it: never linked, and shown to a person only as a last resort.
struct Evidence {
  EvidenceKind kind = EvidenceKind::kTitle;
  double weight = 0;
  enum class Force : std::uint8_t { kSoft, kHard, kVeto } force = Force::kSoft;
};

// How two titles overlap, by the weight of their words: the share of each that the other one tells too.
struct Overlap {
  double left = 0;
  double right = 0;
  double shared = 0;  // The weight of what both tell.
  bool same = false;  // The same words, whatever their order.
};

// A set of kinds of evidence: bit n is the kind with number n.
using EvidenceSet = std::uint32_t;
constexpr EvidenceSet SetOf(EvidenceKind kind) { return EvidenceSet{1} << static_cast<unsigned>(kind); }

struct Comparison {
  Overlap overlap;
  std::vector<Evidence> evidence;
  EvidenceSet vetoes = 0;    // The kinds by which they cannot be one.
  EvidenceSet agreed = 0;    // The kinds that both tell, and tell alike.
  bool identified = false;   // By SKU, serial number or barcode.
  double shared_number = 0;  // The weight of the rarest model number that both tell whole; 0 for none.
  double shared_stem = 0;    // The same where one tells the stem only, or in its description.

  bool vetoed() const { return vetoes != 0; }
  double Sum() const;
  double WeightOf(EvidenceKind kind) const;
};

// Compares two profiles of one book. Symmetrical: the other way round it says the same. Never looks at ids.
Comparison Compare(const Profile& left, const Profile& right, const WordBook& book);

}  // namespace riff
