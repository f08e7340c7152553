#include "tests/bench/timing.h"

#include <algorithm>
#include <chrono>

#include "engine/base/check.h"

namespace riff::bench {

double MedianOf(std::vector<double> values) {
  RIFF_CHECK(!values.empty(), "a median is of at least one value");
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

Result<double> SecondsOf(const std::function<Result<void>()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  RIFF_TRY(work());
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

Result<Pair> Interleave(std::size_t rounds, const std::function<Result<void>()>& floor,
                        const std::function<Result<void>()>& ours) {
  RIFF_TRY(floor());
  RIFF_TRY(ours());
  std::vector<double> floors;
  std::vector<double> mine;
  std::vector<double> ratios;
  for (std::size_t round = 0; round < rounds; ++round) {
    RIFF_TRY(const double least, SecondsOf(floor));
    RIFF_TRY(const double taken, SecondsOf(ours));
    floors.push_back(least);
    mine.push_back(taken);
    ratios.push_back(taken / least);
  }
  return Pair{MedianOf(floors), MedianOf(mine), MedianOf(ratios)};
}

}  // namespace riff::bench
