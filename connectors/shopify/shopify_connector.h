#pragma once

#include <string>
#include <vector>

#include "connectors/http/paced_transport.h"
#include "connectors/http/transport.h"
#include "connectors/shopify/shopify_config.h"  // OriginsOf().
#include "connectors/shopify/shopify_guard.h"   // IsReading().
#include "engine/base/clock.h"
#include "engine/port/connector.h"
#include "engine/port/token_vault.h"

namespace riff::shopify {

// What the connector borrows; all outlive it. The vault is not used: the token does not rotate.
struct Parts {
  Transport& transport;
  Clock& clock;
  TokenVault& vault;
};

// The same for every shop, but for webhooks, which want the secret that signs them.
Capabilities CapabilitiesOf(const Config& config);

// The platform counts points, not calls, and the connector keeps that account itself (ShopifyThrottle); this is only a
// bound on calls, above what the points of any plan but the largest allow.
RateRules RatesOf();
RateClass RateClassOf(const HttpRequest& request);

Connector MakeConnector(const Channel& channel, const Config& config, const Parts& parts, Access access);

}  // namespace riff::shopify
