#pragma once

#include <vector>

#include "engine/base/error.h"
#include "engine/model/movement.h"

namespace riff {

class LedgerTable {
 public:
  virtual ~LedgerTable() = default;

  // Posts the movement and brings the balance row with it. False when a movement of this id is there already (nothing
  // changed). kConflict, and nothing posted, when available or reserved would fall below zero.
  virtual Result<bool> Post(const Movement& movement) = 0;

  // The cached sums of that world alone; all zero for a product without movements.
  virtual Result<Balance> BalanceOf(const Sku& sku, World world) = 0;

  // In the order they were posted, those after `after` (0: from the start).
  struct Entry {
    std::int64_t sequence = 0;
    Movement movement;
  };
  virtual Result<std::vector<Entry>> Of(const Sku& sku, std::int64_t after, std::size_t limit) = 0;

  // Every product and world whose balance row is not the fold of its movements, computed in the database.
  struct Mismatch {
    Sku sku;
    World world = World::kReal;
    Balance stored;
    Balance folded;
  };
  virtual Result<std::vector<Mismatch>> FindMismatches(std::size_t limit) = 0;

  // Brings one balance row to the fold of its movements. For repairs: posting keeps them equal.
  virtual Result<void> Rebuild(const Sku& sku, World world) = 0;

  // Removes nothing, but makes every movement of the sandbox world count no more (posts the opposite of each sum).
  virtual Result<std::int64_t> DropSandboxWorld(const Cause& cause, Timestamp at) = 0;
};

}  // namespace riff
