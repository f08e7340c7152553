#include "engine/sync/books.h"

#include "engine/ledger/balance_rules.h"

namespace riff {

Result<Balance> BooksOf(Transaction& tx, const Sku& sku, World world) {
  RIFF_TRY(Balance balance, tx.ledger.BalanceOf(sku, World::kReal));
  if (world == World::kSandbox) {
    RIFF_TRY(const Balance simulated, tx.ledger.BalanceOf(sku, World::kSandbox));
    balance = Together(balance, simulated);
  }
  return balance;
}

Result<void> PayDebtsAfter(Transaction& tx, std::span<const Movement> posted, Timestamp at) {
  for (const Movement& movement : posted) {
    if (movement.to != Account::kAvailable) {
      continue;
    }
    RIFF_TRY(const Balance balance, BooksOf(tx, movement.sku, movement.world));
    const Cause cause{"debt", movement.cause.reference, "what came back pays what was oversold"};
    const std::optional<Movement> debt = PayDebt(movement.world, movement.sku, balance, cause, at);
    if (debt.has_value()) {
      RIFF_TRY(tx.ledger.Post(*debt));
    }
  }
  return {};
}

}  // namespace riff
