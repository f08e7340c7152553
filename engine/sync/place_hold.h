#pragma once

#include <optional>
#include <vector>

#include "engine/ledger/hold_rules.h"
#include "engine/model/hold.h"
#include "engine/port/store.h"

namespace riff {

// How holds are served here.
struct HoldPolicy {
  HoldMode mode = HoldMode::kReserveTtl;
  HoldLimits limits;
};

// The moment something is done at. `now` is the store's time, `at` the wall clock's, for logs and movements.
struct HoldMark {
  Timestamp now;
  Timestamp at;
  std::string actor;  // For the activity log: "http", "cli:alice".
};

// Either the hold, or why there is none. In modes off and validate_only there is no hold either: nothing was short, and
// nothing is kept.
struct Placed {
  std::optional<Hold> hold;
  std::vector<Shortage> shortages;  // Every line that wanted more than there is.
  bool repeat = false;              // The key's first answer, again: the hold as it was placed.
};

// Which lines want more than is available. Holds of these products that are overdue are expired first: a late reaper
// refuses nobody. kNotFound names a SKU that is no product. `request` is normalised (NormaliseHold).
Result<std::vector<Shortage>> ValidateHold(Transaction& tx, const HoldRequest& request, const HoldMark& mark);

// Sets units aside, all lines or none, in the caller's transaction: every channel shows less from the next plan on.
// `request` is normalised; `id` is HoldIdOf(owner, key), or drawn where there is no key. A repeat of a key answers the
// hold as it was placed, whatever became of it since; another request under the key is kConflict. A refusal leaves no
// trace, so the same key may ask again. kNotFound names a SKU that is no product.
Result<Placed> PlaceHold(Transaction& tx, const HoldRequest& request, const HoldId& id, HoldMode mode,
                         const HoldMark& mark);

}  // namespace riff
