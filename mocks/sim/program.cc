#include "mocks/sim/program.h"

#include <charconv>
#include <chrono>
#include <cstdio>

#include "engine/base/time.h"
#include "mocks/sim/deeds.h"
#include "mocks/sim/report.h"
#include "mocks/sim/run_seed.h"
#include "mocks/sim/shrink.h"
#include "mocks/sim/small_world.h"

namespace riff::sim {
namespace {

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;
constexpr int kCouldNotRun = 3;

struct Range {
  std::uint64_t first = 1;
  std::uint64_t last = 1;
};

Result<std::uint64_t> Number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) {
    return Fail(ErrorKind::kInvalid, "'" + std::string(text) + "' is no number");
  }
  return number;
}

Result<Range> SeedsOf(const ProgramFlags& flags) {
  if (flags.seeds.empty()) {
    const std::uint64_t seed = flags.seed.value_or(1);
    return Range{seed, seed};
  }
  const std::size_t dots = flags.seeds.find("..");
  if (dots == std::string::npos) {
    return Fail(ErrorKind::kInvalid, "--seeds takes A..B");
  }
  Range range;
  RIFF_TRY(range.first, Number(std::string_view(flags.seeds).substr(0, dots)));
  RIFF_TRY(range.last, Number(std::string_view(flags.seeds).substr(dots + 2)));
  return range;
}

Result<SimRequest> RequestOf(const ProgramFlags& flags) {
  SimRequest request;
  for (const WorldKind kind : {WorldKind::kHybrid, WorldKind::kSandbox, WorldKind::kLive}) {
    if (flags.world == ToString(kind)) {
      request.world = kind;
    }
  }
  if (!flags.world.empty() && !request.world.has_value()) {
    return Fail(ErrorKind::kInvalid, "--world is hybrid, sandbox or live");
  }
  for (const std::string& name : flags.platforms) {
    RIFF_TRY(const Platform platform, ParsePlatform(name));
    request.platforms.push_back(platform);
  }
  request.products = flags.products;
  if (flags.days.has_value()) {
    request.length = std::chrono::duration_cast<Duration>(std::chrono::duration<double>(*flags.days * 86'400));
  }
  request.engines = flags.engines;
  request.buys_per_hour = flags.buys_per_hour;
  request.quiet = flags.quiet;
  return request;
}

SimOptions OptionsOf(std::uint64_t seed, const SimRequest& request, const ProgramFlags& flags) {
  SimOptions options = DrawOptions(seed, request);
  options.crash_point = flags.crash_point;
  options.deeds_max = flags.deeds_max.value_or(SIZE_MAX);
  for (const std::string& name : flags.without) {
    options.faults.erase(std::string_view(name));
  }
  return options;
}

// Prints what is short enough to read: the whole of a shrunk history's deeds and events.
void PrintShrunk(const SimOptions& options, const Config& config) {
  const SimOptions shorter = Shrink(options, config);
  const SeedResult result = RunSeed(shorter, config, Loudness::kQuiet);
  std::printf("SHRUNK TO\n%s  deeds:\n", RenderFailure(shorter, result).c_str());
  for (const Deed& deed : DrawDeeds(shorter)) {
    std::printf("    +%s %s\n", FormatDuration(deed.after).c_str(), std::string(deed.what).c_str());
  }
}

// Every history of up to three events, and every order of each six different ones.
std::vector<std::vector<SmallEvent>> SmallHistories() {
  constexpr std::size_t kRepeating = 3;
  const std::vector<SmallEvent> all = AllSmallEvents();
  std::vector<std::vector<SmallEvent>> histories = {{}};
  for (std::size_t at = 0; at < histories.size(); ++at) {
    const std::vector<SmallEvent> history = histories[at];
    for (std::size_t next = 0; next < all.size() && history.size() < kRepeating; ++next) {
      histories.push_back(history);
      histories.back().push_back(all[next]);
    }
  }
  for (const SmallEvent left_out : all) {
    std::vector<SmallEvent> six = all;
    std::erase(six, left_out);
    const std::vector<std::vector<SmallEvent>> orders = AllOrders(six);
    histories.insert(histories.end(), orders.begin(), orders.end());
  }
  return histories;
}

int RunSmallWorld(const Config& config) {
  std::int64_t failed = 0;
  const std::vector<std::vector<SmallEvent>> histories = SmallHistories();
  for (const std::vector<SmallEvent>& history : histories) {
    for (const Violation& violation : PlaySmallWorld(history, config)) {
      std::printf("FAILED %s\n  %s: %s\n", Describe(history).c_str(), violation.invariant.c_str(),
                  violation.what.c_str());
      ++failed;
    }
  }
  std::printf("%zu histories of the small world, %lld promises broken\n", histories.size(),
              static_cast<long long>(failed));
  return failed == 0 ? 0 : kFailed;
}

}  // namespace

int RunProgram(const ProgramFlags& flags, const std::string& folder) {
  const Result<Range> seeds = SeedsOf(flags);
  const Result<SimRequest> request = RequestOf(flags);
  if (!seeds.has_value() || !request.has_value()) {
    std::fprintf(stderr, "riff-sim: %s\n", (seeds.has_value() ? request.error() : seeds.error()).message.c_str());
    return kWrongUsage;
  }
  const Result<Config> config = MakeSimConfig(folder);
  if (!config.has_value()) {
    std::fprintf(stderr, "riff-sim: %s\n", config.error().message.c_str());
    return kCouldNotRun;
  }
  if (flags.small_world) {
    return RunSmallWorld(*config);
  }
  const auto began = std::chrono::steady_clock::now();
  Tally sum;
  std::int64_t failed = 0;
  for (std::uint64_t seed = seeds->first; seed <= seeds->last; ++seed) {
    const SimOptions options = OptionsOf(seed, *request, flags);
    if (flags.verbose) {
      std::printf("%s\n", Describe(options).c_str());
    }
    const SeedResult result = RunSeed(options, *config, flags.verbose ? Loudness::kVerbose : Loudness::kQuiet);
    sum.Add(result.tally);
    const bool same = !flags.twice || RunSeed(options, *config, Loudness::kQuiet).digest == result.digest;
    if (!result.violations.empty() || !same) {
      ++failed;
      std::printf("%s", RenderFailure(options, result).c_str());
      if (!same) {
        std::printf("  and a second run of seed %llu went another way\n", static_cast<unsigned long long>(seed));
      }
      if (flags.shrink) {
        PrintShrunk(options, *config);
      }
      std::fflush(stdout);
    }
    if (seeds->first == seeds->last) {
      std::printf("digest %016llx\n", static_cast<unsigned long long>(result.digest));
    }
  }
  const auto wall = std::chrono::steady_clock::now() - began;
  std::printf("%s", (flags.json ? RenderTallyJson(sum, wall) + "\n" : RenderTally(sum, wall)).c_str());
  std::printf("%lld of %lld seeds failed\n", static_cast<long long>(failed), static_cast<long long>(sum.seeds));
  return failed == 0 ? 0 : kFailed;
}

}  // namespace riff::sim
