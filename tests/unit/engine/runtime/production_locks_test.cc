#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <mutex>

#include "connectors/http/curl_transport.h"
#include "connectors/http/guarded_transport.h"
#include "engine/base/log.h"
#include "engine/base/manual_clock.h"
#include "engine/base/random.h"
#include "engine/net/http_server.h"
#include "engine/rollout/stage_rules.h"
#include "engine/runtime/channel_kit.h"
#include "engine/runtime/wiring.h"
#include "engine/store/database.h"
#include "engine/store/migrations.h"
#include "tests/unit/engine/runtime/scratch_folder.h"

namespace riff {
namespace {

// A platform's host, for whoever gets through to it: hands out tokens and sessions, and writes down every request.
class FakeHost {
 public:
  FakeHost() {
    server_ =
        HttpServer::Start(ServerOptions{}, [this](const ServerRequest& request) { return Answer(request); }).value();
    url = "http://127.0.0.1:" + std::to_string(server_->port());
  }

  // What arrived beside the token calls and the login: what could have changed something, or read it.
  std::vector<std::string> Arrived() {
    const std::lock_guard lock(mutex_);
    return arrived_;
  }

  std::string url;

 private:
  ServerResponse Answer(const ServerRequest& request) {
    const std::string path(request.Path());
    ServerResponse response;
    if (path == "/do_login") {
      response.status = 302;
      response.headers = {{"Location", "/account"}, {"Set-Cookie", "PHPSESSID=s1; Path=/"}};
      return response;
    }
    response.headers = {{"Content-Type", "application/json"}};
    if (path.ends_with("/token")) {
      response.body = R"({"access_token":"t","expires_in":7200,"token_type":"User Access Token"})";
      return response;
    }
    const std::lock_guard lock(mutex_);
    arrived_.push_back(request.method + " " + path);
    response.body = "{}";
    return response;
  }

  std::mutex mutex_;
  std::vector<std::string> arrived_;
  std::unique_ptr<HttpServer> server_;
};

// The locks on production, each of the two without the other, for every platform.
class ProductionLocks : public testing::TestWithParam<Platform> {
 protected:
  ProductionLocks() : clock(FromMicros(1'790'000'000'000'000)) {
    ::setenv("RIFF_TEST_SECRET", "s3cret", 1);
    database = OpenDatabase({"sqlite::memory:", "", clock}).value();
    EXPECT_TRUE(MigrateUp(*database).has_value());
    vault = MakeTokenVault(*database, clock);
  }

  Channel production() const { return Channel{GetParam(), Environment::kProduction}; }

  std::string ChannelText(const std::string& url) const {
    switch (GetParam()) {
      case Platform::kEbay:
        return R"({ url = ")" + url + R"(", client_id = "c", client_secret = "env:RIFF_TEST_SECRET", )" +
               R"(refresh_token = "env:RIFF_TEST_SECRET" })";
      case Platform::kReverb:
        return R"({ url = ")" + url + R"(/api", token = "env:RIFF_TEST_SECRET" })";
      case Platform::kShopify:
        return R"({ url = ")" + url + R"(", shop = "guitars", token = "env:RIFF_TEST_SECRET", location = "501" })";
      case Platform::kTiktok:
        return R"({ url = ")" + url + R"(", auth_url = ")" + url + R"(", app_key = "k", shop_cipher = "c", )" +
               R"(warehouse = "w", app_secret = "env:RIFF_TEST_SECRET", access_token = "env:RIFF_TEST_SECRET", )" +
               R"(refresh_token = "env:RIFF_TEST_SECRET" })";
      case Platform::kVr:
        return R"({ url = ")" + url + R"(", user = "dealer", password = "env:RIFF_TEST_SECRET", pace = "1ms" })";
    }
    return "";
  }

  Config InHybrid() {
    const std::string text = "[platforms." + std::string(ToString(GetParam())) +
                             "]\nproduction = " + ChannelText(production_host.url) +
                             "\nsandbox = " + ChannelText(sandbox_host.url) + "\n";
    Result<Config> config = ParseConfig(text, folder.path() + "/riff.toml");
    EXPECT_TRUE(config.has_value()) << config.error().message;
    return *std::move(config);
  }

  std::unique_ptr<Wiring> Wire(Stage stage) {
    Result<std::unique_ptr<Wiring>> wiring =
        Wiring::Build(InHybrid(), WiringParts{*database, *vault, clock, clock, metrics, tripwire},
                      WiringOptions{{{GetParam(), stage}}, "", Concurrency::kOneByOne});
    EXPECT_TRUE(wiring.has_value()) << wiring.error().message;
    return *std::move(wiring);
  }

  Write WriteOf(const Change& change) const {
    Write write;
    write.id = WriteId(1);
    write.key = IdempotencyKey("0123456789abcdef0123456789abcdef");
    const bool two_numbers = GetParam() == Platform::kShopify || GetParam() == Platform::kTiktok;
    write.listing = ListingKey{production(), RemoteId(two_numbers ? "1/2" : "12")};
    write.sku = Sku("SG-61");
    write.sku_shown = Sku("SG-61");
    write.handle = "3";
    write.change = change;
    return write;
  }

  ScratchFolder folder;
  ManualClock clock;
  FakeHost production_host;
  FakeHost sandbox_host;
  std::unique_ptr<Database> database;
  std::unique_ptr<TokenVault> vault;
  SeededRandom random{1};
  NullLog log;
  NullMetrics metrics;
  Tripwire tripwire;
  std::atomic<bool> stopping{false};
  RunContext run{RunId(1), clock, clock, random, log, metrics, tripwire, stopping};
};

TEST_P(ProductionLocks, AWriterThatShouldNotExistIsStoppedAtTheSocket) {
  const ChannelKit kit = KitOf(InHybrid(), production()).value();
  const std::unique_ptr<Transport> curl = MakeCurlTransport(CurlOptions{});
  const std::unique_ptr<Transport> guarded =
      MakeReadOnlyTransport(*curl, tripwire, ToString(production()), kit.origins, kit.is_reading);
  Connector connector = kit.connect(production(), KitParts{*guarded, clock, *vault}, Access::kReadAndWrite);
  ASSERT_NE(connector.writer, nullptr);

  // Zero for most; V&R knows no quantity but ending.
  const Write write = WriteOf(SetQuantity{Quantity(0), std::nullopt});
  const std::vector<WriteOutcome> outcomes = connector.writer->Deliver(run, std::span(&write, 1));

  ASSERT_EQ(outcomes.size(), 1u);
  ASSERT_FALSE(outcomes.front().has_value());
  EXPECT_EQ(outcomes.front().error().kind, ErrorKind::kRejected) << outcomes.front().error().message;
  EXPECT_EQ(production_host.Arrived(), std::vector<std::string>{});
  ASSERT_FALSE(tripwire.attempts().empty());
  EXPECT_EQ(tripwire.attempts().front().channel, ToString(production()));
}

TEST_P(ProductionLocks, TheSameWriterReachesAHostThatMayBeWritten) {
  const ChannelKit kit = KitOf(InHybrid(), production()).value();
  const std::unique_ptr<Transport> curl = MakeCurlTransport(CurlOptions{});
  const std::unique_ptr<Transport> bound =
      MakeOriginBoundTransport(*curl, tripwire, ToString(production()), kit.origins);
  Connector connector = kit.connect(production(), KitParts{*bound, clock, *vault}, Access::kReadAndWrite);

  const Write write = WriteOf(SetQuantity{Quantity(0), std::nullopt});
  connector.writer->Deliver(run, std::span(&write, 1));

  EXPECT_FALSE(production_host.Arrived().empty());
  EXPECT_FALSE(tripwire.tripped());
}

TEST_P(ProductionLocks, TheWiringBuildsNoWriterHoweverOpenTheTransport) {
  const ChannelKit kit = KitOf(InHybrid(), production()).value();
  const std::unique_ptr<Transport> unguarded = MakeCurlTransport(CurlOptions{});

  const Connector connector = kit.connect(production(), KitParts{*unguarded, clock, *vault}, Access::kReadOnly);

  EXPECT_EQ(connector.writer, nullptr);
  EXPECT_NE(connector.reader, nullptr);
}

TEST_P(ProductionLocks, EveryStageWiresWhatItsRuleSaysAndNothingElse) {
  for (const Stage stage :
       {Stage::kOff, Stage::kObserve, Stage::kHybrid, Stage::kCanary, Stage::kLive, Stage::kHalted}) {
    const std::unique_ptr<Wiring> wiring = Wire(stage);
    for (const Environment environment : kEnvironments) {
      const ChannelUse use = UseOf(stage, environment);
      const ShopChannel* channel = wiring->shop().Find(Channel{GetParam(), environment});
      EXPECT_EQ(channel != nullptr, use != ChannelUse::kUnused) << ToString(stage);
      if (channel != nullptr) {
        EXPECT_EQ(channel->connector->writer != nullptr, use == ChannelUse::kReadAndWrite) << ToString(stage);
      }
    }
  }
}

TEST_P(ProductionLocks, AStageSetByHandWinsOverTheConfiguration) {
  const Config config = InHybrid();
  const auto wiring = Wiring::Build(config, WiringParts{*database, *vault, clock, clock, metrics, tripwire},
                                    WiringOptions{{{GetParam(), Stage::kHalted}}, "", Concurrency::kOneByOne});

  ASSERT_TRUE(wiring.has_value());
  EXPECT_EQ((*wiring)->shop().Find(production())->connector->writer, nullptr);
  EXPECT_EQ((*wiring)->shop().policy.channels.at(production()).stage, Stage::kHalted);
}

TEST_P(ProductionLocks, ReadingGoesThroughBothLocks) {
  const std::unique_ptr<Wiring> wiring = Wire(Stage::kHybrid);
  const ShopChannel* channel = wiring->shop().Find(production());
  ASSERT_NE(channel, nullptr);

  (void)channel->connector->reader->ListListings(run, std::nullopt);

  EXPECT_FALSE(production_host.Arrived().empty());
  EXPECT_FALSE(tripwire.tripped());
  EXPECT_GT(channel->requests_sent(), 0);
  EXPECT_TRUE(sandbox_host.Arrived().empty());
}

TEST_P(ProductionLocks, ASandboxConnectorCannotReachProductionsHost) {
  const ChannelKit sandbox = KitOf(InHybrid(), Channel{GetParam(), Environment::kSandbox}).value();
  const ChannelKit live = KitOf(InHybrid(), production()).value();
  const std::unique_ptr<Transport> curl = MakeCurlTransport(CurlOptions{});
  const std::unique_ptr<Transport> bound = MakeOriginBoundTransport(*curl, tripwire, "sandbox", sandbox.origins);
  // Production's own connector, given the sandbox's transport: as wrong as a mix-up can be.
  const Connector mixed = live.connect(production(), KitParts{*bound, clock, *vault}, Access::kReadOnly);

  const auto page = mixed.reader->ListListings(run, std::nullopt);

  EXPECT_FALSE(page.has_value());
  EXPECT_TRUE(production_host.Arrived().empty());
  EXPECT_TRUE(tripwire.tripped());
}

INSTANTIATE_TEST_SUITE_P(AllFive, ProductionLocks, testing::ValuesIn(kPlatforms),
                         [](const testing::TestParamInfo<Platform>& info) {
                           return std::string(ToString(info.param));
                         });

TEST(VrFolder, TheProductionFolderNeverGetsAWriter) {
  const ScratchFolder folder;
  const Config config = ParseConfig("[platforms.vr]\nproduction = { folder = \"p\" }\nsandbox = { folder = \"s\" }\n",
                                    folder.path() + "/riff.toml")
                            .value();
  ManualClock clock(FromMicros(1));
  const std::unique_ptr<Database> database = OpenDatabase({"sqlite::memory:", "", clock}).value();
  const std::unique_ptr<TokenVault> vault = MakeTokenVault(*database, clock);
  const std::unique_ptr<Transport> curl = MakeCurlTransport(CurlOptions{});
  const auto connect = [&](Environment environment) {
    const Channel channel{Platform::kVr, environment};
    return KitOf(config, channel)->connect(channel, KitParts{*curl, clock, *vault}, Access::kReadAndWrite);
  };

  EXPECT_EQ(connect(Environment::kProduction).writer, nullptr);
  EXPECT_NE(connect(Environment::kSandbox).writer, nullptr);
}

}  // namespace
}  // namespace riff
