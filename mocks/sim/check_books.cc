#include "mocks/sim/check_books.h"

#include "mocks/sim/trace.h"

namespace riff::sim {
namespace {

constexpr std::size_t kEntries = 100'000;

std::string TextOf(const LedgerTable::Entry& entry) {
  const Movement& m = entry.movement;
  return std::to_string(entry.sequence) + "|" + m.id.text() + "|" + std::string(riff::ToString(m.world)) + "|" +
         std::string(riff::ToString(m.from)) + "|" + std::string(riff::ToString(m.to)) + "|" +
         std::to_string(m.quantity.units()) + "|" + m.cause.kind + "|" + m.cause.reference + "|" +
         std::to_string(ToMicros(m.at));
}

std::uint64_t Chained(std::uint64_t before, const LedgerTable::Entry& entry) {
  Trace chain(Loudness::kQuiet);
  chain.Mix(std::to_string(before));
  chain.Mix(TextOf(entry));
  return chain.digest();
}

std::int64_t At(const std::array<std::int64_t, 7>& sums, Account account) {
  return sums[static_cast<std::size_t>(account)];
}

}  // namespace

void BooksCheck::Fold(Book& book, const LedgerTable::Entry& entry, Violations& violations) {
  const Movement& movement = entry.movement;
  if (movement.quantity <= Quantity(0) || movement.from == movement.to) {
    violations.push_back({"I1", "a movement that moves nothing: " + TextOf(entry)});
  }
  if (++book.ids[movement.id.text()] > 1) {
    violations.push_back({"I11", "one cause moved units twice: " + TextOf(entry)});
  }
  std::array<std::int64_t, kAccounts>& sums = book.sums[movement.world];
  sums[static_cast<std::size_t>(movement.from)] -= movement.quantity.units();
  sums[static_cast<std::size_t>(movement.to)] += movement.quantity.units();
  book.last = entry.sequence;
  book.digest = Chained(book.digest, entry);
}

void BooksCheck::CompareBalance(const Book& book, const Sku& sku, World world, const Balance& stored,
                                Violations& violations) {
  const auto found = book.sums.find(world);
  const std::array<std::int64_t, kAccounts> sums =
      found == book.sums.end() ? std::array<std::int64_t, kAccounts>{} : found->second;
  const bool equal = stored.available.units() == At(sums, Account::kAvailable) &&
                     stored.reserved.units() == At(sums, Account::kReserved) &&
                     stored.committed.units() == At(sums, Account::kCommitted) &&
                     stored.oversold.units() == -At(sums, Account::kOversold);
  if (!equal) {
    violations.push_back({"I1", "the balance of " + sku.text() + " in " + std::string(riff::ToString(world)) +
                                    " is not the fold of its movements: available " +
                                    std::to_string(stored.available.units()) + " stored, " +
                                    std::to_string(At(sums, Account::kAvailable)) + " folded; oversold " +
                                    std::to_string(stored.oversold.units()) + " stored, " +
                                    std::to_string(-At(sums, Account::kOversold)) + " folded"});
  }
}

Result<void> BooksCheck::LookAt(Transaction& tx, const Sku& sku, Violations& violations) {
  Book& book = books_[sku];
  RIFF_TRY(const std::vector<LedgerTable::Entry> entries, tx.ledger.Of(sku, book.last, kEntries));
  for (const LedgerTable::Entry& entry : entries) {
    Fold(book, entry, violations);
  }
  Quantity together;
  Quantity reserved;
  for (const World world : {World::kReal, World::kSandbox}) {
    RIFF_TRY(const Balance stored, tx.ledger.BalanceOf(sku, world));
    CompareBalance(book, sku, world, stored, violations);
    together += stored.available;
    reserved += stored.reserved;
    if (world == World::kReal && (stored.available < Quantity(0) || stored.reserved < Quantity(0))) {
      violations.push_back({"I2", sku.text() + " has less than nothing available in the real books"});
    }
  }
  if (together < Quantity(0) || reserved < Quantity(0)) {
    violations.push_back({"I2", sku.text() + " has less than nothing available in both books together"});
  }
  return {};
}

Result<void> BooksCheck::Look(Transaction& tx, const std::vector<Sku>& skus, Violations& violations) {
  for (const Sku& sku : skus) {
    RIFF_TRY(LookAt(tx, sku, violations));
  }
  return {};
}

Result<void> BooksCheck::Recount(Transaction& tx, Violations& violations) {
  for (const auto& [sku, book] : books_) {
    RIFF_TRY(const std::vector<LedgerTable::Entry> entries, tx.ledger.Of(sku, 0, kEntries));
    std::uint64_t digest = 0;
    for (const LedgerTable::Entry& entry : entries) {
      if (entry.sequence > book.last) {
        break;
      }
      digest = Chained(digest, entry);
    }
    if (digest != book.digest) {
      violations.push_back({"I4", "the past of " + sku.text() + "'s movements was changed"});
    }
  }
  return {};
}

Quantity BooksCheck::Available(const Sku& sku, Environment environment) const {
  const auto book = books_.find(sku);
  std::int64_t units = 0;
  if (book != books_.end()) {
    for (const auto& [world, sums] : book->second.sums) {
      units += world == World::kReal || environment == Environment::kSandbox ? At(sums, Account::kAvailable) : 0;
    }
  }
  return Quantity(units);
}

}  // namespace riff::sim
