#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "mapping/blocking.h"
#include "mapping/record.h"
#include "mapping/score.h"

namespace riff {

// One record that another may be, and why.
struct MatchCandidate {
  std::size_t place = 0;  // In the catalogue, or in the span of right records.
  double score = 0;       // 0 … 1.
  std::string explanation;
};

// A catalogue to find products in, one listing at a time: about a millisecond each in one of 100,000. Pure: the same
// products give the same answers in whatever order they were added, and finding changes nothing. Both sides of a call
// may be hostile (`record.h`).
class MatchCatalogue {
 public:
  MatchCatalogue();
  ~MatchCatalogue();
  MatchCatalogue(MatchCatalogue&&) noexcept;
  MatchCatalogue& operator=(MatchCatalogue&&) noexcept;

  // Returns its place, counted from 0.
  std::size_t Add(const MatchRecord& product);
  std::size_t size() const;

  // The best `limit` whose score is at least `least`, best first. The score is how alike the two are by themselves (1:
  // they tell the same): two products with equal titles both score 1, for there is nothing to prefer one by. What a
  // veto rules out (`evidence.h`) is not among them.
  std::vector<MatchCandidate> Find(const MatchRecord& listing, double least, std::size_t limit) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// A pair that was proposed.
struct MatchedPair {
  std::size_t left = 0;
  std::size_t right = 0;
  double score = 0;  // About the share of pairs with this score that are right.
  MatchDecision decision = MatchDecision::kReview;
};

struct MatchOptions {
  std::size_t candidates_kept = 0;  // The best so many of each left, with explanations; 0 keeps none.
};

struct MatchResult {
  std::vector<MatchedPair> pairs;  // By left, each left and each right at most once; links and reviews only.
  std::vector<std::vector<MatchCandidate>>
      candidates;  // By left, best first; the chosen one leads. Empty if not asked.
};

// Finds for each left record its right one. Each is used once, and the whole is the best there is by the sum of
// beliefs, not greedy. Pure: the same records give the same pairs in whatever order they come, provided that their ids
// differ. Time grows as n log n; memory is some kilobytes a record. What a link is, `score.h` says.
MatchResult MatchRecords(std::span<const MatchRecord> left, std::span<const MatchRecord> right,
                         const MatchOptions& options);

}  // namespace riff
