#pragma once

#include <memory>
#include <string>
#include <vector>

#include "connectors/http/transport.h"
#include "engine/base/tripwire.h"

namespace riff {

// True for requests that certainly change nothing. Each platform lists its own.
using IsReading = bool (*)(const HttpRequest&);

// The second of the two locks on production: every request is refused (kRejected, nothing sent, the tripwire tripped)
// unless `is_reading` knows it as a reading operation and its origin is one of `allowed_origins` ("https://host:port",
// the configured URLs and nothing else: a link inside an answer cannot lead a token elsewhere, and a sandbox host
// cannot be reached with production's). `inner` and `tripwire` outlive it. `channel` names the channel in the tripwire.
std::unique_ptr<Transport> MakeReadOnlyTransport(Transport& inner, Tripwire& tripwire, std::string channel,
                                                 std::vector<std::string> allowed_origins, IsReading is_reading);

// For channels that may be written: only the origin is checked.
std::unique_ptr<Transport> MakeOriginBoundTransport(Transport& inner, Tripwire& tripwire, std::string channel,
                                                    std::vector<std::string> allowed_origins);

}  // namespace riff
