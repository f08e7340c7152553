#include "mocks/sim/options.h"

#include <algorithm>

#include "engine/base/random.h"
#include "engine/base/time.h"

namespace riff::sim {
namespace {

// A third of the seeds know only a few kinds of trouble, a third about half of them, a third nearly all.
constexpr double kShareOfFaults[] = {0.08, 0.35, 0.67};
constexpr double kWireRateMax = 0.30;  // Of all kinds together: more, and nothing is ever read to its end.

void DrawFaults(Random& random, SimOptions& options) {
  const double share = kShareOfFaults[random.Below(3)];
  double wire = 0.0;
  for (const FaultKind& kind : kFaultKinds) {
    const bool enabled = random.Share() < share;
    const double rate = kind.rate_max * (0.05 + 0.95 * random.Share());
    if (!enabled || (kind.place == FaultPlace::kHook && !options.webhooks)) {
      continue;
    }
    options.faults[kind.name] = rate;
    wire += kind.place == FaultPlace::kWire ? rate : 0.0;
  }
  for (auto& [name, rate] : options.faults) {
    if (wire > kWireRateMax && FaultNamed(name).place == FaultPlace::kWire) {
      rate *= kWireRateMax / wire;
    }
  }
}

std::vector<Platform> DrawPlatforms(Random& random) {
  std::vector<Platform> platforms(kPlatforms.begin(), kPlatforms.end());
  const std::size_t wanted = random.Below(2) == 0 ? platforms.size() : 2 + random.Below(3);
  while (platforms.size() > wanted) {
    platforms.erase(platforms.begin() + static_cast<std::ptrdiff_t>(random.Below(platforms.size())));
  }
  return platforms;
}

}  // namespace

std::string_view ToString(WorldKind kind) {
  switch (kind) {
    case WorldKind::kHybrid:
      return "hybrid";
    case WorldKind::kSandbox:
      return "sandbox";
    case WorldKind::kLive:
      break;
  }
  return "live";
}

SimOptions DrawOptions(std::uint64_t seed, const SimRequest& request) {
  SeededRandom random(seed * 2654435761u + 17);
  SimOptions options;
  options.seed = seed;
  const std::uint64_t world = random.Below(10);
  options.world = world < 5 ? WorldKind::kHybrid : world < 7 ? WorldKind::kSandbox : WorldKind::kLive;
  options.platforms = DrawPlatforms(random);
  options.products = 2 + random.Below(9);
  options.length = std::chrono::hours(2 + static_cast<int>(random.Below(7)));
  options.interval = std::chrono::minutes(2 + static_cast<int>(random.Below(9)));
  options.engines = random.Below(2) == 0 ? 1 : 2 + static_cast<int>(random.Below(2));
  options.buys_per_hour = 2.0 + 14.0 * random.Share();
  options.edits_per_hour = 4.0 * random.Share();
  options.webhooks = random.Below(4) != 0;
  options.relist = random.Below(2) == 0 ? NewListingRule::kAsk : NewListingRule::kAuto;
  options.world = request.world.value_or(options.world);
  options.platforms = request.platforms.empty() ? options.platforms : request.platforms;
  options.products = request.products.value_or(options.products);
  options.length = request.length.value_or(options.length);
  options.engines = request.engines.value_or(options.engines);
  options.buys_per_hour = request.buys_per_hour.value_or(options.buys_per_hour);
  if (!request.quiet) {
    DrawFaults(random, options);
  }
  return options;
}

std::string Describe(const SimOptions& options) {
  std::string text =
      "seed " + std::to_string(options.seed) + ": world " + std::string(ToString(options.world)) + ", platforms";
  for (const Platform platform : options.platforms) {
    text += " " + std::string(ToString(platform));
  }
  text += ", " + std::to_string(options.products) + " products, " + FormatDuration(options.length) + ", every " +
          FormatDuration(options.interval) + ", " + std::to_string(options.engines) + " engines, " +
          std::to_string(options.buys_per_hour) + " buyers and " + std::to_string(options.edits_per_hour) +
          " edits an hour, webhooks " + (options.webhooks ? "on" : "off") + ", relist " +
          (options.relist == NewListingRule::kAsk ? "ask" : "auto");
  if (options.deeds_max != SIZE_MAX) {
    text += ", deeds " + std::to_string(options.deeds_max);
  }
  text += "\n  faults:";
  for (const auto& [name, rate] : options.faults) {
    text += " " + std::string(name) + "=" + std::to_string(rate);
  }
  return text;
}

std::vector<Channel> WrittenChannelsOf(const SimOptions& options) {
  std::vector<Channel> channels;
  const Environment environment = options.world == WorldKind::kLive ? Environment::kProduction : Environment::kSandbox;
  for (const Platform platform : options.platforms) {
    channels.push_back(Channel{platform, environment});
  }
  return channels;
}

std::vector<Channel> ChannelsOf(const SimOptions& options) {
  std::vector<Channel> channels = WrittenChannelsOf(options);
  if (options.world == WorldKind::kHybrid) {
    for (const Platform platform : options.platforms) {
      channels.push_back(Channel{platform, Environment::kProduction});
    }
  }
  std::ranges::sort(channels);
  return channels;
}

}  // namespace riff::sim
