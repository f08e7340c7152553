#include "engine/sync/send_queued.h"

#include "engine/sync/approvals.h"
#include "engine/sync/push_changes.h"
#include "engine/sync/record_violations.h"
#include "engine/sync/run_sync.h"

namespace riff {

namespace {

Result<void> Push(Store& store, RunContext& run, const Shop& shop, RunReport& report, const Progress& progress) {
  ReconcileRequest plan;
  RIFF_TRY(LoadApprovals(store, plan));
  RIFF_TRY(plan.policy, CurrentPolicy(store, shop));
  for (auto& [channel, rules] : plan.policy.channels) {
    rules.read_this_run = false;  // Nothing was read: no stock is raised on what was seen some time ago.
  }
  RIFF_TRY(const ReconcileCounts counts, Reconcile(store, run, plan));
  report.changes = counts.changes;
  report.todo.opened += counts.todo_opened;
  RIFF_TRY(const Pushed pushed, PushChanges(store, run, shop, plan, progress));
  report.todo.opened += pushed.todo_opened;
  for (const auto& [channel, push] : pushed.reports) {
    ChannelReport part{channel, {}, push, ""};
    const auto error = pushed.errors.find(channel);
    part.error = error == pushed.errors.end() ? "" : error->second;
    report.channels.push_back(part);
  }
  return {};
}

RunStatus StatusOf(const RunReport& report, const RunContext& run) {
  if (run.tripwire.tripped() || run.stopping) {
    return run.stopping ? RunStatus::kAborted : RunStatus::kFailed;
  }
  for (const ChannelReport& channel : report.channels) {
    if (!channel.error.empty() || channel.push.rejected > 0 || channel.push.later > 0 || channel.push.ambiguous > 0) {
      return RunStatus::kPartial;
    }
  }
  return RunStatus::kOk;
}

}  // namespace

Result<RunReport> QueueAndSend(Store& store, RunContext& run, const Shop& shop, const std::string& command,
                               const std::function<Result<void>(Store&)>& queue, const Progress& progress) {
  RunReport report;
  report.command = command;
  report.started_at = run.clock.Now();
  RIFF_TRY(store.Transact([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(run.run, tx.runs.Begin(command, report.started_at));
    RIFF_TRY(tx.runs.AbortUnfinished(run.run, report.started_at));
    // The caller holds the only cycle there is: whatever is in flight was left by a run that died.
    RIFF_TRY(tx.outbox.LapseLeases(Timestamp(Duration(INT64_MAX))));
    return {};
  }));
  report.run = run.run;
  Result<void> done = queue(store);
  if (done.has_value()) {
    done = Push(store, run, shop, report, progress);
  }
  RIFF_TRY(const std::int64_t violations, RecordViolations(store, run));
  report.todo.opened += violations;
  report.ended_at = run.clock.Now();
  report.status = done.has_value() ? StatusOf(report, run) : RunStatus::kFailed;
  RIFF_TRY(store.Transact([&](Transaction& tx) -> Result<void> {
    TodoFilter filter;
    filter.status = TodoStatus::kOpen;
    RIFF_TRY(report.todo.open, tx.todos.Count(filter));
    return tx.runs.Save(report);
  }));
  if (!done.has_value()) {
    return Fail(done.error());
  }
  return report;
}

}  // namespace riff
