#include "engine/ledger/balance_rules.h"

#include <algorithm>
#include <string>

namespace riff {
namespace {

// The sum that an account is kept in, or null for those whose sums nobody needs.
Quantity* SumOf(Balance& balance, Account account) {
  switch (account) {
    case Account::kAvailable:
      return &balance.available;
    case Account::kReserved:
      return &balance.reserved;
    case Account::kCommitted:
      return &balance.committed;
    case Account::kOversold:
      return &balance.oversold;
    case Account::kSupply:
    case Account::kShipped:
    case Account::kAdjustment:
      return nullptr;
  }
  return nullptr;
}

// `oversold` counts a debt: what leaves the account is owed.
Quantity SignedFor(Account account, Quantity units) { return account == Account::kOversold ? -units : units; }

void Add(Balance& balance, Account account, Quantity units) {
  if (Quantity* sum = SumOf(balance, account); sum != nullptr) {
    *sum += SignedFor(account, units);
  }
}

// Only the account that a movement lowers can be refused: an older fault elsewhere must not block the repair.
bool FallsBelowZero(const Balance& before, Balance after, Account account) {
  Balance copy = before;
  const Quantity* then = SumOf(copy, account);
  const Quantity* now = SumOf(after, account);
  return now != nullptr && *now < *then && *now < Quantity(0);
}

Movement Between(World world, const Sku& sku, Account from, Account to, const Cause& cause) {
  Movement movement;
  movement.id = MovementIdOf(world, sku, from, to, cause);
  movement.world = world;
  movement.sku = sku;
  movement.from = from;
  movement.to = to;
  movement.cause = cause;
  return movement;
}

}  // namespace

Balance Fold(std::span<const Movement> movements) {
  Balance balance;
  for (const Movement& movement : movements) {
    Add(balance, movement.from, -movement.quantity);
    Add(balance, movement.to, movement.quantity);
  }
  return balance;
}

Result<Balance> Apply(const Balance& balance, const Movement& movement) {
  if (movement.quantity <= Quantity(0)) {
    return Fail(ErrorKind::kInvalid, "a movement of " + movement.sku.text() + " must move at least one unit");
  }
  if (movement.from == movement.to) {
    return Fail(ErrorKind::kInvalid, "a movement of " + movement.sku.text() + " must be between two accounts");
  }
  Balance after = balance;
  Add(after, movement.from, -movement.quantity);
  Add(after, movement.to, movement.quantity);
  for (const Account account : {movement.from, movement.to}) {
    if (FallsBelowZero(balance, after, account)) {
      return Fail(ErrorKind::kConflict, movement.sku.text() + " has not " + std::to_string(movement.quantity.units()) +
                                            " units in account " + std::string(ToString(account)));
    }
  }
  return after;
}

Result<Movement> Receive(World world, const Sku& sku, Quantity quantity, const Cause& cause, Timestamp at) {
  if (quantity <= Quantity(0)) {
    return Fail(ErrorKind::kInvalid, "receive " + sku.text() + ": at least one unit must come in");
  }
  Movement movement = Between(world, sku, Account::kSupply, Account::kAvailable, cause);
  movement.quantity = quantity;
  movement.at = at;
  return movement;
}

Result<Movement> Adjust(World world, const Sku& sku, Quantity difference, const Cause& cause, Timestamp at) {
  if (difference == Quantity(0)) {
    return Fail(ErrorKind::kInvalid, "adjust " + sku.text() + ": a difference of zero changes nothing");
  }
  const bool up = difference > Quantity(0);
  Movement movement = Between(world, sku, up ? Account::kAdjustment : Account::kAvailable,
                              up ? Account::kAvailable : Account::kAdjustment, cause);
  movement.quantity = up ? difference : -difference;
  movement.at = at;
  return movement;
}

std::optional<Movement> PayDebt(World world, const Sku& sku, const Balance& balance, const Cause& cause, Timestamp at) {
  const Quantity paid = std::min(balance.available, balance.oversold);
  if (paid <= Quantity(0)) {
    return std::nullopt;
  }
  Movement movement = Between(world, sku, Account::kAvailable, Account::kOversold, cause);
  movement.quantity = paid;
  movement.at = at;
  return movement;
}

std::optional<Movement> AdoptLevel(World world, const Sku& sku, LevelChange change, const Cause& cause, Timestamp at) {
  if (change.from == change.to) {
    return std::nullopt;
  }
  const bool up = change.to > change.from;
  const Account outside = up && change.level == Level::kFirst ? Account::kSupply : Account::kAdjustment;
  Movement movement =
      Between(world, sku, up ? outside : Account::kAvailable, up ? Account::kAvailable : outside, cause);
  movement.quantity = up ? change.to - change.from : change.from - change.to;
  movement.at = at;
  return movement;
}

}  // namespace riff
