#pragma once

#include <string>
#include <vector>

#include "connectors/ebay/ebay_config.h"
#include "connectors/http/paced_transport.h"
#include "connectors/http/transport.h"
#include "engine/base/clock.h"
#include "engine/model/capabilities.h"
#include "engine/model/channel.h"
#include "engine/port/connector.h"
#include "engine/port/token_vault.h"

namespace riff::ebay {

// What the connector borrows; all of it outlives the connector. eBay does not rotate the refresh token, so the vault is
// not used.
struct Parts {
  Transport& transport;
  Clock& clock;
  TokenVault& vault;
};

// `shows_zero` assumes the seller's opt-in to OUT_OF_STOCK_CONTROL; without it the writer takes a listing down for 0.
// `has_webhooks` only where the endpoint is configured.
Capabilities CapabilitiesOf(const Config& config);

// The Inventory API's day quota, halved between reads and writes.
RateRules RatesOf();
RateClass RateClassOf(const HttpRequest& request);

// True for the token call, any GET under /sell/ (files of the Feed API included), the public keys of webhooks, the call
// quotas, the bulk get of items, and the Trading calls that IsTradingRead() knows; for nothing else. Ordering a report
// is none, though it changes no listing: eBay wants a scope of writing for it.
bool IsReading(const HttpRequest& request);

// The origins of `url` and of the token call.
std::vector<std::string> OriginsOf(const Config& config);

// `writer` is null when read-only, and then the token has read-only scopes too.
Connector MakeConnector(const Channel& channel, const Config& config, const Parts& parts, Access access);

}  // namespace riff::ebay
