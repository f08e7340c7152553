#pragma once

#include "mocks/ebay_face.h"

namespace riff::sim {

// One call of eBay's REST APIs, or the one address of all Trading calls.
struct EbayFace::Route {
  std::string_view method;
  std::string_view path;
  std::string_view operation;
  EbayArea area;
  EbayGrant grant;
  Language language;
  ServerResponse (EbayFace::*answer)(const EbayCall&);
};

}  // namespace riff::sim
