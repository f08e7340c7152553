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
  std::string_view Path() const;                         // Encoded, without the query.
  std::string_view Query() const;                        // Encoded, without "?".
};

// How an answer reaches the wire: for stand-in servers that must misbehave.
enum class Delivery {
  kWhole,
  kNone,       // The connection is closed without a byte.
  kCutInBody,  // The head and half the body, then closed.
};

// The server adds Content-Length and Connection itself and drops the first if it is given; a "Connection: close" of the
// handler's is obeyed. An answer that cannot be written as HTTP (a line break in a header, a status outside 200 to 599)
// goes out as 500.
struct ServerResponse {
  int status = 200;
  std::vector<ServerHeader> headers;
  std::string body;  // Not sent for HEAD, 204 and 304; HEAD still tells its length.
  Delivery delivery = Delivery::kWhole;
  Duration delay{0};  // Before the first byte; other connections go on.
};

// Called on one of the server's threads; several at once. An exception out of it is answered 500 without its text.
using RequestHandler = std::function<ServerResponse(const ServerRequest&)>;

struct ServerOptions {
  std::string address = "127.0.0.1";                 // A number or a name.
  std::uint16_t port = 0;                            // 0: the system picks.
  int threads = 2;                                   // So many handlers run at once.
  std::size_t body_bytes_max = 16u << 20;            // Larger: 413, and the connection is closed.
  std::size_t connections_max = 4096;                // Open together; one more is closed at once.
  Duration idle_timeout = std::chrono::seconds(60);  // Without a whole request, or without taking the answer.
};

// A small HTTP/1.1 server (keep-alive, chunked requests, HEAD, Expect: 100-continue). Listening when Start returns.
// The destructor stops it: no new connection is taken, idle ones are closed, running handlers are waited for, and
// answers under way (delayed ones at once) get two seconds to go out. kUnavailable when the address cannot be bound.
// It must not be destroyed from inside a handler.
class HttpServer {
 public:
  static Result<std::unique_ptr<HttpServer>> Start(const ServerOptions& options, RequestHandler handler);
  virtual ~HttpServer() = default;
  virtual std::uint16_t port() const = 0;
};

}  // namespace riff
