#pragma once

#include <optional>
#include <span>

#include "engine/base/error.h"
#include "engine/base/quantity.h"
#include "engine/base/time.h"
#include "engine/model/ids.h"
#include "engine/model/movement.h"

namespace riff {

// The sums of the accounts over `movements`, which are of one product and one world (or of both worlds, for their sum).
// Units taken out of `oversold` are a debt, so Balance.oversold grows by them.
Balance Fold(std::span<const Movement> movements);

// The balance after one more movement. kConflict when it would take an account below zero: there is not that much to
// take. For a sandbox movement `balance` is that of both worlds together. kInvalid for a movement of no units or
// from an account to itself.
Result<Balance> Apply(const Balance& balance, const Movement& movement);

// Units that came in: supply → available. kInvalid unless `quantity` is above zero.
Result<Movement> Receive(World world, const Sku& sku, Quantity quantity, const Cause& cause, Timestamp at);

// A correction by a person: adjustment → available for a difference above zero, available → adjustment below. kInvalid
// for a difference of zero.
Result<Movement> Adjust(World world, const Sku& sku, Quantity difference, const Cause& cause, Timestamp at);

// Pays what was promised beyond on hand out of what is available now: available → oversold, as much as both allow.
// Nothing when there is no debt or nothing to pay it with. To be called after every movement that makes units
// available, or they would be sold again although they are promised already.
std::optional<Movement> PayDebt(World world, const Sku& sku, const Balance& balance, const Cause& cause, Timestamp at);

// Which level the store takes over from what a channel shows, and from which level.
enum class Level { kFirst, kLater };  // kFirst: nothing was known of this product's stock before.
struct LevelChange {
  Level level = Level::kLater;
  Quantity from;
  Quantity to;
};

// Brings available from `from` to `to`: supply → available the first time (that is where stock comes from), later
// adjustment → available up and available → adjustment down. Nothing when they are equal. `cause.reference` names the
// evidence, so that two looks at the same evidence adopt once.
std::optional<Movement> AdoptLevel(World world, const Sku& sku, LevelChange change, const Cause& cause, Timestamp at);

}  // namespace riff
