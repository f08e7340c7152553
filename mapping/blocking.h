#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "mapping/profile.h"

namespace riff {

// Finds for a record the few of a catalogue worth comparing with it, without looking at them all: an inverted index
// from words and model numbers to the records that tell them. The lists of the rarest words are read first and in full;
// for the common ones, whose lists are long, only those are looked up that they could still bring among the best. So
// the time for one record is bounded, and all of them together take n log n at most.
class BlockingIndex {
 public:
  // Profiles are known by their place in the catalogue, 0 … n-1, added in that order. `book` must outlive the index.
  explicit BlockingIndex(const WordBook& book) : book_(&book) {}
  void Add(const Profile& profile);

  // Room for one thread's searches; kept between them so that nothing is allocated for each.
  struct Scratch {
    std::vector<float> told;             // By record: the weight of what it shares with the one sought.
    std::vector<std::uint32_t> reached;  // The records told of.
  };

  // The `limit` records that share the most with the profile, by the weight of the shared words; equals by place.
  std::vector<std::uint32_t> Find(const Profile& profile, const WordBook& book, std::size_t limit,
                                  Scratch& scratch) const;

 private:
  // Reads the lists of the first keys (rarest first) as far as the limit allows; returns how many keys that were.
  std::size_t Reach(const std::vector<WordId>& keys, const WordBook& book, Scratch& scratch) const;

  const WordBook* book_;
  std::vector<std::vector<std::uint32_t>> postings_;  // By word; ascending.
  std::uint32_t records_ = 0;
};

}  // namespace riff
