#include "mapping/score.h"

#include <algorithm>
#include <cmath>

namespace riff {

const double kReviewLeast = 0.25;

namespace {

// Beliefs are bolder than the pairs deserve, because words that come together are counted as if they came alone.
constexpr double kCalibrationSlope = 0.7;
constexpr double kCalibrationShift = 0.65;

constexpr double kNumberLinkLeast = 0.60;
constexpr double kStemLinkLeast = 0.80;
constexpr double kWordsLinkLeast = 0.90;
constexpr double kRareNumber = 0.80;

double WeightOf(const Comparison& comparison, EvidenceKind kind) {
  double weight = 0;
  for (const Evidence& one : comparison.evidence) {
    weight += one.kind == kind ? one.weight : 0;
  }
  return weight;
}

}  // namespace

std::string_view ToString(MatchDecision decision) {
  switch (decision) {
    case MatchDecision::kNone:
      return "none";
    case MatchDecision::kReview:
      return "review";
    case MatchDecision::kLink:
      return "link";
  }
  return "none";
}

double OddsOf(const Comparison& comparison) { return std::exp(std::min(comparison.Sum(), 40.0)); }

double BeliefOf(const Comparison& comparison, double rival_odds) {
  return comparison.Sum() - std::log1p(std::max(0.0, rival_odds));
}

double ScoreOf(double belief) { return 1 / (1 + std::exp(-(kCalibrationSlope * belief + kCalibrationShift))); }

double LikenessOf(const Comparison& comparison) {
  const bool against = std::any_of(comparison.evidence.begin(), comparison.evidence.end(),
                                   [](const Evidence& one) { return one.weight < 0; });
  return comparison.overlap.same && !against ? 1 : ScoreOf(comparison.Sum());
}

MatchDecision Decide(const Comparison& comparison, const DecisionFacts& facts) {
  if (comparison.vetoed) {
    return MatchDecision::kNone;
  }
  const bool doubted = std::any_of(comparison.evidence.begin(), comparison.evidence.end(), [](const Evidence& one) {
    return one.force == Evidence::Force::kHard && one.weight < 0;
  });
  if (comparison.identified && facts.sole_holder && !doubted) {
    return MatchDecision::kLink;
  }
  const double price = WeightOf(comparison, EvidenceKind::kPrice);
  const double least = std::min(comparison.overlap.left, comparison.overlap.right);
  const bool number = comparison.shared_number >= kRareNumber && price > -0.5 && facts.score >= kNumberLinkLeast;
  const bool stem = comparison.shared_stem >= kRareNumber && price > -0.5 && least >= 0.4 && facts.score >= kStemLinkLeast;
  const bool words = least >= 0.4 && price >= 0.3 && facts.score >= kWordsLinkLeast;
  const bool certain = !doubted && !facts.priced_at_zero && facts.told_apart && (number || stem || words);
  if (certain && !facts.one_off) {
    return MatchDecision::kLink;
  }
  return facts.score >= kReviewLeast || comparison.identified ? MatchDecision::kReview : MatchDecision::kNone;
}

}  // namespace riff
