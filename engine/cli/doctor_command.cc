#include <CLI/CLI.hpp>
#include <mutex>

#include "connectors/json/json.h"
#include "engine/cli/program.h"
#include "engine/rollout/stage_rules.h"
#include "engine/store/migrations.h"

namespace riff {

namespace {

struct Check {
  std::string what;
  bool good = true;
  std::string found;
  std::string remedy;
};

constexpr Duration kClockOffMax = std::chrono::seconds(25);  // TikTok refuses requests from 30 s ahead.

Check OfStore(Program& program) {
  Check check{"store " + program.config().store_url, true, "migrated, schema as it should be", ""};
  const Result<void> current = CheckSchema(program.database());
  if (!current.has_value()) {
    return Check{check.what, false, current.error().message, "riff migrate up"};
  }
  const Result<std::vector<std::string>> faults = VerifyMigrations(program.database());
  if (!faults.has_value() || !faults->empty()) {
    check.good = false;
    check.found = faults.has_value() ? faults->front() : faults.error().message;
    check.remedy = "restore the store from a backup, or undo the change made to it by hand";
  }
  return check;
}

std::string RemedyOf(const Error& error) {
  switch (error.kind) {
    case ErrorKind::kUnauthorized:
      return "renew the credentials that the configuration refers to";
    case ErrorKind::kThrottled:
      return "wait, the channel asks for fewer calls";
    case ErrorKind::kUnavailable:
    case ErrorKind::kAmbiguous:
      return "check the url and the network; the channel may be down";
    default:
      return "check the channel's settings in the configuration";
  }
}

void CheckChannel(Program& program, const Shop& shop, const ShopChannel& channel, std::vector<Check>& checks) {
  const Channel name = channel.connector->channel;
  const ChannelPolicy& rules = shop.policy.channels.at(name);
  Check reach{ToString(name), true, "", ""};
  const Result<ChannelProbe> probe = channel.connector->prober->Probe(program.run());
  if (!probe.has_value()) {
    checks.push_back(Check{reach.what, false, probe.error().message, RemedyOf(probe.error())});
    return;
  }
  reach.found = "reached" + (probe->account.empty() ? "" : " as " + probe->account) + ", stage " +
                std::string(ToString(rules.stage));
  checks.push_back(reach);
  if (!probe->missing.empty()) {
    Check scopes{ToString(name) + " scopes", false, "these are missing:", "grant them to the credentials"};
    for (const std::string& scope : probe->missing) {
      scopes.found += " " + scope;
    }
    checks.push_back(scopes);
  }
  const bool reads_only = UseOf(rules.stage, name.environment) == ChannelUse::kRead;
  if (reads_only && name.environment == Environment::kProduction) {
    Check scope{ToString(name) + " credentials", true, "", ""};
    if (probe->may_write == true) {
      scope.good = false;
      scope.found = "they may write, while the stage only reads";
      scope.remedy = "make credentials with reading scopes only; RIFF's own locks hold meanwhile";
    } else {
      scope.found = probe->may_write == false ? "can read only" : "the platform does not tell what they may do";
    }
    checks.push_back(scope);
  }
  if (probe->server_time.has_value()) {
    const Duration off = program.run().clock.Now() - *probe->server_time;
    const bool good = off < kClockOffMax && off > -kClockOffMax;
    checks.push_back(Check{ToString(name) + " clock", good,
                           "this machine is off by " + FormatDuration(std::chrono::duration_cast<std::chrono::seconds>(
                                                           off < Duration(0) ? -off : off)),
                           good ? "" : "set this machine's clock (systemctl status systemd-timesyncd)"});
  }
}

Result<std::vector<Check>> Examine(Program& program) {
  std::vector<Check> checks;
  checks.push_back(Check{"configuration " + program.config().path, true, "understood", ""});
  checks.push_back(OfStore(program));
  if (!checks.back().good) {
    return checks;
  }
  const Result<const Shop*> shop = program.shop();
  if (!shop.has_value()) {
    checks.push_back(Check{"channels", false, shop.error().message, "correct the configuration"});
    return checks;
  }
  for (const ShopChannel& channel : (*shop)->channels) {
    CheckChannel(program, **shop, channel, checks);
  }
  return checks;
}

ExitCode Doctor(Console& console, const Invocation& invocation) {
  return WithProgram(console, invocation, SchemaNeed::kAny, [&](Program& program) -> Result<ExitCode> {
    RIFF_TRY(const std::vector<Check> checks, Examine(program));
    std::vector<std::vector<std::string>> rows;
    JsonWriter json;
    json.BeginObject().Key("checks").BeginArray();
    bool good = true;
    for (const Check& check : checks) {
      rows.push_back({check.good ? "ok" : "BAD", check.what, check.found, check.remedy});
      json.BeginObject().Key("check").Text(check.what).Key("ok").Bool(check.good).Key("found").Text(check.found);
      json.Key("remedy").Text(check.remedy).EndObject();
      good = good && check.good;
    }
    json.EndArray().Key("ok").Bool(good).EndObject();
    console.Table({{""}, {"CHECK"}, {"FOUND"}, {"REMEDY"}}, rows);
    console.Line(good ? console.Good("all is well") : console.Bad("something needs a hand"));
    console.Json(json.Take());
    return good ? ExitCode::kDone : ExitCode::kCouldNotRun;
  });
}

}  // namespace

void AddDoctorCommand(CLI::App& app, Invocation& invocation) {
  CLI::App* doctor = app.add_subcommand("doctor", "Check configuration, store, credentials, reachability and clock");
  doctor->footer("Only reads. Every finding names its remedy.\nExample:\n  riff doctor");
  doctor->callback([&invocation] { invocation.action = Doctor; });
}

}  // namespace riff
