#include "engine/model/channel.h"

#include "engine/model/word_table.h"

namespace riff {
namespace {

constexpr WordTable<Platform, 5> kPlatformWords = {
    "platform",
    {{
        {Platform::kEbay, "ebay"},
        {Platform::kReverb, "reverb"},
        {Platform::kShopify, "shopify"},
        {Platform::kTiktok, "tiktok"},
        {Platform::kVr, "vr"},
    }},
};
static_assert(kPlatformWords.InOrder(Platform::kVr));

constexpr WordTable<Environment, 2> kEnvironmentWords = {
    "environment",
    {{
        {Environment::kProduction, "production"},
        {Environment::kSandbox, "sandbox"},
    }},
};
static_assert(kEnvironmentWords.InOrder(Environment::kSandbox));

}  // namespace

std::string_view ToString(Platform platform) { return kPlatformWords.WordOf(platform); }

Result<Platform> ParsePlatform(std::string_view text) { return kPlatformWords.Parse(text); }

std::string_view ToString(Environment environment) { return kEnvironmentWords.WordOf(environment); }

Result<Environment> ParseEnvironment(std::string_view text) { return kEnvironmentWords.Parse(text); }

std::string ToString(Channel channel) {
  return std::string(ToString(channel.platform)) + "/" + std::string(ToString(channel.environment));
}

Result<Channel> ParseChannel(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) {
    return Fail(ErrorKind::kInvalid, "\"" + std::string(text.substr(0, 60)) +
                                         "\" is not a channel; allowed is a platform and its environment, as in "
                                         "reverb/sandbox");
  }
  RIFF_TRY(const Platform platform, ParsePlatform(text.substr(0, slash)));
  RIFF_TRY(const Environment environment, ParseEnvironment(text.substr(slash + 1)));
  return Channel{platform, environment};
}

std::array<Channel, 10> AllChannels() {
  std::array<Channel, 10> channels;
  static_assert(kPlatforms.size() * kEnvironments.size() == 10);
  std::size_t next = 0;
  for (const Platform platform : kPlatforms) {
    for (const Environment environment : kEnvironments) {
      channels[next] = Channel{platform, environment};
      ++next;
    }
  }
  return channels;
}

}  // namespace riff
