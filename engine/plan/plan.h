#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "engine/model/finding.h"
#include "engine/model/movement.h"
#include "engine/model/product_facts.h"
#include "engine/model/write.h"
#include "engine/plan/policy.h"
#include "engine/plan/preconditions.h"

namespace riff {

// What the guard says to a change.
enum class Verdict {
  kPush,    // Goes to the outbox.
  kAsk,     // Becomes a to-do item with an approve action.
  kRefuse,  // The stage or a switch forbids it.
  kHold,    // Beyond the blast radius: held until a person approves the number shown.
};
std::string_view ToString(Verdict verdict);

struct PlannedWrite {
  ListingKey listing;
  Sku sku;
  Sku sku_shown;
  std::string handle;
  Change change;
  ListingFacts desired;  // What the listing shows once everything planned for it is done.
  IdempotencyKey key;
  Urgency urgency = Urgency::kRest;
  Verdict verdict = Verdict::kPush;
  std::string reason;
  Preconditions facts;  // That it was decided on.

  friend bool operator==(const PlannedWrite&, const PlannedWrite&) = default;
};

// Names the write together with its preconditions: two are equal only where both are, whenever and in whatever plan
// they were decided. Verdict, urgency and reason are no part of it.
std::string DigestOf(const PlannedWrite& write);

// A listing's desired facts, to be stored.
struct DesiredUpdate {
  ListingKey listing;
  ListingFacts desired;
  friend bool operator==(const DesiredUpdate&, const DesiredUpdate&) = default;
};

// The channel showed what we want: acked becomes this.
struct Ack {
  ListingKey listing;
  ListingFacts acked;
  friend bool operator==(const Ack&, const Ack&) = default;
};

// What becomes of an open write.
enum class Settlement { kConfirm, kSupersede, kSendAgain };
struct WriteSettlement {
  WriteId write;
  ListingKey listing;
  Settlement settlement = Settlement::kConfirm;
  std::string reason;
  friend bool operator==(const WriteSettlement&, const WriteSettlement&) = default;
};

// A change of the real books so that the store agrees with what production shows (stages observe and hybrid).
struct Adoption {
  Movement movement;
  friend bool operator==(const Adoption&, const Adoption&) = default;
};

// Everything one look at the facts decides. Sorted by listing, so that equal inputs give equal plans.
struct Plan {
  std::vector<Adoption> adoptions;
  std::vector<DesiredUpdate> desired;
  std::vector<Ack> acks;
  std::vector<WriteSettlement> settlements;
  std::vector<PlannedWrite> writes;
  std::vector<Finding> findings;
  std::vector<ListingKey> observe;  // Evidence too old: read these again.
  std::set<Sku> unsettled;          // Not in agreement yet: to be planned again next time.

  friend bool operator==(const Plan&, const Plan&) = default;
};

struct PlanInput {
  std::span<const ProductFacts> products;
  const PlanPolicy& policy;
  Timestamp now;
  const std::set<ListingKey>* approved = nullptr;  // Changes that a person approved: kAsk becomes kPush for these.
  const std::set<Sku>* rollout = nullptr;          // In stage canary: the products that the rollout flag lets in.
};

// Pure and total: the decision table of docs/architecture.md, product by product. The same facts in another order give
// the same plan. At most one write a listing, and none while its open write may still land. A product's plan does not
// depend on other products, so a catalogue may be planned in parts and the parts appended.
//
// Channels that the store follows (production in observe, hybrid, halted) change the books and never the channel: see
// adoption.h. What is adopted counts at once for the other channels of the same plan, so post it in the transaction
// that stores the writes. Channels that follow the store are decided listing by listing: see wanted.h for what they
// should show and answer.h for what is done about it; an open write is confirmed, sent again, superseded or waited for
// first, and one that sells out goes before any other. A product whose stock nobody has told yet is left alone.
//
// For whoever stores the plan: a SetContent carries only what the facts had (the title, fitted), the rest is filled in
// from the product; a write whose key is in the outbox already was refused for good and stays so until something
// changes; writes with a verdict other than kPush are for showing and asking.
Plan MakePlan(const PlanInput& input);

// Adds `part` to `whole` and keeps it sorted.
void Append(Plan& whole, Plan part);

// The blast radius, over a whole plan: where more than `listings` and more than `share` of a channel's live listings
// would be ended, paused or zeroed, those writes become kHold and one `mass_change_held` finding says so; the rest
// stays. `approved_removals` is how many a person allowed on a channel.
struct ChannelSize {
  std::int64_t live = 0;
  std::int64_t approved_removals = 0;
};
void ApplyBlastRadius(Plan& plan, const SyncPolicy& policy, const std::map<Channel, ChannelSize>& sizes);

// How far the live listings of each channel have to be counted for ApplyBlastRadius to say the same as with all of them
// counted, whatever a person approved. Channels that are not here need no count.
std::map<Channel, std::int64_t> LiveListingsToCount(const Plan& plan, const SyncPolicy& policy);

// What must hold of any plan before it is stored: one write a listing, absolute and non-negative quantities, no write
// to a channel that may not be written, prices of the channel's currency above zero, keys unique. kInvalid names the
// first that does not: a bug, and nothing is stored.
Result<void> ValidatePlan(const Plan& plan, const PlanPolicy& policy);

// What pushing the plan costs on each channel: the fewest calls its batches allow, and the least time its rate allows.
struct PlanCost {
  std::int64_t writes = 0;
  std::int64_t calls = 0;
  Duration least_time{0};
};
std::map<Channel, PlanCost> CostOf(const Plan& plan, const PlanPolicy& policy);

}  // namespace riff
