#include "connectors/ebay/ebay_connector.h"

#include <memory>

#include "connectors/ebay/ebay_client.h"
#include "connectors/ebay/ebay_prober.h"
#include "connectors/ebay/ebay_reader.h"
#include "connectors/ebay/ebay_requests.h"
#include "connectors/ebay/ebay_trading_requests.h"
#include "connectors/ebay/ebay_webhooks.h"
#include "connectors/ebay/ebay_write_codec.h"
#include "connectors/ebay/ebay_writer.h"
#include "connectors/http/url.h"

namespace riff::ebay {
namespace {

// Calls an application may make a day to the Inventory API.
constexpr int kCallsPerDay = 2'000'000;
constexpr double kSecondsPerDay = 86'400;

// A sandbox listing has to ship from somewhere; where is nobody's concern. A production one says it to buyers, so that
// nothing is made up there.
Config WithPlace(Config config, const Channel& channel) {
  if (channel.environment == Environment::kSandbox && config.location_postal_code.empty() &&
      config.location_country.empty()) {
    config.location_postal_code = "95125";
    config.location_country = "US";
  }
  return config;
}

}  // namespace

Capabilities CapabilitiesOf(const Config& config) {
  Capabilities can;
  can.sets_quantity = true;
  can.sets_price = true;
  can.sets_content = true;
  can.pauses = false;
  can.ends = true;
  can.creates = true;
  can.relists = true;
  can.shows_zero = true;
  can.reads_orders = true;
  can.has_webhooks = TakesWebhooks(config);
  can.absence_by_get = true;
  can.title_max = kTitleMax;
  can.rows_per_write_call = static_cast<int>(kBulkRowsMax);
  can.write_calls_per_second = kCallsPerDay / (2 * kSecondsPerDay);
  return can;
}

RateRules RatesOf() {
  // Published per application and API, by the day; no shorter window is. Each keeps a twenty-fifth for writes, where
  // there are any, and a hundredth for urgent ones.
  const auto quota = [](std::string resource, std::string path, int calls) {
    return riff::DayQuota{.resource = std::move(resource),
                          .path_prefix = std::move(path),
                          .operation_prefix = "",
                          .calls = calls,
                          .reset = DayReset::kPacificMidnight};
  };
  const auto written = [](riff::DayQuota one) {
    one.kept_for_writes = one.calls / 25;
    one.kept_for_urgent = one.calls / 100;
    return one;
  };
  riff::DayQuota application_tokens = quota("application_tokens", std::string(kTokenPath), 1'000);
  application_tokens.operation_prefix = "ebay.token.application";
  RateRules rules;
  rules.day_quotas = {
      written(quota("inventory", "/sell/inventory/", kCallsPerDay)),
      quota("fulfillment", "/sell/fulfillment/", 100'000),
      quota("feed", "/sell/feed/", 100'000),
      quota("account", "/sell/account/", 25'000),
      quota("notification", "/commerce/notification/", 10'000),
      quota("analytics", "/developer/analytics/", 5'000),
      quota("taxonomy", "/commerce/taxonomy/", 5'000),
      written(quota("trading", "/ws/api.dll", 5'000)),
      application_tokens,
      quota("user_tokens", std::string(kTokenPath), 50'000),
  };
  return rules;
}

RateClass RateClassOf(const HttpRequest& request) { return IsReading(request) ? RateClass::kRead : RateClass::kWrite; }

bool IsReading(const HttpRequest& request) {
  const Result<UrlParts> url = SplitUrl(request.url);
  // A path that climbs would be another one by the time it is sent.
  if (!url.has_value() || url->path.find("/..") != std::string::npos) {
    return false;
  }
  switch (request.method) {
    case HttpMethod::kGet:
      return url->path.starts_with("/sell/") || url->path.starts_with(std::string(kPublicKeyPath) + "/") ||
             url->path == kRateLimitPath;
    case HttpMethod::kPost:
      return url->path == kTokenPath || url->path == "/sell/inventory/v1/bulk_get_inventory_item" ||
             IsTradingRead(request);
    case HttpMethod::kPut:
    case HttpMethod::kPatch:
    case HttpMethod::kDelete:
      return false;
  }
  return false;
}

std::vector<std::string> OriginsOf(const Config& config) {
  std::vector<std::string> origins;
  for (const std::string& url : {config.url, TokenUrlOf(config)}) {
    Result<std::string> origin = OriginOf(url);
    if (origin.has_value() && (origins.empty() || origins.front() != *origin)) {
      origins.push_back(*std::move(origin));
    }
  }
  return origins;
}

Connector MakeConnector(const Channel& channel, const Config& config, const Parts& parts, Access access) {
  const auto client = std::make_shared<Client>(config, parts.transport, parts.clock, access);
  Config reading = config;
  if (access == Access::kReadOnly) {
    reading.sweep = Config::Sweep::kPages;  // Ordering a report wants a scope of writing.
  }
  Connector connector;
  connector.channel = channel;
  connector.can = CapabilitiesOf(config);
  connector.reader = std::make_unique<Reader>(channel, reading, client);
  connector.prober = std::make_unique<Prober>(config, client, access);
  if (access == Access::kReadAndWrite) {
    connector.writer = std::make_unique<Writer>(WithPlace(config, channel), client);
  }
  if (TakesWebhooks(config)) {
    connector.webhooks = MakeWebhooks(channel, config, parts.transport, parts.clock);
  }
  return connector;
}

}  // namespace riff::ebay
