#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace riff {

// A pair as a file of pairs tells it, by ids.
struct ProposedPair {
  std::string left;
  std::string right;
  bool linked = false;  // Decision link, not review.
};

struct TruePair {
  std::string left;
  std::string right;
};

// One mistake: a left that was given the wrong right (both named), a wrong right where it has none (`truth` empty), or
// none where it has one (`proposed` empty).
struct Confusion {
  std::string left;
  std::string proposed;
  std::string truth;
  bool linked = false;
};

// How many of what was proposed is right. The shares are 0 where there is nothing to share.
struct PairQuality {
  std::size_t truth = 0;
  std::size_t proposed = 0;
  std::size_t right = 0;
  std::size_t linked = 0;
  std::size_t linked_right = 0;
  std::vector<Confusion> confusions;  // Wrong links first, then by left id.

  double Precision() const;
  double Recall() const;
  double F1() const;
  double LinkPrecision() const;
  double LinkRecall() const;
};

// A left may be true of several rights, and a right of several lefts; each true pair counts by itself.
PairQuality Judge(std::span<const ProposedPair> proposed, std::span<const TruePair> truth);

// The share of true pairs whose right is among the first `depth` candidates of its left (best first, by left id).
double RecallAt(std::size_t depth, const std::map<std::string, std::vector<std::string>>& candidates,
                std::span<const TruePair> truth);

}  // namespace riff
