#include "connectors/tiktok/tiktok_picture.h"

#include "connectors/http/url.h"

namespace riff::tiktok {

namespace {

constexpr std::string_view kMark = "#tiktok-uri=";

// Empty where the picture names none.
std::string UriOf(const std::string& picture) {
  const std::size_t mark = picture.find(kMark);
  if (mark != std::string::npos) {
    return PercentDecode(std::string_view(picture).substr(mark + kMark.size())).value_or("");
  }
  // Every URL has a colon or starts with a slash; a uri of the platform is a bucket and a key, and does neither.
  const bool is_url = picture.find(':') != std::string::npos || picture.starts_with('/');
  return is_url ? "" : picture;
}

}  // namespace

std::string PictureOf(std::string_view url, std::string_view uri) {
  if (url.empty() || uri.empty()) {
    return std::string(url.empty() ? uri : url);
  }
  return std::string(url.substr(0, url.find('#'))) + std::string(kMark) + PercentEncode(uri);
}

std::vector<std::string> UploadedOf(std::span<const std::string> pictures) {
  std::vector<std::string> uris;
  for (const std::string& picture : pictures) {
    if (std::string uri = UriOf(picture); !uri.empty()) {
      uris.push_back(std::move(uri));
    }
  }
  return uris;
}

}  // namespace riff::tiktok
