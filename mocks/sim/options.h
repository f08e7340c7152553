#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/model/channel.h"
#include "engine/plan/policy.h"
#include "mocks/sim/fault_kinds.h"

namespace riff::sim {

// Which shop is simulated.
enum class WorldKind {
  kHybrid,   // Production is read, its listings were cloned into the sandboxes, shoppers buy there.
  kSandbox,  // Sandboxes alone.
  kLive,     // Production is read and written.
};
std::string_view ToString(WorldKind kind);  // "hybrid", "sandbox", "live"

// Everything that a history depends on beside the program: the same options give the same history.
struct SimOptions {
  std::uint64_t seed = 1;
  WorldKind world = WorldKind::kHybrid;
  std::vector<Platform> platforms;
  std::size_t products = 10;
  Duration length = std::chrono::hours(6);  // Of the time of trouble.
  Duration interval = std::chrono::minutes(5);
  int engines = 1;
  double buys_per_hour = 6;
  double edits_per_hour = 2;
  bool webhooks = true;
  NewListingRule relist = NewListingRule::kAsk;
  FaultRates faults;
  std::string crash_point;           // When set: the first crash is at this one.
  std::size_t deeds_max = SIZE_MAX;  // Only so many of the drawn deeds: for shrinking.
};

// What a caller fixes; the rest is drawn from the seed.
struct SimRequest {
  std::optional<WorldKind> world;
  std::vector<Platform> platforms;
  std::optional<std::size_t> products;
  std::optional<Duration> length;
  std::optional<int> engines;
  std::optional<double> buys_per_hour;
  bool quiet = false;  // No faults at all.
};

// Draws which shop and which faults a seed has: first the set (each kind is off in about two of three seeds for the
// common ones), then the rates.
SimOptions DrawOptions(std::uint64_t seed, const SimRequest& request);

// All of it on a few lines, as printed with a failure.
std::string Describe(const SimOptions& options);

// The channels that take part, and those of them that RIFF writes.
std::vector<Channel> ChannelsOf(const SimOptions& options);
std::vector<Channel> WrittenChannelsOf(const SimOptions& options);

}  // namespace riff::sim
