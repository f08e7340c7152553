#include "engine/runtime/config.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/unit/engine/runtime/scratch_folder.h"

namespace riff {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

std::string ErrorIn(const std::string& text) {
  const Result<Config> config = ParseConfig(text, "shop/riff.toml");
  if (config.has_value()) {
    return "no error";
  }
  EXPECT_EQ(config.error().kind, ErrorKind::kInvalid);
  return config.error().message;
}

bool Has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(Config, ReadsEverySection) {
  const Result<Config> config = ParseConfig(R"(
[store]
url = "sqlite:other.db"
[server]
listen = "0.0.0.0:9000"
token = "env:RIFF_TOKEN"
body_bytes_max = 4096
threads = 8
[sync]
interval = "1m"
full_sweep = "12h"
settle_time = "90s"
raise = "ask"
create = "auto"
relist = "auto"
blast_radius = { listings = 7, share = 0.5 }
[holds]
mode = "validate_only"
ttl = "5m"
[platforms.reverb]
stage = "observe"
production = { url = "https://api.reverb.com/api", token = "env:TOKEN" }
policy = { price_factor = 1.25, buffer = 2, max_shown = 9 }
[simulation]
control = "http://127.0.0.1:9000"
)",
                                            "shop/riff.toml");

  ASSERT_TRUE(config.has_value()) << config.error().message;
  EXPECT_EQ(config->folder, "shop");
  EXPECT_EQ(config->store_url, "sqlite:other.db");
  EXPECT_EQ(config->listen, "0.0.0.0:9000");
  EXPECT_EQ(config->api_token, "env:RIFF_TOKEN");
  EXPECT_EQ(config->body_bytes_max, 4096u);
  EXPECT_EQ(config->server_threads, 8);
  EXPECT_EQ(config->interval, minutes(1));
  EXPECT_EQ(config->full_sweep, hours(12));
  EXPECT_EQ(config->sync.settle_time, seconds(90));
  EXPECT_EQ(config->sync.raise, RaiseRule::kAsk);
  EXPECT_EQ(config->sync.create, NewListingRule::kAuto);
  EXPECT_EQ(config->sync.relist, NewListingRule::kAuto);
  EXPECT_EQ(config->sync.blast_radius.listings, 7);
  EXPECT_EQ(config->sync.blast_radius.share, 0.5);
  EXPECT_EQ(config->hold_mode, HoldMode::kValidateOnly);
  EXPECT_EQ(config->hold_ttl, minutes(5));
  EXPECT_EQ(config->simulation_control, "http://127.0.0.1:9000");
  const PlatformConfig& reverb = config->platforms.at(Platform::kReverb);
  EXPECT_EQ(reverb.stage, Stage::kObserve);
  EXPECT_EQ(reverb.price_factor, 1.25);
  EXPECT_EQ(reverb.buffer, Quantity(2));
  EXPECT_EQ(reverb.max_shown, Quantity(9));
  EXPECT_EQ(reverb.channels.at(Environment::kProduction).at("token").text, "env:TOKEN");
  EXPECT_EQ(reverb.channels.at(Environment::kProduction).at("token").line, 22);
  EXPECT_FALSE(reverb.channels.contains(Environment::kSandbox));
}

TEST(Config, AnEmptyTextIsTheDesignsDefaults) {
  const Config config = ParseConfig("", "riff.toml").value();

  EXPECT_EQ(config.store_url, "sqlite:riff.db");
  EXPECT_EQ(config.interval, minutes(5));
  EXPECT_EQ(config.sync.settle_time, minutes(10));
  EXPECT_EQ(config.sync.raise, RaiseRule::kTwoReads);
  EXPECT_EQ(config.sync.create, NewListingRule::kAsk);
  EXPECT_EQ(config.sync.relist, NewListingRule::kAsk);
  EXPECT_EQ(config.sync.blast_radius.listings, 5);
  EXPECT_EQ(config.sync.blast_radius.share, 0.20);
  EXPECT_EQ(config.hold_mode, HoldMode::kReserveTtl);
  EXPECT_EQ(config.hold_ttl, minutes(20));
  EXPECT_TRUE(config.platforms.empty());
}

TEST(Config, APlatformIsInHybridUnlessItSaysOtherwise) {
  EXPECT_EQ(ParseConfig("[platforms.vr]\n", "riff.toml")->platforms.at(Platform::kVr).stage, Stage::kHybrid);
}

TEST(Config, TheStarterConfigIsOneAndHasNoSecretInIt) {
  const Result<Config> config = ParseConfig(StarterConfig(), "riff.toml");
  ASSERT_TRUE(config.has_value()) << config.error().message;
}

struct Wrong {
  std::string name;
  std::string text;
  std::vector<std::string> said;  // All of it must be in the message.
};

class ConfigErrors : public testing::TestWithParam<Wrong> {};

TEST_P(ConfigErrors, NameTheFileTheLineTheKeyAndWhatWasExpected) {
  const std::string message = ErrorIn(GetParam().text);

  for (const std::string& part : GetParam().said) {
    EXPECT_TRUE(Has(message, part)) << message << "\nlacks: " << part;
  }
}

INSTANTIATE_TEST_SUITE_P(
    EveryKind, ConfigErrors,
    testing::Values(
        Wrong{"NotToml", "[sync]\ninterval = \n", {"shop/riff.toml line 2", "not TOML"}},
        Wrong{"Span", "[sync]\n\ninterval = \"soon\"", {"shop/riff.toml line 3", "sync.interval", "\"90s\""}},
        Wrong{"SpanNotAText", "[sync]\nsettle_time = 10", {"line 2", "sync.settle_time", "text in quotes"}},
        Wrong{"Raise", "[sync]\nraise = \"always\"", {"line 2", "sync.raise", "\"two_reads\" or \"ask\""}},
        Wrong{"Create", "[sync]\ncreate = \"yes\"", {"line 2", "sync.create", "\"ask\" or \"auto\""}},
        Wrong{"Relist", "[sync]\nrelist = \"yes\"", {"line 2", "sync.relist", "\"ask\" or \"auto\""}},
        Wrong{"Radius", "[sync]\nblast_radius = 5", {"line 2", "sync.blast_radius", "a table"}},
        Wrong{"RadiusListings", "[sync]\nblast_radius = { listings = -1 }", {"sync.blast_radius.listings", "negative"}},
        Wrong{"RadiusShare", "[sync]\nblast_radius = { share = 1.5 }", {"sync.blast_radius.share", "from 0 to 1"}},
        Wrong{
            "RadiusKey", "[sync]\nblast_radius = { shares = 0.5 }", {"sync.blast_radius.shares", "did you mean share"}},
        Wrong{"Holds", "[holds]\nmode = \"on\"", {"line 2", "holds.mode", "reserve_ttl"}},
        Wrong{"HoldTtl", "[holds]\nttl = \"25h\"", {"line 2", "holds.ttl", "1d"}},
        Wrong{"ReapInterval", "[holds]\nreap_interval = \"0s\"", {"line 2", "holds.reap_interval", "1s"}},
        Wrong{"Store", "[store]\nurl = \"mysql://x\"", {"line 2", "store.url", "sqlite:PATH"}},
        Wrong{"Stage", "[platforms.ebay]\nstage = \"prod\"", {"line 2", "platforms.ebay.stage", "hybrid"}},
        Wrong{"Factor",
              "[platforms.ebay]\npolicy = { price_factor = 0 }",
              {"platforms.ebay.policy.price_factor", "above"}},
        Wrong{"Buffer", "[platforms.ebay]\npolicy = { buffer = -1 }", {"platforms.ebay.policy.buffer", "negative"}},
        Wrong{"MaxShown", "[platforms.ebay]\npolicy = { max_shown = -1 }", {"platforms.ebay.policy.max_shown"}},
        Wrong{"BufferText", "[platforms.ebay]\npolicy = { buffer = \"1\" }", {"whole number"}},
        Wrong{"UnknownSection", "[sinc]\n", {"line 1", "sinc", "did you mean sync"}},
        Wrong{"UnknownKey", "[sync]\nintervall = \"5m\"", {"line 2", "sync.intervall", "did you mean interval"}},
        Wrong{"UnknownPlatform", "[platforms.etsy]\n", {"line 1", "platforms.etsy"}},
        Wrong{"UnknownChannelKey",
              "[platforms.reverb]\nproduction = { url = \"https://x\", tokn = \"env:T\" }",
              {"line 2", "platforms.reverb.production.tokn", "did you mean token"}},
        Wrong{"AnotherPlatformsKey",
              "[platforms.reverb]\nsandbox = { shop_cipher = \"x\" }",
              {"platforms.reverb.sandbox.shop_cipher", "is not a key"}},
        Wrong{"UnknownPlatformKey", "[platforms.reverb]\nproductoin = { }", {"did you mean production"}}),
    [](const testing::TestParamInfo<Wrong>& info) { return info.param.name; });

TEST(Config, EveryKeyOfEveryChannelIsTakenAndEverySecretMustBeAReference) {
  for (const Platform platform : kPlatforms) {
    for (const Environment environment : kEnvironments) {
      for (const ChannelKey& key : ChannelKeysOf(platform)) {
        const bool secret = key.kind == ChannelKey::Kind::kSecret;
        const auto text = [&](const std::string& value) {
          return "[platforms." + std::string(ToString(platform)) + "." + std::string(ToString(environment)) + "]\n" +
                 key.name + " = \"" + value + "\"\n";
        };
        for (const char* reference : {"env:NAME", "file:secret.txt"}) {
          const Result<Config> config = ParseConfig(text(reference), "riff.toml");
          ASSERT_TRUE(config.has_value()) << config.error().message;
          EXPECT_EQ(config->platforms.at(platform).channels.at(environment).at(key.name).text, reference);
        }
        const Result<Config> plain = ParseConfig(text("hunter2"), "riff.toml");
        EXPECT_EQ(plain.has_value(), !secret) << key.name;
        if (secret) {
          EXPECT_TRUE(Has(plain.error().message, "env:NAME")) << plain.error().message;
          EXPECT_FALSE(Has(plain.error().message, "hunter2"));
        }
      }
    }
  }
}

TEST(ResolveSecret, TakesAnEnvironmentVariable) {
  ::setenv("RIFF_TEST_SECRET", "s3cret", 1);
  EXPECT_EQ(ResolveSecret("env:RIFF_TEST_SECRET", "")->Reveal(), "s3cret");
  ::unsetenv("RIFF_TEST_SECRET");

  const Result<Secret> missing = ResolveSecret("env:RIFF_TEST_SECRET", "");
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().kind, ErrorKind::kInvalid);
  EXPECT_TRUE(Has(missing.error().message, "env:RIFF_TEST_SECRET"));
}

TEST(ResolveSecret, TakesAFileBesideTheConfigWithoutItsLastNewline) {
  const ScratchFolder folder;
  std::ofstream(folder.path() + "/token.txt") << "s3cret\n";
  std::ofstream(folder.path() + "/empty.txt") << "\n";

  EXPECT_EQ(ResolveSecret("file:token.txt", folder.path())->Reveal(), "s3cret");
  EXPECT_EQ(ResolveSecret("file:" + folder.path() + "/token.txt", "elsewhere")->Reveal(), "s3cret");
  for (const char* wrong : {"file:none.txt", "file:empty.txt"}) {
    const Result<Secret> missing = ResolveSecret(wrong, folder.path());
    ASSERT_FALSE(missing.has_value());
    EXPECT_TRUE(Has(missing.error().message, wrong));
  }
}

TEST(Config, RefusesAServerThatCannotBe) {
  for (const char* line : {"body_bytes_max = 1", "body_bytes_max = 999999999", "threads = 0", "threads = 65",
                           "token = \"plain text\"", "port = 80"}) {
    const Result<Config> config = ParseConfig(std::string("[server]\n") + line + "\n", "riff.toml");
    ASSERT_FALSE(config.has_value()) << line;
    EXPECT_TRUE(Has(config.error().message, "line 2")) << config.error().message;
    EXPECT_FALSE(Has(config.error().message, "plain text"));
  }
}

TEST(ResolveSecret, ATextThatIsNoReferenceIsRefusedAndNotRepeated) {
  const Result<Secret> plain = ResolveSecret("hunter2", "");

  ASSERT_FALSE(plain.has_value());
  EXPECT_FALSE(Has(plain.error().message, "hunter2"));
}

TEST(LoadConfig, SaysHowToMakeAFileThatIsNotThere) {
  const Result<Config> missing = LoadConfig("/nowhere/riff.toml");

  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().kind, ErrorKind::kNotFound);
  EXPECT_TRUE(Has(missing.error().message, "riff init"));
}

TEST(ConfigPath, TheFlagWinsOverTheEnvironmentWhichWinsOverTheDefault) {
  ::unsetenv("RIFF_CONFIG");
  EXPECT_EQ(ConfigPath(""), "riff.toml");
  ::setenv("RIFF_CONFIG", "named.toml", 1);
  EXPECT_EQ(ConfigPath(""), "named.toml");
  EXPECT_EQ(ConfigPath("flag.toml"), "flag.toml");
  ::unsetenv("RIFF_CONFIG");
}

}  // namespace
}  // namespace riff
