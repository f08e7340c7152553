#include "mocks/sim/sales.h"

#include <algorithm>

#include "engine/base/check.h"
#include "mocks/sim/world.h"

namespace riff::sim {
namespace {

constexpr std::size_t kLinesMax = 100'000;
constexpr Duration kVisible = std::chrono::minutes(2);  // The longest a sale may stay unseen on a channel's own lists.

// An open question about the product that keeps RIFF from acting by itself.
Result<bool> IsAsked(Transaction& tx, Channel channel, const Sku& sku) {
  RIFF_TRY(const std::vector<TodoItem> items, tx.todos.List(TodoFilter{}, 0, kLinesMax));
  return std::ranges::any_of(items, [&](const TodoItem& item) {
    const bool here = !item.finding.channel.has_value() || *item.finding.channel == channel;
    const bool about = item.finding.sku == sku || item.finding.sku.empty();
    return item.status != TodoStatus::kResolved && here && about;
  });
}

}  // namespace

Quantity Sales::Untaken(Transaction& tx, const Sku& sku) {
  const Result<std::vector<TakenLine>> lines = tx.orders.OfProduct(sku, kLinesMax);
  RIFF_CHECK(lines.has_value(), "the store can be read");
  Quantity untaken;
  for (Sale& sale : sales_) {
    if (sale.sku != sku || sale.taken) {
      continue;
    }
    sale.taken = std::ranges::any_of(*lines, [&](const TakenLine& line) {
      return line.channel == sale.channel && line.order == sale.order && line.parked == ParkReason::kNone;
    });
    untaken += sale.taken ? Quantity(0) : sale.quantity;
  }
  return untaken;
}

void Sales::Add(World& world, const Sale& sale) {
  bool there = false;
  bool asked = false;
  std::string books;
  const Result<void> looked = world.Look([&](Transaction& tx) -> Result<void> {
    Violations ignored;
    RIFF_TRY(world.books().LookAt(tx, sale.sku, ignored));
    const Quantity available = world.books().Available(sale.sku, sale.channel.environment);
    const Quantity untaken = Untaken(tx, sale.sku);
    there = sale.quantity <= available - untaken;
    books =
        std::to_string(available.units()) + " available, " + std::to_string(untaken.units()) + " sold and not taken";
    if (!there) {
      RIFF_TRY(asked, IsAsked(tx, sale.channel, sale.sku));
    }
    return {};
  });
  RIFF_CHECK(looked.has_value(), "the store can be read");
  ++world.tally().orders;
  sales_.push_back(sale);
  if (!there) {
    ++world.tally().oversells;
    const auto lowered = lowered_at_.find(sale.sku);
    const Timestamp known_at = lowered == lowered_at_.end() ? Timestamp{} : lowered->second + kVisible;
    const bool avoidable = !asked && world.clean_cycle().has_value() && *world.clean_cycle() > known_at;
    world.Note("oversold", sale.sku.text() + " on " + ToString(sale.channel));
    if (avoidable) {
      ++world.tally().oversells_avoidable;
      world.Violate("I2", "an oversell that could have been avoided: " + sale.sku.text() + " on " +
                              ToString(sale.channel) + " order " + sale.order.text() + " (" + books +
                              "); stock was last lowered at " + FormatUtc(known_at - kVisible) +
                              ", a clean cycle began at " + FormatUtc(*world.clean_cycle()));
    }
  }
  lowered_at_[sale.sku] = sale.placed_at;
}

}  // namespace riff::sim
