#include "mapping/score.h"

#include <gtest/gtest.h>

#include <cmath>

namespace riff {
namespace {

// Evidence enough for a link by model number.
Comparison Strong() {
  Comparison comparison;
  comparison.overlap = Overlap{0.9, 0.8, 3, false};
  comparison.evidence = {Evidence{EvidenceKind::kTitle, 2}, Evidence{EvidenceKind::kModelNumber, 3}};
  comparison.shared_number = 0.95;
  return comparison;
}

DecisionFacts Sure() {
  DecisionFacts facts;
  facts.score = 0.98;
  return facts;
}

TEST(DecideTest, ARareModelNumberAndNoDoubtLink) { EXPECT_EQ(Decide(Strong(), Sure()), MatchDecision::kLink); }

TEST(DecideTest, AlikeTitlesAndPricesLink) {
  Comparison comparison = Strong();
  comparison.shared_number = 0;
  EXPECT_EQ(Decide(comparison, Sure()), MatchDecision::kReview);

  comparison.evidence.push_back(Evidence{EvidenceKind::kPrice, 0.6});
  EXPECT_EQ(Decide(comparison, Sure()), MatchDecision::kLink);
}

TEST(DecideTest, SoftEvidenceNeverLinksAOneOff) {
  DecisionFacts facts = Sure();
  facts.one_off = true;
  facts.score = 1;
  EXPECT_EQ(Decide(Strong(), facts), MatchDecision::kReview);
}

TEST(DecideTest, ASharedSkuLinksAOneOffWhenNobodyElseHasIt) {
  Comparison comparison = Strong();
  comparison.identified = true;
  DecisionFacts facts = Sure();
  facts.one_off = true;
  EXPECT_EQ(Decide(comparison, facts), MatchDecision::kLink);

  facts.sole_holder = false;
  EXPECT_EQ(Decide(comparison, facts), MatchDecision::kReview);
}

TEST(DecideTest, AVetoIsStrongerThanAllWords) {
  Comparison comparison = Strong();
  comparison.vetoes = SetOf(EvidenceKind::kYear);
  EXPECT_EQ(Decide(comparison, Sure()), MatchDecision::kNone);

  comparison.identified = true;
  EXPECT_EQ(Decide(comparison, Sure()), MatchDecision::kReview);  // One SKU, two years: a person looks.
}

TEST(DecideTest, EveryDoubtLeavesItToAPerson) {
  DecisionFacts facts = Sure();
  facts.priced_at_zero = true;
  EXPECT_EQ(Decide(Strong(), facts), MatchDecision::kReview);

  facts = Sure();
  facts.told_apart = false;
  EXPECT_EQ(Decide(Strong(), facts), MatchDecision::kReview);

  facts = Sure();
  facts.score = 0.5;
  EXPECT_EQ(Decide(Strong(), facts), MatchDecision::kReview);

  Comparison doubted = Strong();
  doubted.evidence.push_back(Evidence{EvidenceKind::kBrand, -3, Evidence::Force::kHard});
  EXPECT_EQ(Decide(doubted, Sure()), MatchDecision::kReview);

  Comparison dear = Strong();
  dear.evidence.push_back(Evidence{EvidenceKind::kPrice, -1.5});
  EXPECT_EQ(Decide(dear, Sure()), MatchDecision::kReview);
}

TEST(DecideTest, ALowScoreIsNotProposed) {
  DecisionFacts facts = Sure();
  facts.score = 0.1;
  EXPECT_EQ(Decide(Strong(), facts), MatchDecision::kNone);
}

TEST(ScoreTest, GoesBackAndForth) {
  for (const double score : {0.05, 0.25, 0.5, 0.9}) {
    EXPECT_NEAR(ScoreOf(BeliefOfScore(score)), score, 1e-12);
  }
  EXPECT_LT(ScoreOf(-3), ScoreOf(3));
  EXPECT_LE(ScoreOf(1000), 1);
}

TEST(ScoreTest, RivalsAndThePriorMoveTheBelief) {
  EXPECT_LT(BeliefOf(3, OddsOf(3)), BeliefOf(3, 0));
  EXPECT_LT(BeliefOf(3, OddsOf(3)), 0);  // As good a rival: less likely than not.
  EXPECT_GT(PriorOf(90, 100), 0);
  EXPECT_LT(PriorOf(10, 100), 0);
  EXPECT_EQ(PriorOf(0, 0), 0);
  EXPECT_LT(PriorOf(1'000'000, 1'000'000), 3);
  EXPECT_TRUE(std::isfinite(OddsOf(1e9)));
}

TEST(LikenessTest, IsOneOnlyWithoutAnyDoubt) {
  Comparison same = Strong();
  same.overlap.same = true;
  EXPECT_EQ(LikenessOf(same), 1);

  same.evidence.push_back(Evidence{EvidenceKind::kPrice, -0.1});
  EXPECT_LT(LikenessOf(same), 1);
}

TEST(DecisionTest, HasAWord) {
  EXPECT_EQ(ToString(MatchDecision::kNone), "none");
  EXPECT_EQ(ToString(MatchDecision::kReview), "review");
  EXPECT_EQ(ToString(MatchDecision::kLink), "link");
}

}  // namespace
}  // namespace riff
