#include <CLI/CLI.hpp>

#include "engine/cli/plan_file.h"
#include "engine/cli/program.h"
#include "engine/cli/report_text.h"
#include "engine/sync/approvals.h"
#include "engine/sync/run_sync.h"

namespace riff {

namespace {

struct PlanFlags {
  bool full = false;
  std::string out;
};

ExitCode ShowPlan(Console& console, const Invocation& invocation, const PlanFlags& flags) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    RIFF_TRY(const Shop* shop, program.shop());
    ReconcileRequest request;
    request.scope = flags.full ? FactsScope::kAll : FactsScope::kDirty;
    request.queued = QueuedWrites::kPlanAnew;  // The next push sends what is queued, too.
    RIFF_TRY(LoadApprovals(program.store(), request));
    RIFF_TRY(request.policy, CurrentPolicy(program.store(), *shop));
    RIFF_TRY(const Plan plan, Preview(program.store(), program.run(), request));
    const std::map<Channel, PlanCost> cost = CostOf(plan, request.policy);
    PrintPlan(console, plan, cost);
    console.Json(PlanJson(plan, cost));
    if (!flags.out.empty()) {
      RIFF_TRY(const ReviewedPlan reviewed, ReviewOf(program.store(), program.run(), plan));
      RIFF_TRY(SavePlanFile(flags.out, reviewed));
      console.Line("kept in " + flags.out + ": riff push --plan " + flags.out + " sends this and nothing else");
    }
    return ExitCode::kDone;
  });
}

}  // namespace

void AddPlanCommand(CLI::App& app, Invocation& invocation) {
  CLI::App* plan = app.add_subcommand("plan", "Show what the next push would change and what it costs; sends nothing");
  plan->footer(
      "Works on what the store knows; riff sync --no-push brings it up to date first.\nExample:\n  riff plan\n  riff "
      "plan --out plan.json");
  auto flags = std::make_shared<PlanFlags>();
  plan->add_flag("--full", flags->full, "Look at the whole catalogue, not only at what changed");
  plan->add_option("--out", flags->out, "Keep the plan in this file, for riff push --plan");
  plan->callback([&invocation, flags] {
    invocation.action = [flags](Console& console, const Invocation& given) { return ShowPlan(console, given, *flags); };
  });
}

}  // namespace riff
