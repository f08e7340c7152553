#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/model/ids.h"

namespace riff {

// A product that a title may be about.
struct TitleCandidate {
  Sku product;
  double score = 0;         // 0 … 1: the weight the two titles share over the weight of both.
  std::string explanation;  // "shares fender, jazzmaster, 1964; only here: sunburst".
};

// The words of a title: folded to lower case, split where letters and digits meet other signs; "1964" stays whole.
std::vector<std::string> TitleWords(std::string_view title);

// Finds the products whose titles are most like a given one. Rare words weigh more than common ones. Word order does
// not matter. Pure and deterministic: the same products give the same answers in whatever order they were added.
class TitleIndex {
 public:
  void Add(const Sku& product, std::string_view title);

  // The best `limit` with a score of at least `least`, best first, equals by SKU.
  std::vector<TitleCandidate> Find(std::string_view title, double least, std::size_t limit) const;

 private:
  struct Entry {
    Sku product;
    std::vector<std::string> words;  // Sorted, each once.
  };
  double Weight(const std::string& word) const;

  std::vector<Entry> entries_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_word_;
};

}  // namespace riff
