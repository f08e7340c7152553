#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "connectors/http/guarded_transport.h"
#include "connectors/http/paced_transport.h"
#include "connectors/http/transport.h"
#include "engine/base/clock.h"
#include "engine/base/money.h"
#include "engine/base/secret.h"
#include "engine/port/connector.h"
#include "engine/port/token_vault.h"

namespace riff::vr {

// V&R has no public interface. There are two forms, and neither is the live site: a folder into which a person drops
// the shop's own export, and a stand-in web service. Exactly one of `folder` and `url` is set.
struct Config {
  std::string folder;
  // With a production folder: where work orders for a person are written. Empty: the channel cannot be written at all.
  std::string work_orders = {};
  std::string url;  // Scheme, host and port; never vintageandrare.com, which is refused wherever it appears.
  std::string user;
  Secret password;
  Duration pace = std::chrono::seconds(2);  // Between two requests; a stand-in may take them faster.
  Currency currency;                        // The shop's: an export names none.
  // How long a new listing may stay out of the export: a minute until it shows in the list, and an export two minutes
  // old.
  Duration index_lag = std::chrono::minutes(3);
};

struct Parts {
  Transport& transport;
  Clock& clock;
  TokenVault& vault;
};

// kInvalid names what is missing or malformed, and refuses every address of the live site.
Result<void> ValidateConfig(const Config& config);

Capabilities CapabilitiesOf(const Config& config);

// One request every two seconds, reading or writing; with a config, one in its pace.
RateRules RatesOf();
RateRules RatesOf(const Config& config);

// All requests wait in one line.
RateClass RateClassOf(const HttpRequest& request);

// The pages that are only looked at, by their exact paths, and the login.
bool IsReading(const HttpRequest& request);

// Nothing for a folder, and nothing for a config that is not valid.
std::vector<std::string> OriginsOf(const Config& config);

// `parts` outlive the connector. A config that ValidateConfig refuses gives a connector whose every call answers that
// error and which sends nothing. The folder of a production channel holds the seller's own export, which is never
// written: with `work_orders` it gets a writer that writes down what a person has to do, else none.
Connector MakeConnector(const Channel& channel, const Config& config, const Parts& parts, Access access);

}  // namespace riff::vr
