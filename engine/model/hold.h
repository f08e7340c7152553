#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/quantity.h"
#include "engine/base/time.h"
#include "engine/model/ids.h"
#include "engine/model/movement.h"

namespace riff {

// How checkouts are served. kOff is the emergency bypass: everything is granted and nothing is held.
enum class HoldMode { kOff, kValidateOnly, kReserveTtl };
std::string_view ToString(HoldMode mode);  // "off", "validate_only", "reserve_ttl"

// An active hold ends exactly once, in one of the other three.
enum class HoldState { kActive, kCommitted, kReleased, kExpired };
std::string_view ToString(HoldState state);  // "active", "committed", "released", "expired"
Result<HoldState> ParseHoldState(std::string_view text);

struct HoldLine {
  Sku sku;
  Quantity quantity;   // Above zero.
  Quantity committed;  // At most `quantity`; zero until the hold is committed.

  friend bool operator==(const HoldLine&, const HoldLine&) = default;
};

// Units set aside while somebody pays, all lines or none. Times are the store's own (engine/port/clock_table.h).
struct Hold {
  HoldId id;
  std::string owner;      // Who may settle it: a checkout, a till.
  std::string reference;  // For people: a cart, an order.
  std::string request;    // Digest of what was asked for, to tell a repeat from another request under the same key.
  World world = World::kReal;
  HoldState state = HoldState::kActive;
  std::vector<HoldLine> lines;  // By SKU, each once.
  Timestamp placed_at;
  Duration ttl{0};     // As asked for when it was placed.
  Timestamp deadline;  // It does not expire before.
  bool extended = false;
  std::optional<Timestamp> settled_at;

  friend bool operator==(const Hold&, const Hold&) = default;
};

// A line that wanted more than there is.
struct Shortage {
  Sku sku;
  Quantity wanted;
  Quantity available;

  friend bool operator==(const Shortage&, const Shortage&) = default;
};

}  // namespace riff
