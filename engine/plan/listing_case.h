#pragma once

#include "engine/model/product_facts.h"
#include "engine/plan/plan.h"

namespace riff {

// One listing in the light of everything a decision about it may look at. Borrowed, for the length of one decision.
struct ListingCase {
  const PlanInput& input;
  const ProductFacts& product;
  const LinkedListing& linked;
  const ChannelPolicy& channel;
  Quantity available;  // In the books the channel is held against, with this plan's adoption done.

  const Listing& listing() const { return linked.listing; }
  const ListingFacts& observed() const { return linked.listing.observed; }
  Timestamp now() const { return input.now; }
  Duration settle_time() const { return input.policy.sync.settle_time; }
};

// Down: nobody can buy there and a quantity alone does not bring it back (ended, sold or gone).
bool IsDown(ListingStatus status);

// A down listing whose channel has a later life of the same product: it stays down whatever the stock.
bool IsOldLife(const ProductFacts& product, const Listing& listing);

// The most the listing can show at all, whatever our policy says.
std::optional<Quantity> CapOf(const Listing& listing, const Capabilities& can);

}  // namespace riff
