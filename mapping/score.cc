#include "mapping/score.h"

#include <algorithm>
#include <cmath>

namespace riff {

const double kReviewLeast = 0.25;

namespace {

// Beliefs are bolder than the pairs deserve, because words that come together are counted as if they came alone.
constexpr double kCalibrationSlope = 0.7;
constexpr double kCalibrationShift = -0.3;
constexpr double kOddsMax = 40;  // Keeps the exponential finite; more than that is certain anyway.
constexpr double kPriorMost = 2.5;

// What a score must be for a link, by what else speaks for it. A rare number that both tell whole is nearly an
// identity, so rivals need only be clearly behind; words and a price are not.
constexpr double kNumberLinkLeast = 0.60;
constexpr double kStemLinkLeast = 0.80;
constexpr double kWordsLinkLeast = 0.90;
constexpr double kOverlapLeast = 0.40;  // Of both titles; for links without a whole number.
constexpr double kPriceAgrees = 0.30;   // Weights of the price evidence: within a third, …
constexpr double kPriceDoubt = -0.50;   // … and more than two thirds apart.
constexpr double kRareNumber = 0.75;

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

double OddsOf(double sum) { return std::exp(std::min(sum, kOddsMax)); }

double BeliefOf(double sum, double rival_odds) { return sum - std::log1p(std::max(0.0, rival_odds)); }

double PriorOf(std::size_t found, std::size_t records) {
  const double with = static_cast<double>(std::min(found, records)) + 1;
  const double without = static_cast<double>(records - std::min(found, records)) + 1;
  return std::clamp(std::log(with / without), -kPriorMost, kPriorMost);
}

double ScoreOf(double belief) { return 1 / (1 + std::exp(-(kCalibrationSlope * belief + kCalibrationShift))); }

double BeliefOfScore(double score) { return (std::log(score / (1 - score)) - kCalibrationShift) / kCalibrationSlope; }

double LikenessOf(const Comparison& comparison) {
  const bool against = std::any_of(comparison.evidence.begin(), comparison.evidence.end(),
                                   [](const Evidence& one) { return one.weight < 0; });
  return comparison.overlap.same && !against ? 1 : ScoreOf(comparison.Sum());
}

MatchDecision Decide(const Comparison& comparison, const DecisionFacts& facts) {
  if (comparison.vetoed()) {  // One SKU on two things that cannot be one: a person says which of them it belongs to.
    return comparison.identified ? MatchDecision::kReview : MatchDecision::kNone;
  }
  const bool doubted = std::any_of(comparison.evidence.begin(), comparison.evidence.end(), [](const Evidence& one) {
    return one.force == Evidence::Force::kHard && one.weight < 0;
  });
  if (comparison.identified && facts.sole_holder && !doubted) {
    return MatchDecision::kLink;
  }
  const double price = comparison.WeightOf(EvidenceKind::kPrice);
  const double least = std::min(comparison.overlap.left, comparison.overlap.right);
  const bool number = comparison.shared_number >= kRareNumber && price > kPriceDoubt && facts.score >= kNumberLinkLeast;
  const bool stem = comparison.shared_stem >= kRareNumber && price > kPriceDoubt && least >= kOverlapLeast &&
                    facts.score >= kStemLinkLeast;
  const bool words = least >= kOverlapLeast && price >= kPriceAgrees && facts.score >= kWordsLinkLeast;
  const bool certain = !doubted && !facts.priced_at_zero && facts.told_apart && (number || stem || words);
  if (certain && !facts.one_off) {
    return MatchDecision::kLink;
  }
  return facts.score >= kReviewLeast || comparison.identified ? MatchDecision::kReview : MatchDecision::kNone;
}

}  // namespace riff
