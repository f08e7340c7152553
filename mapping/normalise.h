#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace riff {

// Folds a text to the form in which two spellings of the same words are the same bytes: compatibility characters made
// plain (NFKC), case folded, accents and other marks taken off, HTML tags and character references resolved, curly
// quotes and all kinds of dashes made ASCII; the signs of markup, trademark signs, emoji, control characters and bytes
// that are not UTF-8 made blanks. At most `bytes_max` bytes of the text are read, so that a megabyte costs no more than a page. The result
// is UTF-8; folding it again changes nothing.
std::string NormaliseText(std::string_view text, std::size_t bytes_max);

// A word of a folded text, and what stood before it: '-', '/', '.' or '+' where only that sign parts it from the word
// before, '\'' where an apostrophe leads it ("'64"), else ' '.
struct Word {
  std::string text;
  char before = ' ';
  char after = ' ';  // '\'' or '"' where a number is followed at once by a mark of feet or inches, else ' '.
};

// The words of a folded text, at most `words_max` of them: runs of letters and digits. A point or comma within a number
// stays a part of it or goes ("10.4.6", "10,000" is "10000", "2.0" is "2"), an apostrophe within a word goes ("don't" is
// "dont"), scripts written without blanks come in pairs of signs.
std::vector<Word> SplitWords(std::string_view folded, std::size_t words_max);

// The form by which a word is compared: plurals lose their s, Roman numbers from ii to xii and ordinals ("second") become
// figures, "v4" is "4". Colours, hands and brands have their own tables.
std::string CanonicalWord(std::string_view word);

bool HasDigit(std::string_view word);
bool HasLetter(std::string_view word);
bool IsNumber(std::string_view word);  // Digits and points only, at least one digit.

}  // namespace riff
