#include "engine/net/http_server.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>

#include "tests/unit/engine/net/loopback.h"

namespace riff {
namespace {

ServerResponse Echo(const ServerRequest& request) {
  return {.status = 200, .headers = {{"X-Method", request.method}, {"X-Target", request.target}}, .body = request.body};
}

std::unique_ptr<HttpServer> ServerOf(RequestHandler handler, const ServerOptions& options = {}) {
  Result<std::unique_ptr<HttpServer>> server = HttpServer::Start(options, std::move(handler));
  EXPECT_TRUE(server.has_value());
  return *std::move(server);
}

TEST(ServerRequestTest, TakesTheTargetApartAndFindsHeadersWhateverTheirCase) {
  const ServerRequest request{
      .method = "GET", .target = "/a%20b?x=1&y=?", .headers = {{"Content-Type", "text/plain"}}, .body = ""};

  EXPECT_EQ(request.Path(), "/a%20b");
  EXPECT_EQ(request.Query(), "x=1&y=?");
  EXPECT_EQ(request.Header("CONTENT-type"), "text/plain");
  EXPECT_EQ(request.Header("Content"), "");
  EXPECT_EQ((ServerRequest{.method = "GET", .target = "/a", .headers = {}, .body = ""}).Query(), "");
}

TEST(HttpServerTest, AnswersOneRequestAfterAnotherOnOneConnection) {
  const auto server = ServerOf(&Echo);
  RawClient client(server->port());

  client.Say("POST /one?x=%20 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
  const std::string first = client.HearUntil("abc");
  client.Say("PUT /two HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nConnection: close\r\n\r\ndef");
  const std::string second = client.HearAll();

  EXPECT_TRUE(first.starts_with("HTTP/1.1 200 OK\r\n")) << first;
  EXPECT_NE(first.find("X-Method: POST\r\nX-Target: /one?x=%20\r\n"), std::string::npos);
  EXPECT_NE(first.find("Content-Length: 3\r\n"), std::string::npos);
  EXPECT_NE(first.find("Connection: keep-alive\r\n"), std::string::npos);
  EXPECT_NE(second.find("Connection: close\r\n"), std::string::npos);
  EXPECT_TRUE(second.ends_with("\r\n\r\ndef"));
}

TEST(HttpServerTest, AnswersRequestsThatWereSentWithoutWaiting) {
  const auto server = ServerOf(&Echo);
  RawClient client(server->port());

  client.Say("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  const std::string both = client.HearAll();

  EXPECT_LT(both.find("X-Target: /1"), both.find("X-Target: /2"));
  EXPECT_NE(both.find("X-Target: /2"), std::string::npos);
}

TEST(HttpServerTest, ReadsChunkedRequests) {
  const auto server = ServerOf(&Echo);
  RawClient client(server->port());

  client.Say("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n");
  client.Say("5\r\nhello\r\n6\r\n there\r\n0\r\n\r\n");

  EXPECT_TRUE(client.HearAll().ends_with("\r\n\r\nhello there"));
}

TEST(HttpServerTest, TellsAClientThatAsksToGoOn) {
  const auto server = ServerOf(&Echo);
  RawClient client(server->port());

  client.Say("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(client.HearUntil("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.Say("ok");

  EXPECT_TRUE(client.HearAll().ends_with("\r\n\r\nok"));
}

TEST(HttpServerTest, AnswersHeadWithTheLengthAndWithoutTheBody) {
  const auto server = ServerOf(
      [](const ServerRequest&) { return ServerResponse{.status = 200, .headers = {}, .body = "twelve bytes"}; });
  RawClient client(server->port());

  client.Say("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  const std::string answer = client.HearAll();

  EXPECT_NE(answer.find("Content-Length: 12\r\n"), std::string::npos);
  EXPECT_TRUE(answer.ends_with("\r\n\r\n"));
}

TEST(HttpServerTest, SendsNoBodyWithTheStatusesThatHaveNone) {
  const auto server =
      ServerOf([](const ServerRequest&) { return ServerResponse{.status = 204, .headers = {}, .body = "ignored"}; });
  RawClient client(server->port());

  client.Say("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  const std::string answer = client.HearAll();

  EXPECT_TRUE(answer.starts_with("HTTP/1.1 204 No Content\r\n"));
  EXPECT_EQ(answer.find("Content-Length"), std::string::npos);
  EXPECT_EQ(answer.find("ignored"), std::string::npos);
}

TEST(HttpServerTest, FramesTheAnswerItself) {
  const auto server = ServerOf([](const ServerRequest&) {
    return ServerResponse{
        .status = 200,
        .headers = {{"Content-Length", "99"}, {"transfer-encoding", "chunked"}, {"Connection", "close"}},
        .body = "x"};
  });
  RawClient client(server->port());

  client.Say("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  const std::string answer = client.HearAll();  // Ends because the handler asked for it.

  EXPECT_EQ(answer, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx");
}

TEST(HttpServerTest, RefusesABodyBeyondItsLimit) {
  Counter handled;
  const auto handler = [&](const ServerRequest&) {
    handled.Add();
    return ServerResponse{};
  };
  const auto server = ServerOf(handler, {.body_bytes_max = 1000});
  RawClient declared(server->port());
  RawClient chunked(server->port());

  declared.Say("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n" + std::string(1001, 'x'));
  chunked.Say("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
  chunked.Say("3e9\r\n" + std::string(1001, 'x') + "\r\n0\r\n\r\n");

  EXPECT_TRUE(declared.HearUntil("\r\n\r\n").starts_with("HTTP/1.1 413 "));
  EXPECT_TRUE(chunked.HearUntil("\r\n\r\n").starts_with("HTTP/1.1 413 "));
  EXPECT_EQ(handled.count(), 0);
}

TEST(HttpServerTest, TakesABodyUpToItsLimit) {
  const auto server = ServerOf(&Echo, {.body_bytes_max = 1000});
  RawClient client(server->port());

  client.Say("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 1000\r\n\r\n" +
             std::string(1000, 'x'));

  EXPECT_TRUE(client.HearAll().ends_with("\r\n\r\n" + std::string(1000, 'x')));
}

TEST(HttpServerTest, RefusesWhatIsNotHttpAndEndlessHeaders) {
  const auto server = ServerOf(&Echo);
  RawClient garbled(server->port());
  RawClient endless(server->port());

  garbled.Say("what is this\r\n\r\n");
  endless.Say("GET / HTTP/1.1\r\nX: " + std::string(70'000, 'x') + "\r\n\r\n");

  EXPECT_TRUE(garbled.HearUntil("\r\n\r\n").starts_with("HTTP/1.1 400 "));
  EXPECT_TRUE(endless.HearUntil("\r\n\r\n").starts_with("HTTP/1.1 431 "));
}

TEST(HttpServerTest, AnswersWhateverTheHandlerThrowsWith500AndGoesOn) {
  const auto server = ServerOf([](const ServerRequest& request) -> ServerResponse {
    if (request.target == "/throw") {
      throw std::runtime_error("hunter2");
    }
    return {.status = 200, .headers = {}, .body = "fine"};
  });
  RawClient client(server->port());

  client.Say("GET /throw HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  const std::string both = client.HearAll();

  EXPECT_TRUE(both.starts_with("HTTP/1.1 500 "));
  EXPECT_EQ(both.find("hunter2"), std::string::npos);
  EXPECT_TRUE(both.ends_with("\r\n\r\nfine"));
}

TEST(HttpServerTest, Answers500ForAnAnswerThatHttpCannotSay) {
  const std::vector<ServerResponse> impossible = {
      {.status = 200, .headers = {{"X-A", "b\r\nSet-Cookie: c"}}, .body = ""},
      {.status = 200, .headers = {{"X A", "b"}}, .body = ""},
      {.status = 200, .headers = {{"", "b"}}, .body = ""},
      {.status = 99, .headers = {}, .body = ""},
      {.status = 600, .headers = {}, .body = ""}};
  for (const ServerResponse& response : impossible) {
    const auto server = ServerOf([&](const ServerRequest&) { return response; });
    RawClient client(server->port());

    client.Say("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    const std::string answer = client.HearAll();

    EXPECT_TRUE(answer.starts_with("HTTP/1.1 500 ")) << answer;
    EXPECT_EQ(answer.find("Set-Cookie"), std::string::npos);
  }
}

TEST(HttpServerTest, ClosesAnIdleConnection) {
  const auto server = ServerOf(&Echo, {.idle_timeout = std::chrono::milliseconds(20)});
  RawClient client(server->port());

  EXPECT_EQ(client.HearAll(), "");
}

TEST(HttpServerTest, TakesNoMoreConnectionsThanItsLimit) {
  const auto server = ServerOf(&Echo, {.connections_max = 1});
  RawClient first(server->port());
  first.Say("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_NE(first.HearUntil("\r\n\r\n"), "");

  RawClient second(server->port());

  EXPECT_EQ(second.HearAll(), "");
  first.Say("GET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_NE(first.HearUntil("\r\n\r\n"), "");
}

TEST(HttpServerTest, RunsAsManyHandlersAtOnceAsItHasThreads) {
  Counter inside;
  const auto handler = [&](const ServerRequest&) {
    inside.Add();
    return ServerResponse{.status = inside.WaitFor(4) ? 200 : 500, .headers = {}, .body = ""};
  };
  const auto server = ServerOf(handler, {.threads = 4});
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 4; ++i) {
    clients.push_back(std::make_unique<RawClient>(server->port()));
    clients.back()->Say("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  }

  for (const auto& client : clients) {
    EXPECT_TRUE(client->HearUntil("\r\n\r\n").starts_with("HTTP/1.1 200 "));
  }
}

TEST(HttpServerTest, SendsADelayedAnswerAtOnceWhenItStops) {
  Counter handled;
  auto server = ServerOf([&](const ServerRequest&) {
    handled.Add();
    return ServerResponse{.status = 200, .headers = {}, .body = "late", .delay = std::chrono::hours(1)};
  });
  RawClient client(server->port());
  client.Say("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(handled.WaitFor(1));

  server.reset();

  EXPECT_TRUE(client.HearAll().ends_with("\r\n\r\nlate"));
}

TEST(HttpServerTest, WaitsForARunningHandlerWhenItStops) {
  Counter entered;
  Counter released;
  auto server = ServerOf([&](const ServerRequest&) {
    entered.Add();
    released.WaitFor(1);
    return ServerResponse{.status = 200, .headers = {}, .body = "done"};
  });
  RawClient client(server->port());
  client.Say("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(entered.WaitFor(1));

  std::thread stopping([&] { server.reset(); });
  released.Add();
  stopping.join();

  EXPECT_TRUE(client.HearAll().ends_with("\r\n\r\ndone"));
}

TEST(HttpServerTest, TakesNothingMoreOnceItHasStopped) {
  auto server = ServerOf(&Echo);
  const std::uint16_t port = server->port();
  RawClient idle(port);
  ASSERT_TRUE(idle.connected());

  server.reset();

  EXPECT_EQ(idle.HearAll(), "");
  EXPECT_FALSE(RawClient(port).connected());
}

TEST(HttpServerTest, SaysWhenItsAddressIsTakenOrIsNone) {
  const auto server = ServerOf(&Echo);

  const auto taken = HttpServer::Start({.port = server->port()}, &Echo);
  const auto foreign = HttpServer::Start({.address = "192.0.2.1"}, &Echo);

  EXPECT_EQ(taken.error().kind, ErrorKind::kUnavailable);
  EXPECT_NE(taken.error().message.find(std::to_string(server->port())), std::string::npos);
  EXPECT_EQ(foreign.error().kind, ErrorKind::kUnavailable);
}

}  // namespace
}  // namespace riff
