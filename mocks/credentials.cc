#include "mocks/credentials.h"

#include "engine/base/check.h"

namespace riff::sim {
namespace {

using Keys = std::map<std::string, std::string, std::less<>>;

// `tail` keeps the two environments apart ("production", "sandbox").
Keys KeysOf(Platform platform, const std::string& tail) {
  switch (platform) {
    case Platform::kEbay:
      return {{"client_id", "riff-ebay-client-" + tail},
              {"client_secret", "riff-ebay-secret-" + tail},
              {"refresh_token", "riff-ebay-refresh-" + tail},
              {"marketplace", "EBAY_US"},
              {"location", "shop-" + tail},
              {"fulfillment_policy", tail == "production" ? "6100001" : "6200001"},
              {"payment_policy", tail == "production" ? "6100002" : "6200002"},
              {"return_policy", tail == "production" ? "6100003" : "6200003"},
              {"category", "33034"}};
    case Platform::kReverb:
      return {{"token", "riff-reverb-token-" + tail}, {"shipping_profile", tail == "production" ? "1001" : "2001"}};
    case Platform::kShopify:
      return {{"shop", "riff-" + tail + ".myshopify.com"},
              {"version", "2026-07"},
              {"token", "shpat_riff_" + tail},
              {"webhook_secret", "riff-shopify-webhook-secret-" + tail},
              {"location", tail == "production" ? "501" : "601"}};
    case Platform::kTiktok:
      return {{"app_key", "riffkey" + tail},
              {"app_secret", "riff-tiktok-secret-" + tail},
              {"access_token", "riff-tiktok-access-" + tail},
              {"refresh_token", "riff-tiktok-refresh-" + tail},
              {"shop_cipher", "riff_cipher_" + tail},
              {"warehouse", tail == "production" ? "7068517275539719942" : "7068517275539719943"},
              {"category", "801928"}};
    case Platform::kVr:
      break;
  }
  return {{"user", "dealer-" + tail}, {"password", "riff-vr-password-" + tail}};
}

}  // namespace

const std::string& Credentials::Key(std::string_view name) const {
  const auto found = keys.find(name);
  RIFF_CHECK(found != keys.end(), "a face asks only for its own platform's keys");
  return found->second;
}

Credentials CredentialsFor(Channel channel, Access production) {
  Credentials credentials;
  credentials.channel = channel;
  credentials.access = channel.environment == Environment::kSandbox ? Access::kReadAndWrite : production;
  credentials.keys = KeysOf(channel.platform, std::string(ToString(channel.environment)));
  return credentials;
}

bool IsSecretKey(std::string_view name) {
  return name == "token" || name == "client_secret" || name == "refresh_token" || name == "access_token" ||
         name == "app_secret" || name == "password" || name == "webhook_secret";
}

}  // namespace riff::sim
