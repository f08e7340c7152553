#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace riff {

// A word of a folded text, and what stood before it: '-', '/', '.' or '+' where only that sign parts it from the word
// before, '\'' where an apostrophe leads it ("'64"), else ' '.
struct Word {
  std::string text;
  char before = ' ';
  char after = ' ';  // '\'' or '"' where a number is followed at once by a mark of feet or inches, else ' '.
};

// The words of a folded text, at most `words_max` of them: runs of letters and digits. Within a number a point stays,
// and a comma or blank before three figures goes ("10.4.6"; "10,000" and "10 000" are "10000"); an apostrophe goes
// ("don't" is "dont", "60's" is "60s"); scripts written without blanks come in pairs of signs.
std::vector<Word> SplitWords(std::string_view folded, std::size_t words_max);

// The form by which a word is compared: plurals lose their s, Roman numbers from ii to xii and ordinals ("second")
// become figures, "v4" is "4" and "2.0" is "2". Colours, hands and brands have their own tables.
std::string CanonicalWord(std::string_view word);

bool HasDigit(std::string_view word);
bool HasLetter(std::string_view word);
bool IsNumber(std::string_view word);  // Digits and points only, at least one digit.

}  // namespace riff
