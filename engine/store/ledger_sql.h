#pragma once

#include "engine/port/ledger_table.h"
#include "engine/store/session.h"

namespace riff {

// A balance of the sandbox world holds only that world's movements, which may take real units: there it is the sum of
// both worlds that a movement must not bring below zero. A real movement looks at the real books alone: a simulation
// never refuses a real sale.
class SqlLedgerTable final : public LedgerTable {
 public:
  explicit SqlLedgerTable(Session& session) : session_(session) {}

  Result<bool> Post(const Movement& movement) override;
  Result<Balance> BalanceOf(const Sku& sku, World world) override;
  Result<std::vector<Entry>> Of(const Sku& sku, std::int64_t after, std::size_t limit) override;
  Result<std::vector<Mismatch>> FindMismatches(std::size_t limit) override;

  Result<void> Rebuild(const Sku& sku, World world) override;

  // Answers the number of movements posted. kConflict when `cause` has dropped the world before and there is something
  // to drop again: its movements would have the ids of the earlier ones.
  Result<std::int64_t> DropSandboxWorld(const Cause& cause, Timestamp at) override;

 private:
  Session& session_;
};

}  // namespace riff
