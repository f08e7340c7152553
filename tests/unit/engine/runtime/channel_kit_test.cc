#include "engine/runtime/channel_kit.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace riff {
namespace {

constexpr char kSecretText[] = "hunter2";

class ChannelKitTest : public testing::Test {
 protected:
  ChannelKitTest() { ::setenv("RIFF_TEST_SECRET", kSecretText, 1); }

  // What is wrong with the production channel of a platform with these settings.
  static std::string ErrorWith(Platform platform, const std::string& settings) {
    const std::string text = "[platforms." + std::string(ToString(platform)) + ".production]\n" + settings;
    const Result<Config> config = ParseConfig(text, "riff.toml");
    if (!config.has_value()) {
      return "config: " + config.error().message;
    }
    const Result<ChannelKit> kit = KitOf(*config, Channel{platform, Environment::kProduction});
    if (kit.has_value()) {
      return "";
    }
    EXPECT_EQ(kit.error().kind, ErrorKind::kInvalid);
    return kit.error().message;
  }
  static bool Has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }
};

struct Whole {
  Platform platform;
  std::vector<std::string> lines;  // Each is needed.
};

std::vector<Whole> WholeChannels() {
  return {
      {Platform::kEbay,
       {"url = \"https://api.ebay.com\"", "client_id = \"c\"", "client_secret = \"env:RIFF_TEST_SECRET\"",
        "refresh_token = \"env:RIFF_TEST_SECRET\""}},
      {Platform::kReverb, {"url = \"https://api.reverb.com/api\"", "token = \"env:RIFF_TEST_SECRET\""}},
      {Platform::kShopify, {"shop = \"guitars\"", "token = \"env:RIFF_TEST_SECRET\"", "location = \"501\""}},
      {Platform::kTiktok,
       {"url = \"https://open-api.example\"", "auth_url = \"https://auth.example\"", "app_key = \"k\"",
        "app_secret = \"env:RIFF_TEST_SECRET\"", "access_token = \"env:RIFF_TEST_SECRET\"",
        "refresh_token = \"env:RIFF_TEST_SECRET\"", "shop_cipher = \"c\"", "warehouse = \"w\""}},
      {Platform::kVr, {"url = \"http://127.0.0.1:9\"", "user = \"u\"", "password = \"env:RIFF_TEST_SECRET\""}},
  };
}

TEST_F(ChannelKitTest, AWholeChannelIsTakenAndEachMissingKeyIsNamedWithItsPlace) {
  for (const Whole& whole : WholeChannels()) {
    std::string all;
    for (const std::string& line : whole.lines) {
      all += line + "\n";
    }
    EXPECT_EQ(ErrorWith(whole.platform, all), "");
    for (const std::string& left_out : whole.lines) {
      std::string rest;
      for (const std::string& line : whole.lines) {
        rest += line == left_out ? "" : line + "\n";
      }
      const std::string key = left_out.substr(0, left_out.find(' '));
      EXPECT_TRUE(Has(ErrorWith(whole.platform, rest),
                      "riff.toml: platforms." + std::string(ToString(whole.platform)) + ".production." + key))
          << key << " | " << ErrorWith(whole.platform, rest);
    }
  }
}

TEST_F(ChannelKitTest, ASecretThatIsNotSetNamesItsLineAndReference) {
  for (const Whole& whole : WholeChannels()) {
    for (std::size_t i = 0; i < whole.lines.size(); ++i) {
      const std::size_t at = whole.lines[i].find("RIFF_TEST_SECRET");
      if (at == std::string::npos) {
        continue;
      }
      std::string text;
      for (std::size_t j = 0; j < whole.lines.size(); ++j) {
        std::string line = whole.lines[j];
        if (i == j) {
          line.replace(at, 16, "RIFF_TEST_UNSET");
        }
        text += line + "\n";
      }
      const std::string message = ErrorWith(whole.platform, text);
      EXPECT_TRUE(Has(message, "line " + std::to_string(i + 2))) << message;
      EXPECT_TRUE(Has(message, "env:RIFF_TEST_UNSET")) << message;
      EXPECT_FALSE(Has(message, kSecretText)) << message;
    }
  }
}

TEST_F(ChannelKitTest, AUrlMustBeOne) {
  EXPECT_TRUE(Has(ErrorWith(Platform::kReverb, "url = \"api.reverb.com\"\ntoken = \"env:RIFF_TEST_SECRET\""),
                  "line 2: platforms.reverb.production.url: must begin with https://"));
}

TEST_F(ChannelKitTest, TheLiveSiteOfVintageAndRareIsRefused) {
  EXPECT_NE(ErrorWith(Platform::kVr,
                      "url = \"https://www.vintageandrare.com\"\nuser = \"u\"\n"
                      "password = \"env:RIFF_TEST_SECRET\""),
            "");
}

TEST_F(ChannelKitTest, EachPlatformMayTalkToItsOwnHostsOnly) {
  for (const Whole& whole : WholeChannels()) {
    std::string text = "[platforms." + std::string(ToString(whole.platform)) + ".production]\n";
    for (const std::string& line : whole.lines) {
      text += line + "\n";
    }
    const Config config = ParseConfig(text, "riff.toml").value();
    const ChannelKit kit = KitOf(config, Channel{whole.platform, Environment::kProduction}).value();
    EXPECT_FALSE(kit.origins.empty()) << ToString(whole.platform);
    for (const std::string& origin : kit.origins) {
      EXPECT_TRUE(origin.starts_with("http")) << origin;
      EXPECT_EQ(origin.find('/', origin.find("//") + 2), std::string::npos) << origin;
    }
    EXPECT_NE(kit.is_reading, nullptr);
    EXPECT_NE(kit.rate_class_of, nullptr);
  }
}

}  // namespace
}  // namespace riff
