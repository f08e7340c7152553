#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/error.h"

namespace riff {

struct ServerHeader {
  std::string name;
  std::string value;
};

// A request as it arrived. `target` is path and query, encoded, untouched; the body is the raw bytes.
struct ServerRequest {
  std::string method;
  std::string target;
  std::vector<ServerHeader> headers;
  std::string body;

  std::string_view Header(std::string_view name) const;  // Whatever its case; empty when absent.
  std::string_view Path() const;                          // Encoded, without the query.
  std::string_view Query() const;                         // Encoded, without "?".
};

// How an answer reaches the wire: for stand-in servers that must misbehave.
enum class Delivery {
  kWhole,
  kNone,       // The connection is closed without a byte.
  kCutInBody,  // The head and half the body, then closed.
};

struct ServerResponse {
  int status = 200;
  std::vector<ServerHeader> headers;
  std::string body;
  Delivery delivery = Delivery::kWhole;
  Duration delay{0};  // Before the first byte; other connections go on.
};

// Called on one of the server's threads; several at once.
using RequestHandler = std::function<ServerResponse(const ServerRequest&)>;

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0: the system picks.
  int threads = 2;
  std::size_t body_bytes_max = 16u << 20;  // Larger: 413.
  Duration idle_timeout = std::chrono::seconds(60);
};

// A small HTTP/1.1 server (keep-alive, chunked requests). Listening when Start returns; the destructor stops it and
// waits for running handlers. kUnavailable when the address cannot be bound.
class HttpServer {
 public:
  static Result<std::unique_ptr<HttpServer>> Start(const ServerOptions& options, RequestHandler handler);
  virtual ~HttpServer() = default;
  virtual std::uint16_t port() const = 0;
};

}  // namespace riff
