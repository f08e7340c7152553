#pragma once

#include <vector>

#include "engine/sync/place_hold.h"

namespace riff {

// Who settles which hold.
struct HoldClaim {
  HoldId id;
  std::string owner;
};

// What a commit came to. Where `shortages` is not empty nothing was sold: the hold had expired, and these units were
// gone by then (a late payment).
struct Committed {
  Hold hold;
  bool late = false;  // The hold had expired. It stays so: what was sold all the same stands in its lines.
  std::vector<Shortage> shortages;
};

// Sells what is held: `parts` says how much of each line (empty: all), the rest is given back. A live hold is never
// refused for lack of stock. An expired one is sold only if its units are still there. The same commit again answers
// the same; a commit of other parts, or of a released hold, is kConflict. kNotFound: no such hold. kUnauthorized: it is
// another owner's. kInvalid names a part that is no line of the hold, or more than it.
Result<Committed> CommitHold(Transaction& tx, const HoldClaim& claim, const std::vector<HoldLine>& parts,
                             const HoldMark& mark);

// Gives everything back. A hold that is released or expired already is left as it is and answered; a committed one is
// kConflict. kNotFound and kUnauthorized as above.
Result<Hold> ReleaseHold(Transaction& tx, const HoldClaim& claim, const HoldMark& mark);

// Prolongs an active hold by its own ttl, once: its deadline becomes `ttl` from now, if that is later. A hold that was
// extended before is kConflict, as is one that ended.
Result<Hold> ExtendHold(Transaction& tx, const HoldClaim& claim, const HoldMark& mark);

// Ends an active hold and posts its second half; `hold` is brought to what is stored. kConflict when it is not active
// in the store any more.
Result<void> EndHold(Transaction& tx, Hold& hold, HoldEnd end, const HoldMark& mark);

}  // namespace riff
