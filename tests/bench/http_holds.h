#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/base/metrics.h"
#include "engine/net/http_server.h"
#include "engine/serve/routes.h"
#include "engine/sync/hold_desk.h"

namespace riff::bench {

// One client's connection to a server on this machine, kept open from call to call.
class KeepAliveClient {
 public:
  explicit KeepAliveClient(std::uint16_t port);
  KeepAliveClient(const KeepAliveClient&) = delete;
  KeepAliveClient& operator=(const KeepAliveClient&) = delete;
  ~KeepAliveClient();

  // The status of the answer, which is read whole. kUnavailable when the connection broke.
  Result<int> Post(const std::string& path, const std::string& headers, const std::string& body);

 private:
  int socket_;
};

// The routes of checkouts on a real server, and beside them one that only answers with what it was sent: the floor.
class HttpHolds {
 public:
  struct Parts {
    Database& database;
    HoldDesk& desk;
    Clock& clock;
    Metrics& metrics;
  };
  static Result<std::unique_ptr<HttpHolds>> Start(const Parts& parts, int clients);

  // Each client calls from a thread of its own. kRejected for an answer that is not the expected one.
  Result<void> Echo(int client, const std::string& body);
  Result<void> Place(int client, const std::string& key, const std::string& body);

 private:
  explicit HttpHolds(const Parts& parts);
  Result<void> Ask(int client, int wanted, const std::string& path, const std::string& headers,
                   const std::string& body);

  NullLog log_;
  StoreSessions sessions_;
  Router router_;
  std::unique_ptr<HttpServer> server_;
  std::vector<std::unique_ptr<KeepAliveClient>> clients_;
};

}  // namespace riff::bench
