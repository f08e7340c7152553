#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "mapping/words.h"

namespace riff {

// A maker of instruments in the table of `brands.cc`; 0 is none of them. A sub-brand (Squier, Epiphone, LTD) is a brand
// of its own with a parent: a Squier is sold as "Fender Squier" but is never a Fender.
using BrandId = std::uint8_t;

// The brand that the words at `at` name in one of its spellings ("prs", "paul reed smith"), and how many words that
// took; brand 0 where none begins there.
struct BrandRead {
  BrandId brand = 0;
  std::size_t words = 0;
};
BrandRead BrandAt(const std::vector<Word>& words, std::size_t at);

// The brand of a text: the first one named, or the sub-brand where one follows its parent ("Fender Squier").
BrandId BrandOf(const std::vector<Word>& words);

std::string_view BrandName(BrandId brand);  // As people write it: "PRS".
BrandId ParentOf(BrandId brand);            // 0 for one that is nobody's sub-brand.

// True for a maker whose things are sold one by one unless something says otherwise.
bool MakesInstrumentsOnly(BrandId brand);

// True for words that tell nothing about who made something: "inc", "gmbh", "corporation", "company", …
bool IsCompanyWord(std::string_view word);

}  // namespace riff
