#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/error.h"
#include "engine/model/hold.h"

namespace riff {

class HoldTable {
 public:
  virtual ~HoldTable() = default;

  // kConflict when there is a hold of this id.
  virtual Result<void> Insert(const Hold& hold) = 0;

  virtual Result<std::optional<Hold>> Find(const HoldId& id) = 0;

  // Stores state, deadline, `extended`, `settled_at` and what each line committed. False, and nothing changed, when the
  // stored hold is not in state `from` any more: somebody else was first.
  virtual Result<bool> Update(const Hold& hold, HoldState from) = 0;

  // Active holds whose deadline is not after `now`, the longest overdue first.
  virtual Result<std::vector<Hold>> Overdue(Timestamp now, std::size_t limit) = 0;

  // The same, of those that hold this product in this world.
  virtual Result<std::vector<Hold>> OverdueOf(const Sku& sku, World world, Timestamp now, std::size_t limit) = 0;

  // Newest first, those placed before the hold `before` (empty: from the newest); in one state, or all.
  virtual Result<std::vector<Hold>> List(std::optional<HoldState> state, const HoldId& before, std::size_t limit) = 0;

  // How many are active.
  virtual Result<std::int64_t> CountActive() = 0;
};

}  // namespace riff
