#include "mapping/assign.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>

namespace riff {

namespace {

constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();
constexpr double kPerUnit = 1e6;

// Successive shortest augmenting paths (the Hungarian method on a sparse graph): each left in turn takes the place that
// costs the whole the least, moving others along. Costs are negative gains; a left may always stay alone at cost zero.
class Assigner {
 public:
  Assigner(std::span<const PossiblePair> possible, std::size_t lefts, std::size_t rights)
      : possible_(possible),
        edges_(lefts),
        right_price_(rights, 0),
        left_of_(rights, kNobody),
        edge_of_(lefts, kNowhere) {
    for (std::size_t i = 0; i < possible.size(); ++i) {
      if (Cost(i) < 0) {
        edges_[possible[i].left].push_back(i);
      }
    }
    for (std::vector<std::size_t>& edges : edges_) {
      std::sort(edges.begin(), edges.end(), [&](std::size_t a, std::size_t b) {
        return possible_[a].right != possible_[b].right ? possible_[a].right < possible_[b].right : Cost(a) < Cost(b);
      });
    }
    distance_.assign(rights, kFar);
    reached_by_.assign(rights, kNowhere);
  }

  std::vector<std::size_t> Choose() {
    for (std::uint32_t left = 0; left < edges_.size(); ++left) {
      Place(left);
    }
    std::vector<std::size_t> chosen;
    for (const std::size_t edge : edge_of_) {
      if (edge != kNowhere) {
        chosen.push_back(edge);
      }
    }
    std::sort(chosen.begin(), chosen.end());
    return chosen;
  }

 private:
  using Amount = std::int64_t;
  static constexpr Amount kFar = std::numeric_limits<Amount>::max();

  Amount Cost(std::size_t edge) const { return -static_cast<Amount>(std::llround(possible_[edge].gain * kPerUnit)); }

  // What a left pays above the cheapest it could have, given the prices of the rights. `left_due_` of a left is the
  // price at which staying alone is as good as its place.
  struct Step {
    Amount distance;
    std::uint32_t right;
    bool operator>(const Step& other) const {
      return distance != other.distance ? distance > other.distance : right > other.right;
    }
  };

  // Dijkstra from one left over reduced costs. Ends at a free right, or where some left on the way had better stay
  // alone.
  void Place(std::uint32_t start) {
    std::priority_queue<Step, std::vector<Step>, std::greater<>> open;
    std::vector<std::uint32_t> seen;
    std::vector<std::uint32_t> done;
    Amount alone = 0;  // The least total at which some left of the tree stays alone, and which.
    std::uint32_t alone_left = start;
    Relax(start, 0, open, seen);
    std::uint32_t free_right = kNobody;
    Amount reached = alone;
    while (!open.empty()) {
      const Step step = open.top();
      open.pop();
      if (step.distance >= alone) {
        break;
      }
      if (step.distance > distance_[step.right]) {
        continue;
      }
      done.push_back(step.right);
      if (left_of_[step.right] == kNobody) {
        free_right = step.right;
        reached = step.distance;
        break;
      }
      const std::uint32_t owner = left_of_[step.right];
      // Leaving this right, its owner stands where it stood before any right's price: alone costs it nothing more.
      const Amount base = step.distance - Reduced(edge_of_[owner]);
      if (base < alone) {
        alone = base;
        alone_left = owner;
      }
      Relax(owner, base, open, seen);
    }
    reached = free_right == kNobody ? alone : reached;
    for (const std::uint32_t right : done) {
      if (distance_[right] < reached) {
        right_price_[right] += distance_[right] - reached;
      }
    }
    Augment(start, free_right, alone_left);
    for (const std::uint32_t right : seen) {
      distance_[right] = kFar;
      reached_by_[right] = kNowhere;
    }
  }

  Amount Reduced(std::size_t edge) const { return Cost(edge) - right_price_[possible_[edge].right]; }

  template <class Queue>
  void Relax(std::uint32_t left, Amount base, Queue& open, std::vector<std::uint32_t>& seen) {
    for (const std::size_t edge : edges_[left]) {
      const std::uint32_t right = possible_[edge].right;
      const Amount distance = base + Reduced(edge);
      if (edge != edge_of_[left] && distance < distance_[right]) {
        if (distance_[right] == kFar) {
          seen.push_back(right);
        }
        distance_[right] = distance;
        reached_by_[right] = edge;
        open.push(Step{distance, right});
      }
    }
  }

  // Walks the tree back from its end to the start, each left on the way taking the right it was reached for.
  void Augment(std::uint32_t start, std::uint32_t free_right, std::uint32_t alone_left) {
    std::uint32_t right = free_right;
    if (right == kNobody) {
      if (alone_left == start) {
        return;
      }
      right = possible_[edge_of_[alone_left]].right;
      edge_of_[alone_left] = kNowhere;
    }
    while (true) {
      const std::size_t edge = reached_by_[right];
      const std::uint32_t left = possible_[edge].left;
      const std::size_t before = edge_of_[left];
      edge_of_[left] = edge;
      left_of_[right] = left;
      if (left == start) {
        return;
      }
      right = possible_[before].right;
    }
  }

  std::span<const PossiblePair> possible_;
  std::vector<std::vector<std::size_t>> edges_;  // By left; places in `possible_`.
  std::vector<Amount> right_price_;
  std::vector<std::uint32_t> left_of_;
  std::vector<std::size_t> edge_of_;
  std::vector<Amount> distance_;
  std::vector<std::size_t> reached_by_;
};

}  // namespace

std::vector<std::size_t> ChoosePairs(std::span<const PossiblePair> possible, std::size_t lefts, std::size_t rights) {
  return Assigner(possible, lefts, rights).Choose();
}

}  // namespace riff
