#include "engine/serve/health.h"

#include <optional>
#include <utility>

#include "connectors/json/json.h"
#include "engine/serve/metrics_text.h"
#include "engine/serve/problem.h"

namespace riff {

namespace {

// What the store says of how things are.
struct Findings {
  std::vector<ChannelState> channels;
  std::optional<RunReport> last_run;  // Of those that have ended.
  std::int64_t open = 0;
  std::int64_t critical = 0;
  std::int64_t holds_active = 0;
  Timestamp store_time;
};

Result<Findings> Look(Store& store, const std::vector<Channel>& channels, const std::optional<HoldWatch>& holds) {
  Findings found;
  RIFF_TRY(store.Read([&](Transaction& tx) -> Result<void> {
    found = Findings{};
    for (const Channel channel : channels) {
      RIFF_TRY(ChannelState state, tx.channels.Get(channel));
      state.channel = channel;
      found.channels.push_back(std::move(state));
    }
    constexpr std::size_t kRecentRuns = 5;
    RIFF_TRY(const std::vector<RunReport> runs, tx.runs.List(std::nullopt, kRecentRuns));
    for (const RunReport& run : runs) {
      if (run.status != RunStatus::kRunning) {
        found.last_run = run;
        break;
      }
    }
    TodoFilter filter;
    filter.status = TodoStatus::kOpen;
    RIFF_TRY(found.open, tx.todos.Count(filter));
    filter.severity = Severity::kCritical;
    RIFF_TRY(found.critical, tx.todos.Count(filter));
    if (holds.has_value()) {
      RIFF_TRY(found.holds_active, tx.holds.CountActive());
      RIFF_TRY(found.store_time, tx.clock.At(holds->boot.Read()));
    }
    return {};
  }));
  return found;
}

bool IsDegraded(const Findings& found, const std::optional<HoldWatch>& holds) {
  if (holds.has_value() && (holds->mode == HoldMode::kOff || !holds->reaper.last_run().problem.empty())) {
    return true;
  }
  for (const ChannelState& state : found.channels) {
    if (state.health != ChannelHealth::kOk) {
      return true;
    }
  }
  return found.critical > 0 || (found.last_run.has_value() && found.last_run->status == RunStatus::kFailed);
}

void WriteTime(JsonWriter& json, const char* key, const std::optional<Timestamp>& at) {
  json.Key(key);
  if (at.has_value()) {
    json.Text(FormatUtc(*at));
  } else {
    json.Null();
  }
}

void WriteHolds(JsonWriter& json, const Findings& found, const HoldWatch& holds) {
  const HoldReaper::LastRun reaped = holds.reaper.last_run();
  json.Key("holds").BeginObject();
  json.Key("mode").Text(ToString(holds.mode));
  json.Key("active").Integer(found.holds_active);
  json.Key("store_time").Text(FormatUtc(found.store_time));
  json.Key("reaper").BeginObject();
  WriteTime(json, "last_run_at", reaped.at);
  json.Key("expired").Integer(reaped.expired);
  json.Key("problem").Text(reaped.problem);
  json.EndObject().EndObject();
}

std::string HealthDocument(const Findings& found, const HealthParts& parts) {
  JsonWriter json;
  json.BeginObject();
  json.Key("status").Text(parts.halted ? "halted" : IsDegraded(found, parts.holds) ? "degraded" : "ok");
  json.Key("store").Text("ok");
  json.Key("channels").BeginArray();
  for (const ChannelState& state : found.channels) {
    json.BeginObject();
    json.Key("channel").Text(ToString(state.channel));
    json.Key("health").Text(ToString(state.health));
    json.Key("why").Text(state.health_why);
    WriteTime(json, "since", state.health_since);
    WriteTime(json, "complete_read_at", state.complete_read_at);
    WriteTime(json, "orders_read_to", state.orders_watermark);
    json.EndObject();
  }
  json.EndArray();
  if (parts.holds.has_value()) {
    WriteHolds(json, found, *parts.holds);
  }
  json.Key("last_run");
  if (found.last_run.has_value()) {
    json.BeginObject().Key("run").Integer(found.last_run->run.number());
    json.Key("command").Text(found.last_run->command);
    json.Key("status").Text(ToString(found.last_run->status));
    WriteTime(json, "ended_at", found.last_run->ended_at);
    json.EndObject();
  } else {
    json.Null();
  }
  json.Key("todo").BeginObject().Key("open").Integer(found.open).Key("critical").Integer(found.critical).EndObject();
  json.EndObject();
  return json.Take();
}

ServerResponse NoStore() { return Problem({503, "unavailable", "the store cannot be read"}); }

ServerResponse Live() { return JsonAnswer(200, R"({"status":"ok"})"); }

ServerResponse Ready(const RouteCall& call, const HealthParts& parts) {
  if (parts.stopping) {
    return Problem({503, "stopping", "the program is about to end"});
  }
  if (parts.halted) {
    return Problem({503, "halted", "a guard stopped the work; riff todo list says what it refused"});
  }
  return Look(call.store, {}, std::nullopt).has_value() ? JsonAnswer(200, R"({"status":"ready"})") : NoStore();
}

ServerResponse Health(const RouteCall& call, const HealthParts& parts) {
  const Result<Findings> found = Look(call.store, parts.channels, parts.holds);
  return found.has_value() ? JsonAnswer(200, HealthDocument(*found, parts)) : NoStore();
}

ServerResponse MetricsPage(const RouteCall& call, const HealthParts& parts) {
  const Result<std::string> gauges = GaugesText(call.store, parts.channels, call.received_at);
  if (!gauges.has_value()) {
    return NoStore();
  }
  ServerResponse response;
  response.headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}, {"Cache-Control", "no-store"}};
  response.body = CountersText(parts.metrics.Snapshot()) + *gauges;
  return response;
}

}  // namespace

Routes HealthRoutes(const HealthParts& parts) {
  const auto live = [](const RouteCall&) { return Live(); };
  return {
      {"GET", "/healthz", RouteGuard::kAnybody, live},
      {"GET", "/health/live", RouteGuard::kAnybody, live},
      {"GET", "/health/ready", RouteGuard::kAnybody, [parts](const RouteCall& call) { return Ready(call, parts); }},
      {"GET", "/api/inventory/health", RouteGuard::kToken,
       [parts](const RouteCall& call) { return Health(call, parts); }},
      {"GET", "/metrics", RouteGuard::kToken, [parts](const RouteCall& call) { return MetricsPage(call, parts); }},
  };
}

}  // namespace riff
