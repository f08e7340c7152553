#include "connectors/shopify/shopify_connector.h"

#include "connectors/shopify/shopify_prober.h"
#include "connectors/shopify/shopify_reader.h"
#include "connectors/shopify/shopify_webhooks.h"
#include "connectors/shopify/shopify_writer.h"

namespace riff::shopify {

namespace {

constexpr int kCallsPerSecond = 40;

}  // namespace

Capabilities CapabilitiesOf(const Config& config) {
  Capabilities can;
  can.sets_quantity = true;
  can.sets_price = true;
  can.sets_content = true;
  can.pauses = true;
  can.ends = true;
  can.creates = true;
  can.relists = true;
  can.shows_zero = true;
  can.compares_and_sets = true;
  can.reads_orders = true;
  can.reads_changes = true;
  can.has_webhooks = !config.webhook_secret.empty();
  can.absence_by_get = true;
  can.title_max = 255;
  can.rows_per_write_call = kQuantityRowsPerCall;
  can.write_calls_per_second = 10;           // A mutation costs 10 points; the smallest plan restores 100 a second.
  can.index_lag = std::chrono::seconds(10);  // Searches lag writes by seconds.
  return can;
}

RateRules RatesOf() {
  return RateRules{.read = {{.calls = kCallsPerSecond, .window = std::chrono::seconds(1)}},
                   .write = {{.calls = kCallsPerSecond, .window = std::chrono::seconds(1)}}};
}

RateClass RateClassOf(const HttpRequest& request) { return IsReading(request) ? RateClass::kRead : RateClass::kWrite; }

Connector MakeConnector(const Channel& channel, const Config& config, const Parts& parts, Access access) {
  const auto wire = std::make_shared<ShopifyWire>(config, parts.transport, parts.clock);
  Connector connector{.channel = channel, .can = CapabilitiesOf(config), .reader = {}, .writer = {}, .prober = {}};
  connector.reader = std::make_unique<ShopifyReader>(channel, wire);
  if (access == Access::kReadAndWrite) {
    connector.writer = std::make_unique<ShopifyWriter>(wire);
  }
  connector.prober = std::make_unique<ShopifyProber>(wire);
  if (connector.can.has_webhooks) {
    connector.webhooks = MakeWebhooks(channel, config);
  }
  return connector;
}

}  // namespace riff::shopify
