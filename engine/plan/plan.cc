#include "engine/plan/plan.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "engine/plan/adoption.h"
#include "engine/plan/decide.h"
#include "engine/rollout/stage_rules.h"

namespace riff {
namespace {

// What is held against which books: a production channel against the real ones, a sandbox against both together.
Quantity AvailableFor(const ProductFacts& product, Environment environment, const Books& books) {
  if (WorldOf(environment) == World::kReal) {
    return books.available;
  }
  Balance real = product.real;
  real.available = books.available;
  return Together(real, product.sandbox).available;
}

void PlanListing(const PlanInput& input, const ProductFacts& product, const LinkedListing& linked, const Books& books,
                 Plan& plan) {
  const Channel channel = linked.listing.key.channel;
  const auto policy = input.policy.channels.find(channel);
  const bool follows_store = policy != input.policy.channels.end() &&
                             UseOf(policy->second.stage, channel.environment) == ChannelUse::kReadAndWrite &&
                             TruthOf(policy->second.stage, channel.environment) == Truth::kStore;
  if (!follows_store) {
    WatchOpenWrite(product, linked, Unmanaged::kMayNotBeWritten, plan);
  } else if (!books.known && !product.protect) {
    WatchOpenWrite(product, linked, Unmanaged::kStockUnknown, plan);
  } else {
    DecideListing(
        ListingCase{input, product, linked, policy->second, AvailableFor(product, channel.environment, books)}, plan);
  }
}

// Orders: total, so that equal inputs give equal plans whatever their order was.
auto OrderOf(const Adoption& adoption) { return std::tie(adoption.movement.sku, adoption.movement.id); }
auto OrderOf(const DesiredUpdate& update) { return std::tie(update.listing); }
auto OrderOf(const Ack& ack) { return std::tie(ack.listing); }
auto OrderOf(const WriteSettlement& settlement) { return std::tie(settlement.listing, settlement.write); }
auto OrderOf(const PlannedWrite& write) { return std::tie(write.listing, write.key); }
auto OrderOf(const ListingKey& key) { return std::tie(key); }
auto OrderOf(const Finding& finding) {
  return std::tie(finding.sku, finding.type, finding.channel, finding.remote, finding.facts);
}

constexpr auto kInOrder = [](const auto& a, const auto& b) { return OrderOf(a) < OrderOf(b); };

template <class T>
void Sort(std::vector<T>& rows) {
  std::sort(rows.begin(), rows.end(), kInOrder);
}

template <class T>
void Merge(std::vector<T>& whole, std::vector<T> part) {
  std::vector<T> merged;
  merged.reserve(whole.size() + part.size());
  std::merge(std::make_move_iterator(whole.begin()), std::make_move_iterator(whole.end()),
             std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()), std::back_inserter(merged),
             kInOrder);
  whole = std::move(merged);
}

}  // namespace

std::string_view ToString(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPush:
      return "push";
    case Verdict::kAsk:
      return "ask";
    case Verdict::kRefuse:
      return "refuse";
    case Verdict::kHold:
      return "hold";
  }
  return "unknown";
}

Plan MakePlan(const PlanInput& input) {
  Plan plan;
  for (const ProductFacts& product : input.products) {
    const Books books = PlanAdoption(input, product, plan);
    for (const LinkedListing& linked : product.listings) {
      PlanListing(input, product, linked, books, plan);
    }
  }
  Sort(plan.adoptions);
  Sort(plan.desired);
  Sort(plan.acks);
  Sort(plan.settlements);
  Sort(plan.writes);
  Sort(plan.findings);
  Sort(plan.observe);
  return plan;
}

void Append(Plan& whole, Plan part) {
  Merge(whole.adoptions, std::move(part.adoptions));
  Merge(whole.desired, std::move(part.desired));
  Merge(whole.acks, std::move(part.acks));
  Merge(whole.settlements, std::move(part.settlements));
  Merge(whole.writes, std::move(part.writes));
  Merge(whole.findings, std::move(part.findings));
  Merge(whole.observe, std::move(part.observe));
  whole.unsettled.merge(part.unsettled);
}

}  // namespace riff
