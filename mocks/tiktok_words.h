#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/model/order.h"
#include "mocks/market.h"

// TikTok Shop's own words: states of products, audits and orders, categories, brands (platform sheet, section 3).
namespace riff::sim {

std::string_view TiktokShopId(Channel channel);

// A remote id is "<product>/<sku>": one SKU a product here.
std::string TiktokProductId(const MarketListing& listing);
std::string TiktokSkuId(const MarketListing& listing);

// "ACTIVATE", "DRAFT", "PENDING", "FAILED", "SELLER_DEACTIVATED", "PLATFORM_DEACTIVATED" or "DELETED".
std::string_view TiktokStatusOf(const MarketListing& listing);
bool IsTiktokStatus(std::string_view word);
// "NONE", "AUDITING", "FAILED" or "APPROVED".
std::string_view TiktokAuditOf(const MarketListing& listing);

// For kUnknown a word that no client can know. A return or a refund is not seen in an order: it is COMPLETED.
std::string_view TiktokOrderStatusOf(const MarketOrder& order);

struct TiktokCategory {
  std::string_view id;
  std::string_view parent_id;  // Empty for a root, which takes no product.
  std::string_view name;
  std::string_view catalog_word;  // The catalogue's word that becomes this leaf; else empty.
};
std::span<const TiktokCategory> TiktokCategories();
const TiktokCategory* FindTiktokCategory(std::string_view id);
const TiktokCategory& TiktokLeafFor(std::string_view catalog_word);  // Accessories for a word it does not know.

// The platform's number of a brand, from its name alone.
std::string TiktokBrandId(std::string_view name);

}  // namespace riff::sim
