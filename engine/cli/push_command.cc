#include <CLI/CLI.hpp>

#include "engine/cli/plan_file.h"
#include "engine/cli/program.h"
#include "engine/cli/push_now.h"
#include "engine/cli/report_text.h"

namespace riff {

namespace {

void PrintMoved(Console& console, const PushedPlan& pushed) {
  const PlanComparison& comparison = pushed.comparison;
  if (!comparison.moved.empty()) {
    std::vector<std::vector<std::string>> rows;
    for (const MovedWrite& moved : comparison.moved) {
      rows.push_back(
          {ToString(moved.listing.channel), moved.listing.remote.text(), moved.sku.text(), moved.planned, moved.why});
    }
    console.Table({{"CHANNEL"}, {"LISTING"}, {"SKU"}, {"PLANNED"}, {"WHAT MOVED"}}, rows);
  }
  console.Line(std::to_string(comparison.unmoved.size()) + " as planned, " + std::to_string(comparison.moved.size()) +
               " moved, " + std::to_string(comparison.kept_back) + " kept back by the guard, " +
               std::to_string(comparison.others) + " planned since and left for another plan");
}

std::string JsonOf(const PushedPlan& pushed) {
  JsonWriter json;
  json.BeginObject();
  WriteRunMembers(json, pushed.report);
  const PlanComparison& comparison = pushed.comparison;
  json.Key("stopped").Bool(pushed.stopped);
  json.Key("as_planned").Integer(static_cast<std::int64_t>(comparison.unmoved.size()));
  json.Key("kept_back").Integer(comparison.kept_back).Key("others").Integer(comparison.others);
  json.Key("moved").BeginArray();
  for (const MovedWrite& moved : comparison.moved) {
    json.BeginObject().Key("channel").Text(ToString(moved.listing.channel));
    json.Key("listing").Text(moved.listing.remote.text()).Key("sku").Text(moved.sku.text());
    json.Key("planned").Text(moved.planned).Key("why").Text(moved.why).EndObject();
  }
  json.EndArray().EndObject();
  return json.Take();
}

Result<ExitCode> PushPlan(Console& console, Program& program, const std::string& path, WhenMoved when_moved) {
  RIFF_TRY(const ReviewedPlan plan, LoadPlanFile(path));
  RIFF_TRY(const Shop* shop, program.shop());
  RIFF_TRY(program.TakeLock(RunLock::Patience::kNo));
  PushedPlan pushed;
  {
    ProgressLine progress(console);
    RIFF_TRY(pushed, PushReviewed(program.store(), program.run(), *shop, PushPlanRequest{plan, when_moved},
                                  progress.callback()));
  }
  PrintMoved(console, pushed);
  PrintRun(console, pushed.report);
  console.Json(JsonOf(pushed));
  if (pushed.stopped) {
    console.Problem("the world moved since the plan was made: nothing was sent (--partial sends what did not move)");
  }
  const bool refused = pushed.stopped || program.run().tripwire.tripped();
  return refused ? ExitCode::kRefused : ExitCodeOf(pushed.report);
}

}  // namespace

void AddPushCommand(CLI::App& app, Invocation& invocation) {
  CLI::App* push = app.add_subcommand("push", "Plan what changed in the store and send it, without reading first");
  push->footer(
      "Lowers, pauses and ends at once; what raises waits for riff sync. With --plan it reads the plan's channels,\n"
      "plans again, and sends what the plan says or, where anything moved, nothing (exit code 4).\n"
      "Example:\n  riff push\n  riff plan --out plan.json\n  riff push --plan plan.json");
  auto path = std::make_shared<std::string>();
  auto partial = std::make_shared<bool>(false);
  CLI::Option* plan =
      push->add_option("--plan", *path, "Send what this file of riff plan --out says, and nothing else");
  push->add_flag("--partial", *partial, "Where something moved, send the rest")->needs(plan);
  push->callback([&invocation, path, partial] {
    invocation.action = [path, partial](Console& console, const Invocation& given) {
      return WithProgram(console, given, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
        return path->empty()
                   ? PushAndPrint(console, program)
                   : PushPlan(console, program, *path, *partial ? WhenMoved::kApplyTheRest : WhenMoved::kStop);
      });
    };
  });
}

}  // namespace riff
