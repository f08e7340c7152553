#pragma once

#include "engine/sync/shop.h"

namespace riff {

struct LinkCounts {
  std::int64_t linked = 0;
  std::int64_t imported = 0;  // Products made from production listings.
  std::int64_t todo_opened = 0;
};

// Ties unlinked listings to products by SKU: the SKU must tell something ("N/A" does not), must stand on exactly one of
// the channel's listings that are not over, on no other there spelled otherwise, and the pair must not have been
// refused by a person. A production listing whose SKU no product has, nor one like it, becomes a product (stages
// observe and hybrid: the store adopts what production shows). Everything else becomes a to-do item:
// `duplicate_listing` (one SKU on several live listings), `match_review` (some product is like it, by SKU or by what it
// is; with the candidates, best first, and the reasons), `new_on_channel` (at most weak candidates). What a person
// refused is not proposed again. Listings marked "not ours" are left alone. A repeat links nothing twice.
Result<LinkCounts> LinkListings(Store& store, RunContext& run, const Shop& shop);

}  // namespace riff
