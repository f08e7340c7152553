#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "engine/base/error.h"

namespace riff::bench {

// The middle of the values, the mean of the two middle ones where their number is even. At least one value.
double MedianOf(std::vector<double> values);

// How long one call takes, in seconds.
Result<double> SecondsOf(const std::function<Result<void>()>& work);

// The same work done the plainest way, and done by the engine. Medians over the rounds, in seconds.
struct Pair {
  double floor = 0;
  double ours = 0;
  double ratio = 0;  // The median of the rounds' own ratios: a noisy minute hits both sides of its round.
};

// Runs floor and ours in turn: once without counting, so that both find the caches warm, then `rounds` times.
Result<Pair> Interleave(std::size_t rounds, const std::function<Result<void>()>& floor,
                        const std::function<Result<void>()>& ours);

}  // namespace riff::bench
