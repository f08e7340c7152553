#pragma once

#include <cstdint>
#include <string>
#include <vector>

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
  // A shop with more variants than this is read by a bulk operation, which costs no points but takes seconds to begin;
  // a smaller one by pages, which cost about five seconds of a small plan's points each.
  std::int64_t bulk_above = 1000;
  // Where the files of bulk operations may lie, beside the shop's own address. A link to any other place is refused.
  std::vector<std::string> file_origins = {"https://storage.googleapis.com"};
};

// "https://riff-guitars.myshopify.com", without a slash at the end.
std::string BaseUrlOf(const Config& config);

// "riff-guitars.myshopify.com"; empty when no shop is configured.
std::string ShopDomainOf(const Config& config);

// Every "https://host:port" the channel may talk to: the shop's, and where that is one of https the file origins (a
// stand-in keeps its files itself). Empty when the configured URL is none.
std::vector<std::string> OriginsOf(const Config& config);

// "gid://shopify/Location/501"
std::string LocationGidOf(const Config& config);

}  // namespace riff::shopify
