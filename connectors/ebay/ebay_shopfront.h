#pragma once

#include <string>

#include "connectors/ebay/ebay_config.h"
#include "connectors/ebay/ebay_listing_codec.h"
#include "engine/model/listing.h"

namespace riff::ebay {

// What of an account a channel shows as its listings, and where buyers see them.
class Shopfront {
 public:
  explicit Shopfront(const Config& config);

  // Published offers of every marketplace, and the channel's own unpublished one: somebody's draft elsewhere is no
  // listing, and would take the pending id of our own.
  bool Reports(const Offer& offer) const;

  RemoteListing Show(const Item& item, const Offer& offer) const;
  RemoteListing Show(RemoteListing legacy) const;

  const std::string& marketplace() const { return marketplace_; }

 private:
  std::string marketplace_;
  std::string page_url_;  // Where buyers see a listing, up to its number; empty when the host is not eBay's.
};

}  // namespace riff::ebay
