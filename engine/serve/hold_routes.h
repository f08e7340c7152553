#pragma once

#include <functional>

#include "engine/base/log.h"
#include "engine/serve/routes.h"
#include "engine/sync/hold_desk.h"

namespace riff {

// What the routes borrow; all of it outlives them.
struct HoldRouteParts {
  HoldDesk& desk;
  Log& log;
  std::function<World()> usual_world;  // Whose books a request is about that names none. From any thread.
  std::function<void()> moved;         // Units were set aside or given back. From any thread.
};

// Checkouts over HTTP (docs/api.md says what each takes and answers):
//   POST /api/inventory/validate            whether so much is available; holds nothing
//   POST /api/inventory/holds               sets units aside; Idempotency-Key: a repeat is answered as the first time
//   GET  /api/inventory/holds/{id}
//   POST /api/inventory/holds/{id}/commit   sells what is held, all or parts
//   POST /api/inventory/holds/{id}/release  gives it back
//   POST /api/inventory/holds/{id}/extend   prolongs it, once
// An answer is given after its commit to the store. In mode off everything is granted and nothing held; that is logged
// as a warning here, once, and counted for each call.
Routes HoldRoutes(const HoldRouteParts& parts);

}  // namespace riff
