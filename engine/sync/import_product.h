#pragma once

#include "engine/plan/policy.h"
#include "engine/port/store.h"

namespace riff {

// Makes a product out of what the production channels show under this SKU (stages observe and hybrid), in the caller's
// transaction: its content from the listing that says most; its base price the one most channels agree on once their
// price factors are taken off (equal counts: the lowest); unique when no channel shows more than one and it is not new.
// Its stock is adopted by the next plan. kNotFound when no production channel shows the SKU.
Result<Product> ImportProduct(Transaction& tx, const PlanPolicy& policy, const Sku& sku, RunId run, Timestamp now);

}  // namespace riff
