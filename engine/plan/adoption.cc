#include "engine/plan/adoption.h"

#include <algorithm>
#include <string>
#include <vector>

#include "engine/ledger/balance_rules.h"
#include "engine/plan/explain.h"
#include "engine/rollout/stage_rules.h"

namespace riff {
namespace {

constexpr Quantity kNone{};
constexpr int kAgreeingReads = 2;

const ChannelPolicy* PolicyOf(const PlanInput& input, Channel channel) {
  const auto found = input.policy.channels.find(channel);
  return found == input.policy.channels.end() ? nullptr : &found->second;
}

bool IsProduction(const Listing& listing) { return listing.key.channel.environment == Environment::kProduction; }

// A production listing that the store follows.
bool IsFollowed(const ChannelPolicy* policy, const Listing& listing) {
  return policy != nullptr && IsProduction(listing) &&
         UseOf(policy->stage, listing.key.channel.environment) != ChannelUse::kUnused &&
         TruthOf(policy->stage, listing.key.channel.environment) == Truth::kChannel;
}

bool IsRuled(const ChannelPolicy* policy, const Listing& listing) {
  return policy != nullptr && IsProduction(listing) &&
         UseOf(policy->stage, listing.key.channel.environment) == ChannelUse::kReadAndWrite &&
         TruthOf(policy->stage, listing.key.channel.environment) == Truth::kStore;
}

bool ShowsItsCap(const Listing& listing, const Capabilities& can) {
  const std::optional<Quantity> cap = CapOf(listing, can);
  return cap.has_value() && *listing.observed.quantity >= *cap;
}

bool ForSale(const Listing& listing) { return Sellable(listing.observed).value_or(kNone) > kNone; }

// What the followed listings of one product show.
struct Levels {
  bool any = false;
  bool only_caps = true;
  Quantity lowest;
  Quantity highest;
  bool all_read_twice = true;
  Timestamp least_changed_at = Timestamp::max();   // The oldest "shows this since" of all.
  Timestamp lowest_changed_at = Timestamp::max();  // The same of those that show the lowest.
  int lowest_reads = 0;
  Timestamp read_at;
  bool any_ruled = false;
  bool any_not_for_sale = false;  // Some was for sale once and is known to sell nothing.
};

class AdoptionPlan {
 public:
  AdoptionPlan(const PlanInput& input, const ProductFacts& product, Plan& plan)
      : input_(input), product_(product), plan_(plan) {}

  Books Run();

 private:
  bool IsLevel(const Listing& listing, const ChannelPolicy* policy) const;
  void Scan();
  void Count(const Listing& listing);
  bool SoldLately() const;
  bool FallIsSettled() const;
  Books Fall();
  Books Rise();
  Books First();
  void Adopt(Level level, Quantity to);
  void FindLevels(std::string_view suggested);
  void FindDown(const Listing& listing);
  void FindPrice(const Listing& listing, const ChannelPolicy& policy);
  void FindOthers();
  std::vector<const Listing*> SortedLevels() const;
  void Unsettle() { plan_.unsettled.insert(product_.product.sku); }

  const PlanInput& input_;
  const ProductFacts& product_;
  Plan& plan_;
  Levels levels_;
};

bool AdoptionPlan::IsLevel(const Listing& listing, const ChannelPolicy* policy) const {
  return IsFollowed(policy, listing) && listing.observed.status == ListingStatus::kLive &&
         listing.observed.quantity.has_value();
}

void AdoptionPlan::Count(const Listing& listing) {
  const Quantity level = *listing.observed.quantity;
  if (!levels_.any || level < levels_.lowest) {
    levels_.lowest = level;
    levels_.lowest_changed_at = listing.observed_changed_at;
    levels_.lowest_reads = listing.agreeing_reads;
  } else if (level == levels_.lowest) {
    levels_.lowest_changed_at = std::min(levels_.lowest_changed_at, listing.observed_changed_at);
    levels_.lowest_reads = std::max(levels_.lowest_reads, listing.agreeing_reads);
  }
  levels_.highest = levels_.any ? std::max(levels_.highest, level) : level;
  levels_.all_read_twice = levels_.all_read_twice && listing.agreeing_reads >= kAgreeingReads;
  levels_.least_changed_at = std::min(levels_.least_changed_at, listing.observed_changed_at);
  levels_.read_at = std::max(levels_.read_at, listing.observed_at);
  levels_.any = true;
}

void AdoptionPlan::Scan() {
  for (const LinkedListing& linked : product_.listings) {
    const ChannelPolicy* policy = PolicyOf(input_, linked.listing.key.channel);
    levels_.any_ruled = levels_.any_ruled || IsRuled(policy, linked.listing);
    if (IsLevel(linked.listing, policy)) {
      levels_.only_caps = levels_.only_caps && ShowsItsCap(linked.listing, policy->can);
    } else if (IsFollowed(policy, linked.listing) && Sellable(linked.listing.observed) == kNone &&
               linked.listing.observed.status != ListingStatus::kDraft) {
      levels_.any_not_for_sale = true;
    }
  }
  for (const LinkedListing& linked : product_.listings) {
    const ChannelPolicy* policy = PolicyOf(input_, linked.listing.key.channel);
    if (IsLevel(linked.listing, policy) && (levels_.only_caps || !ShowsItsCap(linked.listing, policy->can))) {
      Count(linked.listing);
    }
  }
}

bool AdoptionPlan::SoldLately() const {
  return product_.sold_at_production.has_value() &&
         input_.now < *product_.sold_at_production + input_.policy.sync.settle_time;
}

bool AdoptionPlan::FallIsSettled() const {
  const bool equal = levels_.lowest == levels_.highest;
  if (equal && SoldLately()) {
    return false;
  }
  // However often it was read: an order may show later than the drop it made, and would take the unit a second time.
  return input_.now >= levels_.lowest_changed_at + input_.policy.sync.settle_time;
}

std::vector<const Listing*> AdoptionPlan::SortedLevels() const {
  std::vector<const Listing*> sorted;
  for (const LinkedListing& linked : product_.listings) {
    if (IsLevel(linked.listing, PolicyOf(input_, linked.listing.key.channel))) {
      sorted.push_back(&linked.listing);
    }
  }
  std::sort(sorted.begin(), sorted.end(), [](const Listing* a, const Listing* b) { return a->key < b->key; });
  return sorted;
}

void AdoptionPlan::Adopt(Level level, Quantity to) {
  const Quantity from = product_.real.available;
  // The evidence is this read: two looks at it adopt once, and the same fall seen again later is another one.
  const Cause cause{"adopt",
                    product_.product.sku.text() + "|" + std::to_string(from.units()) + "|" +
                        std::to_string(to.units()) + "|" + std::to_string(ToMicros(levels_.read_at)),
                    LevelsText(SortedLevels())};
  std::optional<Movement> movement =
      AdoptLevel(World::kReal, product_.product.sku, LevelChange{level, from, to}, cause, input_.now);
  if (movement.has_value()) {
    plan_.adoptions.push_back(Adoption{*std::move(movement)});
    Unsettle();
  }
}

void AdoptionPlan::FindLevels(std::string_view suggested) {
  plan_.findings.push_back(
      LevelsFinding(product_, SortedLevels(), std::min(levels_.lowest, product_.real.available), suggested));
  Unsettle();
}

Books AdoptionPlan::First() {
  Adopt(Level::kFirst, levels_.lowest);
  if (levels_.lowest != levels_.highest && !SoldLately()) {
    plan_.findings.push_back(LevelsFinding(product_, SortedLevels(), levels_.lowest,
                                           "The lowest is taken for now: count the stock, and correct the others."));
    Unsettle();
  }
  return Books{levels_.lowest, true};
}

Books AdoptionPlan::Fall() {
  if (!FallIsSettled()) {
    Unsettle();
    return Books{levels_.lowest, true};
  }
  Adopt(Level::kLater, levels_.lowest);
  if (levels_.lowest != levels_.highest && !SoldLately()) {
    FindLevels("The lowest is taken for now: count the stock, and correct the listings that show more.");
  }
  return Books{levels_.lowest, true};
}

Books AdoptionPlan::Rise() {
  const Books books{product_.real.available, true};
  if (SoldLately()) {
    Unsettle();
    return books;
  }
  if (levels_.lowest != levels_.highest) {
    FindLevels("Correct the listings that show more than is available, or receive the stock if it is there.");
    return books;
  }
  const std::optional<Timestamp>& sold_at = product_.sold_at_production;
  const bool unchanged_since_sale = sold_at.has_value() && levels_.least_changed_at <= *sold_at;
  if (unchanged_since_sale || levels_.any_ruled) {
    FindLevels("Close or lower these listings, or receive the stock if it is there.");
    return books;
  }
  if (!levels_.all_read_twice) {
    Unsettle();
    return books;
  }
  Adopt(Level::kLater, levels_.lowest);
  return Books{levels_.lowest, true};
}

// A down listing beside one that is for sale: sold elsewhere, or withdrawn?
void AdoptionPlan::FindDown(const Listing& listing) {
  if (!IsDown(listing.observed.status) || IsOldLife(product_, listing)) {
    return;
  }
  const bool sibling_for_sale =
      std::any_of(product_.listings.begin(), product_.listings.end(), [&listing](const LinkedListing& other) {
        return IsProduction(other.listing) && other.listing.key != listing.key && ForSale(other.listing);
      });
  if (!sibling_for_sale) {
    return;
  }
  const std::optional<Timestamp>& sold_at = product_.sold_at_production;
  const bool ordered = sold_at.has_value() && listing.observed.status == ListingStatus::kSold &&
                       *sold_at + input_.policy.sync.settle_time >= listing.observed_changed_at;
  const bool sold_out = sold_at.has_value() && product_.real.available == kNone;
  if (SoldLately()) {
    Unsettle();
  } else if (!ordered && !sold_out) {
    plan_.findings.push_back(EndedFinding(product_, listing));
    Unsettle();
  }
}

void AdoptionPlan::FindPrice(const Listing& listing, const ChannelPolicy& policy) {
  const std::optional<Money>& base = product_.product.price;
  if (!base.has_value() || !listing.observed.price.has_value() || listing.observed.status != ListingStatus::kLive) {
    return;
  }
  const Money expected = Scale(*base, policy.price_factor);
  if (*listing.observed.price == expected) {
    return;
  }
  const LinkedListing linked{listing, std::nullopt};
  plan_.findings.push_back(
      PriceFinding(ListingCase{input_, product_, linked, policy, product_.real.available}, expected,
                   "Correct the price on the channel, or change the product's price or the channel's factor."));
  Unsettle();
}

void AdoptionPlan::FindOthers() {
  for (const LinkedListing& linked : product_.listings) {
    const ChannelPolicy* policy = PolicyOf(input_, linked.listing.key.channel);
    if (IsFollowed(policy, linked.listing)) {
      FindDown(linked.listing);
      FindPrice(linked.listing, *policy);
    }
  }
}

Books AdoptionPlan::Run() {
  Scan();
  FindOthers();
  const Quantity available = product_.real.available;
  if (!levels_.any) {
    return Books{available, product_.stock_known || levels_.any_not_for_sale};
  }
  if (!product_.stock_known) {
    return First();
  }
  if (levels_.lowest < available && !(levels_.only_caps && available >= levels_.highest)) {
    return Fall();
  }
  if (levels_.highest > available) {
    return Rise();
  }
  return Books{available, true};
}

}  // namespace

Books PlanAdoption(const PlanInput& input, const ProductFacts& product, Plan& plan) {
  return AdoptionPlan(input, product, plan).Run();
}

}  // namespace riff
