#include "mapping/word_book.h"

#include <algorithm>
#include <cmath>

namespace riff {

namespace {

// A catalogue of three knows nothing about which words are common, so it is taken for one of this many.
constexpr double kRecordsLeast = 200;

}  // namespace

WordId WordBook::Add(std::string_view word) {
  if (below_ != nullptr) {
    if (const auto found = below_->ids_.find(word); found != below_->ids_.end()) {
      return found->second;
    }
  }
  if (const auto found = ids_.find(word); found != ids_.end()) {
    return found->second;
  }
  const auto id = static_cast<WordId>(first_ + texts_.size());
  texts_.emplace_back(word);
  counts_.push_back(0);
  ids_.emplace(texts_.back(), id);
  return id;
}

std::string_view WordBook::TextOf(WordId word) const {
  return word < first_ ? below_->TextOf(word) : std::string_view(texts_[word - first_]);
}

std::uint32_t WordBook::CountOf(WordId word) const {
  return word < first_ ? below_->CountOf(word) : counts_[word - first_];
}

float WordBook::WeightOf(WordId word) const {
  const double all = std::max(kRecordsLeast, static_cast<double>(records()));
  const double having = std::max(1.0, static_cast<double>(CountOf(word)));
  return static_cast<float>(std::log(1.0 + all / having) / std::log(1.0 + all));
}

}  // namespace riff
