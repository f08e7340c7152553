#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/model/order.h"

namespace riff {

// Why a line waits.
enum class ParkReason { kNone, kUnlinked, kUnknownState };
std::string_view ToString(ParkReason reason);

// One order line as taken so far. `seen` are all its transitions in the order they came; the quantities are what its
// movements did, so that a later transition undoes exactly that.
struct TakenLine {
  Channel channel;
  OrderId order;
  OrderLine line;  // As last seen.
  Sku product;     // Empty while parked as unlinked.
  std::vector<OrderState> seen;
  Quantity reserved;   // Units this line holds in `reserved` now,
  Quantity committed;  // in `committed`,
  Quantity shipped;    // and in `shipped`;
  Quantity oversold;   // of which these were promised beyond on hand.
  ParkReason parked = ParkReason::kNone;
  Timestamp placed_at;
  Timestamp taken_at;  // Of the last transition.
  // When the last sibling listing was confirmed closed; unset until then. Exposure = closed_at − placed_at.
  std::optional<Timestamp> closed_at;

  friend bool operator==(const TakenLine&, const TakenLine&) = default;
};

class OrderTable {
 public:
  virtual ~OrderTable() = default;

  // The order as last seen (without lines); true when it is new or newer than the stored one.
  virtual Result<bool> SaveOrder(const Order& order) = 0;

  // The inbox: true exactly once for each (channel, order, line, transition). `quantity` is part of the transition, so
  // that a partial cancellation is one of its own.
  virtual Result<bool> TakeOnce(Channel channel, const OrderId& order, const OrderLineId& line, OrderState transition,
                                Quantity quantity, Timestamp at, RunId run) = 0;

  virtual Result<std::optional<TakenLine>> FindLine(Channel channel, const OrderId& order, const OrderLineId& line) = 0;
  virtual Result<void> SaveLine(const TakenLine& line) = 0;
  virtual Result<std::vector<TakenLine>> Parked(std::size_t limit) = 0;
  virtual Result<std::vector<TakenLine>> OfProduct(const Sku& product, std::size_t limit) = 0;

  // Sold lines whose exposure is not known yet.
  virtual Result<std::vector<TakenLine>> NotYetClosed(std::size_t limit) = 0;

  // The latest time a line of this product was taken (a sale, a hold or its undoing) on one environment's channels.
  virtual Result<std::optional<Timestamp>> LastTakenAt(const Sku& product, Environment environment) = 0;
};

}  // namespace riff
