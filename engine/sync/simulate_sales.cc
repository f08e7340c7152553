#include "engine/sync/simulate_sales.h"

#include <algorithm>
#include <set>

namespace riff {

namespace {

constexpr int kCyclesMax = 3;
constexpr std::size_t kProductsLookedAt = 20'000;
constexpr int kMultiProducts = 4;

// A product that a scenario can be played with, and its sandbox listings.
struct Playable {
  Sku sku;
  ProductKind kind = ProductKind::kUnique;
  Quantity available;
  std::vector<Listing> listings;
};

struct Purchase {
  Sku sku;
  Channel channel;
  RemoteId remote;
  Quantity quantity;
};

struct Expectation {
  Sku sku;
  Quantity available;  // What every channel shows in the end, within its caps.
  std::vector<Listing> listings;
  bool wants_critical_item = false;
};

class Simulation {
 public:
  Simulation(Store& store, RunContext& run, const Shop& shop, Shopper& shopper, const SyncOnce& sync,
             std::uint64_t seed)
      : store_(store), run_(run), shop_(shop), shopper_(shopper), sync_(sync), random_(seed) {}

  Result<void> Play(Scenario scenario) {
    RIFF_TRY(std::vector<Playable> candidates, Candidates());
    switch (scenario) {
      case Scenario::kSingle:
        return Single(scenario, candidates);
      case Scenario::kLast:
        return Last(scenario, candidates);
      case Scenario::kReduce:
        return Reduce(scenario, candidates);
      case Scenario::kOversell:
        return Oversell(scenario, candidates);
      case Scenario::kMulti:
        return Multi(scenario, candidates);
    }
    return {};
  }

  SimulationReport report;

 private:
  Result<std::vector<Playable>> Candidates() {
    std::vector<Playable> candidates;
    RIFF_TRY(store_.Read([&](Transaction& tx) -> Result<void> {
      candidates.clear();
      RIFF_TRY(tx.facts.ForEach(FactsScope::kAll, Sku(), kProductsLookedAt, [&](const ProductFacts& facts) {
        Playable stage{facts.product.sku, facts.product.kind, Together(facts.real, facts.sandbox).available, {}};
        for (const LinkedListing& linked : facts.listings) {
          const Listing& listing = linked.listing;
          if (listing.key.channel.environment == Environment::kSandbox && !linked.open.has_value() &&
              listing.observed.status == ListingStatus::kLive && !IsPending(listing.key.remote) &&
              listing.desired.has_value() && Sellable(listing.observed) == Sellable(*listing.desired) &&
              Sellable(listing.observed) != Quantity(0)) {
            stage.listings.push_back(listing);
          }
        }
        if (stage.listings.size() >= 2 && stage.available > Quantity(0) && !facts.protect &&
            !used_.contains(stage.sku)) {
          candidates.push_back(std::move(stage));
        }
        return Result<void>();
      }));
      std::erase_if(candidates, [&](const Playable& stage) {
        const Result<std::vector<TodoItem>> open = tx.todos.OpenOfProduct(stage.sku);
        return !open.has_value() || !open->empty();
      });
      return {};
    }));
    return candidates;
  }

  template <class Fits>
  std::optional<Playable> Pick(const std::vector<Playable>& candidates, const Fits& fits) {
    std::vector<const Playable*> fitting;
    for (const Playable& stage : candidates) {
      if (!used_.contains(stage.sku) && fits(stage)) {
        fitting.push_back(&stage);
      }
    }
    if (fitting.empty()) {
      return std::nullopt;
    }
    const Playable& picked = *fitting[random_.Below(fitting.size())];
    used_.insert(picked.sku);
    return picked;
  }

  const Listing& AnyOf(const std::vector<Listing>& listings) { return listings[random_.Below(listings.size())]; }

  // A listing that offers at least so many at once.
  const Listing* Offering(const std::vector<Listing>& listings, Quantity quantity) {
    std::vector<const Listing*> fitting;
    for (const Listing& listing : listings) {
      if (Sellable(listing.observed).value_or(Quantity(0)) >= quantity) {
        fitting.push_back(&listing);
      }
    }
    return fitting.empty() ? nullptr : fitting[random_.Below(fitting.size())];
  }

  Result<void> Single(Scenario scenario, const std::vector<Playable>& candidates) {
    const auto stage = Pick(candidates, [](const Playable& s) { return s.kind == ProductKind::kUnique; });
    if (!stage.has_value()) {
      return Skip(scenario, "no unique product is live on two sandboxes");
    }
    const Listing& listing = AnyOf(stage->listings);
    RIFF_TRY(Buy(Purchase{stage->sku, listing.key.channel, listing.key.remote, Quantity(1)}));
    return Settle(scenario, {Expectation{stage->sku, Quantity(0), stage->listings, false}});
  }

  Result<void> Last(Scenario scenario, const std::vector<Playable>& candidates) {
    const auto stage = Pick(candidates, [&](const Playable& s) {
      return s.kind == ProductKind::kStocked && s.available > Quantity(1) &&
             Offering(s.listings, s.available) != nullptr;
    });
    if (!stage.has_value()) {
      return Skip(scenario, "no stocked product offers all its units on a sandbox");
    }
    const Listing* listing = Offering(stage->listings, stage->available);
    const Quantity all_but_one = stage->available - Quantity(1);
    RIFF_TRY(Buy(Purchase{stage->sku, listing->key.channel, listing->key.remote, all_but_one}));
    RIFF_TRY(Settle(scenario, {Expectation{stage->sku, Quantity(1), stage->listings, false}}));
    const Listing& last = AnyOf(stage->listings);
    RIFF_TRY(Buy(Purchase{stage->sku, last.key.channel, last.key.remote, Quantity(1)}));
    return Settle(scenario, {Expectation{stage->sku, Quantity(0), stage->listings, false}});
  }

  Result<void> Reduce(Scenario scenario, const std::vector<Playable>& candidates) {
    const auto stage = Pick(candidates, [&](const Playable& s) {
      return s.kind == ProductKind::kStocked && s.available > Quantity(3) &&
             Offering(s.listings, Quantity(2)) != nullptr;
    });
    if (!stage.has_value()) {
      return Skip(scenario, "no stocked product has more than three units on a sandbox");
    }
    const Listing* listing = Offering(stage->listings, Quantity(2));
    RIFF_TRY(Buy(Purchase{stage->sku, listing->key.channel, listing->key.remote, Quantity(2)}));
    return Settle(scenario, {Expectation{stage->sku, stage->available - Quantity(2), stage->listings, false}});
  }

  Result<void> Oversell(Scenario scenario, const std::vector<Playable>& candidates) {
    const auto stage = Pick(candidates, [](const Playable& s) { return s.kind == ProductKind::kUnique; });
    if (!stage.has_value()) {
      return Skip(scenario, "no unique product is live on two sandboxes");
    }
    for (std::size_t i = 0; i < 2; ++i) {
      const ListingKey& key = stage->listings[i].key;
      RIFF_TRY(Buy(Purchase{stage->sku, key.channel, key.remote, Quantity(1)}));
    }
    return Settle(scenario, {Expectation{stage->sku, Quantity(0), stage->listings, true}});
  }

  Result<void> Multi(Scenario scenario, const std::vector<Playable>& candidates) {
    std::vector<Expectation> expected;
    for (int i = 0; i < kMultiProducts; ++i) {
      const auto stage = Pick(candidates, [](const Playable&) { return true; });
      if (!stage.has_value()) {
        break;
      }
      // Of several units, one is bought where more than one is shown: a listing of one piece would ask to be relisted.
      const Listing* const offer = Offering(stage->listings, std::min(stage->available, Quantity(2)));
      const Listing& listing = offer == nullptr ? AnyOf(stage->listings) : *offer;
      RIFF_TRY(Buy(Purchase{stage->sku, listing.key.channel, listing.key.remote, Quantity(1)}));
      expected.push_back(Expectation{stage->sku, stage->available - Quantity(1), stage->listings, false});
    }
    if (expected.empty()) {
      return Skip(scenario, "no product is live on two sandboxes");
    }
    return Settle(scenario, expected);
  }

  Result<void> Skip(Scenario scenario, const std::string& why) {
    report.skipped.push_back(std::string(ToString(scenario)) + ": " + why);
    return {};
  }

  Result<void> Buy(const Purchase& purchase) {
    RIFF_TRY(const OrderId order, shopper_.Buy(run_, purchase.channel, purchase.remote, purchase.quantity));
    report.purchases.push_back(ToString(purchase.channel) + ": " + std::to_string(purchase.quantity.units()) + " of " +
                               purchase.sku.text() + " (order " + order.text() + ")");
    return {};
  }

  Result<void> Settle(Scenario scenario, const std::vector<Expectation>& expected) {
    std::vector<SimulationCheck> checks;
    for (int cycle = 0; cycle < kCyclesMax && !run_.stopping; ++cycle) {
      RIFF_TRY(const RunReport synced, sync_());
      report.runs.push_back(synced.run);
      checks.clear();
      for (const Expectation& expectation : expected) {
        RIFF_TRY(Check(scenario, expectation, checks));
      }
      if (std::all_of(checks.begin(), checks.end(), [](const SimulationCheck& check) { return check.pass; })) {
        break;
      }
    }
    for (SimulationCheck& check : checks) {
      report.failed += check.pass ? 0 : 1;
      report.checks.push_back(std::move(check));
    }
    return {};
  }

  Result<void> Check(Scenario scenario, const Expectation& expectation, std::vector<SimulationCheck>& checks) {
    for (const Listing& listing : expectation.listings) {
      const ShopChannel* channel = shop_.Find(listing.key.channel);
      if (channel == nullptr) {
        continue;
      }
      SimulationCheck check;
      check.scenario = scenario;
      check.sku = expectation.sku;
      check.channel = listing.key.channel;
      check.expected = Capped(expectation.available, listing);
      RIFF_TRY(const Listing now, Current(listing));
      const ListingRef ref{now.key.remote, now.sku_shown, now.handle};
      const std::vector<Result<RemoteListing>> answers =
          channel->connector->reader->GetListings(run_, std::span(&ref, 1));
      const Result<RemoteListing>& answer = answers.front();
      if (answer.has_value()) {
        check.shown = Sellable(answer->facts);
        check.note = std::string(ToString(answer->facts.status));
      } else if (answer.error().kind == ErrorKind::kNotFound) {
        check.shown = Quantity(0);
        check.note = "gone";
      } else {
        check.note = answer.error().message;
      }
      check.pass = check.shown == check.expected;
      checks.push_back(check);
    }
    return expectation.wants_critical_item ? CheckItem(expectation, checks) : Result<void>();
  }

  // The oversell must be on somebody's list.
  Result<void> CheckItem(const Expectation& expectation, std::vector<SimulationCheck>& checks) {
    return store_.Read([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(const std::vector<TodoItem> open, tx.todos.OpenOfProduct(expectation.sku));
      const bool found = std::any_of(open.begin(), open.end(), [](const TodoItem& item) {
        return item.finding.type == TodoType::kDoubleSale && item.finding.severity == Severity::kCritical;
      });
      for (SimulationCheck& check : checks) {
        if (check.sku == expectation.sku) {
          check.note += found ? ", double_sale open" : ", no double_sale item";
          check.pass = check.pass && found;
        }
      }
      return {};
    });
  }

  Result<Listing> Current(const Listing& before) {
    Listing now = before;
    RIFF_TRY(store_.Read([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(std::optional<Listing> found, tx.listings.Find(before.key));
      if (!found.has_value()) {
        RIFF_TRY(const std::optional<ListingKey> successor, tx.listings.SuccessorOf(before.key));
        if (successor.has_value()) {
          RIFF_TRY(found, tx.listings.Find(*successor));
        }
      }
      now = found.value_or(before);
      return {};
    }));
    return now;
  }

  // What the listing may show of it: less the buffer, within the caps.
  Quantity Capped(Quantity available, const Listing& listing) const {
    const ChannelPolicy& rules = shop_.policy.channels.at(listing.key.channel);
    Quantity shown = std::max(Quantity(0), available - rules.buffer);
    if (rules.max_shown > Quantity(0)) {
      shown = std::min(shown, rules.max_shown);
    }
    if (listing.quantity_max.has_value()) {
      shown = std::min(shown, *listing.quantity_max);
    }
    if (rules.can.quantity_max.has_value()) {
      shown = std::min(shown, *rules.can.quantity_max);
    }
    return shown;
  }

  Store& store_;
  RunContext& run_;
  const Shop& shop_;
  Shopper& shopper_;
  const SyncOnce& sync_;
  SeededRandom random_;
  std::set<Sku> used_;
};

}  // namespace

std::string_view ToString(Scenario scenario) {
  switch (scenario) {
    case Scenario::kSingle:
      return "single";
    case Scenario::kLast:
      return "last";
    case Scenario::kReduce:
      return "reduce";
    case Scenario::kOversell:
      return "oversell";
    case Scenario::kMulti:
      return "multi";
  }
  return "?";
}

Result<std::vector<Scenario>> ParseScenarios(std::string_view text) {
  const std::vector<Scenario> all = {Scenario::kSingle, Scenario::kLast, Scenario::kReduce, Scenario::kOversell,
                                     Scenario::kMulti};
  if (text == "all") {
    return all;
  }
  for (const Scenario scenario : all) {
    if (text == ToString(scenario)) {
      return std::vector<Scenario>{scenario};
    }
  }
  return Fail(ErrorKind::kInvalid,
              "no scenario \"" + std::string(text) + "\": use single, last, reduce, oversell, multi or all");
}

Result<SimulationReport> SimulateSales(Store& store, RunContext& run, const Shop& shop, Shopper& shopper,
                                       const SimulationRequest& request, const SyncOnce& sync) {
  Simulation simulation(store, run, shop, shopper, sync, request.seed);
  for (const Scenario scenario : request.scenarios) {
    for (int i = 0; i < request.count && !run.stopping; ++i) {
      RIFF_TRY(simulation.Play(scenario));
    }
  }
  return std::move(simulation.report);
}

}  // namespace riff
