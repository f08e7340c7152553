#pragma once

#include <string>

#include "engine/base/secret.h"

namespace riff::tiktok {

struct Config {
  std::string url = "https://open-api.tiktokglobalshop.com";
  std::string auth_url = "https://auth.tiktok-shops.com";
  std::string app_key;
  Secret app_secret;
  Secret access_token;  // The first ones; from then on the vault's count.
  Secret refresh_token;
  std::string shop_cipher;
  std::string warehouse;  // The sales warehouse whose stock we keep.
  std::string category;   // A leaf category of version 2, for new listings; empty: none are made.
};

// Without slashes at the end.
std::string BaseUrlOf(const Config& config);
std::string AuthUrlOf(const Config& config);

}  // namespace riff::tiktok
