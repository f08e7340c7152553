#include "connectors/http/curl_transport.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/engine/net/loopback.h"

namespace riff {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

ServerResponse Answer(std::string body, int status = 200) {
  return {.status = status, .headers = {}, .body = std::move(body)};
}

// The transport against a real server on the loopback interface.
class CurlTransportTest : public testing::Test {
 protected:
  // What the server does from now on; what arrives is counted and kept.
  void Serve(RequestHandler handler, ServerOptions options = {}) {
    handler_ = std::move(handler);
    options.threads = std::max(options.threads, 4);
    Result<std::unique_ptr<HttpServer>> started = HttpServer::Start(options, [this](const ServerRequest& request) {
      {
        const std::lock_guard lock(mutex_);
        arrived_.push_back(request);
      }
      return handler_(request);
    });
    ASSERT_TRUE(started.has_value());
    server = *std::move(started);
  }

  HttpRequest To(const std::string& target, HttpMethod method = HttpMethod::kGet, std::string body = "") {
    HttpRequest request;
    request.operation = "a.thing.send";
    request.method = method;
    request.url = "http://127.0.0.1:" + std::to_string(server->port()) + target;
    request.body = std::move(body);
    return request;
  }

  std::vector<ServerRequest> arrived() {
    const std::lock_guard lock(mutex_);
    return arrived_;
  }

  std::unique_ptr<Transport> transport = MakeCurlTransport({});

 private:
  RequestHandler handler_;
  std::mutex mutex_;
  std::vector<ServerRequest> arrived_;

 protected:
  std::unique_ptr<HttpServer> server;  // Last, so that it ends before what its handler touches.
};

TEST_F(CurlTransportTest, SendsEveryMethodAsItIs) {
  Serve([](const ServerRequest&) { return Answer(""); });
  for (const HttpMethod method :
       {HttpMethod::kGet, HttpMethod::kPost, HttpMethod::kPut, HttpMethod::kPatch, HttpMethod::kDelete}) {
    for (const std::string& body : {std::string(), std::string("a\0b", 3)}) {
      HttpRequest request = To("/x/../y%20?b=1&a=%2F", method, body);
      request.headers = {{"X-Empty", ""}, {"Accept", "application/json"}};

      ASSERT_TRUE(Send(*transport, request).has_value());

      const ServerRequest last = arrived().back();
      EXPECT_EQ(last.method, ToString(method));
      EXPECT_EQ(last.target, "/x/../y%20?b=1&a=%2F");
      EXPECT_EQ(last.body, body);
      EXPECT_EQ(last.Header("Accept"), "application/json");
      EXPECT_EQ(last.Header("User-Agent"), "riff/1");
      EXPECT_EQ(last.Header("Content-Type"), "");
      EXPECT_EQ(last.Header("Expect"), "");
      EXPECT_TRUE(std::ranges::any_of(last.headers, [](const auto& header) { return header.name == "X-Empty"; }));
    }
  }
}

TEST_F(CurlTransportTest, HandsBackStatusHeadersAndBody) {
  Serve([](const ServerRequest& request) {
    return ServerResponse{
        .status = 418, .headers = {{"X-Id", "7"}, {"x-id", " 8 "}}, .body = "body of " + request.target};
  });

  const Result<HttpResponse> answer = Send(*transport, To("/a"));

  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->status, 418);
  EXPECT_EQ(answer->body, "body of /a");
  EXPECT_EQ(HeaderOf(answer->headers, "x-ID"), "7");
  EXPECT_EQ(std::ranges::count_if(answer->headers, [](const auto& header) { return header.value == "8"; }), 1);
}

TEST_F(CurlTransportTest, KeepsManyRequestsInFlightAndTheirOrder) {
  Counter inside;
  Serve(
      [&](const ServerRequest& request) {
        inside.Add();
        return Answer(inside.WaitFor(8) ? request.target : "alone");
      },
      {.threads = 8});
  std::vector<HttpRequest> batch;
  for (int i = 0; i < 40; ++i) {
    batch.push_back(To("/" + std::to_string(i)));
  }

  const auto outcomes = transport->SendAll(batch);

  ASSERT_EQ(outcomes.size(), 40u);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    ASSERT_TRUE(outcomes[i].has_value());
    EXPECT_EQ(outcomes[i]->body, "/" + std::to_string(i));
  }
}

TEST_F(CurlTransportTest, KeepsNoMoreInFlightThanItMay) {
  transport = MakeCurlTransport({.requests_in_flight_max = 2});
  // A third connection would be closed at once, and its request lost.
  Serve([](const ServerRequest&) { return Answer("ok"); }, {.connections_max = 2});

  const auto outcomes = transport->SendAll(std::vector<HttpRequest>(20, To("/")));

  EXPECT_TRUE(std::ranges::all_of(outcomes, [](const auto& outcome) { return outcome.has_value(); }));
}

TEST_F(CurlTransportTest, KeepsItsConnectionBetweenCalls) {
  Serve([](const ServerRequest&) { return Answer("ok"); }, {.connections_max = 1});

  for (int i = 0; i < 5; ++i) {
    EXPECT_TRUE(Send(*transport, To("/")).has_value());
  }
}

TEST_F(CurlTransportTest, GoesOnWithOthersWhileOneAnswerIsDelayed) {
  Serve([](const ServerRequest& request) {
    ServerResponse response = Answer("ok");
    response.delay = request.target == "/slow" ? seconds(600) : seconds(0);
    return response;
  });
  HttpRequest slow = To("/slow");
  slow.timeout = milliseconds(300);

  const auto outcomes = transport->SendAll(std::vector<HttpRequest>{slow, To("/quick"), To("/quick")});

  EXPECT_EQ(outcomes[0].error().kind, ErrorKind::kAmbiguous);  // It arrived; only its answer was not waited for.
  EXPECT_EQ(outcomes[1]->body, "ok");
  EXPECT_EQ(outcomes[2]->body, "ok");
}

TEST_F(CurlTransportTest, WaitsForADelayedAnswer) {
  Serve([](const ServerRequest&) {
    ServerResponse response = Answer("late");
    response.delay = milliseconds(20);
    return response;
  });

  EXPECT_EQ(Send(*transport, To("/"))->body, "late");
}

TEST_F(CurlTransportTest, IsUnavailableWhereNobodyListens) {
  Serve([](const ServerRequest&) { return Answer(""); });
  const HttpRequest request = To("/", HttpMethod::kPost, "x");
  server.reset();

  const Result<HttpResponse> answer = Send(*transport, request);

  EXPECT_EQ(answer.error().kind, ErrorKind::kUnavailable);
  EXPECT_TRUE(arrived().empty());
}

TEST_F(CurlTransportTest, IsUnavailableWhereTlsFails) {
  Serve([](const ServerRequest&) { return Answer(""); });
  HttpRequest request = To("/", HttpMethod::kPost, "x");
  request.url.replace(0, 4, "https");

  const Result<HttpResponse> answer = Send(*transport, request);

  EXPECT_EQ(answer.error().kind, ErrorKind::kUnavailable);
  EXPECT_TRUE(arrived().empty());
}

TEST_F(CurlTransportTest, IsAmbiguousWhereTheConnectionClosesWithoutAnAnswer) {
  Serve([](const ServerRequest& request) {
    ServerResponse response = Answer("ok");
    response.delivery = request.target == "/lost" ? Delivery::kNone : Delivery::kWhole;
    return response;
  });
  for (const HttpMethod method : {HttpMethod::kGet, HttpMethod::kPost, HttpMethod::kDelete}) {
    transport = MakeCurlTransport({});
    const std::size_t before = arrived().size();
    const Result<HttpResponse> answer = Send(*transport, To("/lost", method));

    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().kind, ErrorKind::kAmbiguous);
    EXPECT_EQ(arrived().size(), before + 1);
  }
}

TEST_F(CurlTransportTest, NeverSendsARequestTwiceOverAReusedConnection) {
  Serve([](const ServerRequest& request) {
    ServerResponse response = Answer("ok");
    response.delivery = request.target == "/lost" ? Delivery::kNone : Delivery::kWhole;
    return response;
  });
  for (const HttpMethod method :
       {HttpMethod::kGet, HttpMethod::kPost, HttpMethod::kPut, HttpMethod::kPatch, HttpMethod::kDelete}) {
    for (const char* body : {"", "x"}) {
      ASSERT_TRUE(Send(*transport, To("/warm")).has_value());  // Now there is a connection to reuse.
      const std::size_t before = arrived().size();

      const Result<HttpResponse> answer = Send(*transport, To("/lost", method, body));

      ASSERT_FALSE(answer.has_value());
      EXPECT_EQ(answer.error().kind, ErrorKind::kAmbiguous);
      EXPECT_EQ(arrived().size(), before + 1) << ToString(method) << " '" << body << "'";
    }
  }
}

TEST_F(CurlTransportTest, IsAmbiguousWhereTheBodyIsCut) {
  Serve([](const ServerRequest&) {
    ServerResponse response = Answer("a whole body");
    response.delivery = Delivery::kCutInBody;
    return response;
  });

  EXPECT_EQ(Send(*transport, To("/")).error().kind, ErrorKind::kAmbiguous);
  EXPECT_EQ(arrived().size(), 1u);
}

TEST_F(CurlTransportTest, IsAmbiguousWhereTheAnswerIsTooLong) {
  transport = MakeCurlTransport({.body_bytes_max = 10});
  Serve([](const ServerRequest& request) { return Answer(std::string(request.target == "/10" ? 10 : 11, 'x')); });

  EXPECT_EQ(Send(*transport, To("/10"))->body.size(), 10u);
  EXPECT_EQ(Send(*transport, To("/11")).error().kind, ErrorKind::kAmbiguous);
}

TEST_F(CurlTransportTest, HandsBackThe413OfALongRequest) {
  Serve([](const ServerRequest&) { return Answer(""); }, {.body_bytes_max = 1000});

  const Result<HttpResponse> answer = Send(*transport, To("/", HttpMethod::kPost, std::string(2'000'000, 'x')));

  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->status, 413);
  EXPECT_TRUE(arrived().empty());
}

TEST_F(CurlTransportTest, FollowsNoRedirect) {
  Serve([](const ServerRequest&) {
    return ServerResponse{.status = 302, .headers = {{"Location", "/elsewhere"}}, .body = ""};
  });

  EXPECT_EQ(Send(*transport, To("/"))->status, 302);
  EXPECT_EQ(arrived().size(), 1u);
}

TEST_F(CurlTransportTest, UnpacksGzip) {
  const std::string packed(
      "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xcb\x48\xcd\xc9\xc9\xd7\x51\x28\x48\x4c\xce\x4e\x4d\x51\x28\xcf\x2f"
      "\xca\x49\x01\x00\x48\xef\x2e\xcc\x13\x00\x00\x00",
      39);
  Serve([&](const ServerRequest& request) {
    EXPECT_NE(request.Header("Accept-Encoding").find("gzip"), std::string_view::npos);
    return ServerResponse{.status = 200, .headers = {{"Content-Encoding", "gzip"}}, .body = packed};
  });

  EXPECT_EQ(Send(*transport, To("/"))->body, "hello, packed world");
}

TEST_F(CurlTransportTest, RefusesWhatWouldNotGoOutAsMeant) {
  Serve([](const ServerRequest&) { return Answer("ok"); });
  HttpRequest broken_header = To("/");
  broken_header.headers = {{"X-A", "b\r\nX-Admin: 1"}};
  HttpRequest nameless = To("/");
  nameless.headers = {{"", "b"}};
  HttpRequest user_in_url = To("/");
  user_in_url.url.insert(7, "me:hunter2@");
  HttpRequest other_scheme = To("/");
  other_scheme.url = "file:///etc/hostname";

  const auto outcomes =
      transport->SendAll(std::vector<HttpRequest>{broken_header, nameless, user_in_url, other_scheme, To("/fine")});

  for (std::size_t i = 0; i < 4; ++i) {
    ASSERT_FALSE(outcomes[i].has_value()) << i;
    EXPECT_EQ(outcomes[i].error().kind, ErrorKind::kInvalid) << i;
    EXPECT_EQ(outcomes[i].error().message.find("hunter2"), std::string::npos);
  }
  EXPECT_EQ(outcomes[4]->body, "ok");
  EXPECT_EQ(arrived().size(), 1u);
}

TEST_F(CurlTransportTest, KeepsQueriesAndSecretPathsOutOfItsErrors) {
  Serve([](const ServerRequest&) {
    ServerResponse response = Answer("");
    response.delivery = Delivery::kNone;
    return response;
  });
  HttpRequest request = To("/hunter2?token=hunter2");
  request.path_for_log = "/{key}";

  const std::string message = Send(*transport, request).error().message;

  EXPECT_EQ(message.find("hunter2"), std::string::npos);
  EXPECT_NE(message.find("a.thing.send"), std::string::npos);
  EXPECT_NE(message.find("/{key}"), std::string::npos);
  EXPECT_EQ(Send(*transport, To("/plain?token=hunter2")).error().message.find("hunter2"), std::string::npos);
}

TEST_F(CurlTransportTest, AnswersNothingWithNothing) { EXPECT_TRUE(transport->SendAll({}).empty()); }

}  // namespace
}  // namespace riff
