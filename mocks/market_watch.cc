#include "mocks/market_watch.h"

namespace riff::sim {
namespace {

Quantity RefundedOf(const MarketOrder& order) {
  Quantity units;
  for (const MarketOrderLine& line : order.lines) {
    units += line.refunded;
  }
  return units;
}

}  // namespace

void MarketWatch::Skip() {
  (void)NewListingChanges();
  (void)NewOrderChanges();
}

std::vector<ListingChange> MarketWatch::NewListingChanges() {
  std::vector<ListingChange> found;
  const auto& changes = market_.changes();
  for (; changes_seen_ < changes.size(); ++changes_seen_) {
    const MarketChange& change = changes[changes_seen_];
    const auto [entry, fresh] = listings_.try_emplace(change.row, change);
    found.push_back({fresh ? std::nullopt : std::optional(entry->second), change});
    entry->second = change;
  }
  return found;
}

std::vector<OrderChange> MarketWatch::NewOrderChanges() {
  std::vector<OrderChange> found;
  for (std::size_t i = 0; i < market_.orders().size(); ++i) {
    const MarketOrder& order = market_.orders()[i];
    const Quantity refunded = RefundedOf(order);
    if (i >= orders_.size()) {
      orders_.push_back({order.state, refunded});
      found.push_back({order.id, std::nullopt, refunded});
      continue;
    }
    SeenOrder& seen = orders_[i];
    if (seen.state != order.state || seen.refunded != refunded) {
      found.push_back({order.id, seen.state, refunded - seen.refunded});
      seen = {order.state, refunded};
    }
  }
  return found;
}

}  // namespace riff::sim
