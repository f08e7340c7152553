#pragma once

#include <optional>
#include <string>

#include "engine/model/change.h"
#include "engine/plan/listing_case.h"
#include "engine/plan/wanted.h"

namespace riff {

// What should be done about a listing as if it had no open write. At most one change; with kAsk the finding says what
// is asked.
struct Answer {
  enum class Kind { kAgreement, kWait, kChange, kFinding };
  Kind kind = Kind::kAgreement;
  std::optional<Change> change;
  Verdict verdict = Verdict::kPush;
  std::string reason;
  std::optional<Finding> finding;
};

// What a listing shows and what its channel last confirmed, once its open write has been looked at: an accepted write
// that was not read back yet counts as landed.
struct Sight {
  const ListingFacts& shown;
  const std::optional<ListingFacts>& acked;
};

// The decision table without its open writes (docs/architecture.md §4). Lowering is decided at once. Raising is decided
// at once when the channel shows what it last confirmed (we owe it a write), else it waits for an order to explain the
// fall until the settle time has passed, and then for two agreeing reads or a person. A down listing comes back only by
// the relist rule, and is a finding when nothing explains it.
Answer AnswerFor(const ListingCase& at, const Wanted& wanted, const Sight& sight);

}  // namespace riff
