#pragma once

#include <string>
#include <vector>

#include "engine/base/time.h"
#include "engine/model/hold.h"
#include "engine/model/movement.h"

namespace riff {

// The bounds of a hold.
struct HoldLimits {
  Duration ttl_usual = std::chrono::seconds(1200);  // Where the request names none.
  Duration ttl_min = std::chrono::seconds(1);
  Duration ttl_max = std::chrono::hours(24);
  std::size_t lines_max = 100;
  Quantity units_max = Quantity(1'000'000);  // Of one line.
};

// What a caller asks to be set aside.
struct HoldRequest {
  std::string owner;
  std::string reference;
  std::string key;  // The caller's idempotency key; empty: every request is one of its own.
  World world = World::kReal;
  std::vector<HoldLine> lines;  // Their `committed` is not looked at.
  Duration ttl{0};              // Zero: the usual one.
};

// The request in one form: lines by SKU, each once (quantities added), the usual ttl filled in. kInvalid names the line
// and what is wrong: no lines, too many, an empty SKU or owner, a quantity that is not from 1 to `units_max`, a ttl out
// of bounds, a key over 255 characters.
Result<HoldRequest> NormaliseHold(const HoldRequest& request, const HoldLimits& limits);

// Tells one request from another; the key is not in it. Of a normalised request.
std::string RequestDigest(const HoldRequest& request);

// The hold of an owner's key: the same key names the same hold for ever, so it can have one effect only.
HoldId HoldIdOf(const std::string& owner, const std::string& key);

// available → reserved, a movement a line. To be posted only when every line's units are there.
std::vector<Movement> PlaceMovements(const Hold& hold);

// What ends a hold. Each has a cause of its own, so that a second half is posted once.
enum class HoldEnd { kCommit, kRelease, kExpire };

// The second half of an active hold: reserved → committed for the units in `committed` of each line, reserved →
// available for the rest (all of it for a release or an expiry).
std::vector<Movement> EndMovements(const Hold& hold, HoldEnd end, Timestamp at);

// The same for a hold that expired before it was paid, whose units are still there: available → committed.
std::vector<Movement> LateCommitMovements(const Hold& hold, Timestamp at);

// Units sold over the counter: available → shipped. `reference` names the sale; a repeat with it is the same sale.
Movement CounterSale(World world, const Sku& sku, Quantity quantity, const std::string& reference, Timestamp at);

}  // namespace riff
