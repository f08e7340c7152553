#include "connectors/reverb/reverb_connector.h"

#include <chrono>

#include "connectors/http/url.h"
#include "connectors/reverb/reverb_endpoint.h"
#include "connectors/reverb/reverb_reader.h"
#include "connectors/reverb/reverb_writer.h"

namespace riff::reverb {

Result<void> ValidateConfig(const Config& config) {
  const Result<UrlParts> parts = SplitUrl(config.url);
  if (!parts) return Fail(WithContext("reverb: url", parts.error()));
  if (!config.url.ends_with("/api") && !config.url.ends_with("/api/")) {
    return Fail(ErrorKind::kInvalid, "reverb: url must end in /api");
  }
  if (config.token.empty()) return Fail(ErrorKind::kInvalid, "reverb: token is missing");
  return {};
}

Capabilities CapabilitiesOf(const Config&) {
  Capabilities can;
  can.sets_quantity = true;
  can.sets_price = true;
  can.sets_content = true;
  can.ends = true;
  can.creates = true;
  can.relists = true;
  can.reads_orders = true;
  can.absence_by_get = true;
  can.rows_per_write_call = 1;
  can.write_calls_per_second = 5;  // 3,000 in ten minutes.
  can.index_lag = std::chrono::seconds(10);
  return can;
}

RateRules RatesOf() {
  RateRules rules;
  rules.read = {{2'000, std::chrono::minutes(1)}, {10'000, std::chrono::minutes(10)}};
  rules.write = {{600, std::chrono::minutes(1)}, {3'000, std::chrono::minutes(10)}};
  return rules;
}

RateClass RateClassOf(const HttpRequest& request) {
  return request.method == HttpMethod::kGet ? RateClass::kRead : RateClass::kWrite;
}

bool IsReading(const HttpRequest& request) { return request.method == HttpMethod::kGet; }

std::vector<std::string> OriginsOf(const Config& config) {
  const Result<std::string> origin = OriginOf(config.url);
  if (!origin) return {};
  return {*origin};
}

Connector MakeConnector(const Channel& channel, const Config& config, const Parts& parts, Access access) {
  const Endpoint endpoint(config.url, config.token);
  Connector connector;
  connector.channel = channel;
  connector.can = CapabilitiesOf(config);
  connector.reader = MakeReader(channel, parts.transport, endpoint);
  if (access == Access::kReadAndWrite) {
    connector.writer = MakeWriter(parts.transport, endpoint, config.shipping_profile);
  }
  connector.prober = MakeProber(parts.transport, endpoint);
  return connector;
}

}  // namespace riff::reverb
