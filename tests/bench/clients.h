#pragma once

#include <cstddef>
#include <functional>

#include "engine/base/error.h"

namespace riff::bench {

// What many callers saw who each called again as soon as they were answered. Seconds.
struct ClientTimes {
  double per_call = 0;  // Wall time by the number of calls.
  double p99 = 0;
  double worst = 0;
};

// `clients` threads make `calls` calls in all; `call(client, number)` makes one. The first failure ends them.
Result<ClientTimes> FromClients(int clients, int calls,
                                const std::function<Result<void>(int client, int number)>& call);

}  // namespace riff::bench
