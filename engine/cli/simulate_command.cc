#include <CLI/CLI.hpp>

#include "engine/cli/program.h"
#include "engine/cli/report_text.h"
#include "engine/runtime/control_shopper.h"
#include "engine/sync/run_sync.h"
#include "engine/sync/simulate_sales.h"

namespace riff {

namespace {

struct SimulateFlags {
  std::string scenario = "all";
  std::uint64_t seed = 1;
  int count = 1;
};

std::string Shown(const std::optional<Quantity>& quantity) {
  return quantity.has_value() ? std::to_string(quantity->units()) : "?";
}

void PrintSimulation(Console& console, const SimulationReport& report, std::uint64_t seed) {
  console.Line("seed " + std::to_string(seed) + "; buyers bought:");
  for (const std::string& purchase : report.purchases) {
    console.Line("  " + purchase);
  }
  std::vector<std::vector<std::string>> rows;
  for (const SimulationCheck& check : report.checks) {
    rows.push_back({std::string(ToString(check.scenario)), check.sku.text(), ToString(check.channel),
                    std::to_string(check.expected.units()), Shown(check.shown), check.pass ? "pass" : "FAIL",
                    check.note});
  }
  using Align = Column::Align;
  console.Table({{"SCENARIO"},
                 {"SKU"},
                 {"CHANNEL"},
                 {"EXPECTED", Align::kRight},
                 {"SHOWN", Align::kRight},
                 {"RESULT"},
                 {"STATE THERE"}},
                rows);
  for (const std::string& skipped : report.skipped) {
    console.Line("not played: " + skipped);
  }
  const std::string summary = std::to_string(report.checks.size() - static_cast<std::size_t>(report.failed)) + " of " +
                              std::to_string(report.checks.size()) + " checks pass";
  console.Line(report.failed == 0 && report.skipped.empty() ? console.Good(summary) : console.Bad(summary));
}

std::string SimulationJson(const SimulationReport& report, std::uint64_t seed) {
  JsonWriter json;
  json.BeginObject().Key("seed").Integer(static_cast<std::int64_t>(seed)).Key("checks").BeginArray();
  for (const SimulationCheck& check : report.checks) {
    json.BeginObject().Key("scenario").Text(ToString(check.scenario)).Key("sku").Text(check.sku.text());
    json.Key("channel").Text(ToString(check.channel)).Key("expected").Integer(check.expected.units());
    json.Key("shown");
    if (check.shown.has_value()) {
      json.Integer(check.shown->units());
    } else {
      json.Null();
    }
    json.Key("pass").Bool(check.pass).Key("note").Text(check.note).EndObject();
  }
  json.EndArray().Key("skipped").BeginArray();
  for (const std::string& skipped : report.skipped) {
    json.Text(skipped);
  }
  json.EndArray().Key("failed").Integer(report.failed).EndObject();
  return json.Take();
}

ExitCode SimulateCommand(Console& console, const Invocation& invocation, const SimulateFlags& flags) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    SimulationRequest request;
    RIFF_TRY(request.scenarios, ParseScenarios(flags.scenario));
    request.seed = flags.seed;
    request.count = flags.count;
    RIFF_TRY(const std::unique_ptr<Shopper> shopper, MakeControlShopper(program.config().simulation_control));
    RIFF_TRY(const Shop* shop, program.shop());
    RIFF_TRY(program.TakeLock(RunLock::Patience::kNo));
    SimulationReport report;
    {
      ProgressLine progress(console);
      SyncRequest sync;
      sync.command = "simulate";
      const SyncOnce once = [&] { return RunSync(program.store(), program.run(), *shop, sync, progress.callback()); };
      RIFF_TRY(report, SimulateSales(program.store(), program.run(), *shop, *shopper, request, once));
    }
    PrintSimulation(console, report, flags.seed);
    console.Json(SimulationJson(report, flags.seed));
    return report.failed == 0 && report.skipped.empty() ? ExitCode::kDone : ExitCode::kWithFailures;
  });
}

}  // namespace

void AddSimulateCommands(CLI::App& app, Invocation& invocation) {
  CLI::App* simulate = app.add_subcommand("simulate", "Try things out in the sandboxes");
  simulate->require_subcommand(1);
  CLI::App* sales = simulate->add_subcommand("sales", "Let simulated buyers buy, and check every sandbox afterwards");
  sales->footer(
      "single: a unique product on one channel. last: a stocked product down to its last unit. reduce: some units.\n"
      "oversell: two buyers, one guitar. multi: several products at once. Moves the sandbox books only.\n"
      "Example:\n  riff simulate sales --scenario all --seed 7");
  auto flags = std::make_shared<SimulateFlags>();
  sales->add_option("--scenario", flags->scenario, "single, last, reduce, oversell, multi or all")
      ->capture_default_str();
  sales->add_option("--seed", flags->seed, "Which products are picked")->capture_default_str();
  sales->add_option("--count", flags->count, "How often each scenario is played")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  sales->callback([&invocation, flags] {
    invocation.action = [flags](Console& console, const Invocation& given) {
      return SimulateCommand(console, given, *flags);
    };
  });
}

}  // namespace riff
