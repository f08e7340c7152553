#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/model/order.h"
#include "engine/port/store.h"
#include "mocks/market.h"

namespace riff::sim {

class World;

// One order line as its buyer was told: sold.
struct Sale {
  Channel channel;
  OrderId order;   // As the channel shows it to a seller.
  OrderId number;  // The market's own.
  Sku sku;
  RemoteId remote;
  Quantity quantity;
  Timestamp placed_at;
  bool taken = false;  // The store has it.
};

// What buyers were told, and whether a unit was sold that was not there. Knows nothing of how the engine counts.
class Sales {
 public:
  // A buyer bought; the market has said yes. Judges at once whether the units were there, and if not, whether any
  // engine could have prevented it: the last event that lowered the product's stock was followed by a whole cycle in
  // which nothing went wrong.
  void Add(World& world, const Sale& sale);

  // Something else lowered the product's stock, or a person raised what one channel shows.
  void Lowered(const Sku& sku, Timestamp at) { lowered_at_[sku] = at; }

  const std::vector<Sale>& all() const { return sales_; }

 private:
  Quantity Untaken(Transaction& tx, const Sku& sku);

  std::vector<Sale> sales_;
  std::map<Sku, Timestamp> lowered_at_;
};

}  // namespace riff::sim
