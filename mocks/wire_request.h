#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/url.h"
#include "engine/net/http_server.h"

namespace riff::sim {

// The parts of a path that stand where the pattern says "{}": MatchPath("/api/listings/{}", "/api/listings/7") is
// {"7"}. Decoded; nothing when the path does not fit. A part is never empty and never holds "/".
std::optional<std::vector<std::string>> MatchPath(std::string_view pattern, std::string_view path);

// Pairs of a query or of a form body, as web servers read them: '+' is a blank. What cannot be decoded is left out.
QueryPairs FormPairs(std::string_view text);

// The first value of that name; empty when there is none.
std::string ValueOf(const QueryPairs& pairs, std::string_view name);
bool HasValue(const QueryPairs& pairs, std::string_view name);

// A number of `value`, or `when_not` where it is none or below 1.
std::size_t CountOf(const QueryPairs& pairs, std::string_view name, std::size_t when_not);

// The media type of the request's body, lower case, without its parameters: "multipart/form-data".
std::string MediaTypeOf(const ServerRequest& request);

}  // namespace riff::sim
