#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mapping/words.h"

namespace riff {

// The years something says it was made in: "1964" is one, "1964-66" three, "1960s", "60s" and "'60s" ten, "mid 60s" and
// "c. 1964" five each around the middle.
struct YearSpan {
  int first = 0;
  int last = 0;

  friend bool operator==(const YearSpan&, const YearSpan&) = default;
};

// The span a year field tells ("1964", "1964.0", "1960s", "c. 1964", "1964-66"); nothing for anything else.
std::vector<YearSpan> YearsOfField(std::string_view text);

// The spans that a title's words tell, in their order. A number of four figures is a year from 1900 to 2039, unless it
// is a part of a number with a sign in it ("963293-2004" is a part number).
std::vector<YearSpan> YearsOfWords(const std::vector<Word>& words);

// True when some year lies in both; false when either is empty.
bool YearsMeet(const std::vector<YearSpan>& left, const std::vector<YearSpan>& right);

// "1964", "1960-1969": for people.
std::string YearWords(const std::vector<YearSpan>& years);

}  // namespace riff
