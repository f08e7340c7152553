#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

#include "engine/model/run.h"
#include "engine/port/run_context.h"
#include "engine/port/store.h"
#include "engine/runtime/run_lock.h"
#include "engine/sync/shop.h"

namespace riff {

struct WorkerParts {
  Store& store;     // The worker's own session.
  RunContext& run;  // And its own context.
  // The shop as its configuration and stages are now. Asked before each piece of work, and only with the lock held.
  std::function<Result<const Shop*>()> shop;
  // The store's run lock, without waiting: kConflict while another process has it.
  std::function<Result<std::unique_ptr<RunLock>>()> take_lock;
};

struct WorkerTimes {
  Duration interval = std::chrono::minutes(5);   // From the end of a cycle to the next one.
  Duration full_sweep = std::chrono::hours(24);  // Between cycles that plan the whole catalogue; the first one does.
};

// What `riff serve` does besides answering: whole cycles on schedule, and in between whatever webhooks brought, at
// once. It waits nowhere. One thread, but for WantRead and halted.
class SyncWorker {
 public:
  SyncWorker(const WorkerParts& parts, const WorkerTimes& times);

  // Does what is due and says when there will be something next: a cycle when its time has come; else, when deliveries
  // wait or a push is wanted, takes them, plans the products that were touched, and pushes. Holds the run lock while it
  // works and not longer; when another process has it, the work is put off for a few seconds. A cycle that fails is
  // logged and tried again on schedule. One line is logged for each. After a guard has refused something, nothing is
  // done any more.
  Timestamp Step();

  // Brings the next cycle forward: something changed that only a read shows. From any thread.
  void WantRead() { read_wanted_ = true; }

  // Has what is dirty planned and pushed with the next step, without reading the channels first: units were set aside
  // or given back. From any thread. False when that was wanted already: nobody need be woken for it again.
  bool WantPush() { return !push_wanted_.exchange(true); }

  const std::atomic<bool>& halted() const { return halted_; }

 private:
  Result<bool> AnyWaiting();
  Timestamp RunCycle();
  Timestamp TakeWaiting(const char* what);
  Result<RunReport> TakeAndPush(const char* what);
  void BringForward();
  void Report(const char* what, const Result<RunReport>& done);
  template <class Work>
  bool WithLock(const char* what, const Work& work);

  WorkerParts parts_;
  WorkerTimes times_;
  std::optional<Timestamp> next_cycle_;  // Unset: at once.
  std::optional<Timestamp> next_full_;
  std::optional<Timestamp> next_push_;  // Unset: at once.
  std::atomic<bool> read_wanted_ = false;
  std::atomic<bool> push_wanted_ = false;
  std::atomic<bool> halted_ = false;
};

}  // namespace riff
