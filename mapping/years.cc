#include "mapping/years.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "mapping/normalise.h"

namespace riff {

namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2039;
constexpr int kAbout = 2;            // "Circa 1964" is 1962 to 1966.
constexpr int kEarliestDecade = 20;  // "20s" to "90s" are the last century's; "00s" and "10s" are this one's.

std::optional<int> Number(std::string_view text) {
  int number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  return fault == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::optional<int> Year(std::string_view text) {
  const std::optional<int> year = text.size() == 4 ? Number(text) : std::nullopt;
  return year.has_value() && *year >= kFirstYear && *year <= kLastYear ? year : std::nullopt;
}

// The "64" of "'64".
std::optional<int> ShortYear(std::string_view text) {
  const std::optional<int> year = text.size() == 2 ? Number(text) : std::nullopt;
  return year.has_value() && *year >= kEarliestDecade ? std::optional(1900 + *year) : std::nullopt;
}

// "1960s", "60s".
std::optional<YearSpan> Decade(std::string_view word) {
  if (word.size() < 3 || word.back() != 's') {
    return std::nullopt;
  }
  const std::string_view figures = word.substr(0, word.size() - 1);
  const std::optional<int> number = Number(figures);
  if (!number.has_value() || *number % 10 != 0) {
    return std::nullopt;
  }
  if (figures.size() == 2) {
    const int first = *number < kEarliestDecade ? 2000 + *number : 1900 + *number;
    return YearSpan{first, first + 9};
  }
  return Year(figures).has_value() ? std::optional(YearSpan{*number, *number + 9}) : std::nullopt;
}

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), word) != names.end();
}

// What the words before a year or decade make of it.
YearSpan Narrowed(YearSpan span, std::string_view before) {
  const bool decade = span.last - span.first == 9;
  if (!decade) {
    const bool about =
        IsOneOf(before, {"circa", "ca", "c", "about", "approx", "around", "um", "vers", "approximately"});
    return about && span.first == span.last ? YearSpan{span.first - kAbout, span.last + kAbout} : span;
  }
  if (IsOneOf(before, {"early", "fruhe"})) {
    return YearSpan{span.first, span.first + 4};
  }
  if (before == "mid" || before == "mitte") {
    return YearSpan{span.first + 3, span.first + 7};
  }
  return before == "late" || before == "spate" ? YearSpan{span.first + 5, span.last} : span;
}

// "1964-66", "1964/5", "1964 - 1966": the end of the span, given its beginning.
std::optional<int> SpanEnd(int first, const Word& next) {
  if (next.before != '-' && next.before != '/') {
    return std::nullopt;
  }
  const std::optional<int> number = Number(next.text);
  if (!number.has_value()) {
    return std::nullopt;
  }
  if (const std::optional<int> year = Year(next.text); year.has_value()) {
    return *year >= first && *year - first <= 12 ? year : std::nullopt;
  }
  const int scale = next.text.size() == 1 ? 10 : 100;
  const int last = first - first % scale + *number;
  return next.text.size() <= 2 && last > first && last - first <= 12 ? std::optional(last) : std::nullopt;
}

}  // namespace

std::vector<YearSpan> YearsOfWords(const std::vector<Word>& words) {
  std::vector<YearSpan> years;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view before = i > 0 ? std::string_view(words[i - 1].text) : std::string_view();
    if (const std::optional<YearSpan> decade = Decade(words[i].text); decade.has_value()) {
      years.push_back(Narrowed(*decade, before));
      continue;
    }
    const std::optional<int> year = words[i].before == '\'' ? ShortYear(words[i].text) : Year(words[i].text);
    if (!year.has_value()) {
      continue;
    }
    const bool last = i + 1 == words.size();
    if (const std::optional<int> end = last ? std::nullopt : SpanEnd(*year, words[i + 1]); end.has_value()) {
      years.push_back(YearSpan{*year, *end});
      ++i;
      continue;
    }
    const bool in_number = (words[i].before == '-' && HasDigit(before)) ||
                           (!last && words[i + 1].before == '-' && HasDigit(words[i + 1].text)) ||
                           words[i].after != ' ';
    if (!in_number) {
      years.push_back(Narrowed(YearSpan{*year, *year}, before));
    }
  }
  return years;
}

std::vector<YearSpan> YearsOfField(std::string_view text) {
  std::vector<Word> words = SplitWords(NormaliseText(text, 64), 8);
  for (Word& word : words) {
    if (word.text.ends_with(".0")) {  // Spreadsheets make "1965.0" of it.
      word.text.resize(word.text.size() - 2);
    }
  }
  return YearsOfWords(words);
}

bool YearsMeet(const std::vector<YearSpan>& left, const std::vector<YearSpan>& right) {
  return std::any_of(left.begin(), left.end(), [&](const YearSpan& a) {
    return std::any_of(right.begin(), right.end(),
                       [&](const YearSpan& b) { return a.first <= b.last && b.first <= a.last; });
  });
}

std::string YearWords(const std::vector<YearSpan>& years) {
  std::string words;
  for (const YearSpan& span : years) {
    words += (words.empty() ? "" : ", ") + std::to_string(span.first);
    words += span.last == span.first ? "" : "-" + std::to_string(span.last);
  }
  return words;
}

}  // namespace riff
