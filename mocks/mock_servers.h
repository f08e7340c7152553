#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "engine/base/error.h"
#include "engine/net/http_server.h"
#include "mocks/control.h"
#include "mocks/markets.h"

namespace riff::sim {

// Where the ten channels and the control address listen, as URLs without a path ("http://127.0.0.1:40123").
struct MockUrls {
  std::string control;
  std::map<Channel, std::string> channels;
};

// {"control":URL,"channels":{"ebay/production":URL,…}} on one line: the program's first line of output.
std::string RenderUrls(const MockUrls& urls);

// All of `markets` over HTTP, each channel on a port that the system picks. Listening when Start returns, until it is
// destroyed; `markets` outlives it. kUnavailable when an address cannot be bound.
class MockServers {
 public:
  static Result<std::unique_ptr<MockServers>> Start(Markets& markets, const std::string& address,
                                                    std::uint16_t control_port);

  const MockUrls& urls() const { return urls_; }

 private:
  explicit MockServers(Markets& markets) : control_(markets) {}

  ControlAddress control_;
  MockUrls urls_;
  std::vector<std::unique_ptr<HttpServer>> servers_;
};

}  // namespace riff::sim
