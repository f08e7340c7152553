#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.h"

namespace riff::bench {

// A share that came out, and where there is one the least it has to be.
struct Share {
  double value = 0;
  std::optional<double> at_least;
};

// How well the matcher does on one catalogue whose truth is known.
struct Quality {
  std::string catalogue;
  std::size_t truth = 0;  // True pairs.
  Share f1;
  Share link_precision;
  Share link_recall;
  Share first;       // The true one among the candidates of its left: first, …
  Share first_five;  // … or one of five.
  std::size_t wrong_links = 0;
};

// The catalogues in the folder, all with the one configuration there is: two public benchmarks, and one-off guitars, a
// fifth of them near twins, as five platforms show them. kNotFound names the file that is not there.
Result<std::vector<Quality>> MeasureQuality(const std::string& folder);

// For people, and as a JSON array.
std::string TableOf(const std::vector<Quality>& measured);
std::string JsonOf(const std::vector<Quality>& measured);

}  // namespace riff::bench
