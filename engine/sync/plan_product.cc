#include "engine/sync/plan_product.h"

#include <algorithm>
#include <span>

#include "engine/ledger/balance_rules.h"

namespace riff {
namespace {

// The product as if its queued writes were not there; those that were are added to `anew`.
ProductFacts WithoutQueued(const ProductFacts& facts, const ReconcileRequest& request,
                           std::vector<WriteSettlement>& anew) {
  ProductFacts without = facts;
  for (LinkedListing& linked : without.listings) {
    const bool asked_for = !request.only.has_value() || request.only->contains(linked.listing.key);
    const bool queued = linked.open.has_value() && linked.open->state == WriteState::kQueued &&
                        !std::holds_alternative<CreateListing>(linked.open->change);
    if (queued && asked_for) {
      anew.push_back(WriteSettlement{linked.open->id, linked.listing.key, Settlement::kSupersede, "planned anew"});
      linked.open.reset();
    }
  }
  return without;
}

// Drops the writes that the request does not name.
void Narrow(Plan& plan, const std::map<ListingKey, std::string>& only) {
  std::erase_if(plan.writes, [&](const PlannedWrite& write) {
    const auto named = only.find(write.listing);
    const bool dropped = named == only.end() || named->second != DigestOf(write);
    if (dropped) {
      plan.unsettled.insert(write.sku);
    }
    return dropped;
  });
}

// Plans one product; where the plan adopts a level into the books, what follows is planned on the books after it.
Plan PlanKnown(const ProductFacts& facts, const ReconcileRequest& request, Timestamp now) {
  Plan plan = MakePlan(PlanInput{std::span(&facts, 1), request.policy, now, &request.approved});
  if (plan.adoptions.empty()) {
    return plan;
  }
  ProductFacts after = facts;
  after.stock_known = true;
  for (const Adoption& adoption : plan.adoptions) {
    Balance& books = adoption.movement.world == World::kReal ? after.real : after.sandbox;
    const Balance held = adoption.movement.world == World::kReal ? books : Together(after.real, books);
    const Result<Balance> moved = Apply(held, adoption.movement);
    if (!moved.has_value()) {
      return plan;  // The store refuses it too; the next look sees why.
    }
    books = adoption.movement.world == World::kReal
                ? *moved
                : Balance{moved->available - after.real.available, moved->reserved - after.real.reserved,
                          moved->committed - after.real.committed, moved->oversold - after.real.oversold};
  }
  Plan second = MakePlan(PlanInput{std::span(&after, 1), request.policy, now, &request.approved});
  second.adoptions = plan.adoptions;
  second.unsettled.merge(plan.unsettled);
  return second;
}

}  // namespace

bool IsAskedFor(const ProductFacts& facts, const ReconcileRequest& request) {
  return !request.only.has_value() ||
         std::any_of(facts.listings.begin(), facts.listings.end(),
                     [&](const LinkedListing& linked) { return request.only->contains(linked.listing.key); });
}

Plan PlanProduct(const ProductFacts& facts, const ReconcileRequest& request, Timestamp now) {
  if (request.queued == QueuedWrites::kKeep && !request.only.has_value()) {
    return PlanKnown(facts, request, now);
  }
  std::vector<WriteSettlement> anew;
  Plan plan = request.queued == QueuedWrites::kPlanAnew ? PlanKnown(WithoutQueued(facts, request, anew), request, now)
                                                        : PlanKnown(facts, request, now);
  if (request.only.has_value()) {
    Narrow(plan, *request.only);
  }
  for (const WriteSettlement& queued : anew) {
    // One that nothing takes the place of stays as it is.
    const bool replaced = std::any_of(plan.writes.begin(), plan.writes.end(), [&](const PlannedWrite& write) {
      return write.listing == queued.listing && write.verdict == Verdict::kPush;
    });
    if (replaced) {
      plan.settlements.push_back(queued);
    }
  }
  return plan;
}

}  // namespace riff
