#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mapping/brands.h"
#include "mapping/finishes.h"
#include "mapping/measures.h"
#include "mapping/part_number.h"
#include "mapping/record.h"
#include "mapping/traits.h"
#include "mapping/word_book.h"
#include "mapping/years.h"

namespace riff {

// What part a word plays in a title.
enum class WordRole : std::uint8_t {
  kPlain,
  kNumber,  // A bare number: a version, an edition, a model ("SG 61").
  kCode,    // Letters and figures: a model or part number.
  kGrade,   // "standard", "deluxe": tells versions of one model apart.
  kFinish,
  kHand,
  kYear,
  kMeasure,
  kBrand,
  kTalk,  // Sells, and names nothing.
};

struct TitleWord {
  WordId id = 0;
  WordRole role = WordRole::kPlain;
};

// A record as the matcher compares it: read once, small, without the texts themselves. Which numbers its words have
// depends on the book that read it; profiles of one book (or of a book and one that lies over it) can be compared.
struct Profile {
  std::vector<TitleWord> title;         // In order, each once, at most kTitleWordsMax.
  std::vector<WordId> title_ids;        // The same, sorted.
  std::vector<WordId> field_ids;        // Words of brand, model and finish that the title lacks; sorted.
  std::vector<WordId> brand_ids;        // Words of the brand field; sorted.
  std::vector<WordId> description_ids;  // Words of the description that stand in neither; sorted.
  std::vector<WordId> identity_ids;     // SKU, serial number and barcode as words of their own; for blocking only.
  std::vector<Code> codes;              // By id; of the title and the model field first, then of the description.
  std::vector<Code> description_codes;
  std::vector<Measure> measures;  // Of the title.
  std::vector<Measure> description_measures;
  std::vector<YearSpan> years;
  FinishSet finish = 0;
  FinishSet description_finish = 0;
  Hand hand = Hand::kUnknown;
  Wear wear = Wear::kUnknown;
  BrandId brand = 0;
  bool one_off = false;
  std::optional<Money> price;
  bool priced_at_zero = false;  // Nobody sells for nothing: the row itself is in doubt.
  std::string sku;              // Letters and figures only, folded.
  std::string serial;
  std::string barcode;
};

constexpr std::size_t kTitleWordsMax = 64;

// Reads a record; its words go into the book. Time and memory are bounded whatever the record's size.
Profile ReadProfile(const MatchRecord& record, WordBook& book);

// Counts the profile's words in the book, once a profile.
void CountWords(const Profile& profile, WordBook& book);

}  // namespace riff
