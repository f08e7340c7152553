#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace riff::bench {

// One line of the report: a number, where there is one the floor it stands against, and where there is one the goal.
struct Figure {
  std::string what;               // "full reconcile".
  std::size_t listings = 0;       // Of the catalogue; 0 where it does not matter.
  double value = 0;               // What the engine takes.
  std::string unit;               // Of value and floor.
  std::optional<double> floor;    // What the bare minimum takes in the same run.
  std::optional<double> ratio;    // The median of the rounds' ratios.
  std::optional<double> at_most;  // The goal: of the ratio where there is one, else of the value.
};

// Nothing where there is no goal.
std::optional<bool> MeetsGoal(const Figure& figure);

// For people.
std::string TableOf(const std::vector<Figure>& figures);

// {"figures":[{"what","listings","value","unit","floor","ratio","goal","met"}]}
std::string JsonOf(const std::vector<Figure>& figures);

}  // namespace riff::bench
