#pragma once

#include "engine/model/product_facts.h"
#include "engine/plan/policy.h"
#include "engine/port/store.h"

namespace riff {

// A new listing of a product on one channel, to be made.
struct NewListing {
  Channel channel;
  Product product;         // Whole: with its content.
  ListingContent content;  // As it shall read there; its title is fitted to the channel.
  LinkSource source = LinkSource::kCreated;
  std::string reason;
};

enum class Queued {
  kYes,            // A create is in the outbox now.
  kWaiting,        // One is already on its way.
  kExists,         // The product has a listing there.
  kNothingToSell,  // No unit or no price to show.
};

// Queues the creation of a listing, in the caller's transaction: a pending listing row, its link, and one create write.
// The quantity and price are what the plan would show there. A repeat finds the pending row or the listing and queues
// nothing, unless the earlier create was refused for good: then a person asking again is a new try.
Result<Queued> QueueCreate(Transaction& tx, const NewListing& wanted, const PlanPolicy& policy, RunId run,
                           Timestamp now);

}  // namespace riff
