#include "engine/sync/change_stock.h"

#include "engine/ledger/balance_rules.h"
#include "engine/ledger/hold_rules.h"
#include "engine/sync/books.h"

namespace riff {
namespace {

Result<Product> ProductOf(Transaction& tx, const Sku& sku) {
  RIFF_TRY(const std::optional<Product> product, tx.products.Find(sku));
  if (!product.has_value()) {
    return Fail(ErrorKind::kNotFound, "no product " + sku.text() + " (riff products list shows them)");
  }
  return *product;
}

// Posts it and everything that follows from it; a repeat posts nothing.
Result<Quantity> Post(Transaction& tx, const StockChange& change, const Movement& movement, const Actor& actor) {
  RIFF_TRY(const Balance before, BooksOf(tx, change.sku, change.world));
  RIFF_TRY(const bool posted, tx.ledger.Post(movement));
  if (!posted) {
    return before.available;
  }
  RIFF_TRY(PayDebtsAfter(tx, std::span<const Movement>(&movement, 1), actor.at));
  RIFF_TRY(const Balance after, BooksOf(tx, change.sku, change.world));
  const std::string where = std::string(" in the ") + std::string(ToString(change.world)) + " books";
  Activity entry;
  entry.at = actor.at;
  entry.actor = actor.name;
  entry.action = "stock";
  entry.subject = change.sku.text();
  entry.sku = change.sku;
  entry.before = "available " + std::to_string(before.available.units()) + where;
  entry.after = "available " + std::to_string(after.available.units()) + where;
  entry.why = change.note;
  RIFF_TRY(tx.activity.Append(entry));
  RIFF_TRY(tx.products.MarkDirty(change.sku));
  return after.available;
}

}  // namespace

Result<Quantity> ReceiveStock(Transaction& tx, const StockChange& change, const Actor& actor) {
  RIFF_TRY(const Product product, ProductOf(tx, change.sku));
  const Cause cause{"receive", change.key, change.note};
  RIFF_TRY(const Movement movement, Receive(change.world, change.sku, change.units, cause, actor.at));
  RIFF_TRY(const Balance books, BooksOf(tx, change.sku, change.world));
  const bool full = product.kind == ProductKind::kUnique && OnHand(books) + change.units > Quantity(1);
  RIFF_TRY(const Quantity available, Post(tx, change, movement, actor));
  if (full && available > books.available) {
    return Fail(ErrorKind::kInvalid, change.sku.text() +
                                         " is unique and on hand already: a second one is another "
                                         "product, or this one is of kind stocked");
  }
  return available;
}

Result<Quantity> AdjustStock(Transaction& tx, const StockChange& change, const Actor& actor) {
  RIFF_TRY(ProductOf(tx, change.sku));
  const Cause cause{"adjust", change.key, change.note};
  RIFF_TRY(const Movement movement, Adjust(change.world, change.sku, change.units, cause, actor.at));
  return Post(tx, change, movement, actor);
}

Result<Quantity> SellOverCounter(Transaction& tx, const StockChange& change, const Actor& actor) {
  RIFF_TRY(ProductOf(tx, change.sku));
  if (change.units < Quantity(1)) {
    return Fail(ErrorKind::kInvalid, "a sale is of one unit or more");
  }
  return Post(tx, change, CounterSale(change.world, change.sku, change.units, change.key, actor.at), actor);
}

Result<std::int64_t> RebuildBalances(Transaction& tx, const Actor& actor) {
  constexpr std::size_t kAtOnce = 10'000;
  RIFF_TRY(const std::vector<LedgerTable::Mismatch> wrong, tx.ledger.FindMismatches(kAtOnce));
  for (const LedgerTable::Mismatch& mismatch : wrong) {
    RIFF_TRY(tx.ledger.Rebuild(mismatch.sku, mismatch.world));
    Activity entry;
    entry.at = actor.at;
    entry.actor = actor.name;
    entry.action = "stock";
    entry.subject = mismatch.sku.text();
    entry.sku = mismatch.sku;
    entry.before = "stored: available " + std::to_string(mismatch.stored.available.units());
    entry.after = "by its movements: available " + std::to_string(mismatch.folded.available.units());
    entry.why = "the balance was not the sum of its movements";
    RIFF_TRY(tx.activity.Append(entry));
    RIFF_TRY(tx.products.MarkDirty(mismatch.sku));
  }
  return static_cast<std::int64_t>(wrong.size());
}

}  // namespace riff
