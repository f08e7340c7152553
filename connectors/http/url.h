#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/error.h"

namespace riff {

// RFC 3986 percent-encoding: everything but A-Z a-z 0-9 - . _ ~ is encoded.
std::string PercentEncode(std::string_view text);
Result<std::string> PercentDecode(std::string_view text);  // '+' stays '+'.

using QueryPairs = std::vector<std::pair<std::string, std::string>>;

// "a=1&b=x%20y" of decoded pairs, in the order given.
std::string EncodeQuery(const QueryPairs& pairs);
Result<QueryPairs> DecodeQuery(std::string_view query);

struct UrlParts {
  std::string scheme;     // "https"
  std::string authority;  // "api.reverb.com:443" as written
  std::string host;       // Lower case, no port.
  std::string path;       // "/api/listings", encoded; "/" at least.
  std::string query;      // Encoded, without "?"; may be empty.
};
Result<UrlParts> SplitUrl(std::string_view url);

// "https://host:port" of a URL.
Result<std::string> OriginOf(std::string_view url);

}  // namespace riff
