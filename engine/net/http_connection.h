#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>

#include "engine/net/http_server.h"

namespace riff {

// Inside of engine/net only: it brings Asio along.

// One client's connection: reads a request, has it handled, writes the answer, and so on until either side ends it.
// Each pending step owns it, so it ends when no step is left.
class Connection {
 public:
  virtual ~Connection() = default;

  // Begins to read. Once.
  virtual void Start() = 0;

  // Ends it as soon as no answer is owed; a delayed answer goes out at once. From any thread.
  virtual void Stop() = 0;
};

// What the connections share with the server. Connections keep it alive, and take themselves out of `connections`.
struct ServerState {
  ServerOptions options;
  RequestHandler handler;
  std::mutex mutex;  // Guards what follows.
  std::condition_variable all_ended;
  std::map<Connection*, std::weak_ptr<Connection>> connections;
  bool stopping = false;
};

// `socket` runs on a strand of its own.
std::shared_ptr<Connection> MakeConnection(std::shared_ptr<ServerState> state, boost::asio::ip::tcp::socket socket);

}  // namespace riff
