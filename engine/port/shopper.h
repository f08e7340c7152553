#pragma once

#include "engine/base/error.h"
#include "engine/model/listing.h"
#include "engine/port/run_context.h"

namespace riff {

// A buyer who is not us: how a simulated sale happens on a sandbox. The engine is told nothing of what was bought; it
// must notice by itself.
class Shopper {
 public:
  virtual ~Shopper() = default;

  // Buys on a sandbox channel. kConflict when the marketplace refuses (sold out, not for sale); kUnsupported when
  // nobody can buy there by program; kRejected for a production channel, always.
  virtual Result<OrderId> Buy(RunContext& run, Channel channel, const RemoteId& listing, Quantity quantity) = 0;
};

}  // namespace riff
