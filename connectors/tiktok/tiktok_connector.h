#pragma once

#include <string>
#include <vector>

#include "connectors/http/paced_transport.h"
#include "connectors/http/transport.h"
#include "connectors/tiktok/tiktok_config.h"
#include "engine/base/clock.h"
#include "engine/port/connector.h"
#include "engine/port/token_vault.h"

namespace riff::tiktok {

// What the connector borrows; all outlive it. The vault keeps the pair of tokens, sealed under the app secret.
struct Parts {
  Transport& transport;
  Clock& clock;
  TokenVault& vault;
};

// New listings are claimed only with a category to put them into. Pausing is not claimed: the one way to hide a product
// there is to end it.
Capabilities CapabilitiesOf(const Config& config);

// The platform publishes no numbers: its limits move per app, shop and endpoint. This is a start; a 429 slows down.
RateRules RatesOf();
RateClass RateClassOf(const HttpRequest& request);

// True for the GETs and searches of IsReadingPath, and for the token calls.
bool IsReading(const HttpRequest& request);

// The API's and the token host's; what the configuration does not name properly is left out.
std::vector<std::string> OriginsOf(const Config& config);

Connector MakeConnector(const Channel& channel, const Config& config, const Parts& parts, Access access);

}  // namespace riff::tiktok
