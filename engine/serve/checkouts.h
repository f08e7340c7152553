#pragma once

#include <functional>
#include <memory>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/base/metrics.h"
#include "engine/port/store.h"
#include "engine/runtime/config.h"
#include "engine/serve/health.h"
#include "engine/serve/hold_routes.h"

namespace riff {

// What [holds] says.
HoldPolicy HoldPolicyOf(const Config& config);

struct CheckoutParts {
  Database& database;
  Clock& clock;
  Metrics& metrics;
  Log& log;
  std::function<World()> usual_world;  // As of HoldRouteParts.
  std::function<void()> moved;
};

// Checkouts as the server serves them: one desk for all its threads, with a store session and a reaper's thread of its
// own. Overdue holds are ended from Open on. The destructor stops the reaper after the group at hand; what Open gave is
// alive longer than the server that uses its routes.
class Checkouts {
 public:
  // kUnavailable when no session can be opened.
  static Result<std::unique_ptr<Checkouts>> Open(const Config& config, const CheckoutParts& parts);
  virtual ~Checkouts() = default;

  virtual Routes routes() = 0;
  virtual HoldWatch watch() = 0;
};

}  // namespace riff
