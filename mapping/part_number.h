#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mapping/word_book.h"
#include "mapping/words.h"

namespace riff {

// How a model or part number stands in a text.
enum class CodeForm : std::uint8_t {
  kWhole,   // As one word, or tied by hyphens: "PSLX350H", "PS-LX350H".
  kSpaced,  // Two words side by side: "ps lx350h".
  kStem,    // Up to its last figure: "nnsn667" of "NNSN667WH". Makers put colour and region behind it.
};

// A number as letters and figures only, so that all its spellings are one; and which words it is made of.
struct SpelledCode {
  std::string text;
  CodeForm form = CodeForm::kWhole;
  std::size_t first = 0;
  std::size_t count = 0;
};

// Whether two words side by side may be one number. They may in a title; a description's sentences are full of such.
enum class Spacing { kTiedOnly, kSideBySide };

// All spellings of the numbers among the words, at most `limit`. A number has letters and figures and four signs, or
// five figures; measures, years, counts ("5-user"), ordinals and round numbers are none. `skipped` says which words are
// known to be something else (empty: none).
std::vector<SpelledCode> ReadCodes(const std::vector<Word>& words, const std::vector<bool>& skipped, Spacing spacing,
                                   std::size_t limit);

// The same with the text numbered by a book; `first` and `count` are then places in a profile's title.
struct Code {
  WordId id = 0;
  CodeForm form = CodeForm::kWhole;
  std::uint8_t first = 0;
  std::uint8_t count = 0;
};

// Which of two lists' common numbers are meant: those that both tell whole, or those of which at least one is a stem,
// so that they may differ behind it ("NNSN667WH", "NNSN667BK").
enum class CodeMatch { kWhole, kStem };

// The weight of the rarest number that both lists (sorted by id) hold, 0 for none. Whole: at least one side writes it
// as one ("suite 2007" twice is only two words).
double SharedCodeWeight(const std::vector<Code>& left, const std::vector<Code>& right, const WordBook& book,
                        CodeMatch match);

// The weight of the rarest whole number of one list with which a whole number of the other begins, nothing but a few
// letters following: "NNSN667" or "NNSN667W" and "NNSN667WH". 0 for none.
double BeginningCodeWeight(const std::vector<Code>& left, const std::vector<Code>& right, const WordBook& book);

// True when both tell whole numbers of one family, the same letters leading and other figures following: "pslx350h" and
// "pslx300h". Two numbers with nothing in common are often a maker's and a shop's for the same thing.
bool OfOneFamily(const std::vector<Code>& left, const std::vector<Code>& right, const WordBook& book);

}  // namespace riff
