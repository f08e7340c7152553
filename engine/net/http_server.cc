#include "engine/net/http_server.h"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <thread>

#include "engine/net/http_connection.h"

namespace riff {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::chrono::milliseconds kAcceptPause{50};  // After accept failed, for want of descriptors.
constexpr std::chrono::seconds kStopGrace{2};          // For answers under way when the server stops.

class AsioServer final : public HttpServer {
 public:
  AsioServer(const ServerOptions& options, RequestHandler handler)
      : state_(std::make_shared<ServerState>()), acceptor_(asio::make_strand(loop_)), pause_(acceptor_.get_executor()) {
    state_->options = options;
    state_->handler = std::move(handler);
  }

  AsioServer(const AsioServer&) = delete;
  AsioServer& operator=(const AsioServer&) = delete;

  ~AsioServer() override {
    asio::post(acceptor_.get_executor(), [this] {
      error_code ignored;
      acceptor_.close(ignored);
      pause_.cancel();
    });
    std::vector<std::shared_ptr<Connection>> open;
    {
      const std::lock_guard lock(state_->mutex);
      state_->stopping = true;
      for (const auto& [address, connection] : state_->connections) {
        open.push_back(connection.lock());
      }
    }
    for (const std::shared_ptr<Connection>& connection : open) {
      if (connection != nullptr) {
        connection->Stop();
      }
    }
    open.clear();  // Else the last owner of a connection would be this list, and its end would never be seen.
    {
      std::unique_lock lock(state_->mutex);
      state_->all_ended.wait_for(lock, kStopGrace, [this] { return state_->connections.empty(); });
    }
    loop_.stop();
    for (std::thread& thread : threads_) {
      thread.join();
    }
  }

  Result<void> Listen() {
    error_code failure;
    const std::string port = std::to_string(state_->options.port);
    const auto places = tcp::resolver(loop_).resolve(state_->options.address, port, failure);
    if (failure || places.empty()) {
      return Fail(ErrorKind::kUnavailable, "listen on " + state_->options.address + ": no such address");
    }
    const tcp::endpoint place = places.begin()->endpoint();
    acceptor_.open(place.protocol(), failure);
    if (!failure) {
      acceptor_.set_option(asio::socket_base::reuse_address(true), failure);
    }
    if (!failure) {
      acceptor_.bind(place, failure);
    }
    if (!failure) {
      acceptor_.listen(asio::socket_base::max_listen_connections, failure);
    }
    if (failure) {
      return Fail(ErrorKind::kUnavailable,
                  "listen on " + state_->options.address + ":" + port + ": " + failure.message());
    }
    port_ = acceptor_.local_endpoint().port();
    Accept();
    for (int i = 0; i < std::max(1, state_->options.threads); ++i) {
      threads_.emplace_back([this] { Run(); });
    }
    return {};
  }

  std::uint16_t port() const override { return port_; }

 private:
  void Run() {
    while (!loop_.stopped()) {
      try {
        loop_.run();
      } catch (...) {  // One connection's trouble (out of memory, say) ended it; the others go on.
        continue;
      }
    }
  }

  void Accept() {
    acceptor_.async_accept(asio::make_strand(loop_), [this](error_code failure, tcp::socket socket) {
      if (!acceptor_.is_open()) {
        return;
      }
      if (failure) {
        pause_.expires_after(kAcceptPause);
        pause_.async_wait([this](error_code) {
          if (acceptor_.is_open()) {
            Accept();
          }
        });
        return;
      }
      Welcome(std::move(socket));
      Accept();
    });
  }

  void Welcome(tcp::socket socket) {
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    const auto connection = MakeConnection(state_, std::move(socket));
    {
      const std::lock_guard lock(state_->mutex);
      if (state_->stopping || state_->connections.size() >= state_->options.connections_max) {
        return;
      }
      state_->connections.emplace(connection.get(), connection);
    }
    connection->Start();
  }

  std::shared_ptr<ServerState> state_;
  asio::io_context loop_;
  asio::executor_work_guard<asio::io_context::executor_type> busy_{loop_.get_executor()};
  tcp::acceptor acceptor_;
  asio::steady_timer pause_;
  std::vector<std::thread> threads_;
  std::uint16_t port_ = 0;
};

}  // namespace

Result<std::unique_ptr<HttpServer>> HttpServer::Start(const ServerOptions& options, RequestHandler handler) {
  auto server = std::make_unique<AsioServer>(options, std::move(handler));
  RIFF_TRY(server->Listen());
  return std::unique_ptr<HttpServer>(std::move(server));
}

}  // namespace riff
