#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "engine/model/run.h"
#include "engine/plan/plan.h"
#include "engine/port/run_context.h"
#include "engine/port/store.h"

namespace riff {

// What becomes of writes that are queued and not sent (creates apart, which no plan makes): kept as they are while they
// are wanted, or planned anew, so that the plan shows them among its writes and their run is the one that sends them.
enum class QueuedWrites { kKeep, kPlanAnew };

struct ReconcileRequest {
  FactsScope scope = FactsScope::kDirty;
  PlanPolicy policy;
  std::set<ListingKey> approved;                      // Changes that a person approved.
  std::map<Channel, std::int64_t> approved_removals;  // Beyond the blast radius, allowed up to this many.
  QueuedWrites queued = QueuedWrites::kKeep;
  // Only these writes, by listing and DigestOf, so only while their preconditions hold, looked at again in the
  // transaction that queues them. Products without any of them are left alone and dirty; so stay those with other work.
  std::optional<std::map<ListingKey, std::string>> only;
};

struct ReconcileCounts {
  ChangeCounts changes;
  std::int64_t todo_opened = 0;
  std::int64_t adopted = 0;
  std::int64_t queued = 0;                    // Writes that are new in the outbox.
  std::int64_t products = 0;                  // Looked at.
  std::map<Channel, std::int64_t> confirmed;  // Writes that an observation showed to be done.
};

// Looks at the products' facts (streamed, so memory follows the changes and not the catalogue) and says what would be
// done. Changes nothing and raises no to-do item.
Result<Plan> Preview(Store& store, RunContext& run, const ReconcileRequest& request);

// The same, carried into the store: adoptions into the ledger, desired and acked facts, settled writes, new writes into
// the outbox, findings into the queue. Each product in one transaction, planned again on the facts of that moment, so
// that what moved in between is seen. Products in agreement are not dirty any more. Sends nothing. A repeat on an
// unchanged world stores nothing. A crash halfway leaves the rest dirty.
Result<ReconcileCounts> Reconcile(Store& store, RunContext& run, const ReconcileRequest& request);

}  // namespace riff
