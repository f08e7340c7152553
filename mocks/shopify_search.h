#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/time.h"

namespace riff::sim {

// What an index holds of a row under a field's name.
using ShopifyIndexed = std::variant<std::string, std::int64_t, Timestamp, std::vector<std::string>>;

// The fields that a search of one kind of rows knows, for one row: nothing for an unknown name. The empty name is what
// a bare word is looked for in.
using ShopifyIndex = std::function<std::optional<ShopifyIndexed>(std::string_view field)>;

// A search text: terms ANDed, OR between groups of them, "-" or NOT before a term, field:value with the comparators
// > >= < <=, values in single or double quotes, "*" at a value's end, and several values between commas. As on the
// platform, nothing is ever wrong: a term with an unknown field, or a date or number that is none, is dropped, and a
// text of which nothing is left matches every row. Parentheses are read as blanks.
class ShopifySearch {
 public:
  explicit ShopifySearch(std::string_view text);

  bool Matches(const ShopifyIndex& index) const;

 private:
  struct Term {
    std::string field;
    std::string comparator;  // "", ">", ">=", "<" or "<=".
    std::string value;
    bool negated = false;
  };

  static std::optional<bool> Holds(const Term& term, const ShopifyIndex& index);

  std::vector<std::vector<Term>> groups_;  // One must hold.
};

}  // namespace riff::sim
