#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "connectors/http/transport.h"
#include "engine/base/clock.h"
#include "engine/base/metrics.h"
#include "engine/base/tripwire.h"
#include "engine/port/store.h"
#include "engine/port/token_vault.h"
#include "engine/runtime/config.h"
#include "engine/sync/shop.h"

namespace riff {

// What the wiring borrows; all of it outlives it.
struct WiringParts {
  Database& database;
  TokenVault& vault;
  Clock& clock;
  Waiter& waiter;
  Metrics& metrics;
  Tripwire& tripwire;
};

// What a channel is reached through, where it is not the network: simulations bring their own.
using MakeWire = std::function<std::unique_ptr<Transport>(Channel)>;

struct WiringOptions {
  std::map<Platform, Stage> stages;  // Set by hand (`riff stage set`); win over the configuration's.
  std::string record_path;           // Every exchange is appended there, redacted; empty: none.
  Concurrency concurrency = Concurrency::kThreadPerChannel;
  MakeWire make_wire = nullptr;  // Empty: the network.
  Clock* pace_clock = nullptr;   // For rate limits, best a SteadyClock; null: the clock of everything else. Borrowed.
};

// The shop put together from its configuration: for each channel in use a transport (curl, then recorded, metered,
// guarded, paced, from the socket up) and a connector. A channel that its stage only reads gets a connector without a
// writer, and a transport that lets reading operations through and nothing else: two locks that do not know of each
// other. Secrets are resolved here. kInvalid names the file, line and key of a setting or the reference of a secret
// that is wrong.
class Wiring {
 public:
  static Result<std::unique_ptr<Wiring>> Build(const Config& config, const WiringParts& parts,
                                               const WiringOptions& options);
  virtual ~Wiring() = default;

  virtual const Shop& shop() const = 0;
};

}  // namespace riff
