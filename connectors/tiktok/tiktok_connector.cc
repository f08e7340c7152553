#include "connectors/tiktok/tiktok_connector.h"

#include <algorithm>
#include <memory>

#include "connectors/http/url.h"
#include "connectors/tiktok/tiktok_endpoints.h"
#include "connectors/tiktok/tiktok_prober.h"
#include "connectors/tiktok/tiktok_reader.h"
#include "connectors/tiktok/tiktok_webhooks.h"
#include "connectors/tiktok/tiktok_write_codec.h"
#include "connectors/tiktok/tiktok_writer.h"

namespace riff::tiktok {

namespace {

constexpr int kCallsPerSecond = 5;

}  // namespace

Capabilities CapabilitiesOf(const Config& config) {
  Capabilities can;
  can.sets_quantity = true;
  can.sets_price = true;
  can.sets_content = true;
  can.ends = true;
  can.creates = !config.category.empty();
  can.relists = true;
  can.shows_zero = true;
  can.reads_orders = true;
  can.has_webhooks = true;
  can.absence_by_get = true;
  can.quantity_max = Quantity(kQuantityMax);
  can.title_max = kTitleMax;
  can.rows_per_write_call = 1;  // One product a call.
  can.write_calls_per_second = kCallsPerSecond;
  can.index_lag = std::chrono::minutes(1);  // Not published; searches are seen to lag.
  return can;
}

RateRules RatesOf() {
  // Nothing is published: a shop's calls, of both classes together, begin here and follow its refusals.
  const RateWindow per_shop{.calls = kCallsPerSecond, .window = std::chrono::seconds(1)};
  RateRules rules;
  rules.read = {per_shop};
  rules.write = {per_shop};
  rules.shared = {per_shop};
  return rules;
}

RateClass RateClassOf(const HttpRequest& request) { return IsReading(request) ? RateClass::kRead : RateClass::kWrite; }

bool IsReading(const HttpRequest& request) {
  const auto parts = SplitUrl(request.url);
  return parts.has_value() && IsReadingPath(request.method, parts->path);
}

std::vector<std::string> OriginsOf(const Config& config) {
  std::vector<std::string> origins;
  for (const std::string& url : {BaseUrlOf(config), AuthUrlOf(config)}) {
    auto origin = OriginOf(url);
    if (origin.has_value() && std::ranges::find(origins, *origin) == origins.end()) {
      origins.push_back(*std::move(origin));
    }
  }
  return origins;
}

Connector MakeConnector(const Channel& channel, const Config& config, const Parts& parts, Access access) {
  const auto wire = std::make_shared<TiktokWire>(channel, config, parts.transport, parts.clock, parts.vault);
  Connector connector{.channel = channel, .can = CapabilitiesOf(config), .reader = {}, .writer = {}, .prober = {}};
  connector.reader = std::make_unique<TiktokReader>(channel, wire);
  if (access == Access::kReadAndWrite) {
    connector.writer = std::make_unique<TiktokWriter>(channel, wire);
  }
  connector.prober = std::make_unique<TiktokProber>(wire);
  connector.webhooks = MakeWebhooks(channel, config);
  return connector;
}

}  // namespace riff::tiktok
