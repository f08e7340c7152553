#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/product.h"
#include "mapping/words.h"

namespace riff {

enum class Hand { kUnknown, kLeft, kRight };

// The hand that the words at `at` name in one of several languages ("left-handed", "lefty", "lh", "Linkshänder",
// "gaucher", "zurdo"), and how many words that took; 0 words where none is named.
struct HandRead {
  Hand hand = Hand::kUnknown;
  std::size_t words = 0;
};
HandRead HandAt(const std::vector<Word>& words, std::size_t at);

// How worn a text says the thing is: new, used (which grade does not matter to identity), or not told.
enum class Wear { kUnknown, kNew, kUsed };
Wear WearOf(Condition condition);
Wear WearOfWord(std::string_view word);  // "used", "gebraucht", "vintage", …; kUnknown for all others.

// The serial number that a text tells after "serial", "s/n", "Seriennummer" or the like: letters and figures only;
// empty where none is told.
std::string SerialOf(const std::vector<Word>& words);

// Letters and figures only, folded: how serial numbers, SKUs and barcodes are compared. Empty for texts that stand for
// "none" ("n/a", "does not apply", "0", "none").
std::string BareCode(std::string_view text);

// True for words that sell and do not name: "free", "shipping", "look", "rare", "excellent", "condition", "with",
// "the".
bool IsTalk(std::string_view word);

// True for words by which makers tell versions of one model apart: "pro", "standard", "deluxe", "custom", "lite",
// "upgrade", "signature", …, shortened or not. Given in one spelling each by GradeOf ("std" is "standard").
bool IsGrade(std::string_view word);
std::string_view GradeOf(std::string_view word);

}  // namespace riff
