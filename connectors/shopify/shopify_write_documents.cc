// The documents that change something.

#include "connectors/shopify/shopify_documents.h"

namespace riff::shopify {

const ShopifyDocument kInventorySet = {"shopify.inventory.set", "InventorySet", R"(
mutation InventorySet($input: InventorySetQuantitiesInput!, $idempotencyKey: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $idempotencyKey) {
    inventoryAdjustmentGroup { id }
    userErrors { code field message }
  }
})",
                                       10};

const ShopifyDocument kInventoryActivate = {"shopify.inventory.activate", "InventoryActivate", R"(
mutation InventoryActivate($inventoryItemId: ID!, $locationId: ID!, $available: Int, $idempotencyKey: String!) {
  inventoryActivate(inventoryItemId: $inventoryItemId, locationId: $locationId, available: $available)
      @idempotent(key: $idempotencyKey) {
    inventoryLevel { id }
    userErrors { field message }
  }
})",
                                            10};

const ShopifyDocument kVariantsBulkUpdate = {"shopify.price.set", "VariantsBulkUpdate", R"(
mutation VariantsBulkUpdate($productId: ID!, $variants: [ProductVariantsBulkInput!]!, $allowPartialUpdates: Boolean!) {
  productVariantsBulkUpdate(productId: $productId, variants: $variants, allowPartialUpdates: $allowPartialUpdates) {
    productVariants { id price }
    userErrors { code field message }
  }
})",
                                             10};

const ShopifyDocument kProductUpdate = {"shopify.product.update", "ProductUpdate", R"(
mutation ProductUpdate($product: ProductUpdateInput!) {
  productUpdate(product: $product) {
    product { id status }
    userErrors { field message }
  }
})",
                                        10};

const ShopifyDocument kProductUpsert = {"shopify.product.create", "ProductUpsert", R"(
mutation ProductUpsert($identifier: ProductSetIdentifiers, $input: ProductSetInput!, $synchronous: Boolean!) {
  productSet(identifier: $identifier, input: $input, synchronous: $synchronous) {
    product {
      id
      status
      variants(first: 10) {
        nodes { id sku inventoryItem { id } }
      }
    }
    userErrors { code field message }
  }
})",
                                        20};

}  // namespace riff::shopify
