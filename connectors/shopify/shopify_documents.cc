#include "connectors/shopify/shopify_documents.h"

namespace riff::shopify {

const ShopifyDocument kShopProbe = {"shopify.shop.probe", "ShopProbe", R"(
query ShopProbe {
  shop { id myshopifyDomain currencyCode }
  currentAppInstallation { accessScopes { handle } }
})",
                                    4};

const ShopifyDocument kVariantsPage = {"shopify.listing.list", "VariantsPage", R"(
query VariantsPage($first: Int!, $after: String, $locationId: ID!) {
  shop { currencyCode }
  productVariantsCount(limit: null) { count }
  productVariants(first: $first, after: $after, sortKey: ID) {
    nodes {
      id
      sku
      price
      updatedAt
      product { id title status vendor productType descriptionHtml }
      inventoryItem {
        id
        tracked
        inventoryLevel(locationId: $locationId) {
          quantities(names: ["available"]) { name quantity }
        }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
})",
                                       505};

const ShopifyDocument kVariantsByIds = {"shopify.listing.get", "VariantsByIds", R"(
query VariantsByIds($ids: [ID!]!, $locationId: ID!) {
  shop { currencyCode }
  nodes(ids: $ids) {
    __typename
    ... on ProductVariant {
      id
      sku
      price
      updatedAt
      product { id title status vendor productType descriptionHtml variantsCount { count } }
      inventoryItem {
        id
        tracked
        inventoryLevel(locationId: $locationId) {
          quantities(names: ["available"]) { name quantity }
        }
      }
    }
  }
})",
                                        20};

const ShopifyDocument kVariantsBySku = {"shopify.listing.search", "VariantsBySku", R"(
query VariantsBySku($first: Int!, $after: String, $query: String!, $locationId: ID!) {
  shop { currencyCode }
  productVariants(first: $first, after: $after, query: $query, sortKey: ID) {
    nodes {
      id
      sku
      price
      updatedAt
      product { id title status vendor productType descriptionHtml }
      inventoryItem {
        id
        tracked
        inventoryLevel(locationId: $locationId) {
          quantities(names: ["available"]) { name quantity }
        }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
})",
                                        60};

const ShopifyDocument kInventoryByItemIds = {"shopify.inventory.get", "InventoryByItemIds", R"(
query InventoryByItemIds($ids: [ID!]!, $locationId: ID!) {
  nodes(ids: $ids) {
    __typename
    ... on InventoryItem {
      id
      tracked
      inventoryLevel(locationId: $locationId) {
        quantities(names: ["available"]) { name quantity }
      }
    }
  }
})",
                                             20};

const ShopifyDocument kOrdersPage = {"shopify.order.list", "OrdersPage", R"(
query OrdersPage($first: Int!, $after: String, $query: String!, $lines: Int!) {
  orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
    nodes {
      id
      createdAt
      updatedAt
      cancelledAt
      displayFinancialStatus
      displayFulfillmentStatus
      lineItems(first: $lines) {
        nodes {
          id
          sku
          title
          quantity
          currentQuantity
          unfulfilledQuantity
          variant { id product { id } }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
})",
                                     760};

const ShopifyDocument kOrderById = {"shopify.order.get", "OrderById", R"(
query OrderById($id: ID!, $lines: Int!) {
  order(id: $id) {
    id
    createdAt
    updatedAt
    cancelledAt
    displayFinancialStatus
    displayFulfillmentStatus
    lineItems(first: $lines) {
      nodes {
        id
        sku
        title
        quantity
        currentQuantity
        unfulfilledQuantity
        variant { id product { id } }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
})",
                                    65};

const ShopifyDocument kOrderLinesPage = {"shopify.order.lines", "OrderLinesPage", R"(
query OrderLinesPage($id: ID!, $first: Int!, $after: String) {
  order(id: $id) {
    id
    lineItems(first: $first, after: $after) {
      nodes {
        id
        sku
        title
        quantity
        currentQuantity
        unfulfilledQuantity
        variant { id product { id } }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
})",
                                         310};

const ShopifyDocument kOrderRefunds = {"shopify.order.refunds", "OrderRefunds", R"(
query OrderRefunds($id: ID!) {
  order(id: $id) {
    id
    refunds(first: 10) {
      refundLineItems(first: 20) {
        nodes { quantity restockType lineItem { id } }
      }
    }
  }
})",
                                       420};

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
