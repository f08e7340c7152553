#pragma once

#include "engine/sync/reconcile.h"

namespace riff {

// The product is one that the request is about: always, unless it names the writes it wants (ReconcileRequest::only).
bool IsAskedFor(const ProductFacts& facts, const ReconcileRequest& request);

// What the request wants done about one product. Where the plan adopts a level into the books, what follows is planned
// on the books after it. Pure.
Plan PlanProduct(const ProductFacts& facts, const ReconcileRequest& request, Timestamp now);

}  // namespace riff
