#include "mapping/words.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "engine/base/utf8.h"

namespace riff {

namespace {

constexpr std::size_t kWordBytesMax = 48;  // Nobody's model number is longer; a run of a megabyte is cut.

bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Signs of scripts that put no blanks between words.
bool IsUnspacedScript(std::string_view character) {
  if (character.size() != 3) {
    return false;
  }
  const auto sign = ((static_cast<std::uint32_t>(character[0]) & 0x0fu) << 12) |
                    ((static_cast<std::uint32_t>(character[1]) & 0x3fu) << 6) |
                    (static_cast<std::uint32_t>(character[2]) & 0x3fu);
  return (sign >= 0x3041 && sign <= 0x30ff) || (sign >= 0x3400 && sign <= 0x9fff);
}

}  // namespace

bool HasDigit(std::string_view word) { return std::any_of(word.begin(), word.end(), IsDigit); }

bool HasLetter(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return !IsDigit(c) && c != '.'; });
}

bool IsNumber(std::string_view word) { return HasDigit(word) && !HasLetter(word); }

namespace {

// Reads the words of a text one after another.
class WordReader {
 public:
  WordReader(std::string_view text, std::size_t words_max) : text_(text), words_max_(words_max) {}

  std::vector<Word> Read() {
    while (at_ < text_.size() && words_.size() < words_max_) {
      const std::string_view character = text_.substr(at_, CharacterLength());
      if (IsWordCharacter(character)) {
        TakeCharacter(character);
      } else if (!StaysWithin(character.front())) {
        EndWord(character.front());
        gap_ += character.front();
        ++at_;
      }
    }
    EndWord(' ');
    return std::move(words_);
  }

 private:
  std::size_t CharacterLength() const {
    const std::size_t bytes = CharacterBytes(text_.substr(at_));
    return bytes == 0 ? 1 : bytes;
  }

  static bool IsWordCharacter(std::string_view character) {
    const char first = character.front();
    return IsAsciiLetter(first) || IsDigit(first) || static_cast<unsigned char>(first) >= 0x80;
  }

  void TakeCharacter(std::string_view character) {
    at_ += character.size();
    if (IsUnspacedScript(character)) {
      if (!word_.empty()) {
        EndWord(' ');
      }
      if (!pair_.empty()) {
        Push(pair_ + std::string(character));
      }
      paired_ = !pair_.empty();
      pair_ = character;
      return;
    }
    EndPair();
    if (word_.size() < kWordBytesMax) {
      word_ += character;
    }
  }

  // A point or comma between figures, and an apostrophe between letters, part no words.
  bool StaysWithin(char sign) {
    const bool between = !word_.empty() && at_ + 1 < text_.size();
    if (!between) {
      return false;
    }
    const char last = word_.back();
    const char next = text_[at_ + 1];
    const bool decade = IsDigit(last) && next == 's' && (at_ + 2 == text_.size() || !IsAsciiLetter(text_[at_ + 2]));
    if (sign == '\'' && ((IsAsciiLetter(last) && IsAsciiLetter(next)) || decade)) {  // "60's" is "60s".
      ++at_;
      return true;
    }
    if (IsDigit(last) && IsDigit(next) && (sign == '.' || (sign == ',' && ThreeFiguresFollow()))) {
      word_ += sign == '.' ? "." : "";
      ++at_;
      return true;
    }
    return false;
  }

  bool ThreeFiguresFollow() const {
    std::size_t figures = 0;
    while (at_ + 1 + figures < text_.size() && IsDigit(text_[at_ + 1 + figures])) {
      ++figures;
    }
    return figures == 3;
  }

  void EndWord(char sign) {
    if (!word_.empty()) {
      const bool marked = IsNumber(word_) && (sign == '\'' || sign == '"');
      // "10 000" is one number, as "10,000" is.
      const bool thousands = word_ == "000" && gap_ == " " && !words_.empty() && IsNumber(words_.back().text) &&
                             words_.back().text.size() <= 3;
      if (thousands) {
        words_.back().text += word_;
      } else {
        Push(word_);
      }
      if (marked) {
        words_.back().after = sign;
      }
      word_.clear();
    }
    EndPair();
  }

  // A sign that stands alone is a word of its own.
  void EndPair() {
    if (!pair_.empty() && !paired_) {
      Push(pair_);
    }
    pair_.clear();
    paired_ = false;
  }

  void Push(std::string text) {
    const bool joined = gap_.size() == 1 && std::string_view("-/.+").find(gap_.front()) != std::string_view::npos;
    const char before = joined && !words_.empty() ? gap_.front() : gap_.ends_with('\'') ? '\'' : ' ';
    words_.push_back(Word{std::move(text), before, ' '});
    gap_.clear();
  }

  std::string_view text_;
  std::size_t words_max_;
  std::size_t at_ = 0;
  std::string word_;
  std::string gap_;
  std::string pair_;     // The last sign of an unspaced script …
  bool paired_ = false;  // … and whether it stands in a pair already.
  std::vector<Word> words_;
};

constexpr std::array<std::pair<std::string_view, std::string_view>, 30> kFigures = {
    {{"ii", "2"},       {"iii", "3"},     {"iv", "4"},      {"vi", "6"},        {"vii", "7"},      {"viii", "8"},
     {"ix", "9"},       {"xi", "11"},     {"xii", "12"},    {"first", "1st"},   {"second", "2nd"}, {"third", "3rd"},
     {"fourth", "4th"}, {"fifth", "5th"}, {"sixth", "6th"}, {"seventh", "7th"}, {"eighth", "8th"}, {"ninth", "9th"},
     {"tenth", "10th"}, {"one", "1"},     {"two", "2"},     {"three", "3"},     {"four", "4"},     {"five", "5"},
     {"six", "6"},      {"seven", "7"},   {"eight", "8"},   {"nine", "9"},      {"ten", "10"},     {"twelve", "12"}}};

std::string CanonicalNumber(std::string_view number) {
  while (number.size() > 2 && number.ends_with(".0")) {
    number.remove_suffix(2);
  }
  while (number.size() > 1 && number.front() == '0' && IsDigit(number[1]) && number.size() <= 3) {
    number.remove_prefix(1);
  }
  return std::string(number);
}

}  // namespace

std::vector<Word> SplitWords(std::string_view folded, std::size_t words_max) {
  return WordReader(folded, words_max).Read();
}

std::string CanonicalWord(std::string_view word) {
  if (IsNumber(word)) {
    return CanonicalNumber(word);
  }
  if (word.size() > 1 && word.front() == 'v' && IsDigit(word[1])) {
    const std::string_view version = word.substr(1);
    return IsNumber(version) ? CanonicalNumber(version) : std::string(version);
  }
  for (const auto& [name, figure] : kFigures) {
    if (word == name) {
      return std::string(figure);
    }
  }
  const bool plural = word.size() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") &&
                      !word.ends_with("is") && !HasDigit(word);
  return std::string(plural ? word.substr(0, word.size() - 1) : word);
}

}  // namespace riff
