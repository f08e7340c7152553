#pragma once

#include <string>
#include <string_view>

#include "engine/net/http_server.h"
#include "mocks/wire_request.h"

namespace riff::sim {

// One request on its way through the eBay face.
struct EbayCall {
  const ServerRequest& request;
  std::string_view operation;
  QueryPairs query;
  std::string id;         // What stood where the path has a variable part,
  std::string second_id;  // and where it has a second one.
};

}  // namespace riff::sim
