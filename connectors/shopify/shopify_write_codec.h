#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/json/json.h"
#include "connectors/shopify/shopify_codec.h"
#include "engine/model/change.h"

namespace riff::shopify {

// One row of inventorySetQuantities.
struct QuantityRow {
  std::string item;  // The inventory item's number.
  Quantity to;
  std::optional<Quantity> expected;  // Unset: an explicit null, which opts out of the compare.
};

// The variables of each mutation, as a JSON object.
std::string InventorySetVariables(std::span<const QuantityRow> rows, const std::string& location,
                                  const std::string& idempotency_key);
std::string InventoryActivateVariables(const QuantityRow& row, const std::string& location,
                                       const std::string& idempotency_key);
std::string PriceVariables(const VariantKey& key, Money price);
std::string ContentVariables(const VariantKey& key, const ListingContent& content);
std::string StatusVariables(const VariantKey& key, std::string_view status);
std::string CreateVariables(const CreateListing& change, const std::string& location);

// The handle of the product made for a SKU: the same each time, so that a repeat finds the product instead of making a
// second one. Readable, and unlike that of any other SKU by a digest at its end.
std::string HandleOf(const Sku& sku);

struct UserError {
  std::string code;  // Empty where the mutation has none.
  std::string message;
  std::optional<std::size_t> row;  // Of ["input","quantities","3",…].
};

// `userErrors` of one mutation's payload; a payload that is null is one error without a code.
Result<std::vector<UserError>> DecodeUserErrors(const JsonValue& data, std::string_view mutation);

// What a user error means for the write: a product or variant that is not there → kNotFound, a request of ours still
// running under the same key, or a failure of theirs → kAmbiguous, a stale compare → kConflict, anything else →
// kRejected.
Error ErrorOf(std::string_view operation, const UserError& error);

// The variant with this SKU in the answer of productSet.
struct CreatedVariant {
  RemoteId remote;
  std::string handle;
};
Result<CreatedVariant> DecodeCreated(const JsonValue& data, const Sku& sku);

}  // namespace riff::shopify
