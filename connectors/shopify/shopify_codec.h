#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/json/json.h"
#include "engine/model/listing.h"
#include "engine/port/connector.h"

namespace riff::shopify {

// Ids on the wire are texts such as "gid://shopify/ProductVariant/2001"; outside they are the number alone.
std::string GidOf(std::string_view kind, std::string_view number);

// The number of a gid of that kind; kInvalid for any other text.
Result<std::string> NumberOfGid(std::string_view kind, std::string_view gid);

// A remote id is "<product number>/<variant number>".
struct VariantKey {
  std::string product;
  std::string variant;
};
RemoteId RemoteIdOf(const VariantKey& key);
Result<VariantKey> ParseRemoteId(const RemoteId& remote);  // kInvalid unless both are numbers.

// ACTIVE → live, DRAFT → draft, ARCHIVED → ended, UNLISTED → paused; kInvalid for any other word.
Result<ListingStatus> StatusOf(std::string_view word);

// What is read of one variant. The status is its product's, and shared by all of the product's variants.
struct ShopifyVariant {
  RemoteListing listing;
  std::int64_t variants_of_product = 1;  // Told by VariantsByIds only.
};

// `currency` is the shop's: a price says none. The quantity is `available` at the configured location, below zero shown
// as zero; unknown where the item is not tracked or not stocked there.
Result<ShopifyVariant> DecodeVariant(const JsonValue& node, Currency currency);

// The shop's currency in an answer: "$.data.shop.currencyCode".
Result<Currency> DecodeCurrency(const JsonValue& data);

// `productVariants` of an answer, with the count where it was asked for.
Result<Page<RemoteListing>> DecodeVariantsPage(const JsonValue& data);

// The level as it is, which may be below zero; nothing where the item is not stocked at the location. `data.nodes` of
// InventoryByItemIds, one entry an id, in order.
Result<std::vector<std::optional<Quantity>>> DecodeLevels(const JsonValue& data);

// Search text that finds exactly this SKU: sku:'…', with quotes and backslashes escaped.
std::string SkuQuery(const Sku& sku);

// Unknown search fields are dropped by the platform and everything is returned: kInvalid when a row has quite another
// SKU. Rows that differ in case only are left out, because the search folds case and SKUs do not.
Result<std::vector<RemoteListing>> KeepExactSku(std::vector<RemoteListing> rows, const Sku& sku);

}  // namespace riff::shopify
