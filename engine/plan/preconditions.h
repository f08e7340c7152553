#pragma once

#include <optional>

#include "engine/base/time.h"
#include "engine/model/listing.h"
#include "engine/model/product_facts.h"

namespace riff {

// The facts that a write was decided on: what its listing shows and last confirmed, the books (with this plan's
// adoption posted), and when the product itself was changed last. What they lead to is the write's `desired`. Reading
// the same again moves none of them.
struct Preconditions {
  ListingFacts observed;
  std::optional<ListingFacts> acked;
  Balance real;
  Balance sandbox;
  Timestamp product_changed_at;

  friend bool operator==(const Preconditions&, const Preconditions&) = default;
};

Preconditions PreconditionsOf(const ProductFacts& product, const Listing& listing);

}  // namespace riff
