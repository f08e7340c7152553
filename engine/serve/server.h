#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/base/metrics.h"
#include "engine/net/http_server.h"
#include "engine/runtime/config.h"
#include "engine/serve/health.h"
#include "engine/serve/routes.h"
#include "engine/serve/sync_worker.h"

namespace riff {

// "127.0.0.1:8080", "[::1]:8080", "localhost:0". kInvalid: no port, or none that exists.
struct ListenAddress {
  std::string address;
  std::uint16_t port = 0;
};
Result<ListenAddress> ParseListenAddress(const std::string& text);

struct ServeParts {
  Database& database;
  Clock& clock;
  CounterMetrics& metrics;
  Log& log;
  const std::atomic<bool>& stopping;
  const std::atomic<bool>& halted;
  const Shop& shop;                     // For verifying webhooks: connectors that nobody else uses.
  std::function<void()> stored;         // A webhook was stored, or a read is wanted: wake the worker.
  std::function<void()> read_wanted;    // Before `stored` is called for it.
  std::optional<HoldWatch> holds = {};  // For the health page; the routes of checkouts are among `more`.
};

// RIFF's own HTTP server: webhooks, health and metrics, and whatever `more` adds (routes are looked at in that order).
// Listening when Start returns; the destructor stops it and waits for the requests under way. kInvalid for a listen
// address or a token reference that is wrong; kUnavailable when the address is taken.
class Server {
 public:
  static Result<std::unique_ptr<Server>> Start(const Config& config, const ServeParts& parts, Routes more);
  virtual ~Server() = default;
  virtual std::string url() const = 0;
};

}  // namespace riff
