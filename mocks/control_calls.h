#pragma once

#include "connectors/http/url.h"
#include "connectors/json/json.h"
#include "engine/base/error.h"
#include "mocks/markets.h"

namespace riff::sim {

// What a control call was given.
struct ControlInput {
  const QueryPairs& query;
  JsonValue body;
};

// One call of the control address (control.h says what each takes and answers): does it and writes its answer, or fails
// having changed nothing and having written nothing that counts. kInvalid and kNotFound are the caller's faults,
// kConflict and kRejected the market's refusal.
using ControlCall = Result<void> (*)(Markets& markets, const ControlInput& input, JsonWriter& json);

// Looking: control_reads.cc.
Result<void> ShowListings(Markets& markets, const ControlInput& input, JsonWriter& json);
Result<void> ShowRequests(Markets& markets, const ControlInput& input, JsonWriter& json);
Result<void> ShowOrders(Markets& markets, const ControlInput& input, JsonWriter& json);
Result<void> ShowChanges(Markets& markets, const ControlInput& input, JsonWriter& json);
Result<void> ShowFaults(Markets& markets, const ControlInput& input, JsonWriter& json);
Result<void> ShowPlanted(Markets& markets, const ControlInput& input, JsonWriter& json);
Result<void> ShowClock(Markets& markets, const ControlInput& input, JsonWriter& json);

// Doing: control_deeds.cc.
Result<void> PlaceOrder(Markets& markets, const ControlInput& input, JsonWriter& json);
Result<void> MoveOrder(Markets& markets, const ControlInput& input, JsonWriter& json);
Result<void> CancelOrder(Markets& markets, const ControlInput& input, JsonWriter& json);
Result<void> EditListing(Markets& markets, const ControlInput& input, JsonWriter& json);
Result<void> PutFaults(Markets& markets, const ControlInput& input, JsonWriter& json);
Result<void> AdvanceClock(Markets& markets, const ControlInput& input, JsonWriter& json);
Result<void> ResetAll(Markets& markets, const ControlInput& input, JsonWriter& json);

// Web-hooks: control_webhooks.cc.
Result<void> ShowWebhooks(Markets& markets, const ControlInput& input, JsonWriter& json);
Result<void> SubscribeWebhooks(Markets& markets, const ControlInput& input, JsonWriter& json);

}  // namespace riff::sim
