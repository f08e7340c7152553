#pragma once

#include <memory>

#include "connectors/http/transport.h"

namespace riff {

struct CurlOptions {
  int requests_in_flight_max = 8;          // Together, on one channel.
  std::size_t body_bytes_max = 64u << 20;  // A longer answer is cut off: kAmbiguous.
  Duration connect_timeout = std::chrono::seconds(10);
  std::string user_agent = "riff/1";
};

// libcurl's multi interface, driven on the caller's thread. Connections are kept alive between calls. TLS is verified;
// http:// works for stand-in servers.
std::unique_ptr<Transport> MakeCurlTransport(const CurlOptions& options);

}  // namespace riff
