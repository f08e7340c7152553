#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/error.h"

namespace riff {

enum class HttpMethod { kGet, kPost, kPut, kPatch, kDelete };
std::string_view ToString(HttpMethod method);  // "GET", …

struct HttpHeader {
  std::string name;
  std::string value;
};

// One request. `operation` names it for guards, pacing, metrics and recordings: "<platform>.<thing>.<verb>", such as
// "reverb.listing.update". `path_for_log` is what may be printed when the URL itself carries a secret (TikTok's token
// calls); empty: the URL's path.
struct HttpRequest {
  std::string operation;
  HttpMethod method = HttpMethod::kGet;
  std::string url;
  std::vector<HttpHeader> headers;
  std::string body;
  Duration timeout = std::chrono::seconds(30);
  std::string path_for_log;
};

struct HttpResponse {
  int status = 0;
  std::vector<HttpHeader> headers;  // Names as received.
  std::string body;
};

// The first header of that name, whatever its case; empty when absent.
std::string_view HeaderOf(const std::vector<HttpHeader>& headers, std::string_view name);

// One request, one outcome: no retries, no redirects (a 3xx comes back as it is), TLS verified, bodies bounded.
// kUnavailable: it failed before the first byte of the request could have left. kAmbiguous: anything later, a cut body
// included, whatever the method (the reader of a GET turns that into kUnavailable by ReadFailure()). Any HTTP status is
// a value. Wrappers add pacing, the production guard, metering and recording around it. One thread at a time.
class Transport {
 public:
  virtual ~Transport() = default;

  // One outcome a request, in order; as many in flight together as the implementation allows.
  virtual std::vector<Result<HttpResponse>> SendAll(std::span<const HttpRequest> requests) = 0;
};

// SendAll for one request.
Result<HttpResponse> Send(Transport& transport, const HttpRequest& request);

}  // namespace riff
