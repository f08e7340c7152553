#pragma once

#include <string_view>

#include "mapping/evidence.h"

namespace riff {

// link: certain enough to be made without a person. review: worth a person's look. none: not proposed.
enum class MatchDecision { kNone, kReview, kLink };
std::string_view ToString(MatchDecision decision);  // "none", "review", "link"

// The rivals of a pair: all other candidates of its left and of its right, as the sum of their odds.
double OddsOf(double sum);

// The belief that a pair is the right one, in log-odds: its own evidence (a sum of weights) against the odds of its
// rivals and of "no counterpart at all".
double BeliefOf(double sum, double rival_odds);

// How likely a record of these catalogues is to have a counterpart, in log-odds, told by how many found one that beats
// all rivals: where nearly all did, the rest probably do too.
double PriorOf(std::size_t found, std::size_t records);

// The belief (with the prior) as a score from 0 to 1, scaled so that about that share of pairs with the score is right;
// and back.
double ScoreOf(double belief);
double BeliefOfScore(double score);

// How alike the two are by themselves, whatever rivals there are: 1 for two records that tell the same.
double LikenessOf(const Comparison& comparison);

// What a decision looks at beside the comparison.
struct DecisionFacts {
  double score = 0;
  bool one_off = false;         // Either side is one of a kind.
  bool priced_at_zero = false;  // Either side: something is wrong with the row, so a person looks.
  bool sole_holder = true;      // No other record of its side shows the same SKU, serial number or barcode.
  bool told_apart =
      true;  // Whatever rules rivals out (a year, a finish …) speaks for this pair and is not just untold.
};

// Vetoed pairs are none, unless they share a SKU or the like: then a person looks. A link needs a shared SKU, serial
// number or barcode that nobody else has; or, for what is not one of a kind, a score next to certain with a rare model
// number, or alike titles and prices. The rest is review where the score reaches `kReviewLeast`.
MatchDecision Decide(const Comparison& comparison, const DecisionFacts& facts);

extern const double kReviewLeast;

}  // namespace riff
