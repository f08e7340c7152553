#include "tests/bench/http_holds.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>

#include "engine/serve/hold_routes.h"
#include "engine/serve/problem.h"

namespace riff::bench {

namespace {

Routes RoutesOf(HoldDesk& desk, Log& log) {
  Routes routes = HoldRoutes(HoldRouteParts{desk, log, [] { return World::kReal; }, [] {}});
  routes.push_back(
      {"POST", "/echo", RouteGuard::kToken, [](const RouteCall& call) { return JsonAnswer(201, call.request.body); }});
  return routes;
}

// How long the whole answer is, once its head is there; 0 before.
std::size_t LengthOf(const std::string& text) {
  const std::size_t head_end = text.find("\r\n\r\n");
  const std::string name = "Content-Length: ";
  const std::size_t at = text.find(name);
  std::size_t length = 0;
  if (head_end == std::string::npos || at >= head_end) {
    return 0;
  }
  std::from_chars(text.data() + at + name.size(), text.data() + head_end, length);
  return head_end + 4 + length;
}

}  // namespace

KeepAliveClient::KeepAliveClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_port = htons(port);
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  // A connection that is not made shows in the first call.
  static_cast<void>(::connect(socket_, reinterpret_cast<const sockaddr*>(&place), sizeof(place)));
}

KeepAliveClient::~KeepAliveClient() { ::close(socket_); }

Result<int> KeepAliveClient::Post(const std::string& path, const std::string& headers, const std::string& body) {
  const std::string text = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers +
                           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  if (::send(socket_, text.data(), text.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(text.size())) {
    return Fail(ErrorKind::kUnavailable, "the server took no request");
  }
  std::string answer;
  char part[4096];
  while (LengthOf(answer) == 0 || answer.size() < LengthOf(answer)) {
    const ssize_t got = ::recv(socket_, part, sizeof(part), 0);
    if (got <= 0) {
      return Fail(ErrorKind::kUnavailable, "the server closed the connection");
    }
    answer.append(part, static_cast<std::size_t>(got));
  }
  int status = 0;
  std::from_chars(answer.data() + answer.find(' ') + 1, answer.data() + answer.size(), status);
  return status;
}

HttpHolds::HttpHolds(const Parts& parts)
    : sessions_(parts.database),
      router_(RoutesOf(parts.desk, log_), AccessRules{Secret(), AccessRules::Reach::kThisMachine},
              RouterParts{sessions_, parts.clock, parts.metrics}) {}

Result<std::unique_ptr<HttpHolds>> HttpHolds::Start(const Parts& parts, int clients) {
  std::unique_ptr<HttpHolds> holds(new HttpHolds(parts));
  ServerOptions options;
  options.threads = clients;  // So that all of them can wait for one commit together.
  RIFF_TRY(holds->server_, HttpServer::Start(options, [router = &holds->router_](const ServerRequest& request) {
             return router->Answer(request);
           }));
  for (int client = 0; client < clients; ++client) {
    holds->clients_.push_back(std::make_unique<KeepAliveClient>(holds->server_->port()));
  }
  return holds;
}

Result<void> HttpHolds::Echo(int client, const std::string& body) { return Ask(client, 201, "/echo", "", body); }

Result<void> HttpHolds::Place(int client, const std::string& key, const std::string& body) {
  return Ask(client, 201, "/api/inventory/holds", "Idempotency-Key: " + key + "\r\n", body);
}

Result<void> HttpHolds::Ask(int client, int wanted, const std::string& path, const std::string& headers,
                            const std::string& body) {
  RIFF_TRY(const int status, clients_[static_cast<std::size_t>(client)]->Post(path, headers, body));
  if (status != wanted) {
    return Fail(ErrorKind::kRejected, path + " answered " + std::to_string(status));
  }
  return {};
}

}  // namespace riff::bench
