// The documents that only read.

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
                                        4, 8};

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

const ShopifyDocument kBulkStart = {"shopify.bulk.start", "BulkStart", R"(
mutation BulkStart($bulkQuery: String!) {
  bulkOperationRunQuery(query: $bulkQuery, groupObjects: false) {
    bulkOperation { id status createdAt }
    userErrors { code field message }
  }
})",
                                    10};

const ShopifyDocument kBulkStatus = {"shopify.bulk.status", "BulkStatus", R"(
query BulkStatus($id: ID!) {
  shop { currencyCode }
  bulkOperation(id: $id) {
    id
    status
    errorCode
    objectCount
    rootObjectCount
    fileSize
    url
    partialDataUrl
  }
})",
                                     2};

const ShopifyDocument kLevelsChanged = {"shopify.inventory.changed", "LocationLevelsPage", R"(
query LocationLevelsPage($locationId: ID!, $first: Int!, $after: String, $query: String!) {
  location(id: $locationId) {
    id
    inventoryLevels(first: $first, after: $after, query: $query, includeInactive: true) {
      nodes {
        id
        updatedAt
        item {
          id
          variants(first: 5) {
            nodes { id }
          }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
})",
                                        360};

const ShopifyDocument kProductsChanged = {"shopify.product.changed", "ProductsPage", R"(
query ProductsPage($first: Int!, $after: String, $query: String!) {
  products(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
    nodes {
      id
      updatedAt
      variants(first: 50) {
        nodes { id }
        pageInfo { hasNextPage endCursor }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
})",
                                          520};

const ShopifyDocument kProductVariants = {"shopify.product.variants", "ProductVariantsPage", R"(
query ProductVariantsPage($id: ID!, $first: Int!, $after: String) {
  product(id: $id) {
    id
    variants(first: $first, after: $after) {
      nodes { id }
      pageInfo { hasNextPage endCursor }
    }
  }
})",
                                          105};

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
                                             2, 4};

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

std::string BulkVariantsText(std::string_view location) {
  return R"({
  productVariants {
    edges {
      node {
        id
        sku
        price
        updatedAt
        product { id title status vendor productType descriptionHtml }
        inventoryItem {
          id
          tracked
          inventoryLevel(locationId: ")" +
         std::string(location) + R"(") {
            quantities(names: ["available"]) { name quantity }
          }
        }
      }
    }
  }
})";
}

}  // namespace riff::shopify
