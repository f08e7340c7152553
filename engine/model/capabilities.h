#pragma once

#include <cstddef>
#include <optional>

#include "engine/base/error.h"
#include "engine/base/money.h"
#include "engine/base/quantity.h"

namespace riff {

// What a channel can do. A capability that is not claimed answers kUnsupported and changes nothing; the contract suite
// proves each one both ways.
struct Capabilities {
  bool sets_quantity = false;
  bool sets_price = false;
  bool sets_content = false;
  bool pauses = false;
  bool ends = false;
  bool creates = false;
  bool relists = false;
  bool shows_zero = false;         // Quantity 0 keeps the listing, hidden; else 0 takes it down.
  bool compares_and_sets = false;  // Refuses a quantity write when `expected` is not what it shows.
  bool reads_orders = false;
  bool orders_from_state = false;  // Its "orders" are listings seen to be sold (V&R), whoever closed them.
  bool reads_changes = false;      // Lists what changed since a time (ChannelReader::ListChanged).
  bool has_webhooks = false;
  bool id_known_later = false;           // A create may be accepted without an id; a later read finds it.
  bool absence_by_get = false;           // GetListings answers kNotFound only when a listing is certainly not there.
  std::optional<Quantity> quantity_max;  // The most any listing here can show (V&R: 1).
  std::size_t title_max = 255;           // Characters.
  std::optional<Money> price_max;
  int rows_per_write_call = 1;          // Quantity rows one call can carry.
  double write_calls_per_second = 1.0;  // Sustained, for the cost of a plan.
  Duration index_lag{0};                // How long a change may stay unseen by ListListings.
};

}  // namespace riff
