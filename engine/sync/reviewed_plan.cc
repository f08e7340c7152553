#include "engine/sync/reviewed_plan.h"

#include <algorithm>

#include "engine/plan/explain.h"

namespace riff {
namespace {

constexpr char kStoreName[] = "store.name";
constexpr std::size_t kNameDigits = 32;

std::string TextOf(const std::optional<ListingFacts>& facts) {
  if (!facts.has_value()) {
    return "nothing yet";
  }
  return ShownText(*facts) + (facts->price.has_value() ? " at " + FormatMoney(*facts->price) : "");
}

std::string TextOf(const Balance& books) {
  return std::to_string(books.available.units()) + " available, " + std::to_string(books.reserved.units()) +
         " reserved, " + std::to_string(books.committed.units()) + " committed, " +
         std::to_string(books.oversold.units()) + " oversold";
}

std::string Differ(const std::string& what, const std::string& then, const std::string& now) {
  return what + " " + then + " then, " + (then == now ? "something else" : now) + " now";
}

// The first precondition that does not hold, for people.
std::string WhatDiffers(const PlannedWrite& then, const PlannedWrite& now) {
  if (then.change != now.change) {
    return "now planned: " + Describe(now.change) + " (" + now.reason + ")";
  }
  if (then.sku != now.sku) {
    return "the listing is now linked to " + now.sku.text();
  }
  if (then.facts.observed != now.facts.observed) {
    return Differ("the listing:", TextOf(then.facts.observed), TextOf(now.facts.observed));
  }
  if (then.facts.real != now.facts.real) {
    return Differ("the real books:", TextOf(then.facts.real), TextOf(now.facts.real));
  }
  if (then.facts.sandbox != now.facts.sandbox) {
    return Differ("the sandbox books:", TextOf(then.facts.sandbox), TextOf(now.facts.sandbox));
  }
  if (then.facts.product_changed_at != now.facts.product_changed_at) {
    return "the product was changed at " + FormatUtc(now.facts.product_changed_at);
  }
  if (then.desired != now.desired) {
    return Differ("what it should show:", TextOf(then.desired), TextOf(now.desired));
  }
  return Differ("what the channel last confirmed:", TextOf(then.facts.acked), TextOf(now.facts.acked));
}

const PlannedWrite* WriteFor(const Plan& plan, const ListingKey& listing) {
  const auto found =
      std::lower_bound(plan.writes.begin(), plan.writes.end(), listing,
                       [](const PlannedWrite& write, const ListingKey& key) { return write.listing < key; });
  return found == plan.writes.end() || found->listing != listing ? nullptr : &*found;
}

Result<void> CheckFits(const ReviewedPlan& plan, const std::string& store, const Shop& shop) {
  if (plan.store != store) {
    return Fail(ErrorKind::kInvalid, "this plan was made of another store: make one with riff plan --out");
  }
  for (const PlannedWrite& write : plan.writes) {
    if (shop.Find(write.listing.channel) == nullptr) {
      return Fail(ErrorKind::kInvalid, "the plan writes to " + ToString(write.listing.channel) +
                                           ", which is not in use: it is not configured, or its stage does not use it");
    }
  }
  return {};
}

// What the plan is about is looked at again, whether it came to agree meanwhile or not.
Result<void> MarkDirty(Store& store, const ReviewedPlan& plan) {
  return store.Transact([&](Transaction& tx) -> Result<void> {
    for (const PlannedWrite& write : plan.writes) {
      RIFF_TRY(const std::optional<Product> product, tx.products.Find(write.sku));
      if (product.has_value()) {
        RIFF_TRY(tx.products.MarkDirty(write.sku));
      }
    }
    return {};
  });
}

}  // namespace

Result<std::string> StoreIdentity(Store& store, RunContext& run) {
  std::string name;
  RIFF_TRY(store.Transact([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(const std::optional<std::string> known, tx.settings.Get(kStoreName));
    name = known.has_value() ? *known : run.random.Hex(kNameDigits);
    return known.has_value() ? Result<void>() : tx.settings.Set(kStoreName, name);
  }));
  return name;
}

Result<ReviewedPlan> ReviewOf(Store& store, RunContext& run, const Plan& plan) {
  ReviewedPlan reviewed;
  RIFF_TRY(reviewed.store, StoreIdentity(store, run));
  RIFF_TRY(store.Read([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(const std::vector<RunReport> newest, tx.runs.List(std::nullopt, 1));
    reviewed.last_run = newest.empty() ? RunId() : newest.front().run;
    return {};
  }));
  reviewed.made_at = run.clock.Now();
  reviewed.writes = plan.writes;
  return reviewed;
}

PlanComparison Compare(const ReviewedPlan& reviewed, const Plan& now) {
  PlanComparison comparison;
  std::set<ListingKey> named;
  for (const PlannedWrite& then : reviewed.writes) {
    named.insert(then.listing);
    const PlannedWrite* found = WriteFor(now, then.listing);
    const auto moved = [&](std::string why) {
      comparison.moved.push_back(MovedWrite{then.listing, then.sku, Describe(then.change), std::move(why)});
    };
    if (found == nullptr) {
      moved("no change of this listing is planned any more");
    } else if (const std::string digest = DigestOf(then); digest != DigestOf(*found)) {
      moved(WhatDiffers(then, *found));
    } else if (then.verdict == Verdict::kRefuse) {
      ++comparison.kept_back;
    } else if (found->verdict == Verdict::kPush) {
      comparison.unmoved.emplace(then.listing, digest);
    } else if (then.verdict == Verdict::kPush) {
      moved("the guard says " + std::string(ToString(found->verdict)) + " now");
    } else {
      ++comparison.kept_back;
    }
  }
  for (const PlannedWrite& write : now.writes) {
    comparison.others += named.contains(write.listing) ? 0 : 1;
  }
  return comparison;
}

Result<PushedPlan> PushReviewed(Store& store, RunContext& run, const Shop& shop, const PushPlanRequest& request,
                                const Progress& progress) {
  RIFF_TRY(const std::string identity, StoreIdentity(store, run));
  RIFF_TRY(CheckFits(request.plan, identity, shop));
  PushedPlan pushed;
  SyncRequest sync;
  sync.command = "push --plan";
  sync.read = !request.plan.writes.empty();
  for (const PlannedWrite& write : request.plan.writes) {
    sync.only.insert(write.listing.channel);
  }
  sync.review = [&](ReconcileRequest& planning) -> Result<bool> {
    RIFF_TRY(MarkDirty(store, request.plan));
    planning.queued = QueuedWrites::kPlanAnew;
    RIFF_TRY(const Plan now, Preview(store, run, planning));
    pushed.comparison = Compare(request.plan, now);
    pushed.stopped = !pushed.comparison.moved.empty() && request.when_moved == WhenMoved::kStop;
    planning.only = pushed.comparison.unmoved;
    return !pushed.stopped;
  };
  RIFF_TRY(pushed.report, RunSync(store, run, shop, sync, progress));
  return pushed;
}

}  // namespace riff
