#include "connectors/ebay/ebay_shopfront.h"

#include <utility>

#include "connectors/ebay/ebay_legacy_codec.h"
#include "connectors/http/url.h"

namespace riff::ebay {
namespace {

std::string PageUrlOf(const Config& config) {
  const Result<UrlParts> url = SplitUrl(config.url);
  if (url.has_value() && url->host == "api.ebay.com") {
    return "https://www.ebay.com/itm/";
  }
  if (url.has_value() && url->host == "api.sandbox.ebay.com") {
    return "https://www.sandbox.ebay.com/itm/";
  }
  return {};
}

}  // namespace

Shopfront::Shopfront(const Config& config) : marketplace_(config.marketplace), page_url_(PageUrlOf(config)) {}

bool Shopfront::Reports(const Offer& offer) const {
  return offer.published() || (offer.marketplace == marketplace_ && offer.format == "FIXED_PRICE");
}

RemoteListing Shopfront::Show(const Item& item, const Offer& offer) const {
  RemoteListing listing = ListingOf(item, offer);
  if (offer.published() && !page_url_.empty()) {
    listing.url = page_url_ + offer.listing_id;
  }
  return listing;
}

RemoteListing Shopfront::Show(RemoteListing legacy) const {
  if (!page_url_.empty()) {
    legacy.url = page_url_ + ItemIdOf(legacy.ref.remote);
  }
  return legacy;
}

}  // namespace riff::ebay
