#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/model/run.h"
#include "engine/sync/shop.h"

namespace riff {

struct CloneRequest {
  std::optional<Platform> platform;  // Unset: all.
  Sku sku;                           // Empty: all.
  std::size_t limit = 0;             // 0: no limit.
};

struct CloneReport {
  RunReport run;
  std::int64_t queued = 0;        // New creates.
  std::int64_t adopted = 0;       // The sandbox had a listing of that product already.
  std::int64_t already = 0;       // Has its counterpart, or it is on its way.
  std::int64_t unlinked = 0;      // Skipped: linked to no product, so nobody could keep it right.
  std::int64_t not_for_sale = 0;  // Skipped: not live, or nothing available to show.
};

// Makes a sandbox counterpart for every live, linked production listing of the platforms in stage hybrid, through the
// outbox, and sends the creates. Repeating it makes no second counterpart: one a production listing is kept in the
// store, and every create looks for its SKU on the channel first. A crash leaves writes in the outbox, which the next
// clone or sync sends.
Result<CloneReport> CloneListings(Store& store, RunContext& run, const Shop& shop, const CloneRequest& request,
                                  const Progress& progress);

}  // namespace riff
