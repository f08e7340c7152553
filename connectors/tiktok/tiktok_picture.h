#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace riff::tiktok {

// A listing's picture there has two names: a URL, by which anybody can see it, and the uri of its upload, by which
// alone a product can show it. Both are kept in one text, so that a clone loses nothing: the URL with the uri in its
// fragment, which no server is ever sent ("https://…/1.jpg#tiktok-uri=tos-…"). The uri alone where there is no URL, and
// the other way round.
std::string PictureOf(std::string_view url, std::string_view uri);

// The uris of those of `pictures` that were uploaded there, in order. A plain URL was not: the platform would refuse
// it.
std::vector<std::string> UploadedOf(std::span<const std::string> pictures);

}  // namespace riff::tiktok
