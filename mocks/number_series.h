#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "engine/model/channel.h"

namespace riff::sim {

// What a platform numbers. Each has its own series on each channel.
enum class Numbered {
  kListing,    // Reverb listing, eBay listingId, Shopify product, TikTok product, V&R product.
  kVariant,    // Shopify variant, TikTok SKU.
  kHandle,     // eBay offerId, Shopify inventory item.
  kOrder,      // Any platform's order number (eBay's is written "NN-NNNNN-NNNNN" by FormatOrderNumber).
  kOrderLine,  // eBay and Shopify line items, TikTok's one-per-unit line items.
  kOther,      // Whatever else a face has to number: feeds, bulk operations, adjustment groups, web hooks.
};

// The numbers one channel gives out: ascending, never reused, as long as the real platform's (Reverb 8 digits, eBay 12
// starting 1101 or 1102, Shopify 13, TikTok 19 (its orders 18) and so beyond 2^53, V&R 6). Production and sandbox draw
// from ranges that never meet, nor do two series of one channel, so that an id taken to the wrong place is unknown
// there.
class NumberSeries {
 public:
  explicit NumberSeries(Channel channel) : channel_(channel) {}

  std::int64_t Next(Numbered what);

 private:
  Channel channel_;
  std::map<Numbered, std::int64_t> given_;
};

// An order number as its platform writes it: "12-00001-00001" on eBay, digits elsewhere.
std::string FormatOrderNumber(Platform platform, std::int64_t number);

}  // namespace riff::sim
