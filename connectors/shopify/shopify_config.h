#pragma once

#include <string>

#include "engine/base/secret.h"

namespace riff::shopify {

struct Config {
  std::string url;   // Empty: https://{shop}.
  std::string shop;  // "riff-guitars" or "riff-guitars.myshopify.com".
  std::string version = "2026-07";
  Secret token;
  std::string location;  // The location whose stock we keep: its number or its gid.
  // The app's client secret, which signs webhooks; empty: none are taken. While it is being rotated, the one before.
  Secret webhook_secret{};
  Secret previous_webhook_secret{};
};

// "https://riff-guitars.myshopify.com", without a slash at the end.
std::string BaseUrlOf(const Config& config);

// "riff-guitars.myshopify.com"; empty when no shop is configured.
std::string ShopDomainOf(const Config& config);

// "gid://shopify/Location/501"
std::string LocationGidOf(const Config& config);

}  // namespace riff::shopify
