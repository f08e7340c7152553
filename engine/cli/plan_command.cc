#include <CLI/CLI.hpp>

#include "engine/cli/program.h"
#include "engine/cli/report_text.h"
#include "engine/sync/approvals.h"
#include "engine/sync/run_sync.h"

namespace riff {

namespace {

ExitCode ShowPlan(Console& console, const Invocation& invocation, FactsScope scope) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    RIFF_TRY(const Shop* shop, program.shop());
    ReconcileRequest request;
    request.scope = scope;
    RIFF_TRY(LoadApprovals(program.store(), request));
    RIFF_TRY(request.policy, CurrentPolicy(program.store(), *shop));
    RIFF_TRY(const Plan plan, Preview(program.store(), program.run(), request));
    const std::map<Channel, PlanCost> cost = CostOf(plan, request.policy);
    PrintPlan(console, plan, cost);
    console.Json(PlanJson(plan, cost));
    return ExitCode::kDone;
  });
}

}  // namespace

void AddPlanCommand(CLI::App& app, Invocation& invocation) {
  CLI::App* plan = app.add_subcommand("plan", "Show what the next push would change and what it costs; sends nothing");
  plan->footer("Works on what the store knows; riff sync --no-push brings it up to date first.\nExample:\n  riff plan");
  auto full = std::make_shared<bool>(false);
  plan->add_flag("--full", *full, "Look at the whole catalogue, not only at what changed");
  plan->callback([&invocation, full] {
    invocation.action = [full](Console& console, const Invocation& given) {
      return ShowPlan(console, given, *full ? FactsScope::kAll : FactsScope::kDirty);
    };
  });
}

}  // namespace riff
