#pragma once

#include <array>
#include <compare>
#include <string>
#include <string_view>

#include "engine/base/error.h"

namespace riff {

enum class Platform { kEbay, kReverb, kShopify, kTiktok, kVr };
inline constexpr std::array kPlatforms = {Platform::kEbay, Platform::kReverb, Platform::kShopify, Platform::kTiktok,
                                          Platform::kVr};

enum class Environment { kProduction, kSandbox };
inline constexpr std::array kEnvironments = {Environment::kProduction, Environment::kSandbox};

// One account on a platform in one environment. It is part of every key, so that the two environments cannot mix.
struct Channel {
  Platform platform = Platform::kEbay;
  Environment environment = Environment::kSandbox;

  friend auto operator<=>(const Channel&, const Channel&) = default;
  friend bool operator==(const Channel&, const Channel&) = default;
};

std::string_view ToString(Platform platform);        // "ebay", "reverb", "shopify", "tiktok", "vr"
std::string_view ToString(Environment environment);  // "production", "sandbox"
std::string ToString(Channel channel);               // "reverb/sandbox"

// kInvalid names the text and what is allowed.
Result<Platform> ParsePlatform(std::string_view text);
Result<Environment> ParseEnvironment(std::string_view text);
Result<Channel> ParseChannel(std::string_view text);

// All ten, platforms in order, production before sandbox.
std::array<Channel, 10> AllChannels();

}  // namespace riff
