#include "mapping/part_number.h"

#include <algorithm>
#include <utility>

#include "mapping/measures.h"

namespace riff {

namespace {

constexpr std::size_t kBytesMin = 4;
constexpr std::size_t kBytesMax = 24;
constexpr std::size_t kBareFiguresMin = 5;  // Fewer figures alone are a count, a size or a year.
constexpr std::size_t kWordsTied = 3;
constexpr std::size_t kSideBySideBytesMax = 10;
constexpr std::size_t kFamilyBytesMin = 3;
constexpr std::size_t kFamilyTailMax = 4;

std::string JoinedCode(const std::vector<Word>& words, std::size_t first, std::size_t count) {
  std::string code;
  for (std::size_t i = first; i < first + count; ++i) {
    for (const char c : words[i].text) {
      if (c != '.') {
        code += c;
      }
    }
  }
  return code;
}

bool IsOrdinal(std::string_view word) {
  const std::size_t figures = word.find_first_not_of("0123456789");
  const bool ends = word.ends_with("st") || word.ends_with("nd") || word.ends_with("rd") || word.ends_with("th");
  return ends && figures + 2 == word.size();
}

// Not "10000", which is a count.
bool LooksLikeCode(std::string_view code) {
  if (code.size() > kBytesMax || !HasDigit(code)) {
    return false;
  }
  return HasLetter(code) ? code.size() >= kBytesMin && !IsOrdinal(code)
                         : code.size() >= kBareFiguresMin && !code.ends_with("000");
}

// "5-user", "100-page": a count and what it counts.
bool IsCountAndWord(const std::vector<Word>& words, std::size_t first, std::size_t count) {
  return count == 2 && IsNumber(words[first].text) && words[first].text.size() <= 3 &&
         !HasDigit(words[first + 1].text) && words[first + 1].text.size() >= 3;
}

// "200mm", "55-200mm": numbers and measures only.
bool IsSpanOfMeasures(const std::vector<Word>& words, std::size_t first, std::size_t count) {
  bool measured = false;
  for (std::size_t i = first; i < first + count; ++i) {
    const bool measure = !IsNumber(words[i].text) && MeasureAt(words, i).words == 1;
    if (!measure && !IsNumber(words[i].text)) {
      return false;
    }
    measured = measured || measure;
  }
  return measured;
}

// "ps lx350h" and "rs 140" may be one number; "series 3" and "3 disc" are not.
bool MayBeSideBySide(const std::string& first, const std::string& second) {
  if (first.size() > kSideBySideBytesMax || second.size() > kSideBySideBytesMax) {
    return false;
  }
  return HasDigit(second) ? !IsNumber(first) && first.size() <= 5
                          : HasDigit(first) && HasLetter(first) && second.size() <= 3;
}

std::string StemOf(std::string_view code) {
  const std::size_t last = code.find_last_of("0123456789");
  const std::string_view stem = code.substr(0, last == std::string_view::npos ? 0 : last + 1);
  const bool shorter = stem.size() < code.size() && code.size() - stem.size() <= kFamilyTailMax;
  return shorter && stem.size() >= kBytesMin && HasLetter(stem) ? std::string(stem) : std::string();
}

bool IsTie(char sign) { return sign == '-' || sign == '/' || sign == '.'; }

// Calls `visit(left, right)` for each number that both hold.
template <class Visit>
void ForEachShared(const std::vector<Code>& left, const std::vector<Code>& right, Visit visit) {
  auto a = left.begin();
  auto b = right.begin();
  while (a != left.end() && b != right.end()) {
    if (a->id < b->id) {
      ++a;
    } else if (b->id < a->id) {
      ++b;
    } else {
      visit(*a, *b);
      ++a;
      ++b;
    }
  }
}

template <class Visit>
void ForEachWholePair(const std::vector<Code>& left, const std::vector<Code>& right, Visit visit) {
  for (const Code& a : left) {
    for (const Code& b : right) {
      if (a.form == CodeForm::kWhole && b.form == CodeForm::kWhole) {
        visit(a, b);
      }
    }
  }
}

}  // namespace

std::vector<SpelledCode> ReadCodes(const std::vector<Word>& words, const std::vector<bool>& skipped, Spacing spacing,
                                   std::size_t limit) {
  std::vector<SpelledCode> codes;
  const auto keep = [&](std::string text, CodeForm form, std::size_t first, std::size_t count) {
    if (!text.empty() && codes.size() < limit) {
      codes.push_back(SpelledCode{std::move(text), form, first, count});
    }
  };
  for (std::size_t i = 0; i < words.size() && codes.size() < limit; ++i) {
    bool tied = true;
    for (std::size_t count = 1; count <= kWordsTied && i + count <= words.size(); ++count) {
      tied = tied && (count == 1 || IsTie(words[i + count - 1].before));
      const bool side_by_side = spacing == Spacing::kSideBySide && count == 2;
      if (!tied && !(side_by_side && MayBeSideBySide(words[i].text, words[i + 1].text))) {
        break;
      }
      if (count == 1 && !skipped.empty() && skipped[i]) {
        continue;
      }
      const std::string text = JoinedCode(words, i, count);
      if (LooksLikeCode(text) && !IsCountAndWord(words, i, count) && !IsSpanOfMeasures(words, i, count)) {
        keep(text, tied ? CodeForm::kWhole : CodeForm::kSpaced, i, count);
        keep(tied ? StemOf(text) : std::string(), CodeForm::kStem, i, count);
      }
    }
  }
  return codes;
}

double SharedCodeWeight(const std::vector<Code>& left, const std::vector<Code>& right, const WordBook& book,
                        CodeMatch match) {
  double rarest = 0;
  ForEachShared(left, right, [&](const Code& a, const Code& b) {
    const bool stem = a.form == CodeForm::kStem || b.form == CodeForm::kStem;
    const bool spaced = a.form == CodeForm::kSpaced && b.form == CodeForm::kSpaced;
    if (stem == (match == CodeMatch::kStem) && !spaced) {
      rarest = std::max(rarest, static_cast<double>(book.WeightOf(a.id)));
    }
  });
  return rarest;
}

double BeginningCodeWeight(const std::vector<Code>& left, const std::vector<Code>& right, const WordBook& book) {
  double rarest = 0;
  ForEachWholePair(left, right, [&](const Code& a, const Code& b) {
    std::string_view shorter = book.TextOf(a.id);
    std::string_view longer = book.TextOf(b.id);
    if (shorter.size() > longer.size()) {
      std::swap(shorter, longer);
    }
    const std::string_view tail = longer.substr(shorter.size());
    const bool begins = longer.starts_with(shorter) && !HasDigit(tail) && tail.size() <= kFamilyTailMax;
    if (begins && shorter.size() > kBytesMin && HasLetter(shorter)) {
      rarest = std::max(rarest, static_cast<double>(std::min(book.WeightOf(a.id), book.WeightOf(b.id))));
    }
  });
  return rarest;
}

bool OfOneFamily(const std::vector<Code>& left, const std::vector<Code>& right, const WordBook& book) {
  bool of_one = false;
  ForEachWholePair(left, right, [&](const Code& a, const Code& b) {
    const std::string_view x = book.TextOf(a.id);
    const std::string_view y = book.TextOf(b.id);
    const auto differ = std::mismatch(x.begin(), x.end(), y.begin(), y.end()).first;
    const auto same = static_cast<std::size_t>(differ - x.begin());
    const bool one_begins_other = same == x.size() || same == y.size();
    of_one = of_one || (!one_begins_other && same >= kFamilyBytesMin && HasLetter(x.substr(0, same)) &&
                        std::max(x.size(), y.size()) - same <= kFamilyTailMax);
  });
  return of_one;
}

}  // namespace riff
