#include "engine/serve/sync_worker.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>

#include "engine/sync/run_sync.h"
#include "engine/sync/send_queued.h"
#include "engine/sync/take_webhook.h"

namespace riff {

namespace {

constexpr Duration kBusyPause = std::chrono::seconds(2);   // Another process has the lock.
constexpr Duration kLookPause = std::chrono::seconds(15);  // For deliveries that were put off.
constexpr Duration kPushPause = std::chrono::seconds(1);   // Between pushes: a rush of checkouts is pushed together.
constexpr Duration kReadPause = std::chrono::seconds(30);  // Before a cycle that was brought forward: more may come.
constexpr Duration kHaltedPause = std::chrono::hours(1);   // Nothing will ever be due.
constexpr std::size_t kDeliveriesMax = 500;                // Of a channel at once; the rest is next.

void NoProgress(const std::string&, const std::string&, std::int64_t) {}

std::string LineOf(const char* what, const RunReport& report) {
  std::int64_t accepted = 0;
  std::int64_t confirmed = 0;
  std::int64_t rejected = 0;
  std::int64_t failed = 0;
  for (const ChannelReport& channel : report.channels) {
    accepted += channel.push.accepted;
    confirmed += channel.push.confirmed;
    rejected += channel.push.rejected;
    failed += channel.read.status == ReadStatus::kFailed || !channel.error.empty() ? 1 : 0;
  }
  const Duration took = report.ended_at.value_or(report.started_at) - report.started_at;
  return fmt::format(
      "{}: run {} {} in {}: {} planned, {} accepted, {} confirmed, {} rejected; to-do items: {} opened, {} closed, {} "
      "open; {} of {} channels with trouble",
      what, report.run.number(), ToString(report.status),
      FormatDuration(std::chrono::duration_cast<std::chrono::milliseconds>(took)), report.changes.planned, accepted,
      confirmed, rejected, report.todo.opened, report.todo.closed, report.todo.open, failed, report.channels.size());
}

}  // namespace

SyncWorker::SyncWorker(const WorkerParts& parts, const WorkerTimes& times) : parts_(parts), times_(times) {}

Timestamp SyncWorker::Step() {
  const Timestamp now = parts_.run.clock.Now();
  if (halted_) {
    return now + kHaltedPause;
  }
  if (read_wanted_.exchange(false)) {
    BringForward();
  }
  if (!next_cycle_.has_value() || now >= *next_cycle_) {
    return RunCycle();
  }
  const Result<bool> waiting = AnyWaiting();
  if (!waiting.has_value()) {
    parts_.run.log.Failure("webhooks: the store cannot be read: " + waiting.error().message);
  }
  if (waiting.value_or(false)) {
    return TakeWaiting("webhooks");
  }
  if (!push_wanted_) {
    return std::min(*next_cycle_, now + kLookPause);
  }
  if (next_push_.has_value() && now < *next_push_) {
    return std::min(*next_cycle_, *next_push_);
  }
  return TakeWaiting("push");
}

// With the lock held; false when another process has it.
template <class Work>
bool SyncWorker::WithLock(const char* what, const Work& work) {
  const Result<std::unique_ptr<RunLock>> lock = parts_.take_lock();
  if (!lock.has_value() && lock.error().kind == ErrorKind::kConflict) {
    return false;
  }
  if (!lock.has_value()) {
    Report(what, Fail(lock.error()));
    return true;
  }
  Report(what, work());
  return true;
}

Timestamp SyncWorker::RunCycle() {
  const bool worked = WithLock("sync", [this]() -> Result<RunReport> {
    RIFF_TRY(const Shop* shop, parts_.shop());
    SyncRequest request;
    const Timestamp started_at = parts_.run.clock.Now();
    push_wanted_ = false;  // The cycle pushes, too.
    const bool full = !next_full_.has_value() || started_at >= *next_full_;
    request.scope = full ? FactsScope::kAll : FactsScope::kDirty;
    Result<RunReport> report = RunSync(parts_.store, parts_.run, *shop, request, NoProgress);
    if (!report.has_value()) {
      push_wanted_ = true;
    } else if (full) {
      next_full_ = started_at + times_.full_sweep;
    }
    return report;
  });
  const Timestamp now = parts_.run.clock.Now();
  if (!worked) {
    return now + kBusyPause;
  }
  next_cycle_ = now + times_.interval;
  return now;  // Something may have come in meanwhile.
}

Timestamp SyncWorker::TakeWaiting(const char* what) {
  const bool worked = WithLock(what, [this, what] {
    push_wanted_ = false;  // Before the work: whoever wants one from now on may be too late for this one.
    Result<RunReport> report = TakeAndPush(what);
    if (!report.has_value()) {
      push_wanted_ = true;
    }
    return report;
  });
  const Timestamp now = parts_.run.clock.Now();
  next_push_ = now + kPushPause;
  // Looked at again soon and not at once: what could not be taken was put off, or the store is in trouble.
  return std::min(*next_cycle_, now + (worked ? kBusyPause / 2 : kBusyPause));
}

Result<RunReport> SyncWorker::TakeAndPush(const char* what) {
  RIFF_TRY(const Shop* shop, parts_.shop());
  std::mutex mutex;
  std::optional<Error> failed;
  const auto take = [&](Store&) -> Result<void> {
    std::vector<const ShopChannel*> channels;
    for (const ShopChannel& channel : shop->channels) {
      channels.push_back(&channel);
    }
    ForEachChannel(
        *shop, parts_.run, channels,
        [&](const ShopChannel& channel, Store& own, RunContext& context) {
          const Result<TakenWebhooks> taken = TakeWaitingWebhooks(own, context, channel, kDeliveriesMax);
          const std::lock_guard lock(mutex);
          if (!taken.has_value()) {
            failed = taken.error();
          } else if (taken->read_wanted) {
            read_wanted_ = true;
          }
        },
        [&](const ShopChannel&, const Error& error) {
          const std::lock_guard lock(mutex);
          failed = error;
        });
    return failed.has_value() ? Result<void>(Fail(*failed)) : Result<void>();
  };
  return QueueAndSend(parts_.store, parts_.run, *shop, what, take, NoProgress);
}

Result<bool> SyncWorker::AnyWaiting() {
  bool any = false;
  RIFF_TRY(parts_.store.Read([&](Transaction& tx) -> Result<void> {
    any = false;
    for (const Platform platform : kPlatforms) {
      for (const Environment environment : kEnvironments) {
        RIFF_TRY(const auto waiting, tx.webhooks.Waiting(Channel{platform, environment}, parts_.run.clock.Now(), 1));
        any = any || !waiting.empty();
      }
    }
    return {};
  }));
  return any;
}

void SyncWorker::BringForward() {
  if (next_cycle_.has_value()) {
    next_cycle_ = std::min(*next_cycle_, parts_.run.clock.Now() + kReadPause);
  }
}

void SyncWorker::Report(const char* what, const Result<RunReport>& done) {
  Log& log = parts_.run.log;
  if (!done.has_value()) {
    log.Failure(fmt::format("{}: {}", what, done.error().message));
  } else if (done->status == RunStatus::kOk) {
    log.Info(LineOf(what, *done));
  } else {
    log.Warn(LineOf(what, *done));
  }
  parts_.run.metrics.Count(
      "riff_runs_total",
      fmt::format("command={},status={}", what, done.has_value() ? ToString(done->status) : "not_run"), 1);
  if (parts_.run.tripwire.tripped()) {
    halted_ = true;
    log.Failure("a guard refused a write that its stage forbids: no work is done until a person has looked");
  }
}

}  // namespace riff
