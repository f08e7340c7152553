#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/error.h"

namespace riff {

// RFC 3986 percent-encoding: everything but A-Z a-z 0-9 - . _ ~ is encoded.
std::string PercentEncode(std::string_view text);
Result<std::string> PercentDecode(std::string_view text);  // '+' stays '+'. kInvalid: '%' without two hex digits.

using QueryPairs = std::vector<std::pair<std::string, std::string>>;

// "a=1&b=x%20y" of decoded pairs, in the order given.
std::string EncodeQuery(const QueryPairs& pairs);
Result<QueryPairs> DecodeQuery(std::string_view query);  // A name without "=" has the empty value. '+' stays '+'.

struct UrlParts {
  std::string scheme;     // "https"
  std::string authority;  // "api.reverb.com:443" as written
  std::string host;       // Lower case, no port.
  std::string path;       // "/api/listings", encoded; "/" at least.
  std::string query;      // Encoded, without "?"; may be empty.
};

// Strict, so that no two readers of a URL see different hosts in it: kInvalid for a scheme other than http and https, a
// user name or password before the host, an odd host or port, blanks, control characters, backslashes, and anything
// outside ASCII. The fragment is dropped. Errors repeat nothing of the URL, which may carry a secret.
Result<UrlParts> SplitUrl(std::string_view url);

// "https://host:port" of a URL, lower case, the port always there (443 and 80 where the URL names none).
Result<std::string> OriginOf(std::string_view url);

}  // namespace riff
