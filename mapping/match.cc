#include "mapping/match.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>
#include <unordered_map>

#include "mapping/assign.h"
#include "mapping/explain.h"

namespace riff {

namespace {

constexpr std::size_t kCompared = 40;  // Candidates of one record that are compared in full.
constexpr double kHopeless = -9;       // A pair with less evidence than this is no rival to anything.

// One compared pair, small enough to keep millions.
struct Edge {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  float sum = 0;
  bool vetoed = false;
};

// Both catalogues read, the right one indexed.
class Matching {
 public:
  Matching(std::span<const MatchRecord> left, std::span<const MatchRecord> right, const MatchOptions& options)
      : options_(options), left_order_(ById(left)), right_order_(ById(right)), index_(book_) {
    Read(left, left_order_, left_);
    Read(right, right_order_, right_);
    for (const Profile& profile : right_) {
      index_.Add(profile);
    }
  }

  MatchResult Match() {
    CompareAll();
    WeighRivals();
    Choose();
    if (options_.candidates_kept > 0) {
      RankCandidates();
    }
    return std::move(result_);
  }

 private:
  // The order of ids, so that the order of the input does not matter.
  static std::vector<std::size_t> ById(std::span<const MatchRecord> records) {
    std::vector<std::size_t> order(records.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return records[a].id != records[b].id ? records[a].id < records[b].id : a < b;
    });
    return order;
  }

  void Read(std::span<const MatchRecord> records, const std::vector<std::size_t>& order,
            std::vector<Profile>& profiles) {
    profiles.reserve(records.size());
    for (const std::size_t place : order) {
      profiles.push_back(ReadProfile(records[place], book_));
      CountWords(profiles.back(), book_);
      for (const WordId id : profiles.back().identity_ids) {
        ++holders_[&profiles == &left_ ? 0 : 1][id];
      }
    }
  }

  void CompareAll() {
    BlockingIndex::Scratch scratch;
    first_edge_.push_back(0);
    for (std::uint32_t left = 0; left < left_.size(); ++left) {
      for (const std::uint32_t right : index_.Find(left_[left], book_, kCompared, scratch)) {
        const Comparison comparison = Compare(left_[left], right_[right], book_);
        const double sum = comparison.Sum();
        if (sum >= kHopeless) {
          edges_.push_back(Edge{left, right, static_cast<float>(sum), comparison.vetoed() && !comparison.identified});
        }
      }
      first_edge_.push_back(edges_.size());
    }
  }

  void WeighRivals() {
    std::vector<double> left_odds(left_.size(), 0);
    std::vector<double> right_odds(right_.size(), 0);
    for (const Edge& edge : edges_) {
      const double odds = edge.vetoed ? 0 : OddsOf(edge.sum);
      left_odds[edge.left] += odds;
      right_odds[edge.right] += odds;
    }
    std::size_t found = 0;
    beliefs_.reserve(edges_.size());
    for (const Edge& edge : edges_) {
      const double own = edge.vetoed ? 0 : OddsOf(edge.sum);
      const double belief = BeliefOf(edge.sum, left_odds[edge.left] - own + right_odds[edge.right] - own);
      beliefs_.push_back(belief);
      found += belief > 0 && !edge.vetoed ? 1 : 0;
    }
    const double prior = PriorOf(found, std::min(left_.size(), right_.size()));
    for (double& belief : beliefs_) {
      belief += prior;
    }
  }

  void Choose() {
    const double least = BeliefOfScore(kReviewLeast);
    std::vector<PossiblePair> possible;
    std::vector<std::size_t> edge_of;
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      if (!edges_[i].vetoed && beliefs_[i] > least) {
        possible.push_back(PossiblePair{edges_[i].left, edges_[i].right, beliefs_[i] - least});
        edge_of.push_back(i);
      }
    }
    chosen_.assign(left_.size(), edges_.size());
    for (const std::size_t pair : ChoosePairs(possible, left_.size(), right_.size())) {
      const std::size_t edge = edge_of[pair];
      chosen_[edges_[edge].left] = edge;
    }
    ListByRight();
    for (std::uint32_t left = 0; left < left_.size(); ++left) {
      if (chosen_[left] < edges_.size()) {
        Propose(chosen_[left]);
      }
    }
    std::sort(result_.pairs.begin(), result_.pairs.end(),
              [](const MatchedPair& a, const MatchedPair& b) { return a.left < b.left; });
  }

  void Propose(std::size_t edge) {
    const Profile& left = left_[edges_[edge].left];
    const Profile& right = right_[edges_[edge].right];
    const Comparison comparison = Compare(left, right, book_);
    DecisionFacts facts;
    facts.score = ScoreOf(beliefs_[edge]);
    facts.one_off = left.one_off || right.one_off;
    facts.priced_at_zero = left.priced_at_zero || right.priced_at_zero;
    facts.sole_holder = IsSoleHolder(left, 0) && IsSoleHolder(right, 1);
    facts.told_apart = (RulingOut(edge) & ~comparison.agreed) == 0;
    const MatchDecision decision = Decide(comparison, facts);
    if (decision != MatchDecision::kNone) {
      result_.pairs.push_back(
          MatchedPair{left_order_[edges_[edge].left], right_order_[edges_[edge].right], facts.score, decision});
    }
  }

  bool IsSoleHolder(const Profile& profile, std::size_t side) const {
    return std::all_of(profile.identity_ids.begin(), profile.identity_ids.end(),
                       [&](WordId id) { return holders_[side].at(id) == 1; });
  }

  void ListByRight() {
    by_right_.resize(right_.size());
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      if (edges_[i].vetoed) {
        by_right_[edges_[i].right].push_back(i);
      }
    }
  }

  // By which kinds of evidence the twins of this pair's records are ruled out: those candidates that would be as good
  // but for a veto.
  EvidenceSet RulingOut(std::size_t pair) const {
    EvidenceSet kinds = 0;
    const auto add = [&](std::size_t i) {
      if (!edges_[i].vetoed) {
        return;
      }
      const Comparison twin = Compare(left_[edges_[i].left], right_[edges_[i].right], book_);
      double but_for_veto = twin.Sum();
      for (const Evidence& one : twin.evidence) {
        but_for_veto -= one.force == Evidence::Force::kVeto ? one.weight : 0;
      }
      kinds |= but_for_veto + 1 >= edges_[pair].sum ? twin.vetoes : 0;
    };
    const std::uint32_t left = edges_[pair].left;
    for (std::size_t i = first_edge_[left]; i < first_edge_[left + 1]; ++i) {
      add(i);
    }
    for (const std::size_t i : by_right_[edges_[pair].right]) {
      add(i);
    }
    return kinds;
  }

  void RankCandidates() {
    result_.candidates.resize(left_.size());
    for (std::uint32_t left = 0; left < left_.size(); ++left) {
      std::vector<std::size_t> ranked(first_edge_[left + 1] - first_edge_[left]);
      std::iota(ranked.begin(), ranked.end(), first_edge_[left]);
      std::sort(ranked.begin(), ranked.end(), [&](std::size_t a, std::size_t b) {
        const auto key = [&](std::size_t i) {
          return std::tuple(i != chosen_[left], edges_[i].vetoed, -edges_[i].sum, edges_[i].right);
        };
        return key(a) < key(b);
      });
      ranked.resize(std::min(ranked.size(), options_.candidates_kept));
      for (const std::size_t i : ranked) {
        const Profile& right = right_[edges_[i].right];
        const Comparison comparison = Compare(left_[left], right, book_);
        result_.candidates[left_order_[left]].push_back(MatchCandidate{right_order_[edges_[i].right],
                                                                       edges_[i].vetoed ? 0 : ScoreOf(beliefs_[i]),
                                                                       Explain(left_[left], right, comparison, book_)});
      }
    }
  }

  MatchOptions options_;
  WordBook book_;
  std::vector<std::size_t> left_order_;
  std::vector<std::size_t> right_order_;
  std::vector<Profile> left_;
  std::vector<Profile> right_;
  std::unordered_map<WordId, std::uint32_t>
      holders_[2];  // How many records of each side have the SKU, serial, barcode.
  BlockingIndex index_;
  std::vector<Edge> edges_;                         // By left.
  std::vector<std::size_t> first_edge_;             // By left, and one more.
  std::vector<double> beliefs_;                     // By edge.
  std::vector<std::size_t> chosen_;                 // By left: an edge, or none (the number of edges).
  std::vector<std::vector<std::size_t>> by_right_;  // The vetoed edges.
  MatchResult result_;
};

}  // namespace

MatchResult MatchRecords(std::span<const MatchRecord> left, std::span<const MatchRecord> right,
                         const MatchOptions& options) {
  return Matching(left, right, options).Match();
}

struct MatchCatalogue::Parts {
  WordBook book;
  std::vector<std::string> ids;
  std::vector<Profile> products;
  BlockingIndex index{book};
};

MatchCatalogue::MatchCatalogue() : parts_(std::make_unique<Parts>()) {}
MatchCatalogue::~MatchCatalogue() = default;
MatchCatalogue::MatchCatalogue(MatchCatalogue&&) noexcept = default;
MatchCatalogue& MatchCatalogue::operator=(MatchCatalogue&&) noexcept = default;

std::size_t MatchCatalogue::size() const { return parts_->products.size(); }

std::size_t MatchCatalogue::Add(const MatchRecord& product) {
  parts_->ids.push_back(product.id);
  parts_->products.push_back(ReadProfile(product, parts_->book));
  CountWords(parts_->products.back(), parts_->book);
  parts_->index.Add(parts_->products.back());
  return parts_->products.size() - 1;
}

std::vector<MatchCandidate> MatchCatalogue::Find(const MatchRecord& listing, double least, std::size_t limit) const {
  WordBook words(&parts_->book);
  const Profile sought = ReadProfile(listing, words);
  BlockingIndex::Scratch scratch;
  struct Found {
    std::size_t place;
    double sum;
    double score;
    Comparison comparison;
  };
  std::vector<Found> found;
  for (const std::uint32_t place : parts_->index.Find(sought, words, kCompared, scratch)) {
    Comparison comparison = Compare(sought, parts_->products[place], words);
    const bool ruled_out = comparison.vetoed() && !comparison.identified;
    const double score = ruled_out ? 0 : LikenessOf(comparison);
    if (score >= least && score > 0) {
      found.push_back(Found{place, comparison.Sum(), score, std::move(comparison)});
    }
  }
  // Rounded, because sums of the same weights in another order differ in the last place.
  const auto rank = [&](const Found& one) {
    return std::tuple(-std::llround(one.score * 1e9), -std::llround(one.sum * 1e9),
                      std::string_view(parts_->ids[one.place]), one.place);
  };
  std::sort(found.begin(), found.end(), [&](const Found& a, const Found& b) { return rank(a) < rank(b); });
  found.resize(std::min(found.size(), limit));
  std::vector<MatchCandidate> candidates;
  candidates.reserve(found.size());
  for (const Found& one : found) {
    candidates.push_back(
        MatchCandidate{one.place, one.score, Explain(sought, parts_->products[one.place], one.comparison, words)});
  }
  return candidates;
}

}  // namespace riff
