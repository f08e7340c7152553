#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace riff::sim {

struct ProgramFlags {
  std::optional<std::uint64_t> seed;
  std::string seeds;
  std::string world;
  std::optional<std::size_t> products;
  std::optional<double> days;
  std::vector<std::string> platforms;
  std::optional<int> engines;
  std::optional<double> buys_per_hour;
  std::string crash_point;
  std::vector<std::string> without;
  std::optional<std::size_t> deeds_max;
  bool quiet = false;
  bool small_world = false;
  bool shrink = false;
  bool twice = false;
  bool verbose = false;
  bool json = false;
};

// Runs the seeds and prints what happened. 0: every promise held in every history; 1: not so; 2: the flags are wrong;
// 3: could not run. `folder` is for its files.
int RunProgram(const ProgramFlags& flags, const std::string& folder);

}  // namespace riff::sim
