#include "mocks/shopify_search.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace riff::sim {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string Lowered(std::string_view text) {
  std::string lowered(text);
  std::transform(lowered.begin(), lowered.end(), lowered.begin(), Lower);
  return lowered;
}

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '(' || c == ')'; }

// A word up to a blank; quotes keep blanks in, and are dropped. `colon` is where the first colon outside quotes was.
struct Word {
  std::string text;
  std::size_t colon = std::string::npos;
  bool quoted = false;
};

Word TakeWord(std::string_view text, std::size_t& at) {
  Word word;
  char quote = '\0';
  for (; at < text.size() && (quote != '\0' || !IsBlank(text[at])); ++at) {
    const char c = text[at];
    if (c == '\\' && at + 1 < text.size()) {
      word.text += text[++at];
    } else if (quote != '\0' ? c == quote : c == '\'' || c == '"') {
      quote = quote == '\0' ? c : '\0';
      word.quoted = true;
    } else {
      if (c == ':' && quote == '\0' && word.colon == std::string::npos) {
        word.colon = word.text.size();
      }
      word.text += c;
    }
  }
  return word;
}

template <class Number>
bool Compares(const Number& held, std::string_view comparator, const Number& wanted) {
  if (comparator == ">") {
    return held > wanted;
  }
  if (comparator == ">=") {
    return held >= wanted;
  }
  if (comparator == "<") {
    return held < wanted;
  }
  return comparator == "<=" ? held <= wanted : held == wanted;
}

bool FitsText(std::string_view held, std::string_view wanted) {
  const std::string low = Lowered(held);
  std::string want = Lowered(wanted);
  if (want.ends_with('*')) {
    want.pop_back();
    return low.starts_with(want);
  }
  return low == want;
}

// "2026-11-01", with a time, with a zone or without (then UTC).
std::optional<Timestamp> TimeIn(std::string text) {
  if (text.size() == 10) {
    text += "T00:00:00Z";
  }
  Result<Timestamp> at = ParseTimestamp(text);
  if (!at) {
    at = ParseTimestamp(text + "Z");
  }
  return at ? std::optional(*at) : std::nullopt;
}

std::vector<std::string> BetweenCommas(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

// Whether one held text fits the whole value or one of those between its commas.
bool FitsAny(std::string_view held, const std::string& value) {
  const std::vector<std::string> wanted = BetweenCommas(value);
  return FitsText(held, value) ||
         std::any_of(wanted.begin(), wanted.end(), [held](const std::string& each) { return FitsText(held, each); });
}

}  // namespace

ShopifySearch::ShopifySearch(std::string_view text) : groups_(1) {
  bool negated = false;
  for (std::size_t at = 0; at < text.size();) {
    if (IsBlank(text[at])) {
      ++at;
      continue;
    }
    Word word = TakeWord(text, at);
    if (!word.quoted && (word.text == "AND" || word.text == "OR" || word.text == "NOT")) {
      if (word.text == "OR") {
        groups_.emplace_back();
      }
      negated = word.text == "NOT";
      continue;
    }
    Term term;
    term.negated = std::exchange(negated, false);
    if (word.text.starts_with('-')) {
      term.negated = true;
      word.text.erase(0, 1);
      word.colon -= word.colon == std::string::npos ? 0 : 1;
    }
    if (word.colon == std::string::npos) {
      term.value = word.text;
    } else {
      term.field = Lowered(word.text.substr(0, word.colon));
      term.value = word.text.substr(word.colon + 1);
      for (const char* comparator : {">=", "<=", ">", "<"}) {
        if (term.value.starts_with(comparator)) {
          term.comparator = comparator;
          term.value.erase(0, term.comparator.size());
          break;
        }
      }
    }
    groups_.back().push_back(std::move(term));
  }
}

std::optional<bool> ShopifySearch::Holds(const Term& term, const ShopifyIndex& index) {
  const std::optional<ShopifyIndexed> held = index(term.field);
  if (!held) {
    return std::nullopt;
  }
  if (const auto* at = std::get_if<Timestamp>(&*held)) {
    const std::optional<Timestamp> wanted = TimeIn(term.value);
    const Timestamp shown(std::chrono::floor<std::chrono::seconds>(*at));
    return wanted ? std::optional(Compares(shown, term.comparator, *wanted)) : std::nullopt;
  }
  if (const auto* number = std::get_if<std::int64_t>(&*held)) {
    std::int64_t wanted = 0;
    const std::size_t slash = term.value.rfind('/');  // An id may be given whole.
    const std::string digits = slash == std::string::npos ? term.value : term.value.substr(slash + 1);
    const auto [stop, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), wanted);
    const bool whole = fault == std::errc() && stop == digits.data() + digits.size();
    return whole ? std::optional(Compares(*number, term.comparator, wanted)) : std::nullopt;
  }
  if (const auto* texts = std::get_if<std::vector<std::string>>(&*held)) {
    return std::any_of(texts->begin(), texts->end(),
                       [&](const std::string& each) { return FitsAny(each, term.value); });
  }
  const std::string& text = std::get<std::string>(*held);
  if (term.field.empty()) {
    return Lowered(text).find(Lowered(term.value)) != std::string::npos;
  }
  return FitsAny(text, term.value);
}

bool ShopifySearch::Matches(const ShopifyIndex& index) const {
  return std::any_of(groups_.begin(), groups_.end(), [&](const std::vector<Term>& group) {
    return std::all_of(group.begin(), group.end(), [&](const Term& term) {
      const std::optional<bool> holds = Holds(term, index);
      return !holds || *holds != term.negated;
    });
  });
}

}  // namespace riff::sim
