#pragma once

#include <string>
#include <string_view>

namespace riff::shopify {

// The GraphQL text this connector sends, one named operation each. They validate against the Admin schema of 2026-07.
struct ShopifyDocument {
  std::string_view operation;  // For guards, pacing and metrics: "shopify.listing.list".
  std::string_view name;       // The operation's own name.
  std::string_view text;
  double points;              // A first guess of the requested cost, used until an answer has told it,
  double points_per_row = 0;  // with so many more for each row asked for by id.
};

extern const ShopifyDocument kShopProbe;
extern const ShopifyDocument kVariantsPage;
extern const ShopifyDocument kVariantsByIds;
extern const ShopifyDocument kVariantsBySku;
extern const ShopifyDocument kBulkStart;  // A mutation that only reads; the guard knows its text.
extern const ShopifyDocument kBulkStatus;
extern const ShopifyDocument kLevelsChanged;
extern const ShopifyDocument kProductsChanged;
extern const ShopifyDocument kProductVariants;
extern const ShopifyDocument kInventoryByItemIds;
extern const ShopifyDocument kOrdersPage;
extern const ShopifyDocument kOrderById;
extern const ShopifyDocument kOrderLinesPage;
extern const ShopifyDocument kOrderRefunds;
extern const ShopifyDocument kInventorySet;
extern const ShopifyDocument kInventoryActivate;
extern const ShopifyDocument kVariantsBulkUpdate;
extern const ShopifyDocument kProductUpdate;
extern const ShopifyDocument kProductUpsert;

// The query handed to kBulkStart: every variant with its product and its level at the location, each whole on one line
// of the file. It has one connection and no other inside it, so that no row of the file depends on another.
std::string BulkVariantsText(std::string_view location);

// Rows a page. A query may cost 1000 points at most and an object costs one: a variant is eight of them (with its
// product, that one's count of variants, its stock item, level and quantities), an order line three.
inline constexpr int kVariantsPerCall = 100;
inline constexpr int kLevelsPerPage = 50;
inline constexpr int kProductsPerPage = 10;
inline constexpr int kOrdersPerPage = 12;
inline constexpr int kLinesPerOrder = 20;
inline constexpr int kLinesPerPage = 100;
inline constexpr int kQuantityRowsPerCall = 250;  // The platform's limit on list arguments.

}  // namespace riff::shopify
