#include "mocks/sim/report.h"

#include <algorithm>
#include <cstdio>
#include <set>

#include "connectors/json/json.h"
#include "engine/base/time.h"
#include "mocks/sim/crash_plan.h"

namespace riff::sim {
namespace {

double Seconds(Duration span) { return std::chrono::duration<double>(span).count(); }

Duration Quantile(std::vector<Duration> spans, double share) {
  if (spans.empty()) {
    return Duration(0);
  }
  std::ranges::sort(spans);
  const auto at = static_cast<std::size_t>(share * static_cast<double>(spans.size() - 1));
  return spans[at];
}

double Ratio(const Tally& tally, std::chrono::nanoseconds wall) {
  const double real = std::chrono::duration<double>(wall).count();
  return real > 0.0 ? Seconds(tally.simulated) / real : 0.0;
}

std::set<std::string> NotPassed(const Tally& tally) {
  std::set<std::string> missing;
  for (const std::string& point : KnownCrashPoints()) {
    if (!tally.crash_points.contains(point)) {
      missing.insert(point);
    }
  }
  return missing;
}

std::string Number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", value);
  return text;
}

}  // namespace

std::string RenderTally(const Tally& tally, std::chrono::nanoseconds wall) {
  const std::size_t known = KnownCrashPoints().size();
  const std::set<std::string> missing = NotPassed(tally);
  std::string text;
  text += "seeds              " + std::to_string(tally.seeds) + "\n";
  text += "simulated          " + Number(Seconds(tally.simulated) / 86'400) + " shop-days, " +
          std::to_string(tally.events) + " events, " + std::to_string(tally.requests) + " requests, " +
          std::to_string(tally.syncs) + " cycles\n";
  text += "orders             " + std::to_string(tally.orders) + "\n";
  text += "oversells          " + std::to_string(tally.oversells) + ", of which no engine could have prevented " +
          std::to_string(tally.oversells - tally.oversells_avoidable) + "\n";
  text += "exposure           p50 " + FormatDuration(Quantile(tally.exposures, 0.50)) + ", p95 " +
          FormatDuration(Quantile(tally.exposures, 0.95)) + ", p99 " + FormatDuration(Quantile(tally.exposures, 0.99)) +
          " of " + std::to_string(tally.exposures.size()) + "\n";
  text += "ambiguous outcomes " + std::to_string(tally.ambiguous) + "; listings made " + std::to_string(tally.creates) +
          ", made twice " + std::to_string(tally.duplicate_creates) + "\n";
  text += "processes killed   " + std::to_string(tally.crashes) + ", at " + std::to_string(tally.crashes_at.size()) +
          " of " + std::to_string(known) + " points; points passed " + std::to_string(known - missing.size()) + " of " +
          std::to_string(known) + "\n";
  for (const std::string& point : missing) {
    text += "  never passed: " + point + "\n";
  }
  text += "cycles to rest     at most " + std::to_string(tally.calm_cycles_max) + "\n";
  text += "faults             " + std::to_string(tally.faults.size()) + " kinds of " +
          std::to_string(kFaultKinds.size()) + " struck\n";
  for (const FaultKind& kind : kFaultKinds) {
    const auto count = tally.faults.find(kind.name);
    char line[96];
    std::snprintf(line, sizeof line, "  %-28s %10lld\n", std::string(kind.name).c_str(),
                  static_cast<long long>(count == tally.faults.end() ? 0 : count->second));
    text += line;
  }
  text += "wall time          " + Number(std::chrono::duration<double>(wall).count()) + " s, " +
          Number(Ratio(tally, wall)) + " times as fast as the clock\n";
  return text;
}

std::string RenderTallyJson(const Tally& tally, std::chrono::nanoseconds wall) {
  JsonWriter json;
  const auto number = [&](const std::string& name, std::int64_t value) { json.Key(name).Integer(value); };
  json.BeginObject();
  number("seeds", tally.seeds);
  number("simulated_s", static_cast<std::int64_t>(Seconds(tally.simulated)));
  number("events", tally.events);
  number("requests", tally.requests);
  number("cycles", tally.syncs);
  number("orders", tally.orders);
  number("oversells", tally.oversells);
  number("oversells_unavoidable", tally.oversells - tally.oversells_avoidable);
  number("exposure_p50_ms", Quantile(tally.exposures, 0.50).count() / 1000);
  number("exposure_p95_ms", Quantile(tally.exposures, 0.95).count() / 1000);
  number("exposure_p99_ms", Quantile(tally.exposures, 0.99).count() / 1000);
  number("ambiguous", tally.ambiguous);
  number("creates", tally.creates);
  number("duplicate_creates", tally.duplicate_creates);
  number("crashes", tally.crashes);
  number("crash_points_known", static_cast<std::int64_t>(KnownCrashPoints().size()));
  number("crash_points_passed", static_cast<std::int64_t>(KnownCrashPoints().size() - NotPassed(tally).size()));
  number("crash_points_died_at", static_cast<std::int64_t>(tally.crashes_at.size()));
  number("wall_ms", std::chrono::duration_cast<std::chrono::milliseconds>(wall).count());
  number("times_real", static_cast<std::int64_t>(Ratio(tally, wall)));
  json.Key("faults").BeginObject();
  for (const auto& [name, count] : tally.faults) {
    json.Key(std::string(name)).Integer(count);
  }
  json.EndObject();
  json.EndObject();
  return json.Take();
}

std::string RenderFailure(const SimOptions& options, const SeedResult& result) {
  std::string text = "FAILED " + Describe(options) + "\n";
  for (const Violation& violation : result.violations) {
    text += "  " + violation.invariant + ": " + violation.what + "\n";
  }
  text += "  the last events:\n";
  const std::size_t shown = std::min<std::size_t>(result.last.size(), 40);
  for (std::size_t i = result.last.size() - shown; i < result.last.size(); ++i) {
    text += "    " + result.last[i] + "\n";
  }
  return text;
}

}  // namespace riff::sim
