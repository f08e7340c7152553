#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/json/json.h"
#include "connectors/tiktok/tiktok_config.h"
#include "connectors/tiktok/tiktok_errors.h"
#include "engine/model/change.h"
#include "engine/model/ids.h"

namespace riff::tiktok {

inline constexpr std::int64_t kQuantityMax = 99999;
inline constexpr std::size_t kTitleMax = 255;
inline constexpr std::size_t kSellerSkuMax = 50;       // Characters.
inline constexpr std::size_t kIdempotencyKeyMax = 64;  // Not stated there; a SHA-256 in hex always fits.

// The bodies of the writes; each is signed and sent as these bytes.
struct SkuQuantity {
  std::string sku;  // The SKU's id.
  Quantity to;
};
std::string QuantitiesBody(std::span<const SkuQuantity> rows, const std::string& warehouse);

struct SkuPrice {
  std::string sku;
  Money to;
};
std::string PricesBody(std::span<const SkuPrice> rows);

std::string TitleBody(std::string_view title);
std::string ProductIdsBody(std::span<const std::string> products);

// A new listing, published at once. `external_product_id` is the SKU, which the platform refuses to take twice.
// `pictures` are uris of uploads, the main one first; the content's own pictures are not looked at.
std::string CreateBody(const CreateListing& change, std::span<const std::string> pictures, const Config& config,
                       const IdempotencyKey& key);

// The write's key where it fits, else its digest: the same each time.
std::string FitKey(const IdempotencyKey& key);

// One failure inside a success. What is not named was applied.
struct ItemError {
  std::int64_t code = 0;  // The inner one, where "Check failed" hides a reason.
  std::string message;
  std::string sku;      // Empty: not told.
  std::string product;  // Empty: not told.
};
Result<std::vector<ItemError>> DecodeItemErrors(const JsonValue& root);

// For people: what a success warns of, which are fields that were dropped. Empty when nothing.
Result<std::string> DecodeWarnings(const JsonValue& root);

struct CreatedProduct {
  std::string product;
  std::string sku;
  std::string warnings;  // For people: fields that were dropped.
};
Result<CreatedProduct> DecodeCreated(const JsonValue& data, const Sku& sku);

}  // namespace riff::tiktok
