#include "engine/serve/server.h"

#include <gmock/gmock.h>

#include <cstdio>
#include <thread>

#include "engine/serve/checkouts.h"
#include "engine/serve/problem.h"
#include "tests/rig/shop_rig.h"
#include "tests/unit/engine/net/loopback.h"
#include "tests/unit/engine/runtime/scratch_folder.h"
#include "tests/unit/engine/serve/scripted_parser.h"

namespace riff {
namespace {

using testing::HasSubstr;

// The whole server on the loopback interface, asked over a socket.
class ServerTest : public testing::Test {
 protected:
  ServerTest() {
    rig.Open(kShopify);
    rig.shop.channels.front().connector->webhooks =
        std::make_unique<ScriptedParser>([](const std::string& body) -> Result<WebhookEvents> {
          WebhookEvent event;
          event.channel = kShopify;
          event.delivery = body;
          event.kind = WebhookKind::kOrderChanged;
          event.order = OrderId(body);
          return WebhookEvents{event};
        });
    config.listen = "127.0.0.1:0";
  }

  Result<void> Start(Routes more = {}) {
    const ServeParts parts{*rig.database, rig.clock, rig.metrics, rig.log,
                           stopping,      halted,    rig.shop,    [this] { stored.Add(); },
                           [] {},         holds};
    RIFF_TRY(server, Server::Start(config, parts, std::move(more)));
    return {};
  }
  std::string Say(const std::string& method, const std::string& target, const std::string& headers = "",
                  const std::string& body = "") {
    const std::string url = server->url();
    RawClient client(static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))));
    client.Say(method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + headers +
               "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    return client.HearAll();
  }

  ShopRig rig;
  Config config;
  std::atomic<bool> stopping{false};
  std::atomic<bool> halted{false};
  std::optional<HoldWatch> holds;
  Counter stored;
  std::unique_ptr<Server> server;
};

TEST_F(ServerTest, TakesAWebhookOffTheWire) {
  Must(Start());

  EXPECT_THAT(Say("POST", "/webhooks/shopify/production", "X-Signature: good\r\n", "d-1"), HasSubstr(" 200 "));
  EXPECT_THAT(Say("POST", "/webhooks/shopify/production", "X-Signature: bad\r\n", "d-2"), HasSubstr(" 401 "));

  EXPECT_EQ(stored.count(), 1);
  EXPECT_EQ(rig.Do([&](Transaction& tx) { return tx.webhooks.Waiting(kShopify, rig.clock.Now(), 9); }).size(), 1u);
}

TEST_F(ServerTest, RefusesABodyBeyondTheConfiguredLimit) {
  config.body_bytes_max = 1024;
  Must(Start());

  EXPECT_THAT(Say("POST", "/webhooks/shopify/production", "X-Signature: good\r\n", std::string(2000, 'x')),
              HasSubstr(" 413 "));
}

TEST_F(ServerTest, SaysHowItIs) {
  rig.Sync();
  Must(Start());

  EXPECT_THAT(Say("GET", "/healthz"), HasSubstr(R"({"status":"ok"})"));
  EXPECT_THAT(Say("GET", "/health/ready"), HasSubstr(" 200 "));
  const std::string health = Say("GET", "/api/inventory/health");
  EXPECT_THAT(health, HasSubstr(R"({"status":"ok","store":"ok","channels":[{"channel":"shopify/production")"));
  EXPECT_THAT(health, HasSubstr(R"("last_run":{"run":1,"command":"sync","status":"ok")"));
  const std::string metrics = Say("GET", "/metrics");
  EXPECT_THAT(metrics, HasSubstr("Content-Type: text/plain; version=0.0.4"));
  EXPECT_THAT(metrics, HasSubstr("riff_http_requests_total{route=\"GET /healthz\",status=\"200\"} 1\n"));
}

TEST_F(ServerTest, IsDegradedWhenAChannelIsNotWell) {
  rig.Do([&](Transaction& tx) -> Result<void> {
    ChannelState state;
    state.channel = kShopify;
    state.health = ChannelHealth::kNeedsReauth;
    return tx.channels.Save(state);
  });
  Must(Start());

  EXPECT_THAT(Say("GET", "/api/inventory/health"), HasSubstr(R"("status":"degraded")"));
}

TEST_F(ServerTest, IsNotReadyWhileItStopsOrAfterAGuardHasStoppedIt) {
  Must(Start());
  halted = true;
  EXPECT_THAT(Say("GET", "/health/ready"), HasSubstr(" 503 "));
  EXPECT_THAT(Say("GET", "/api/inventory/health"), HasSubstr(R"("status":"halted")"));

  halted = false;
  stopping = true;
  EXPECT_THAT(Say("GET", "/health/ready"), HasSubstr(" 503 "));
  EXPECT_THAT(Say("GET", "/health/live"), HasSubstr(" 200 "));
}

TEST_F(ServerTest, AsksForTheConfiguredToken) {
  const ScratchFolder folder;
  std::FILE* file = std::fopen((folder.path() + "/token").c_str(), "w");
  std::fputs("t0ken\n", file);
  std::fclose(file);
  config.folder = folder.path();
  config.api_token = "file:token";
  Must(Start());

  EXPECT_THAT(Say("GET", "/metrics"), HasSubstr(" 401 "));
  EXPECT_THAT(Say("GET", "/api/inventory/health", "Authorization: Bearer t0ken\r\n"), HasSubstr(" 200 "));
  EXPECT_THAT(Say("GET", "/healthz"), HasSubstr(" 200 "));
}

TEST_F(ServerTest, IsClosedToOthersWithoutAToken) {
  config.listen = "0.0.0.0:0";
  Must(Start());

  EXPECT_THAT(Say("GET", "/api/inventory/health"), HasSubstr(" 403 "));
  EXPECT_THAT(Say("POST", "/webhooks/shopify/production", "X-Signature: good\r\n", "d-1"), HasSubstr(" 200 "));
}

TEST_F(ServerTest, ServesTheRoutesItIsGivenBesides) {
  Must(Start({{"GET", "/api/more/{name}", RouteGuard::kToken,
               [](const RouteCall& call) { return JsonAnswer(200, "\"" + call.Part("name") + "\""); }}}));

  EXPECT_THAT(Say("GET", "/api/more/holds"), HasSubstr("\"holds\""));
}

// The server with checkouts, as `riff serve` puts them together.
class CheckoutServerTest : public ServerTest {
 protected:
  void Open() {
    const CheckoutParts parts{*rig.database,          rig.clock, rig.metrics, rig.log, [] { return World::kReal; },
                              [this] { moved.Add(); }};
    checkouts = Must(Checkouts::Open(config, parts));
    holds.emplace(checkouts->watch());
    Must(Start(checkouts->routes()));
  }
  ~CheckoutServerTest() override { server.reset(); }

  Counter moved;
  std::unique_ptr<Checkouts> checkouts;
};

TEST_F(CheckoutServerTest, HoldsAndSellsOverASocket) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);
  Open();
  const std::string body = R"({"lines":[{"sku":"STR-10","quantity":2}]})";

  const std::string placed = Say("POST", "/api/inventory/holds", "Idempotency-Key: k-1\r\n", body);
  const std::string again = Say("POST", "/api/inventory/holds", "Idempotency-Key: k-1\r\n", body);

  EXPECT_THAT(placed, HasSubstr(" 201 "));
  EXPECT_THAT(again, HasSubstr("Idempotency-Replayed: true"));
  EXPECT_EQ(again.substr(again.find("\r\n\r\n")), placed.substr(placed.find("\r\n\r\n")));
  const std::size_t at = placed.find("Location: ") + 10;
  const std::string path = placed.substr(at, placed.find('\r', at) - at);
  EXPECT_THAT(Say("GET", path), HasSubstr(R"("state":"active")"));
  EXPECT_THAT(Say("GET", "/api/inventory/health"),
              HasSubstr(R"("holds":{"mode":"reserve_ttl","active":1,"store_time":)"));
  EXPECT_THAT(Say("POST", path + "/commit"), HasSubstr(R"("state":"committed")"));
  EXPECT_EQ(rig.BalanceOf("STR-10").committed, Quantity(2));
  EXPECT_EQ(moved.count(), 2);
  const std::string metrics = Say("GET", "/metrics");
  EXPECT_THAT(metrics, HasSubstr("riff_holds_total{outcome=\"created\"} 1\n"));
  EXPECT_THAT(metrics, HasSubstr("riff_holds_total{outcome=\"committed\"} 1\n"));
  EXPECT_THAT(metrics, HasSubstr("riff_hold_calls_total "));
  EXPECT_THAT(metrics, HasSubstr("riff_hold_seconds "));
}

TEST_F(CheckoutServerTest, IsDegradedWhileHoldsAreBypassed) {
  config.hold_mode = HoldMode::kOff;
  Open();

  const std::string health = Say("GET", "/api/inventory/health");

  EXPECT_THAT(health, HasSubstr(R"("status":"degraded")"));
  EXPECT_THAT(health, HasSubstr(R"("mode":"off")"));
}

TEST_F(ServerTest, AnswersManyAtOnceEachWithItsOwnSession) {
  config.server_threads = 4;
  Must(Start());
  std::vector<std::thread> clients;
  Counter good;
  for (int client = 0; client < 8; ++client) {
    clients.emplace_back([this, client, &good] {
      const std::string answer =
          Say("POST", "/webhooks/shopify/production", "X-Signature: good\r\n", "d-" + std::to_string(client));
      if (answer.find(" 200 ") != std::string::npos) {
        good.Add();
      }
    });
  }
  for (std::thread& client : clients) {
    client.join();
  }

  EXPECT_EQ(good.count(), 8);
  EXPECT_EQ(stored.count(), 8);
}

TEST_F(ServerTest, SaysWhatIsWrongWithItsAddressOrToken) {
  config.listen = "127.0.0.1";
  EXPECT_EQ(Start().error().kind, ErrorKind::kInvalid);

  config.listen = "127.0.0.1:0";
  config.api_token = "env:RIFF_TEST_TOKEN_THAT_NOBODY_SETS";
  const Result<void> started = Start();
  EXPECT_EQ(started.error().kind, ErrorKind::kInvalid);
  EXPECT_THAT(started.error().message, HasSubstr("server.token"));
}

TEST(ListenAddressTest, IsAnAddressAndAPort) {
  EXPECT_EQ(Must(ParseListenAddress("127.0.0.1:8080")).port, 8080);
  EXPECT_EQ(Must(ParseListenAddress("[::1]:80")).address, "::1");
  EXPECT_EQ(Must(ParseListenAddress("localhost:0")).address, "localhost");
  for (const char* text : {"", ":80", "::1:80", "a:", "a:b", "a:65536", "a:-1", "a:80x", "[]:80"}) {
    EXPECT_FALSE(ParseListenAddress(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace riff
