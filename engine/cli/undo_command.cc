#include <CLI/CLI.hpp>

#include "connectors/json/json.h"
#include "engine/cli/program.h"
#include "engine/cli/report_text.h"
#include "engine/sync/run_sync.h"
#include "engine/sync/undo_run.h"

namespace riff {

namespace {

struct UndoFlags {
  std::int64_t run = 0;
  bool yes = false;
  bool partial = false;
  bool no_push = false;
};

void PrintUndo(Console& console, const UndoPlan& plan) {
  std::vector<std::vector<std::string>> rows;
  for (const UndoStep& step : plan.steps) {
    rows.push_back({step.sku.text(), step.now, step.back});
  }
  if (!rows.empty()) {
    console.Table({{"SKU"}, {"NOW"}, {"BACK TO"}}, rows);
  }
  rows.clear();
  for (const KeptWrite& kept : plan.kept) {
    rows.push_back({ToString(kept.listing), kept.sku.text(), kept.did, kept.why});
  }
  if (!rows.empty()) {
    console.Table({{"LISTING"}, {"SKU"}, {"STAYS"}, {"WHY"}}, rows);
  }
}

void WriteUndo(JsonWriter& json, const UndoPlan& plan) {
  json.Key("steps").BeginArray();
  for (const UndoStep& step : plan.steps) {
    json.BeginObject().Key("sku").Text(step.sku.text()).Key("now").Text(step.now);
    json.Key("back").Text(step.back).EndObject();
  }
  json.EndArray().Key("kept").BeginArray();
  for (const KeptWrite& kept : plan.kept) {
    json.BeginObject().Key("channel").Text(ToString(kept.listing.channel));
    json.Key("listing").Text(kept.listing.remote.text()).Key("sku").Text(kept.sku.text());
    json.Key("did").Text(kept.did).Key("why").Text(kept.why);
    json.Key("overtaken").Bool(kept.cause == KeptWrite::Cause::kOvertaken).EndObject();
  }
  json.EndArray();
}

Result<ExitCode> Show(Console& console, Program& program, RunId run) {
  UndoPlan plan;
  RIFF_TRY(program.store().Read([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(plan, PlanUndo(tx, run));
    return {};
  }));
  PrintUndo(console, plan);
  JsonWriter json;
  json.BeginObject().Key("undoes").Integer(run.number()).Key("done").Bool(false);
  WriteUndo(json, plan);
  json.EndObject();
  console.Json(json.Take());
  if (plan.steps.empty()) {
    return Fail(ErrorKind::kRejected, "nothing of run " + std::to_string(run.number()) + " can be undone");
  }
  console.Line("nothing is done yet: riff undo " + std::to_string(run.number()) + " --yes does it");
  return ExitCode::kDone;
}

Result<ExitCode> Apply(Console& console, Program& program, const UndoFlags& flags) {
  RIFF_TRY(const Shop* shop, program.shop());
  RIFF_TRY(program.TakeLock(RunLock::Patience::kNo));
  UndoPlan plan;
  RIFF_TRY(program.store().Transact([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(plan, ApplyUndo(tx, RunId(flags.run), flags.partial ? WhenOvertaken::kUndoTheRest : WhenOvertaken::kStop,
                             program.actor()));
    return {};
  }));
  PrintUndo(console, plan);
  JsonWriter json;
  json.BeginObject().Key("undoes").Integer(flags.run).Key("done").Bool(true);
  WriteUndo(json, plan);
  ExitCode code = ExitCode::kDone;
  if (flags.no_push) {
    console.Line("undone; its listings follow with the next riff sync");
  } else {
    SyncRequest request;
    request.command = "undo";
    request.read = false;
    RunReport report;
    {
      ProgressLine progress(console);
      RIFF_TRY(report, RunSync(program.store(), program.run(), *shop, request, progress.callback()));
    }
    PrintRun(console, report);
    WriteRunMembers(json, report);
    code = program.run().tripwire.tripped() ? ExitCode::kRefused : ExitCodeOf(report);
  }
  json.EndObject();
  console.Json(json.Take());
  return code;
}

}  // namespace

void AddUndoCommand(CLI::App& app, Invocation& invocation) {
  CLI::App* undo = app.add_subcommand("undo", "Show how to take back what a run wrote to the channels; --yes does it");
  undo->footer(
      "Prices and titles go back in the product, stock that was put in goes out again, and the listings follow. What\n"
      "followed an order cannot be undone, and nothing is put back where a later change came in between.\n"
      "Example:\n  riff undo 12\n  riff undo 12 --yes");
  auto flags = std::make_shared<UndoFlags>();
  undo->add_option("run", flags->run, "The run (riff runs)")->required();
  undo->add_flag("--yes", flags->yes, "Do it");
  undo->add_flag("--partial", flags->partial, "Where a listing was changed since, undo the rest");
  undo->add_flag("--no-push", flags->no_push, "Leave the listings to the next sync");
  undo->callback([&invocation, flags] {
    invocation.action = [flags](Console& console, const Invocation& given) {
      return WithProgram(console, given, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
        return flags->yes ? Apply(console, program, *flags) : Show(console, program, RunId(flags->run));
      });
    };
  });
}

}  // namespace riff
