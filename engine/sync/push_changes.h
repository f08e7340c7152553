#pragma once

#include <map>
#include <set>
#include <vector>

#include "engine/sync/reconcile.h"
#include "engine/sync/shop.h"

namespace riff {

struct Pushed {
  std::map<Channel, PushReport> reports;
  std::map<Channel, std::string> errors;
  std::int64_t queued = 0;  // Writes that later rounds added.
  std::int64_t todo_opened = 0;
};

// Sends what the outbox holds and sees it through: deliver on every channel at once, read back, plan again on what was
// seen, and once more while that brings new writes (a listing has one open write, so a new price follows its new
// quantity), a few rounds at most. Each channel fails alone. `request` says how to plan; its scope is not used. With
// `request.only` nothing is sent but writes that this run queued.
Result<Pushed> PushChanges(Store& store, RunContext& run, const Shop& shop, const ReconcileRequest& request,
                           const Progress& progress);

}  // namespace riff
