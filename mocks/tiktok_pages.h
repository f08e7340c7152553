#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "connectors/json/json.h"
#include "mocks/wire_request.h"

// What the searches of TikTok Shop share: page tokens, page sizes, lists of ids, windows of time.
namespace riff::sim {

// An opaque token that holds "+", "/" and "=", so that a client that does not encode or sign them right is found out.
std::string TiktokPageToken(std::size_t from);

// Where the page begins: 0 without a token, beyond everything for one that cannot be read.
std::size_t TiktokPageStart(const QueryPairs& query);

// `page_size` of the query, 1 to 100, 20 when it is not given; nothing when it is wrong.
std::optional<std::size_t> TiktokPageSize(const QueryPairs& query);

// A list of texts; nothing when the body has none of that name, or something else there.
std::optional<std::vector<std::string>> TiktokIds(const JsonValue& body, std::string_view key);

// Seconds from `least` on; up to `most`, or short of `below`. A search by seconds is blind to their fractions.
struct TiktokWindow {
  std::optional<std::int64_t> least;
  std::optional<std::int64_t> most;
  std::optional<std::int64_t> below;

  bool Holds(std::int64_t second) const;
};
// "<name>_ge", "<name>_le" and "<name>_lt" of the body; nothing when one is no number.
std::optional<TiktokWindow> TiktokWindowOf(const JsonValue& body, const std::string& name);

}  // namespace riff::sim
