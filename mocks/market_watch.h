#pragma once

#include <cstddef>
#include <optional>
#include <unordered_map>
#include <vector>

#include "mocks/market.h"

namespace riff::sim {

// One change of a listing; without `before` the listing is new.
struct ListingChange {
  std::optional<MarketChange> before;
  MarketChange after;
};

// One change of an order; without `before` the order is new. Changes between two looks count as one.
struct OrderChange {
  OrderId id;
  std::optional<OrderState> before;
  Quantity refunded;  // Units of its lines that were given back since, the order as a whole not being undone.
};

// What happened on a market since the last look, for a face that tells others of it. `market` outlives it.
class MarketWatch {
 public:
  explicit MarketWatch(const Market& market) : market_(market) {}

  // Forgets what happened so far: the next look begins here.
  void Skip();

  std::vector<ListingChange> NewListingChanges();
  std::vector<OrderChange> NewOrderChanges();

 private:
  struct SeenOrder {
    OrderState state = OrderState::kPaid;
    Quantity refunded;
  };

  const Market& market_;
  std::size_t changes_seen_ = 0;
  std::unordered_map<RowNumber, MarketChange> listings_;
  std::vector<SeenOrder> orders_;
};

}  // namespace riff::sim
