#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace riff {

// A pair that may be made, and what making it is worth.
struct PossiblePair {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  double gain = 0;  // Pairs that gain nothing (zero or less) are never made.
};

// Chooses pairs so that no left and no right stands in two of them and the sum of their gains is the greatest there is:
// not greedy, so a pair gives way where two others gain more together. Of equal sums the choice depends only on the
// order of lefts and rights, not on that of the possible pairs. Gains are rounded to a millionth. Returns the places of
// the chosen ones, ascending.
std::vector<std::size_t> ChoosePairs(std::span<const PossiblePair> possible, std::size_t lefts, std::size_t rights);

}  // namespace riff
