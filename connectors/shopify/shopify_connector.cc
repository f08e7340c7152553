#include "connectors/shopify/shopify_connector.h"

#include <algorithm>

#include "connectors/http/url.h"
#include "connectors/json/json.h"
#include "connectors/shopify/graphql_document.h"
#include "connectors/shopify/shopify_prober.h"
#include "connectors/shopify/shopify_reader.h"
#include "connectors/shopify/shopify_webhooks.h"
#include "connectors/shopify/shopify_writer.h"

namespace riff::shopify {

namespace {

constexpr int kCallsPerSecond = 40;

bool IsGraphqlUrl(const std::string& url) {
  const auto parts = SplitUrl(url);
  if (!parts.has_value() || !parts->query.empty()) {
    return false;
  }
  constexpr std::string_view kStart = "/admin/api/";
  constexpr std::string_view kEnd = "/graphql.json";
  const std::string_view path = parts->path;
  if (!path.starts_with(kStart) || !path.ends_with(kEnd) || path.size() <= kStart.size() + kEnd.size()) {
    return false;
  }
  const std::string_view version = path.substr(kStart.size(), path.size() - kStart.size() - kEnd.size());
  return std::ranges::all_of(version, [](char c) { return (c >= '0' && c <= '9') || c == '-'; });
}

// A name given twice could be read one way here and another way there.
bool HasOnly(const JsonValue& object, std::initializer_list<std::string_view> allowed) {
  std::vector<std::string> keys = object.Keys();
  std::ranges::sort(keys);
  return std::ranges::adjacent_find(keys) == keys.end() && std::ranges::all_of(keys, [&](const std::string& key) {
           return std::ranges::find(allowed, key) != allowed.end();
         });
}

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

bool IsReading(const HttpRequest& request) {
  if (request.method != HttpMethod::kPost || !IsGraphqlUrl(request.url)) {
    return false;
  }
  const auto body = JsonDocument::Parse(request.body);
  if (!body.has_value() || !body->root().IsObject() ||
      !HasOnly(body->root(), {"query", "operationName", "variables"})) {
    return false;
  }
  const auto document = body->root().Text("query");
  const auto name = body->root().OptionalText("operationName");
  return document.has_value() && name.has_value() && IsReadingDocument(*document, name->value_or(""));
}

std::vector<std::string> OriginsOf(const Config& config) {
  auto origin = OriginOf(BaseUrlOf(config));
  return origin.has_value() ? std::vector{*std::move(origin)} : std::vector<std::string>{};
}

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
