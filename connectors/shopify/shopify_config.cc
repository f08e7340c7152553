#include "connectors/shopify/shopify_config.h"

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

std::string LocationGidOf(const Config& config) {
  return config.location.starts_with("gid://") ? config.location : "gid://shopify/Location/" + config.location;
}

}  // namespace riff::shopify
