#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace riff {

using WordId = std::uint32_t;

// Gives every word a number, and counts in how many records it stands: rare words tell more than common ones. A book
// may lie over another, which it reads and never changes; its own words are numbered after that one's. The book below
// must outlive the one above.
class WordBook {
 public:
  WordBook() = default;
  explicit WordBook(const WordBook* below) : below_(below), first_(below->size()) {}
  WordBook(const WordBook&) = delete;
  WordBook& operator=(const WordBook&) = delete;

  WordId Add(std::string_view word);
  std::string_view TextOf(WordId word) const;
  std::size_t size() const { return first_ + texts_.size(); }

  // One more record that holds the word; each record counts once (`records`).
  void CountIn(WordId word) { ++counts_[word - first_]; }
  void CountRecord() { ++records_; }
  std::uint32_t CountOf(WordId word) const;
  std::uint32_t records() const { return records_ + (below_ == nullptr ? 0 : below_->records_); }

  // How much an occurrence tells: 1 for a word of one record only, less the more records hold it, never 0.
  float WeightOf(WordId word) const;

 private:
  const WordBook* below_ = nullptr;
  std::size_t first_ = 0;
  std::deque<std::string> texts_;  // Never moves a text, so that the map may point into it.
  std::vector<std::uint32_t> counts_;
  std::unordered_map<std::string_view, WordId> ids_;
  std::uint32_t records_ = 0;
};

}  // namespace riff
