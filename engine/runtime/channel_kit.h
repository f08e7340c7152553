#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "connectors/http/guarded_transport.h"
#include "connectors/http/paced_transport.h"
#include "engine/port/connector.h"
#include "engine/port/token_vault.h"
#include "engine/runtime/config.h"

namespace riff {

// What a connector borrows; all of it outlives it.
struct KitParts {
  Transport& transport;
  Clock& clock;
  TokenVault& vault;
};

// Everything the wiring needs of one channel's platform: the five alike.
struct ChannelKit {
  std::vector<std::string> origins;
  IsReading is_reading = nullptr;
  RateRules rates;
  RateClassOf rate_class_of = nullptr;
  std::optional<Duration> index_lag;  // Set where the configuration knows better than the platform's usual lag.
  std::function<Connector(Channel, const KitParts&, Access)> connect;
};

// The kit of a configured channel, its secrets resolved. kInvalid names file, line and key, or the secret's reference.
Result<ChannelKit> KitOf(const Config& config, Channel channel);

}  // namespace riff
