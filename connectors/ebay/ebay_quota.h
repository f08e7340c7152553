#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/ebay/ebay_config.h"
#include "connectors/ebay/ebay_requests.h"
#include "connectors/http/oauth.h"
#include "connectors/http/paced_transport.h"
#include "connectors/http/transport.h"
#include "connectors/json/json.h"
#include "engine/base/clock.h"
#include "engine/base/error.h"

namespace riff::ebay {

// The calls a day that eBay publishes for an application new to it, by the API's name in the Analytics API.
struct DayQuota {
  std::string_view api;
  std::int64_t calls;
};
std::span<const DayQuota> DayQuotas();

// The API whose quota a request counts against, by the name above; empty for the token call.
std::string_view QuotaApiOf(const HttpRequest& request);

// What eBay says is left of one quota. One API may have several, each for some of its calls.
struct CallQuota {
  std::string api;
  std::string resource;
  std::int64_t limit = 0;
  std::int64_t remaining = 0;
  Timestamp reset_at;
  Duration window;
};

// The quotas in an answer of getRateLimits. Rates that cannot be true are left out, for the sandbox answers stand-ins:
// a limit or a window that is not above zero, more remaining than the limit, no reset. An answer that is no such list
// at all is kInvalid.
Result<std::vector<CallQuota>> CallQuotasOf(const JsonValue& answer);

// How many calls may go until the reset, as a window that the pace can keep: the least over the API's quotas that are
// not over yet. Nothing when none is known. A spent quota is a window of no calls.
std::optional<RateWindow> WindowLeftOf(std::span<const CallQuota> quotas, std::string_view api, Timestamp now);

// Asks eBay what is left, with the application's own token. `transport` and `clock` outlive it. One thread at a time.
class QuotaReader {
 public:
  QuotaReader(const Config& config, Transport& transport, Clock& clock);

  // All APIs in one call. No content (204) is an empty list. Errors are a read's.
  Result<std::vector<CallQuota>> Read();

 private:
  Requests requests_;
  Transport& transport_;
  RefreshingToken token_;
};

}  // namespace riff::ebay
