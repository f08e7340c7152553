#include "engine/sync/expire_holds.h"

#include "engine/sync/settle_hold.h"

namespace riff {
namespace {

Result<std::int64_t> ExpireAll(Transaction& tx, std::vector<Hold> holds, const HoldMark& mark) {
  for (Hold& hold : holds) {
    RIFF_TRY(ExpireHold(tx, hold, mark));
  }
  return static_cast<std::int64_t>(holds.size());
}

}  // namespace

Result<std::int64_t> ExpireHolds(Transaction& tx, std::size_t limit, const HoldMark& mark) {
  RIFF_TRY(std::vector<Hold> overdue, tx.holds.Overdue(mark.now, limit));
  return ExpireAll(tx, std::move(overdue), mark);
}

Result<std::int64_t> ExpireHoldsOf(Transaction& tx, const Sku& sku, World world, const HoldMark& mark) {
  constexpr std::size_t kAtOnce = 1000;
  RIFF_TRY(std::vector<Hold> overdue, tx.holds.OverdueOf(sku, world, mark.now, kAtOnce));
  return ExpireAll(tx, std::move(overdue), mark);
}

Result<void> ExpireHold(Transaction& tx, Hold& hold, const HoldMark& mark) {
  return EndHold(tx, hold, HoldEnd::kExpire, mark);
}

}  // namespace riff
