#include "engine/sync/run_sync.h"

#include <mutex>

#include "engine/base/crash_point.h"
#include "engine/rollout/stage_rules.h"
#include "engine/sync/approvals.h"
#include "engine/sync/close_todos.h"
#include "engine/sync/deliver_writes.h"
#include "engine/sync/link_listings.h"
#include "engine/sync/push_changes.h"
#include "engine/sync/read_channel.h"
#include "engine/sync/record_exposure.h"
#include "engine/sync/record_violations.h"

namespace riff {

namespace {

constexpr Timestamp kEndOfTime = Timestamp(Duration(INT64_MAX));

class Cycle {
 public:
  Cycle(Store& store, RunContext& run, const Shop& shop, const SyncRequest& request, const Progress& progress)
      : store_(store), run_(run), shop_(shop), request_(request), progress_(progress) {}

  Result<RunReport> Run() {
    RIFF_TRY(Begin());
    const Result<void> done = Work();
    report_.ended_at = run_.clock.Now();
    RIFF_TRY(const std::int64_t violations, RecordViolations(store_, run_));
    report_.todo.opened += violations;
    if (!done.has_value()) {
      report_.status = RunStatus::kFailed;
      RIFF_TRY(Save());
      return Fail(done.error());
    }
    RIFF_CRASH_POINT("run.todos_closed");
    report_.status = Verdict();
    RIFF_TRY(CountOpen());
    RIFF_TRY(Save());
    RIFF_CRASH_POINT("run.saved");
    return report_;
  }

 private:
  Result<void> Begin() {
    return store_.Transact([&](Transaction& tx) -> Result<void> {
      const Timestamp now = run_.clock.Now();
      RIFF_TRY(run_.run, tx.runs.Begin(request_.command, now));
      report_ = RunReport{};
      report_.run = run_.run;
      report_.command = request_.command;
      report_.started_at = now;
      RIFF_TRY(tx.runs.AbortUnfinished(run_.run, now));
      // The caller holds the only cycle there is, so whatever is in flight was left by a run that died.
      RIFF_TRY(tx.outbox.LapseLeases(kEndOfTime));
      return {};
    });
  }

  Result<void> Work() {
    if (request_.read) {
      RIFF_CRASH_POINT("run.begun");
      ReadAll();
      RIFF_CRASH_POINT("run.read");
      RIFF_TRY(TakeAndLink());
      RIFF_CRASH_POINT("run.linked");
    }
    RIFF_TRY(ReconcileRequest plan, PlanRequest());
    if (request_.review != nullptr) {
      RIFF_TRY(const bool goes_on, request_.review(plan));
      stopped_ = !goes_on;
      if (stopped_) {
        return {};
      }
    }
    RIFF_TRY(const ReconcileCounts counts, Reconcile(store_, run_, plan));
    report_.changes = counts.changes;
    report_.todo.opened += counts.todo_opened;
    for (const auto& [channel, confirmed] : counts.confirmed) {
      ReportOf(channel).push.confirmed += confirmed;
    }
    RIFF_CRASH_POINT("run.planned");
    if (request_.push) {
      RIFF_TRY(Push(plan));
    }
    RIFF_CRASH_POINT("run.pushed");
    RIFF_TRY(RecordExposure(store_, run_));
    if (run_.stopping || run_.tripwire.tripped()) {
      return {};  // What was not looked at to the end cannot have come to agree.
    }
    RIFF_TRY(LookForUnfinished());
    return CloseTodos();
  }

  // Writes that were tried and are not through: the run did not do all it set out to do.
  Result<void> LookForUnfinished() {
    return store_.Read([&](Transaction& tx) -> Result<void> {
      unfinished_ = false;
      for (const ShopChannel& channel : shop_.channels) {
        for (const WriteState state : {WriteState::kQueued, WriteState::kAmbiguous}) {
          RIFF_TRY(const std::vector<Write> writes, tx.outbox.InState(channel.connector->channel, state, 1));
          unfinished_ = unfinished_ || (request_.push && !writes.empty());
        }
      }
      return {};
    });
  }

  void ReadAll() {
    std::vector<const ShopChannel*> channels;
    for (const ShopChannel& channel : shop_.channels) {
      if (request_.only.empty() || request_.only.contains(channel.connector->channel)) {
        channels.push_back(&channel);
        report_.channels.push_back(ChannelReport{channel.connector->channel, {}, {}, ""});
      }
    }
    std::mutex mutex;
    ForEachChannel(
        shop_, run_, channels,
        [&](const ShopChannel& channel, Store& own, RunContext& context) {
          const ChannelRead read = ReadChannel(own, context, shop_, channel, progress_);
          const std::scoped_lock lock(mutex);
          ChannelReport& report = ReportOf(channel.connector->channel);
          report.read = read.report;
          report.error = read.error;
          report_.todo.opened += read.todo_opened;
        },
        [&](const ShopChannel& channel, const Error& error) {
          const std::scoped_lock lock(mutex);
          ChannelReport& report = ReportOf(channel.connector->channel);
          report.read.status = ReadStatus::kFailed;
          report.error = error.message;
        });
  }

  Result<void> TakeAndLink() {
    RIFF_TRY(const LinkCounts linked, LinkListings(store_, run_, shop_));
    report_.todo.opened += linked.todo_opened;
    return store_.Transact([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(const TakeCounts replayed, ReplayParked(tx, TakeMark{run_.run, run_.clock.Now()}));
      report_.todo.opened += replayed.todo_opened;
      return {};
    });
  }

  Result<ReconcileRequest> PlanRequest() {
    ReconcileRequest plan;
    plan.scope = request_.scope;
    RIFF_TRY(LoadApprovals(store_, plan));
    RIFF_TRY(plan.policy, CurrentPolicy(store_, shop_));
    for (auto& [channel, rules] : plan.policy.channels) {
      rules.read_this_run = false;
      for (const ChannelReport& report : report_.channels) {
        const bool whole = report.channel == channel && report.read.status == ReadStatus::kComplete;
        rules.read_this_run = rules.read_this_run || whole;
      }
    }
    return plan;
  }

  Result<void> Push(const ReconcileRequest& plan) {
    RIFF_TRY(const Pushed pushed, PushChanges(store_, run_, shop_, plan, progress_));
    report_.changes.planned += pushed.queued;
    report_.todo.opened += pushed.todo_opened;
    for (const auto& [channel, push] : pushed.reports) {
      PushReport& sum = ReportOf(channel).push;
      const std::int64_t confirmed = sum.confirmed + push.confirmed;
      sum = push;
      sum.confirmed = confirmed;
    }
    for (const auto& [channel, error] : pushed.errors) {
      std::string& said = ReportOf(channel).error;
      said += (said.empty() ? "" : "; ") + error;
    }
    return {};
  }

  Result<void> CloseTodos() {
    std::set<Channel> complete;
    for (const ChannelReport& report : report_.channels) {
      if (report.read.status == ReadStatus::kComplete) {
        complete.insert(report.channel);
      }
    }
    const Coverage coverage =
        complete.size() == shop_.channels.size() ? Coverage::kAllChannels : Coverage::kSomeChannels;
    RIFF_TRY(const std::int64_t closed, CloseAgreedTodos(store_, run_, complete, coverage));
    report_.todo.closed += closed;
    RIFF_TRY(WakeSnoozedTodos(store_, run_));
    return {};
  }

  RunStatus Verdict() {
    if (run_.tripwire.tripped()) {
      return RunStatus::kFailed;
    }
    if (run_.stopping || stopped_) {
      return RunStatus::kAborted;
    }
    std::size_t asked = 0;  // A channel that was only written to was not asked to be read.
    std::size_t failed = 0;
    bool whole = true;
    for (const ChannelReport& report : report_.channels) {
      const bool skipped = report.read.status == ReadStatus::kSkipped;
      asked += skipped ? 0 : 1;
      failed += report.read.status == ReadStatus::kFailed ? 1 : 0;
      whole = whole && (skipped || report.read.status == ReadStatus::kComplete) && report.error.empty() &&
              report.push.rejected == 0;
    }
    if (whole && !unfinished_) {
      return RunStatus::kOk;
    }
    return failed == asked && failed > 0 ? RunStatus::kFailed : RunStatus::kPartial;
  }

  Result<void> CountOpen() {
    return store_.Read([&](Transaction& tx) -> Result<void> {
      TodoFilter filter;
      filter.status = TodoStatus::kOpen;
      RIFF_TRY(report_.todo.open, tx.todos.Count(filter));
      return {};
    });
  }

  Result<void> Save() {
    return store_.Transact([&](Transaction& tx) { return tx.runs.Save(report_); });
  }

  ChannelReport& ReportOf(Channel channel) {
    for (ChannelReport& report : report_.channels) {
      if (report.channel == channel) {
        return report;
      }
    }
    report_.channels.push_back(ChannelReport{channel, {}, {}, ""});
    return report_.channels.back();
  }

  Store& store_;
  RunContext& run_;
  const Shop& shop_;
  const SyncRequest& request_;
  const Progress& progress_;
  RunReport report_;
  bool unfinished_ = false;
  bool stopped_ = false;  // By the review.
};

}  // namespace

Result<PlanPolicy> CurrentPolicy(Store& store, const Shop& shop) {
  PlanPolicy policy = shop.policy;
  RIFF_TRY(store.Read([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(const std::optional<std::string> push, tx.settings.Get(kPushSwitch));
    for (auto& [channel, rules] : policy.channels) {
      RIFF_TRY(const ChannelState state, tx.channels.Get(channel));
      rules.healthy = state.health == ChannelHealth::kOk || state.health == ChannelHealth::kDegraded;
      rules.push_enabled = rules.push_enabled && push != "off";
    }
    return {};
  }));
  return policy;
}

Result<RunReport> RunSync(Store& store, RunContext& run, const Shop& shop, const SyncRequest& request,
                          const Progress& progress) {
  return Cycle(store, run, shop, request, progress).Run();
}

}  // namespace riff
