#pragma once

#include "engine/plan/listing_case.h"

namespace riff {

// What the books of the real world say of a product once this plan's adoption is posted.
struct Books {
  Quantity available;  // Lower than that while a fall on production waits for its order: nothing is shown beyond it.
  bool known = false;  // False: nobody has told the stock yet, and unknown is not zero.
};

// Holds the real books against the production listings that the store does not rule (stages observe, hybrid, halted),
// and adds to `plan` the adoption, and findings where they disagree.
//
// Levels are what live listings can sell; one at its cap ("used: 1") only says "at least this", and nothing beside an
// uncapped one. The first levels ever seen are adopted as they are, the lowest when they differ. Later:
//  - a fall is adopted once no order can explain it: seen by two reads (orders are read before listings) or older than
//    the settle time, and not with a sale within the settle time while all levels agree. Until then nothing beyond the
//    lowest level is shown anywhere.
//  - a rise is adopted when all levels agree, two reads each, after the settle time of the last sale, and only if every
//    listing has changed since that sale: one that shows the old number still is no restock but a listing to close, and
//    becomes a finding; so does a rise while another production channel of the product already follows the store.
//  - levels that differ become one finding a product, not while a sale is within its settle time.
//  - a listing that went down while another is for sale, with no sale to explain it, becomes a finding; so does a price
//    that is not base price × factor.
Books PlanAdoption(const PlanInput& input, const ProductFacts& product, Plan& plan);

}  // namespace riff
