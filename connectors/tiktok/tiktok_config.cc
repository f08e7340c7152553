#include "connectors/tiktok/tiktok_config.h"

namespace riff::tiktok {

namespace {

std::string WithoutSlash(std::string url) {
  while (url.ends_with('/')) {
    url.pop_back();
  }
  return url;
}

}  // namespace

std::string BaseUrlOf(const Config& config) { return WithoutSlash(config.url); }

std::string AuthUrlOf(const Config& config) { return WithoutSlash(config.auth_url); }

}  // namespace riff::tiktok
