#pragma once

#include <string>
#include <vector>

#include "connectors/ebay/ebay_config.h"
#include "connectors/http/oauth.h"
#include "connectors/http/transport.h"
#include "engine/base/clock.h"
#include "engine/base/error.h"
#include "engine/port/connector.h"

namespace riff::ebay {

// The scopes a channel asks for. A read-only one asks for the .readonly scopes alone, so that eBay
// itself refuses a write (403, 1100) whatever we might send. They begin with api.ebay.com in the sandbox too.
std::vector<std::string> ScopesOf(Access access);

// The address of the token call.
std::string TokenUrlOf(const Config& config);

// The application's own access, for what concerns no seller: quotas, and the keys of notifications.
RefreshGrant ApplicationGrant(const Config& config);

// Sends requests as the seller. A token that eBay no longer takes is renewed once and the refused requests are sent
// once more: a 401 certainly had no effect, so that this is no retry of a write. When no token can be had, nothing was
// sent: kUnauthorized when the consent is gone, else kThrottled or kUnavailable. One thread at a time.
class Client {
 public:
  Client(const Config& config, Transport& transport, Clock& clock, Access access);

  // One outcome a request, in order; any HTTP status is a value.
  std::vector<Result<HttpResponse>> SendAll(const std::vector<HttpRequest>& requests);
  Result<HttpResponse> Send(const HttpRequest& request);

 private:
  Result<std::vector<HttpRequest>> Signed(const std::vector<HttpRequest>& requests);

  Transport& transport_;
  RefreshingToken token_;
};

}  // namespace riff::ebay
