#pragma once

#include <functional>
#include <set>
#include <string>

#include "engine/model/run.h"
#include "engine/sync/reconcile.h"
#include "engine/sync/shop.h"

namespace riff {

// Looks at how the run is about to plan, once its reading is done and before anything is planned into the store; may
// narrow it. False: the run ends there, aborted, with nothing queued and nothing sent.
using PlanReview = std::function<Result<bool>(ReconcileRequest&)>;

struct SyncRequest {
  std::string command = "sync";           // What the run is filed under.
  std::set<Channel> only;                 // Empty: all channels in use.
  FactsScope scope = FactsScope::kDirty;  // kAll: plan the whole catalogue, not only what changed.
  bool read = true;                       // False: go by what the store knows. Lowers, pauses and ends; raises nothing.
  bool push = true;
  PlanReview review = nullptr;  // None: everything due is planned and sent.
};

// One sync cycle: read every channel (orders before listings, all channels at once), link, plan, guard, push, confirm,
// and bring the to-do queue up to date. It holds no lock: the caller sees to it that one cycle runs at a time. Every
// channel fails alone; what went wrong is in the report. The run and its report are stored. A cycle that was killed
// leaves a run marked running; the next one marks it aborted, makes its writes in flight ambiguous and goes on.
// An attempt to write production from a stage that forbids it fails the run and opens a critical item.
// `run.run` is set by it.
Result<RunReport> RunSync(Store& store, RunContext& run, const Shop& shop, const SyncRequest& request,
                          const Progress& progress);

// The rules as they are now: what the wiring built, with what is stored of each channel's health and of the switches.
Result<PlanPolicy> CurrentPolicy(Store& store, const Shop& shop);

}  // namespace riff
