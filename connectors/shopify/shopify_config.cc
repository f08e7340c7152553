#include "connectors/shopify/shopify_config.h"

#include "connectors/http/url.h"

namespace riff::shopify {

std::string ShopDomainOf(const Config& config) {
  if (config.shop.empty() || config.shop.find('.') != std::string::npos) {
    return config.shop;
  }
  return config.shop + ".myshopify.com";
}

std::string BaseUrlOf(const Config& config) {
  std::string url = config.url.empty() ? "https://" + ShopDomainOf(config) : config.url;
  while (url.ends_with('/')) {
    url.pop_back();
  }
  return url;
}

std::vector<std::string> OriginsOf(const Config& config) {
  std::vector<std::string> origins;
  const auto shop = OriginOf(BaseUrlOf(config));
  if (!shop.has_value()) {
    return origins;
  }
  origins.push_back(*shop);
  for (const std::string& place : config.file_origins) {
    const auto origin = OriginOf(place);
    if (shop->starts_with("https://") && origin.has_value()) {
      origins.push_back(*origin);
    }
  }
  return origins;
}

std::string LocationGidOf(const Config& config) {
  return config.location.starts_with("gid://") ? config.location : "gid://shopify/Location/" + config.location;
}

}  // namespace riff::shopify
