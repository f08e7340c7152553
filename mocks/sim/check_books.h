#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/port/store.h"
#include "mocks/sim/tally.h"

namespace riff::sim {

// Holds the ledger against a fold of its own: I1, I2, I4, I5 and the balance rows of both worlds. Reads what is new
// since it looked last; Recount reads everything again and sees whether the past was changed.
class BooksCheck {
 public:
  Result<void> Look(Transaction& tx, const std::vector<Sku>& skus, Violations& violations);
  Result<void> LookAt(Transaction& tx, const Sku& sku, Violations& violations);
  Result<void> Recount(Transaction& tx, Violations& violations);

  // By the own fold: what a channel of that environment may promise.
  Quantity Available(const Sku& sku, Environment environment) const;

 private:
  static constexpr std::size_t kAccounts = 7;
  struct Book {
    std::int64_t last = 0;  // The sequence of the newest movement seen.
    std::uint64_t digest = 0;
    std::map<World, std::array<std::int64_t, kAccounts>> sums;
    std::map<std::string, int> ids;
  };

  static void Fold(Book& book, const LedgerTable::Entry& entry, Violations& violations);
  static void CompareBalance(const Book& book, const Sku& sku, World world, const Balance& stored,
                             Violations& violations);

  std::map<Sku, Book> books_;
};

}  // namespace riff::sim
