#include "mocks/control.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "mocks/config_file.h"
#include "tests/unit/mocks/wire_rig.h"

namespace riff::sim {
namespace {

// A face that answers everything alike, for the platforms that these tests are not about.
class PlainFace final : public Face {
 public:
  Classified Classify(const ServerRequest&) const override { return {"plain.thing.read", Effect::kReads}; }
  ServerResponse Answer(const ServerRequest&) override { return {}; }
};

std::unique_ptr<Face> MakeSomeFace(const FaceParts& parts) {
  switch (parts.market.channel().platform) {
    case Platform::kReverb:
      return MakeReverbFace(parts);
    case Platform::kVr:
      return MakeVrFace(parts);
    default:
      return std::make_unique<PlainFace>();
  }
}

MarketsOptions Options() {
  MarketsOptions options;
  options.catalog = GenerateCatalog(60, 2);
  options.make_face = MakeSomeFace;
  return options;
}

class ControlTest : public testing::Test {
 protected:
  JsonDocument Send(const std::string& method, const std::string& target, const std::string& body = "") {
    const ServerResponse response = control.Answer(Request(method, target, {}, body));
    status = response.status;
    auto document = JsonDocument::Parse(response.body);
    EXPECT_TRUE(document) << response.body;
    return *std::move(document);
  }
  // The first live listing of a channel that is, or is not, more than one.
  std::map<std::string, std::string> Some(const std::string& channel, std::int64_t least) {
    const JsonDocument listings = Send("GET", "/listings?channel=" + channel);
    for (const JsonValue& listing : Values(listings.root().AsArray())) {
      if (*listing.Integer("available") >= least && !listing.Text("sku")->empty()) {
        return {{"remote_id", *listing.Text("remote_id")}, {"sku", *listing.Text("sku")}};
      }
    }
    ADD_FAILURE() << "nothing for sale on " << channel;
    return {};
  }
  std::string StatusOf(const std::string& channel, const std::string& remote, std::int64_t& available) {
    const JsonDocument listings = Send("GET", "/listings?channel=" + channel);
    for (const JsonValue& listing : Values(listings.root().AsArray())) {
      if (*listing.Text("remote_id") == remote) {
        available = *listing.Integer("available");
        return *listing.Text("status");
      }
    }
    return "";
  }

  ManualClock base{Noon()};
  Markets markets{Options(), base};
  ControlAddress control{markets};
  int status = 0;
};

TEST_F(ControlTest, ShowsTheTruthOfAChannel) {
  const JsonDocument production = Send("GET", "/listings?channel=reverb/production");
  const auto listings = *production.root().AsArray();
  EXPECT_GE(listings.size(), 60u);
  for (const char* key : {"remote_id", "sku", "status", "price", "currency"}) {
    EXPECT_TRUE(listings.front().Text(key)) << key;
  }
  EXPECT_TRUE(listings.front().Integer("available"));
  EXPECT_TRUE(Send("GET", "/listings?channel=reverb/sandbox").root().AsArray()->empty());
}

TEST_F(ControlTest, SellsAndTurnsAway) {
  const auto strings = Some("ebay/production", 2);
  const std::string order = R"({"channel":"ebay/production","sku":")" + strings.at("sku") + R"(","quantity":)";
  std::int64_t before = 0;
  std::int64_t after = 0;
  StatusOf("ebay/production", strings.at("remote_id"), before);

  const JsonDocument made = Send("POST", "/orders", order + "1}");
  EXPECT_EQ(status, 200);
  const std::string id = *made.root().Text("order_id");
  StatusOf("ebay/production", strings.at("remote_id"), after);
  EXPECT_EQ(after, before - 1);
  EXPECT_EQ(*Send("GET", "/orders?channel=ebay/production").root().AsArray()->front().Text("order_id"), id);

  const JsonDocument refused = Send("POST", "/orders", order + "1000}");
  EXPECT_EQ(status, 200);
  EXPECT_TRUE(refused.root().Text("refused"));
  EXPECT_FALSE(refused.root().Find("order_id"));
}

TEST_F(ControlTest, RefusesOrdersThatMakeNoSense) {
  Send("POST", "/orders", R"({"channel":"ebay/production","sku":"NOPE","quantity":1})");
  EXPECT_EQ(status, 404);
  Send("POST", "/orders", R"({"channel":"ebay/production","quantity":1})");
  EXPECT_EQ(status, 400);
  Send("POST", "/orders", R"({"channel":"ebay/production","sku":"A","remote_id":"B"})");
  EXPECT_EQ(status, 400);
  Send("POST", "/orders", R"({"channel":"ebay/moon","sku":"A"})");
  EXPECT_EQ(status, 400);
  const JsonDocument error = Send("POST", "/orders", "not json");
  EXPECT_EQ(status, 400);
  EXPECT_TRUE(error.root().Text("error"));
}

TEST_F(ControlTest, TakesSeveralLinesAndMovesAndCancelsOrders) {
  const auto one = Some("shopify/production", 1);
  const std::string lines =
      R"({"channel":"shopify/production","state":"pending","lines":[{"sku":")" + one.at("sku") + R"("}]})";
  const std::string id = *Send("POST", "/orders", lines).root().Text("order_id");
  const std::string order = R"({"channel":"shopify/production","order_id":")" + id + "\"";
  const auto state = [&] {
    return *Send("GET", "/orders?channel=shopify/production").root().AsArray()->front().Text("state");
  };

  EXPECT_EQ(state(), "pending");
  Send("POST", "/order-state", order + R"(,"state":"paid"})");
  EXPECT_EQ(state(), "paid");
  Send("POST", "/cancel", order + "}");
  EXPECT_EQ(status, 200);
  EXPECT_EQ(state(), "cancelled");
  Send("POST", "/cancel", order + "}");
  EXPECT_EQ(status, 409);
  Send("POST", "/cancel", R"({"channel":"shopify/production","order_id":"1"})");
  EXPECT_EQ(status, 404);
}

TEST_F(ControlTest, EditsByHand) {
  const auto guitar = Some("reverb/production", 1);
  const std::string edit = R"({"channel":"reverb/production","remote_id":")" + guitar.at("remote_id") + "\"";
  std::int64_t available = -1;

  Send("POST", "/edit", edit + R"(,"price":"1234.00","status":"ended"})");
  EXPECT_EQ(status, 200);
  EXPECT_EQ(StatusOf("reverb/production", guitar.at("remote_id"), available), "ended");
  EXPECT_EQ(available, 0);
  const JsonDocument changes = Send("GET", "/changes?channel=reverb/production");
  EXPECT_EQ(*changes.root().AsArray()->back().Text("by"), "hand");
  EXPECT_EQ(*changes.root().AsArray()->back().Text("price"), "1234.00");
  Send("POST", "/edit", edit + R"(,"status":"melted"})");
  EXPECT_EQ(status, 400);
  Send("POST", "/edit", edit + R"(,"price":"1.2345"})");
  EXPECT_EQ(status, 400);
  Send("POST", "/edit", R"({"channel":"reverb/production","remote_id":"1","available":0})");
  EXPECT_EQ(status, 404);
}

TEST_F(ControlTest, LogsRequestsAndShowsThoseSinceANumber) {
  MockChannel& mock = markets.At({Platform::kReverb, Environment::kSandbox});
  mock.Handle(Request("GET", "/api/shop"));
  mock.Handle(Request("PUT", "/api/listings/1", {}, "{}"));

  const JsonDocument all = Send("GET", "/requests?channel=reverb/sandbox");
  const JsonDocument late = Send("GET", "/requests?channel=reverb/sandbox&since=1");
  ASSERT_EQ(all.root().AsArray()->size(), 2u);
  ASSERT_EQ(late.root().AsArray()->size(), 1u);
  const JsonValue entry = late.root().AsArray()->front();
  EXPECT_EQ(*entry.Integer("seq"), 2);
  EXPECT_EQ(*entry.Text("method"), "PUT");
  EXPECT_EQ(*entry.Text("path"), "/api/listings/1");
  EXPECT_EQ(*entry.Text("operation"), "reverb.listing.update");
  EXPECT_TRUE(*entry.Bool("mutating"));
  EXPECT_EQ(*entry.Integer("status"), 400);
  Send("GET", "/requests?channel=reverb/sandbox&since=x");
  EXPECT_EQ(status, 400);
  Send("GET", "/requests");
  EXPECT_EQ(status, 400);
}

TEST_F(ControlTest, PutsAndListsFaults) {
  Send(
      "PUT", "/faults",
      R"({"channel":"reverb/sandbox","rules":[{"operation":"reverb.shop.*","fault":"unavailable","count":1},{"fault":"publish_delay_ms","value":5}]})");
  EXPECT_EQ(status, 200);
  MockChannel& mock = markets.At({Platform::kReverb, Environment::kSandbox});
  EXPECT_EQ(mock.Handle(Request("GET", "/api/shop")).status, 503);
  EXPECT_EQ(mock.Handle(Request("GET", "/api/shop")).status, 400);

  const JsonDocument listed = Send("GET", "/faults?channel=reverb/sandbox");
  std::set<std::string> names;
  for (const JsonValue& fault : Values(listed.root().Array("faults"))) {
    names.insert(*fault.Text("name"));
    EXPECT_FALSE(fault.Text("meaning")->empty());
  }
  EXPECT_TRUE(names.contains("timeout_after") && names.contains("publish_stuck") && names.contains("publish_delay_ms"));
  EXPECT_EQ(listed.root().Array("rules")->size(), 1u) << "the count is used up, the knob is not";
  EXPECT_EQ(Send("GET", "/faults").root().AsArray()->size(), 10u);

  const JsonDocument refused = Send("PUT", "/faults", R"({"channel":"reverb/sandbox","rules":[{"fault":"gremlins"}]})");
  EXPECT_EQ(status, 400);
  EXPECT_NE(refused.root().Text("error")->find("publish_stuck"), std::string::npos);
}

TEST_F(ControlTest, NamesWhatWasPlantedByItsRealId) {
  const JsonDocument planted = Send("GET", "/planted");
  const auto items = *planted.root().AsArray();
  ASSERT_EQ(items.size(), 12u);
  std::map<std::string, int> kinds;
  for (const JsonValue& item : items) {
    ++kinds[*item.Text("expect")];
    std::int64_t available = 0;
    EXPECT_NE(StatusOf(*item.Text("channel"), *item.Text("remote_id"), available), "") << *item.Text("kind");
  }
  for (const char* type : {"price_mismatch", "new_on_channel", "match_review", "ended_unexplained", "duplicate_listing",
                           "quantity_mismatch"}) {
    EXPECT_EQ(kinds[type], 2) << type;
  }
}

TEST_F(ControlTest, MovesTheClockForwardOnly) {
  EXPECT_EQ(*Send("GET", "/clock").root().Text("now"), "2026-11-20T12:00:00.000Z");
  EXPECT_EQ(*Send("POST", "/clock", R"({"advance_ms":90000})").root().Text("now"), "2026-11-20T12:01:30.000Z");
  Send("POST", "/clock", R"({"advance_ms":-1})");
  EXPECT_EQ(status, 400);
  EXPECT_EQ(*Send("GET", "/clock").root().Integer("ahead_ms"), 90000);
}

TEST_F(ControlTest, ResetsToTheSameShop) {
  const auto guitar = Some("reverb/production", 1);
  const std::string before = control.Answer(Request("GET", "/listings?channel=reverb/production")).body;
  Send("POST", "/orders", R"({"channel":"reverb/production","remote_id":")" + guitar.at("remote_id") + "\"}");
  Send("PUT", "/faults", R"({"channel":"reverb/production","rules":[{"fault":"drop"}]})");
  markets.At({Platform::kReverb, Environment::kProduction}).Handle(Request("GET", "/api/shop"));
  EXPECT_NE(control.Answer(Request("GET", "/listings?channel=reverb/production")).body, before);

  Send("POST", "/reset");

  EXPECT_EQ(status, 200);
  EXPECT_EQ(control.Answer(Request("GET", "/listings?channel=reverb/production")).body, before);
  EXPECT_TRUE(Send("GET", "/orders?channel=reverb/production").root().AsArray()->empty());
  EXPECT_TRUE(Send("GET", "/requests?channel=reverb/production").root().AsArray()->empty());
  EXPECT_TRUE(Send("GET", "/faults?channel=reverb/production").root().Array("rules")->empty());
}

TEST_F(ControlTest, KnowsItsPathsAndTheirMethods) {
  Send("GET", "/nothing");
  EXPECT_EQ(status, 404);
  Send("DELETE", "/orders");
  EXPECT_EQ(status, 405);
}

TEST(ConfigFile, KeepsSecretsOutOfTheTomlAndFromOthers) {
  MockUrls urls;
  urls.control = "http://127.0.0.1:1";
  for (const Channel channel : AllChannels()) {
    urls.channels[channel] = "http://127.0.0.1:" + std::to_string(100 + static_cast<int>(channel.platform) * 2 +
                                                                  static_cast<int>(channel.environment));
  }
  char folder_template[] = "/tmp/riff_config_XXXXXX";
  const std::filesystem::path folder = mkdtemp(folder_template);
  const ConfigFile config = RenderConfig(urls, Access::kReadOnly);

  ASSERT_TRUE(WriteConfig(config, folder / "riff.toml"));
  ASSERT_TRUE(WriteConfig(config, folder / "riff.toml")) << "writing it again is fine";

  std::ifstream file(folder / "riff.toml");
  std::ostringstream text;
  text << file.rdbuf();
  EXPECT_NE(text.str().find("control = \"http://127.0.0.1:1\""), std::string::npos);
  EXPECT_NE(text.str().find("url = \"http://127.0.0.1:102/api\""), std::string::npos);
  EXPECT_NE(text.str().find("token = \"file:secrets/reverb_sandbox_token\""), std::string::npos);
  EXPECT_EQ(config.secrets.size(), 18u);
  for (const auto& [name, value] : config.secrets) {
    EXPECT_EQ(text.str().find(value), std::string::npos) << name;
    struct stat info = {};
    ASSERT_EQ(stat((folder / "secrets" / name).c_str(), &info), 0) << name;
    EXPECT_EQ(info.st_mode & 0777, 0600u) << name;
  }
  EXPECT_FALSE(WriteConfig(config, folder / "riff.toml" / "below_a_file" / "riff.toml"));
  std::filesystem::remove_all(folder);
}

TEST(MockServers, ServeEachChannelOnAPortOfItsOwn) {
  ManualClock base(Noon());
  Markets markets(Options(), base);
  const auto servers = MockServers::Start(markets, "127.0.0.1", 0);
  ASSERT_TRUE(servers) << servers.error().message;

  std::set<std::string> urls;
  for (const auto& [channel, url] : (*servers)->urls().channels) {
    EXPECT_TRUE(urls.insert(url).second);
  }
  EXPECT_EQ(urls.size(), 10u);
  EXPECT_TRUE(urls.insert((*servers)->urls().control).second);
  const auto line = JsonDocument::Parse(RenderUrls((*servers)->urls()));
  EXPECT_EQ(*line->root().Get("channels")->Text("vr/sandbox"),
            (*servers)->urls().channels.at({Platform::kVr, Environment::kSandbox}));
}

}  // namespace
}  // namespace riff::sim
