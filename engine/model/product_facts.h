#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/model/listing.h"
#include "engine/model/movement.h"
#include "engine/model/product.h"
#include "engine/model/write.h"

namespace riff {

// A listing of a product, with its open write.
struct LinkedListing {
  Listing listing;
  std::optional<Write> open;
};

// Everything that is known of one product when it is decided what its listings should show.
struct ProductFacts {
  Product product;
  Balance real;
  Balance sandbox;  // The sandbox world's own movements only: add the two for what a sandbox channel is held against.
  bool stock_known = false;  // At least one movement of the real world exists.
  bool protect = false;      // An open to-do item (double_sale, ended_unexplained) keeps it closed everywhere.
  std::vector<LinkedListing> listings;
  std::optional<Timestamp> sold_at_production;  // The last order line taken there, and in the sandboxes.
  std::optional<Timestamp> sold_at_sandbox;
};

}  // namespace riff
