#pragma once

#include <vector>

#include "engine/plan/plan.h"
#include "engine/port/store.h"

namespace riff {

struct PlanMark {
  RunId run;
  Timestamp at;
};

struct StoredPlan {
  std::int64_t todo_opened = 0;
  std::int64_t adopted = 0;
  std::int64_t queued = 0;
  std::vector<Channel> confirmed;  // One entry a write.
};

// Carries one product's plan into the store, in the caller's transaction, and marks the product dirty or not by whether
// the plan left it unsettled. A write whose key is in the outbox already is not stored again; when that one was refused
// for good, its to-do item is kept open. A write for a listing whose open write may still land waits.
Result<StoredPlan> StorePlan(Transaction& tx, const Sku& sku, const Plan& plan, const PlanMark& mark);

// 1 when the finding opened an item.
Result<std::int64_t> RaiseFinding(Transaction& tx, const Finding& finding, const PlanMark& mark);

}  // namespace riff
