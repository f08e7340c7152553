#include "mapping/fields/condition_map.h"

#include <algorithm>
#include <array>
#include <span>

namespace riff {
namespace {

// What we write of a condition.
struct Written {
  Condition ours;
  std::string_view word;
  ConditionFit fit;
};

// A further word that is read and never written.
struct Read {
  std::string_view word;
  Condition ours;
};

using enum Condition;
using enum ConditionFit;

constexpr std::array kReverb = {
    Written{kNew, "7c3f45de-2ae0-4c81-8400-fdb6b1d74890", kSame},
    Written{kBStock, "9225283f-60c2-4413-ad18-1f5eba7a856f", kSame},
    Written{kMint, "ac5b9c1e-dc78-466d-b0b3-7cf712967a48", kSame},
    Written{kExcellent, "df268ad1-c462-4ba6-b6db-e007e23922ea", kSame},
    Written{kVeryGood, "ae4d9114-1bd7-4ec5-a4ba-6653af5ac84d", kSame},
    Written{kGood, "f7a3f48c-972a-44c6-b01a-0cd27488d3f6", kSame},
    Written{kFair, "98777886-76d0-44c8-865e-bb40e669e934", kSame},
    Written{kPoor, "6a9dfcad-600b-46c8-9e08-ce6e5057921e", kSame},
    Written{kNonFunctioning, "fbf35668-96a0-4baa-bcde-ab18d6b1b329", kSame},
};
// "Mint (with inventory)": for dealers that Reverb lets in.
constexpr std::string_view kReverbMintStock = "6db7df88-293b-4017-a1c1-cdb5e599fa1a";
constexpr std::array kReverbRead = {Read{kReverbMintStock, kMint}};
constexpr std::array kReverbHoldingStock = {kReverb[0].word, kReverb[1].word, kReverbMintStock};

// USED_ACCEPTABLE is the last word that still means "works", so fair and poor share it.
constexpr std::array kEbayGraded = {
    Written{kNew, "NEW", kSame},
    Written{kBStock, "NEW_OTHER", kSame},
    Written{kMint, "LIKE_NEW", kSame},
    Written{kExcellent, "USED_EXCELLENT", kSame},
    Written{kVeryGood, "USED_VERY_GOOD", kSame},
    Written{kGood, "USED_GOOD", kSame},
    Written{kFair, "USED_ACCEPTABLE", kSame},
    Written{kPoor, "USED_ACCEPTABLE", kBroader},
    Written{kNonFunctioning, "FOR_PARTS_OR_NOT_WORKING", kSame},
};
// USED_EXCELLENT is the enum of id 3000, which these categories show as plain "Used". A mint thing loses by it.
constexpr std::array kEbayUsedOnly = {
    Written{kNew, "NEW", kSame},
    Written{kBStock, "NEW_OTHER", kSame},
    Written{kMint, "USED_EXCELLENT", kWorse},
    Written{kExcellent, "USED_EXCELLENT", kSame},
    Written{kVeryGood, "USED_EXCELLENT", kBroader},
    Written{kGood, "USED_EXCELLENT", kBroader},
    Written{kFair, "USED_EXCELLENT", kBroader},
    Written{kPoor, "USED_EXCELLENT", kBroader},
    Written{kNonFunctioning, "FOR_PARTS_OR_NOT_WORKING", kSame},
};
// Refurbished grades are read as the grade they promise.
constexpr std::array kEbayRead = {
    Read{"NEW_WITH_DEFECTS", kBStock},
    Read{"PRE_OWNED_EXCELLENT", kExcellent},
    Read{"PRE_OWNED_FAIR", kFair},
    Read{"MANUFACTURER_REFURBISHED", kExcellent},
    Read{"CERTIFIED_REFURBISHED", kExcellent},
    Read{"EXCELLENT_REFURBISHED", kExcellent},
    Read{"SELLER_REFURBISHED", kExcellent},
    Read{"VERY_GOOD_REFURBISHED", kVeryGood},
    Read{"GOOD_REFURBISHED", kGood},
};

struct NumberRow {
  std::int64_t number;
  std::string_view word;
};
constexpr std::array kEbayNumbers = {
    NumberRow{1000, "NEW"},
    NumberRow{1500, "NEW_OTHER"},
    NumberRow{1750, "NEW_WITH_DEFECTS"},
    NumberRow{2000, "CERTIFIED_REFURBISHED"},
    NumberRow{2010, "EXCELLENT_REFURBISHED"},
    NumberRow{2020, "VERY_GOOD_REFURBISHED"},
    NumberRow{2030, "GOOD_REFURBISHED"},
    NumberRow{2500, "SELLER_REFURBISHED"},
    NumberRow{2750, "LIKE_NEW"},
    NumberRow{2990, "PRE_OWNED_EXCELLENT"},
    NumberRow{3000, "USED_EXCELLENT"},
    NumberRow{3010, "PRE_OWNED_FAIR"},
    NumberRow{4000, "USED_VERY_GOOD"},
    NumberRow{5000, "USED_GOOD"},
    NumberRow{6000, "USED_ACCEPTABLE"},
    NumberRow{7000, "FOR_PARTS_OR_NOT_WORKING"},
};

constexpr std::array kShopify = {
    Written{kNew, "Brand New", kSame},
    Written{kBStock, "B-Stock", kSame},
    Written{kMint, "Mint", kSame},
    Written{kExcellent, "Excellent", kSame},
    Written{kVeryGood, "Very Good", kSame},
    Written{kGood, "Good", kSame},
    Written{kFair, "Fair", kSame},
    Written{kPoor, "Poor", kSame},
    Written{kNonFunctioning, "Non Functioning", kSame},
};
// "new" is also what shopping feeds write; their "used" tells no grade.
constexpr std::array kShopifyRead = {Read{"new", kNew}};

constexpr std::array kTiktok = {
    Written{kNew, "new", kSame},
    Written{kBStock, "new", kBroader},
    Written{kMint, "pre_owned", kBroader},
    Written{kExcellent, "pre_owned", kBroader},
    Written{kVeryGood, "pre_owned", kBroader},
    Written{kGood, "pre_owned", kBroader},
    Written{kFair, "pre_owned", kBroader},
    Written{kPoor, "pre_owned", kBroader},
    Written{kNonFunctioning, "pre_owned", kBroader},
};

constexpr std::array kVr = {
    Written{kNew, "New", kSame},
    Written{kBStock, "New, B-stock", kSame},
    Written{kMint, "Mint", kSame},
    Written{kExcellent, "Excellent", kSame},
    Written{kVeryGood, "Very good", kSame},
    Written{kGood, "Good", kSame},
    Written{kFair, "Fair", kSame},
    Written{kPoor, "Poor", kSame},
    Written{kNonFunctioning, "For repair", kSame},
};

struct Tables {
  std::span<const Written> written;
  std::span<const Read> read;
};

Tables TablesOf(Platform platform, ConditionScale scale) {
  switch (platform) {
    case Platform::kReverb:
      return {kReverb, kReverbRead};
    case Platform::kEbay:
      return {scale == ConditionScale::kGraded ? std::span<const Written>(kEbayGraded) : kEbayUsedOnly, kEbayRead};
    case Platform::kShopify:
      return {kShopify, kShopifyRead};
    case Platform::kTiktok:
      return {kTiktok, {}};
    case Platform::kVr:
      return {kVr, {}};
  }
  return {};
}

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool IsSameWord(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, {}, Lower, Lower);
}

}  // namespace

ConditionChoice ConditionFor(Platform platform, Condition condition, ConditionScale scale) {
  for (const Written& row : TablesOf(platform, scale).written) {
    if (row.ours == condition) {
      return {row.word, row.fit, ConditionFrom(platform, row.word)};
    }
  }
  return {};
}

Condition ConditionFrom(Platform platform, std::string_view word) {
  const Tables tables = TablesOf(platform, ConditionScale::kGraded);
  // The words that mean one condition come first; a word that only covers several tells no grade.
  for (const Written& row : tables.written) {
    if (row.fit == kSame && IsSameWord(row.word, word)) {
      return row.ours;
    }
  }
  for (const Read& row : tables.read) {
    if (IsSameWord(row.word, word)) {
      return row.ours;
    }
  }
  return kUnknown;
}

std::vector<std::string_view> ConditionWords(Platform platform) {
  std::vector<std::string_view> words;
  const Tables tables = TablesOf(platform, ConditionScale::kGraded);
  for (const Written& row : tables.written) {
    if (row.fit == kSame) {
      words.push_back(row.word);
    }
  }
  for (const Read& row : tables.read) {
    words.push_back(row.word);
  }
  return words;
}

std::optional<std::int64_t> EbayConditionNumber(std::string_view word) {
  const auto* const row = std::ranges::find(kEbayNumbers, word, &NumberRow::word);
  return row == kEbayNumbers.end() ? std::nullopt : std::optional(row->number);
}

std::optional<std::string_view> EbayConditionWord(std::int64_t number) {
  const auto* const row = std::ranges::find(kEbayNumbers, number, &NumberRow::number);
  return row == kEbayNumbers.end() ? std::nullopt : std::optional(row->word);
}

bool ReverbConditionHoldsStock(std::string_view uuid) {
  return std::ranges::find(kReverbHoldingStock, uuid) != kReverbHoldingStock.end();
}

}  // namespace riff
