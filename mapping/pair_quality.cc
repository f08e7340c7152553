#include "mapping/pair_quality.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace riff {

namespace {

double Share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

double PairQuality::Precision() const { return Share(right, proposed); }
double PairQuality::Recall() const { return Share(right, truth); }
double PairQuality::F1() const { return Share(2 * right, proposed + truth); }
double PairQuality::LinkPrecision() const { return Share(linked_right, linked); }
double PairQuality::LinkRecall() const { return Share(linked_right, truth); }

PairQuality Judge(std::span<const ProposedPair> proposed, std::span<const TruePair> truth) {
  std::set<std::pair<std::string, std::string>> true_pairs;
  std::multimap<std::string, std::string> true_right;
  for (const TruePair& pair : truth) {
    if (true_pairs.emplace(pair.left, pair.right).second) {
      true_right.emplace(pair.left, pair.right);
    }
  }
  PairQuality quality;
  quality.truth = true_pairs.size();
  quality.proposed = proposed.size();
  std::set<std::string> told;
  for (const ProposedPair& pair : proposed) {
    told.insert(pair.left);
    const bool right = true_pairs.contains({pair.left, pair.right});
    quality.right += right ? 1 : 0;
    quality.linked += pair.linked ? 1 : 0;
    quality.linked_right += right && pair.linked ? 1 : 0;
    if (!right) {
      const auto meant = true_right.find(pair.left);
      quality.confusions.push_back(
          Confusion{pair.left, pair.right, meant == true_right.end() ? "" : meant->second, pair.linked});
    }
  }
  for (const auto& [left, right] : true_right) {
    if (!told.contains(left)) {
      quality.confusions.push_back(Confusion{left, "", right, false});
    }
  }
  std::sort(quality.confusions.begin(), quality.confusions.end(), [](const Confusion& a, const Confusion& b) {
    return std::tie(b.linked, a.left, a.proposed, a.truth) < std::tie(a.linked, b.left, b.proposed, b.truth);
  });
  return quality;
}

double RecallAt(std::size_t depth, const std::map<std::string, std::vector<std::string>>& candidates,
                std::span<const TruePair> truth) {
  std::size_t found = 0;
  for (const TruePair& pair : truth) {
    const auto ranked = candidates.find(pair.left);
    if (ranked == candidates.end()) {
      continue;
    }
    const auto end = ranked->second.begin() + static_cast<std::ptrdiff_t>(std::min(depth, ranked->second.size()));
    found += std::find(ranked->second.begin(), end, pair.right) != end ? 1 : 0;
  }
  return Share(found, truth.size());
}

}  // namespace riff
