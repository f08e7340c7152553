#include "engine/sync/reconcile.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "engine/base/crash_point.h"
#include "engine/sync/plan_product.h"
#include "engine/sync/store_plan.h"
#include "engine/sync/take_page.h"

namespace riff {

namespace {

constexpr std::size_t kProductsPerStep = 1000;

bool HasWork(const Plan& plan) {
  return !plan.adoptions.empty() || !plan.desired.empty() || !plan.acks.empty() || !plan.settlements.empty() ||
         !plan.writes.empty() || !plan.findings.empty() || !plan.observe.empty();
}

struct FirstLook {
  Plan plan;                  // Of all products with something to do.
  std::vector<Sku> settled;   // In agreement; dirty no more.
  std::vector<Sku> to_store;  // Something to store.
  std::int64_t products = 0;
};

// One by one, every append would move all that is there already; in pairs, each row moves a few times only.
Plan Joined(std::vector<Plan> parts) {
  for (std::size_t apart = 1; apart < parts.size(); apart *= 2) {
    for (std::size_t at = 0; at + apart < parts.size(); at += 2 * apart) {
      Append(parts[at], std::move(parts[at + apart]));
    }
  }
  return parts.empty() ? Plan{} : std::move(parts.front());
}

// Only where a plan removes so many that the share of the channel's live listings matters, and only so far.
Result<std::map<Channel, ChannelSize>> SizesFor(Store& store, const Plan& plan, const ReconcileRequest& request) {
  std::map<Channel, ChannelSize> sizes;
  RIFF_TRY(store.Read([&](Transaction& tx) -> Result<void> {
    for (const auto& [channel, limit] : LiveListingsToCount(plan, request.policy.sync)) {
      RIFF_TRY(const std::int64_t live, tx.listings.CountLive(channel, limit));
      const auto approved = request.approved_removals.find(channel);
      sizes[channel] = ChannelSize{live, approved == request.approved_removals.end() ? 0 : approved->second};
    }
    return {};
  }));
  return sizes;
}

// The next products' plans, those with something to do only.
struct Step {
  std::vector<Plan> plans;
  std::vector<Sku> settled;
  std::vector<Sku> to_store;
  std::int64_t products = 0;
  Sku last;  // Empty when there was no product left.
};

Result<Step> LookOn(Store& store, const ReconcileRequest& request, const Sku& after, Timestamp now) {
  Step step;
  RIFF_TRY(store.Read([&](Transaction& tx) -> Result<void> {
    step = Step{};
    RIFF_TRY(step.last, tx.facts.ForEach(request.scope, after, kProductsPerStep, [&](const ProductFacts& facts) {
      if (!IsAskedFor(facts, request)) {
        return Result<void>();
      }
      ++step.products;
      Plan plan = PlanProduct(facts, request, now);
      if (HasWork(plan) || !plan.unsettled.empty()) {
        step.to_store.push_back(facts.product.sku);
        step.plans.push_back(std::move(plan));
      } else if (request.scope == FactsScope::kDirty) {
        step.settled.push_back(facts.product.sku);
      }
      return Result<void>();
    }));
    return {};
  }));
  return step;
}

template <class T>
void MoveTo(std::vector<T>& all, std::vector<T>& some) {
  all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
}

Result<FirstLook> Look(Store& store, RunContext& run, const ReconcileRequest& request) {
  FirstLook look;
  std::vector<Plan> plans;
  const Timestamp now = run.clock.Now();
  Sku after;
  while (!run.stopping) {
    RIFF_TRY(Step step, LookOn(store, request, after, now));
    if (step.last.empty()) {
      break;
    }
    look.products += step.products;
    MoveTo(look.settled, step.settled);
    MoveTo(look.to_store, step.to_store);
    MoveTo(plans, step.plans);
    after = step.last;
  }
  look.plan = Joined(std::move(plans));
  RIFF_TRY(const auto sizes, SizesFor(store, look.plan, request));
  ApplyBlastRadius(look.plan, request.policy.sync, sizes);
  return look;
}

bool IsRemoval(const PlannedWrite& write) {
  if (const auto* set = std::get_if<SetQuantity>(&write.change)) {
    return set->to == Quantity(0);
  }
  return std::holds_alternative<PauseListing>(write.change) || std::holds_alternative<EndListing>(write.change);
}

// What the whole plan held back stays held when a product is planned again by itself.
void KeepHeld(Plan& plan, const std::set<ListingKey>& held) {
  for (PlannedWrite& write : plan.writes) {
    if (write.verdict == Verdict::kPush && IsRemoval(write) && held.contains(write.listing)) {
      write.verdict = Verdict::kHold;
      plan.unsettled.insert(write.sku);
    }
  }
}

Result<void> ClearSettled(Store& store, const std::vector<Sku>& settled) {
  for (std::size_t first = 0; first < settled.size(); first += kProductsPerStep) {
    RIFF_TRY(store.Transact([&](Transaction& tx) -> Result<void> {
      const std::size_t end = std::min(settled.size(), first + kProductsPerStep);
      for (std::size_t i = first; i < end; ++i) {
        RIFF_TRY(tx.products.ClearDirty(settled[i]));
      }
      return {};
    }));
  }
  return {};
}

Result<std::int64_t> Quarantine(Store& store, RunContext& run, const Sku& sku, const Error& error) {
  Finding finding;
  finding.type = TodoType::kRowQuarantined;
  finding.severity = UsualSeverity(finding.type);
  finding.sku = sku;
  finding.title = sku.text();
  finding.observed = "what was decided for " + sku.text() + " could not be stored: " + error.message;
  finding.intended = "every product is brought up to date";
  finding.suggested = "see riff trace " + sku.text() + " and riff stock verify; it is tried again by every run";
  finding.facts = error.message;
  std::int64_t opened = 0;
  RIFF_TRY(store.Transact([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(opened, RaiseFinding(tx, finding, PlanMark{run.run, run.clock.Now()}));
    return {};
  }));
  return opened;
}

void CountChanges(const Plan& plan, ChangeCounts& counts) {
  for (const PlannedWrite& write : plan.writes) {
    ++counts.planned;
    counts.asked += write.verdict == Verdict::kAsk ? 1 : 0;
    counts.refused += write.verdict == Verdict::kRefuse ? 1 : 0;
    counts.held += write.verdict == Verdict::kHold ? 1 : 0;
  }
}

}  // namespace

Result<Plan> Preview(Store& store, RunContext& run, const ReconcileRequest& request) {
  RIFF_TRY(FirstLook look, Look(store, run, request));
  RIFF_TRY(ValidatePlan(look.plan, request.policy));
  return std::move(look.plan);
}

Result<ReconcileCounts> Reconcile(Store& store, RunContext& run, const ReconcileRequest& request) {
  RIFF_TRY(const FirstLook look, Look(store, run, request));
  RIFF_TRY(ValidatePlan(look.plan, request.policy));
  ReconcileCounts counts;
  counts.products = look.products;
  CountChanges(look.plan, counts.changes);
  RIFF_CRASH_POINT("plan.facts_read");
  RIFF_TRY(ClearSettled(store, look.settled));
  RIFF_CRASH_POINT("plan.cleared");
  std::set<ListingKey> held;
  for (const PlannedWrite& write : look.plan.writes) {
    if (write.verdict == Verdict::kHold) {
      held.insert(write.listing);
    }
  }
  for (const Sku& sku : look.to_store) {
    if (run.stopping) {
      break;
    }
    StoredPlan stored;
    const Result<void> done = store.Transact([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(const std::optional<ProductFacts> facts, tx.facts.Of(sku));
      if (!facts.has_value()) {
        return {};
      }
      const Timestamp now = run.clock.Now();  // One moment for both: a write's key is made of it.
      Plan plan = PlanProduct(*facts, request, now);
      KeepHeld(plan, held);
      RIFF_TRY(stored, StorePlan(tx, sku, plan, PlanMark{run.run, now}));
      return {};
    });
    if (!done.has_value()) {
      if (!IsAboutOneRow(done.error())) {
        return Fail(done.error());
      }
      // It stays dirty, and is tried again by the next run; the others go on.
      RIFF_TRY(const std::int64_t opened, Quarantine(store, run, sku, done.error()));
      counts.todo_opened += opened;
      continue;
    }
    RIFF_CRASH_POINT("plan.product_stored");
    counts.todo_opened += stored.todo_opened;
    counts.adopted += stored.adopted;
    counts.queued += stored.queued;
    for (const Channel channel : stored.confirmed) {
      ++counts.confirmed[channel];
    }
  }
  // What concerns a whole channel and no single product.
  RIFF_TRY(store.Transact([&](Transaction& tx) -> Result<void> {
    for (const Finding& finding : look.plan.findings) {
      if (finding.type == TodoType::kMassChangeHeld) {
        RIFF_TRY(const std::int64_t opened, RaiseFinding(tx, finding, PlanMark{run.run, run.clock.Now()}));
        counts.todo_opened += opened;
      }
    }
    return {};
  }));
  return counts;
}

}  // namespace riff
