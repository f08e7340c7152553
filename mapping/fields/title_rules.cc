#include "mapping/fields/title_rules.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <vector>

#include "mapping/fields/characters.h"

namespace riff {
namespace {

constexpr std::size_t kRepeatsMax = 9;  // TikTok's 12052931.
// No platform shows more; a title of a megabyte costs no more than one of a page.
constexpr std::size_t kBytesRead = 4096;

enum class Importance { kSells, kTells, kModel, kBrandOrYear };

struct TitleWord {
  std::string_view text;
  std::size_t characters = 0;
  Importance importance = Importance::kTells;
};

// Words that only sell, or only join.
constexpr std::array<std::string_view, 34> kSelling = {
    "a",    "amazing", "an",       "and",      "awesome", "beautiful", "best", "deal", "for",  "free", "great", "in",
    "l@@k", "look",    "minty",    "must",     "new!",    "nice",      "of",   "on",   "only", "rare", "rare!", "sale",
    "see",  "ship",    "shipping", "stunning", "super",   "the",       "very", "w/",   "with", "wow"};

char LowerAscii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string Lowered(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), LowerAscii);
  return lower;
}

bool IsBlank(std::int32_t value) { return value == ' ' || value == 0xA0 || value == 0x3000; }

std::vector<std::string_view> SplitAtBlanks(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t start = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const CodePoint next = at < text.size() ? FirstCodePoint(text.substr(at)) : CodePoint{' ', 1};
    if (IsBlank(next.value)) {
      if (at > start) {
        words.push_back(text.substr(start, at - start));
      }
      start = at + next.bytes;
    }
    at += next.bytes;
  }
  return words;
}

bool IsYear(std::string_view word) {
  const bool is_decade = word.size() == 5 && (word[4] == 's' || word[4] == 'S');
  if (word.size() != 4 && !is_decade) {
    return false;
  }
  const std::string_view figures = word.substr(0, 4);
  return (figures.starts_with("19") || figures.starts_with("20")) &&
         figures.find_first_not_of("0123456789") == std::string_view::npos;
}

bool HasLetterOrDigit(std::string_view word) {
  return std::ranges::any_of(word, [](char c) {
    const char lower = LowerAscii(c);
    return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
  });
}

bool IsWordOf(const std::string& word, std::string_view field) {
  const std::string lower = Lowered(field);
  const std::vector<std::string_view> words = SplitAtBlanks(lower);
  return std::ranges::find(words, word) != words.end();
}

Importance ImportanceOf(std::string_view word, const ListingContent& content) {
  const std::string lower = Lowered(word);
  if (IsYear(word) || IsWordOf(lower, content.year) || IsWordOf(lower, content.brand)) {
    return Importance::kBrandOrYear;
  }
  if (IsWordOf(lower, content.model)) {
    return Importance::kModel;
  }
  const bool sells = std::ranges::find(kSelling, lower) != kSelling.end() || !HasLetterOrDigit(word);
  return sells ? Importance::kSells : Importance::kTells;
}

// A blank for what the rule refuses; references are read again where they spell another one ("&amp;lt;").
std::string WithoutRefused(std::string text, TitleSigns signs) {
  std::string clean;
  std::int32_t last = -1;
  std::size_t repeats = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CharacterReference reference =
        signs == TitleSigns::kPlain ? FirstReference(std::string_view(text).substr(at)) : CharacterReference{};
    if (reference.bytes > 0) {
      std::string plain;
      AppendCodePoint(plain, reference.value);
      text.replace(at, reference.bytes, plain);
      continue;
    }
    CodePoint next = FirstCodePoint(std::string_view(text).substr(at));
    at += next.bytes;
    const bool markup = next.value == '<' || next.value == '>';
    if (IsRefusedEverywhere(next.value) || (markup && signs != TitleSigns::kAll) ||
        (signs == TitleSigns::kPlain && IsEmoji(next.value))) {
      next.value = ' ';
    }
    repeats = next.value == last ? repeats + 1 : 1;
    last = next.value;
    if (signs != TitleSigns::kPlain || IsBlank(next.value) || repeats <= kRepeatsMax) {
      AppendCodePoint(clean, next.value);
    }
  }
  return clean;
}

std::size_t LengthOf(const std::vector<TitleWord>& words) {
  std::size_t length = words.empty() ? 0 : words.size() - 1;
  for (const TitleWord& word : words) {
    length += word.characters;
  }
  return length;
}

void DropLeastImportant(std::vector<TitleWord>& words) {
  // The first of the least from behind: the last of its kind.
  const auto least = std::min_element(words.rbegin(), words.rend(), [](const TitleWord& left, const TitleWord& right) {
    return left.importance < right.importance;
  });
  words.erase(std::next(least).base());
}

std::string Joined(const std::vector<TitleWord>& words) {
  std::string title;
  for (const TitleWord& word : words) {
    title += (title.empty() ? "" : " ");
    title += word.text;
  }
  return title;
}

}  // namespace

TitleRule TitleRuleOf(Platform platform) {
  switch (platform) {
    case Platform::kEbay:
      return {80, TitleSigns::kNoMarkup};
    case Platform::kTiktok:
      return {255, TitleSigns::kPlain};
    case Platform::kVr:
      return {120, TitleSigns::kAll};
    case Platform::kReverb:
    case Platform::kShopify:
      return {255, TitleSigns::kAll};
  }
  return {};
}

std::string TitleFor(const ListingContent& content, const TitleRule& rule) {
  const std::string_view title =
      content.title.size() > kBytesRead && CountCharacters(content.title) > rule.characters_max
          ? CutCharacters(content.title, kBytesRead / 4)
          : std::string_view(content.title);
  const std::string clean = WithoutRefused(std::string(title), rule.signs);
  if (clean == content.title && CountCharacters(clean) <= rule.characters_max) {
    return clean;
  }
  std::vector<TitleWord> words;
  for (const std::string_view word : SplitAtBlanks(clean)) {
    words.push_back({word, CountCharacters(word), ImportanceOf(word, content)});
  }
  while (words.size() > 1 && LengthOf(words) > rule.characters_max) {
    DropLeastImportant(words);
  }
  return std::string(CutCharacters(Joined(words), rule.characters_max));
}

std::string_view CutCharacters(std::string_view text, std::size_t characters_max) {
  std::size_t fits = 0;
  std::size_t characters = 0;
  std::int32_t before = -1;
  utf8proc_int32_t state = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint next = FirstCodePoint(text.substr(at));
    const bool joins = before >= 0 && next.value >= 0 && !utf8proc_grapheme_break_stateful(before, next.value, &state);
    if (!joins) {
      fits = at;
    }
    if (++characters > characters_max) {
      return text.substr(0, fits);
    }
    before = next.value;
    at += next.bytes;
  }
  return text;
}

std::size_t CountCharacters(std::string_view text) {
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size(); at += FirstCodePoint(text.substr(at)).bytes) {
    ++characters;
  }
  return characters;
}

}  // namespace riff
