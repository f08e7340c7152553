#pragma once

#include <string>

#include "mapping/evidence.h"

namespace riff {

// In words, for a person at the to-do list: what speaks for the two being one, then what against, the weightiest first.
// "shares fender, jazzmaster, 1964; same year 1964; prices 2 % apart; against: only here reissue; only there sunburst".
// `left` is "here" (the listing), `right` is "there" (the product).
std::string Explain(const Profile& left, const Profile& right, const Comparison& comparison, const WordBook& book);

}  // namespace riff
