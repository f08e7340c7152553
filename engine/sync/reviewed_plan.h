#pragma once

#include <string>
#include <vector>

#include "engine/sync/run_sync.h"

namespace riff {

// A plan that was shown to a person, to be carried out later as it was shown or not at all.
struct ReviewedPlan {
  std::string store;  // StoreIdentity of the store it was made of.
  RunId last_run;     // The newest run when it was made; 0: none.
  Timestamp made_at;
  std::vector<PlannedWrite> writes;  // With their verdicts of then and their preconditions.

  friend bool operator==(const ReviewedPlan&, const ReviewedPlan&) = default;
};

// What names this store and no other; drawn when it is asked for first. A copy of a store has the same.
Result<std::string> StoreIdentity(Store& store, RunContext& run);

// The plan as something to keep. Errors are the store's.
Result<ReviewedPlan> ReviewOf(Store& store, RunContext& run, const Plan& plan);

// A write that is not what it was when it was shown.
struct MovedWrite {
  ListingKey listing;
  Sku sku;
  std::string planned;  // "quantity to 2".
  std::string why;      // What is different now.
};

// The reviewed writes held against what is planned now.
struct PlanComparison {
  std::map<ListingKey, std::string> unmoved;  // May be sent: the same write on the same preconditions (DigestOf).
  std::vector<MovedWrite> moved;
  std::int64_t kept_back = 0;  // Asked, held or refused when it was shown, and still not let through.
  std::int64_t others = 0;     // Planned now and not in the reviewed plan.
};

// Pure. A write that was asked or held may go once a person has approved it; one that was refused never goes with this
// plan; one that was to be pushed and is not let through any more has moved.
PlanComparison Compare(const ReviewedPlan& reviewed, const Plan& now);

enum class WhenMoved { kStop, kApplyTheRest };

struct PushedPlan {
  RunReport report;
  PlanComparison comparison;
  bool stopped = false;  // Something moved: nothing was queued or sent.
};

// Carries a reviewed plan out, in a run of its own: reads the channels that it writes to (what was decided must be true
// there still, and nothing is raised without a fresh read), plans again, and compares. Where something moved it stops
// before anything is queued, unless it is to apply the rest. Nothing is sent that is not in the plan: other writes in
// the outbox stay there, other work stays for the next plan, and so does a second write for the same listing. Each
// write is held against its preconditions once more in the transaction that queues it. kInvalid, before any run begins,
// for the plan of another store and for a channel that is not in use. A repeat finds what it did before, moved. The
// caller sees to it that no other cycle runs.
struct PushPlanRequest {
  const ReviewedPlan& plan;
  WhenMoved when_moved = WhenMoved::kStop;
};
Result<PushedPlan> PushReviewed(Store& store, RunContext& run, const Shop& shop, const PushPlanRequest& request,
                                const Progress& progress);

}  // namespace riff
