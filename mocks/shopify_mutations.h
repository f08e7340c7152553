#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mocks/graphql_execute.h"
#include "mocks/shopify_objects.h"
#include "mocks/shopify_shop.h"

namespace riff::sim {

// Each answers one field of Mutation.
GraphqlOutput SetQuantities(ShopifyShop& shop, const GraphqlCall& call);
GraphqlOutput AdjustQuantities(ShopifyShop& shop, const GraphqlCall& call);
GraphqlOutput ActivateInventory(ShopifyShop& shop, const GraphqlCall& call);
GraphqlOutput UpdateInventoryItem(ShopifyShop& shop, const GraphqlCall& call);
GraphqlOutput SetProduct(ShopifyShop& shop, const GraphqlCall& call);
GraphqlOutput CreateProduct(ShopifyShop& shop, const GraphqlCall& call);
GraphqlOutput UpdateProduct(ShopifyShop& shop, const GraphqlCall& call);
GraphqlOutput DeleteProduct(ShopifyShop& shop, const GraphqlCall& call);
GraphqlOutput UpdateVariants(ShopifyShop& shop, const GraphqlCall& call);
GraphqlOutput PublishOn(ShopifyShop& shop, const GraphqlCall& call);
GraphqlOutput UnpublishFrom(ShopifyShop& shop, const GraphqlCall& call);
GraphqlOutput CreateWebhook(ShopifyShop& shop, const GraphqlCall& call);
GraphqlOutput DeleteWebhook(ShopifyShop& shop, const GraphqlCall& call);
GraphqlOutput StartBulk(ShopifyShop& shop, const GraphqlCall& call);
GraphqlOutput CancelBulk(ShopifyShop& shop, const GraphqlCall& call);

// ---- idempotency -------------------------------------------------------------------------------------------------

// From 2026-04 on, keys and comparisons are demanded; "unstable" is newer than any.
bool DemandsKeys(const ShopifyShop& shop);

// Top-level: the directive is missing where it is demanded.
std::optional<GraphqlFailure> RefuseWithoutKey(const ShopifyShop& shop, const GraphqlCall& call);

// What the key store has against this call: the key was used for something else, or a fault says that the first try is
// still running or failed. A repeat of the same call is judged afresh, as the platform was seen to do, unless
// "key_replay" says otherwise. Keys are forgotten after "key_life_ms".
std::optional<ShopifyUserError> RefuseKey(ShopifyShop& shop, const GraphqlCall& call);

// What was moved under the call's key, kept for a repeat; and what the first answer said, where a repeat gets that
// again. RefuseKey had nothing against the call.
void RememberMoves(ShopifyShop& shop, const GraphqlCall& call, const std::vector<ShopifyMove>& moves);
std::optional<std::vector<ShopifyMove>> MovesOfFirstAnswer(const ShopifyShop& shop, const GraphqlCall& call);

// ---- products ----------------------------------------------------------------------------------------------------

struct ShopifySetOutcome {
  std::optional<std::int64_t> product;
  std::vector<ShopifyUserError> errors;
};

// productSet, carried out: nothing of it where there is an error.
ShopifySetOutcome ApplyProductSet(ShopifyShop& shop, const GraphqlValue& arguments);

// The members that all product inputs share (title, descriptionHtml, vendor, productType, status, tags, metafields),
// written into a listing.
void ApplyProductInput(const ShopifyShop& shop, const GraphqlValue& input, MarketListing& listing);

// The members that variant inputs share (price, compareAtPrice, barcode, inventoryPolicy, inventoryItem, taxable, sku).
void ApplyVariantInput(const ShopifyShop& shop, const GraphqlValue& input, MarketListing& listing);
bool IsNegativePrice(const GraphqlValue& input);

// A new row for a variant of a product that was not there, or of a new one (0).
MarketListing NewVariant(ShopifyShop& shop, std::int64_t product);

// The product an update means: by `identifier`, or by the id in `input`.
std::optional<std::int64_t> ProductMeant(const ShopifyShop& shop, const GraphqlValue* identifier,
                                         const GraphqlValue* input);
std::string MetafieldExtra(const GraphqlValue& metafield);  // The extra's name of {namespace, key}.

// ---- bulk reads --------------------------------------------------------------------------------------------------

// Carries out bulk reads and productSets that have become due.
void SettleShopify(ShopifyShop& shop);

}  // namespace riff::sim
