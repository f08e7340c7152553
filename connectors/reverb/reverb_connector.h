#pragma once

#include <string>
#include <vector>

#include "connectors/http/guarded_transport.h"
#include "connectors/http/paced_transport.h"
#include "connectors/http/transport.h"
#include "engine/base/clock.h"
#include "engine/base/secret.h"
#include "engine/port/connector.h"
#include "engine/port/token_vault.h"

namespace riff::reverb {

struct Config {
  std::string url;               // "https://api.reverb.com/api"; any host serves, so that a stand-in can.
  Secret token;                  // A personal access token; it does not expire.
  std::string shipping_profile;  // Id of the seller's shipping profile for new listings; empty: the shop's default.
};

struct Parts {
  Transport& transport;
  Clock& clock;
  TokenVault& vault;
};

// kInvalid names what is missing or malformed.
Result<void> ValidateConfig(const Config& config);

Capabilities CapabilitiesOf(const Config& config);

// 2,000 reads or 600 writes a minute, and 10,000 or 3,000 in ten minutes.
RateRules RatesOf();
RateClass RateClassOf(const HttpRequest& request);

// Reverb reads by GET and by nothing else.
bool IsReading(const HttpRequest& request);

// The configured host, and no other: links in answers name hosts of the other environment.
std::vector<std::string> OriginsOf(const Config& config);

// `parts` outlive the connector. A config that ValidateConfig refuses gives a connector whose requests fail.
Connector MakeConnector(const Channel& channel, const Config& config, const Parts& parts, Access access);

}  // namespace riff::reverb
