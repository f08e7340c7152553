#pragma once

#include <string_view>

namespace riff::sim {

// The schema in its own notation: the two roots, and what can be selected. The rest is in shopify_schema_inputs.h.
// clang-format off
constexpr std::string_view kShopifyRoots = R"(
directive @idempotent(key: String!) on FIELD

type QueryRoot {
  bulkOperation(id: ID!): BulkOperation
  bulkOperations(after: String, before: String, first: Int, last: Int, query: String, reverse: Boolean = false,
    sortKey: BulkOperationsSortKeys = CREATED_AT): BulkOperationConnection!
  currentAppInstallation: AppInstallation!
  currentBulkOperation(type: BulkOperationType = QUERY): BulkOperation
  inventoryItem(id: ID!): InventoryItem
  inventoryItems(after: String, before: String, first: Int, last: Int, query: String,
    reverse: Boolean = false): InventoryItemConnection!
  inventoryLevel(id: ID!): InventoryLevel
  location(id: ID): Location
  locations(after: String, before: String, first: Int, includeInactive: Boolean = false, includeLegacy: Boolean = false,
    last: Int, query: String, reverse: Boolean = false, sortKey: LocationSortKeys = NAME): LocationConnection!
  locationsCount(limit: Int = 10000, query: String): Count
  node(id: ID!): Node
  nodes(ids: [ID!]!): [Node]!
  order(id: ID!): Order
  orders(after: String, before: String, first: Int, last: Int, query: String, reverse: Boolean = false,
    savedSearchId: ID, sortKey: OrderSortKeys = PROCESSED_AT): OrderConnection!
  ordersCount(limit: Int = 10000, query: String, savedSearchId: ID): Count
  product(id: ID!): Product
  productByHandle(handle: String!): Product
  productByIdentifier(identifier: ProductIdentifierInput!): Product
  productOperation(id: ID!): ProductOperation
  productVariant(id: ID!): ProductVariant
  productVariants(after: String, before: String, first: Int, last: Int, query: String, reverse: Boolean = false,
    savedSearchId: ID, sortKey: ProductVariantSortKeys = ID): ProductVariantConnection!
  productVariantsCount(limit: Int = 10000, query: String): Count
  products(after: String, before: String, first: Int, last: Int, query: String, reverse: Boolean = false,
    savedSearchId: ID, sortKey: ProductSortKeys = ID): ProductConnection!
  productsCount(limit: Int = 10000, query: String, savedSearchId: ID): Count
  publicApiVersions: [ApiVersion!]!
  publication(id: ID!): Publication
  publications(after: String, before: String, catalogType: CatalogType, first: Int, last: Int,
    reverse: Boolean = false): PublicationConnection!
  publicationsCount(catalogType: CatalogType, limit: Int = 10000): Count
  shop: Shop!
  webhookSubscription(id: ID!): WebhookSubscription
  webhookSubscriptions(after: String, before: String, callbackUrl: URL, first: Int, format: WebhookSubscriptionFormat,
    last: Int, query: String, reverse: Boolean = false, sortKey: WebhookSubscriptionSortKeys = CREATED_AT,
    topics: [WebhookSubscriptionTopic!], uri: String): WebhookSubscriptionConnection!
  webhookSubscriptionsCount(limit: Int = 10000, query: String): Count
}

type Mutation {
  bulkOperationCancel(id: ID!): BulkOperationCancelPayload
  bulkOperationRunQuery(groupObjects: Boolean! = false, query: String!): BulkOperationRunQueryPayload
  inventoryActivate(available: Int, inventoryItemId: ID!, locationId: ID!, onHand: Int,
    stockAtLegacyLocation: Boolean = false): InventoryActivatePayload
  inventoryAdjustQuantities(input: InventoryAdjustQuantitiesInput!): InventoryAdjustQuantitiesPayload
  inventoryItemUpdate(id: ID!, input: InventoryItemInput!): InventoryItemUpdatePayload
  inventorySetQuantities(input: InventorySetQuantitiesInput!): InventorySetQuantitiesPayload
  productCreate(input: ProductInput, media: [CreateMediaInput!], product: ProductCreateInput): ProductCreatePayload
  productDelete(input: ProductDeleteInput!, synchronous: Boolean = true): ProductDeletePayload
  productSet(identifier: ProductSetIdentifiers, input: ProductSetInput!,
    synchronous: Boolean = true): ProductSetPayload
  productUpdate(identifier: ProductUpdateIdentifiers, input: ProductInput, media: [CreateMediaInput!],
    product: ProductUpdateInput): ProductUpdatePayload
  productVariantsBulkUpdate(allowPartialUpdates: Boolean = false, media: [CreateMediaInput!], productId: ID!,
    variants: [ProductVariantsBulkInput!]!): ProductVariantsBulkUpdatePayload
  publishablePublish(id: ID!, input: [PublicationInput!]!): PublishablePublishPayload
  publishableUnpublish(id: ID!, input: [PublicationInput!]!): PublishableUnpublishPayload
  webhookSubscriptionCreate(topic: WebhookSubscriptionTopic!,
    webhookSubscription: WebhookSubscriptionInput!): WebhookSubscriptionCreatePayload
  webhookSubscriptionDelete(id: ID!): WebhookSubscriptionDeletePayload
}
)";

constexpr std::string_view kShopifyTypes = R"(
scalar DateTime  scalar Decimal  scalar HTML  scalar JSON  scalar Money  scalar URL  scalar UnsignedInt64

interface Node { id: ID! }
interface Catalog { id: ID!  publication: Publication  status: CatalogStatus!  title: String! }
interface Media { alt: String  id: ID!  mediaContentType: MediaContentType!  preview: MediaPreviewImage
  status: MediaStatus! }
interface ProductOperation { product: Product  status: ProductOperationStatus! }
interface Publishable {
  availablePublicationsCount: Count
  publishedOnPublication(publicationId: ID!): Boolean!
  resourcePublicationsCount(onlyPublished: Boolean = true): Count
}

type Product implements Node & Publishable {
  availablePublicationsCount: Count  bodyHtml: String  category: TaxonomyCategory  createdAt: DateTime!
  defaultCursor: String!  description(truncateAt: Int): String!  descriptionHtml: HTML!
  featuredImage: Image  featuredMedia: Media  handle: String!  hasOnlyDefaultVariant: Boolean!
  hasOutOfStockVariants: Boolean!  id: ID!  isGiftCard: Boolean!
  images(after: String, before: String, first: Int, last: Int, reverse: Boolean = false): ImageConnection!
  legacyResourceId: UnsignedInt64!
  media(after: String, before: String, first: Int, last: Int, reverse: Boolean = false): MediaConnection!
  mediaCount: Count  metafield(key: String!, namespace: String): Metafield
  metafields(after: String, before: String, first: Int, keys: [String!], last: Int, namespace: String,
    reverse: Boolean = false): MetafieldConnection!
  onlineStorePreviewUrl: URL  onlineStoreUrl: URL  options(first: Int): [ProductOption!]!
  priceRangeV2: ProductPriceRangeV2!  productType: String!  publishedAt: DateTime
  publishedOnPublication(publicationId: ID!): Boolean!
  resourcePublicationsCount(onlyPublished: Boolean = true): Count
  status: ProductStatus!  tags: [String!]!  templateSuffix: String  title: String!  totalInventory: Int!
  totalVariants: Int!  tracksInventory: Boolean!  updatedAt: DateTime!
  variants(after: String, before: String, first: Int, last: Int, reverse: Boolean = false,
    sortKey: ProductVariantSortKeys = POSITION): ProductVariantConnection!
  variantsCount: Count  vendor: String!
}
type ProductVariant implements Node & Publishable {
  availableForSale: Boolean!  availablePublicationsCount: Count  barcode: String  compareAtPrice: Money
  createdAt: DateTime!  defaultCursor: String!  displayName: String!  id: ID!  inventoryItem: InventoryItem!
  inventoryPolicy: ProductVariantInventoryPolicy!  inventoryQuantity: Int  legacyResourceId: UnsignedInt64!
  metafield(key: String!, namespace: String): Metafield
  position: Int!  price: Money!  product: Product!  publishedOnPublication(publicationId: ID!): Boolean!
  resourcePublicationsCount(onlyPublished: Boolean = true): Count  selectedOptions: [SelectedOption!]!
  sellableOnlineQuantity: Int!  sku: String  taxable: Boolean!  title: String!  updatedAt: DateTime!
}
type ProductOption implements Node { id: ID!  name: String!  position: Int!  values: [String!]! }
type ProductPriceRangeV2 { maxVariantPrice: MoneyV2!  minVariantPrice: MoneyV2! }
type TaxonomyCategory implements Node { fullName: String!  id: ID!  name: String! }
type SelectedOption { name: String!  value: String! }
type Metafield implements Node { createdAt: DateTime!  id: ID!  key: String!  namespace: String!  type: String!
  updatedAt: DateTime!  value: String! }
type Image { altText: String  height: Int  id: ID  url: URL!  width: Int }
type MediaPreviewImage { image: Image  status: MediaPreviewImageStatus! }
type MediaImage implements Node & Media { alt: String  id: ID!  image: Image  mediaContentType: MediaContentType!
  preview: MediaPreviewImage  status: MediaStatus! }
type InventoryItem implements Node {
  createdAt: DateTime!  duplicateSkuCount: Int!  id: ID!
  inventoryLevel(includeInactive: Boolean = false, locationId: ID!): InventoryLevel
  inventoryLevels(after: String, before: String, first: Int, includeInactive: Boolean = false, last: Int,
    query: String, reverse: Boolean = false): InventoryLevelConnection!
  legacyResourceId: UnsignedInt64!  locationsCount: Count  requiresShipping: Boolean!  sku: String  tracked: Boolean!
  unitCost: MoneyV2  updatedAt: DateTime!  variant: ProductVariant!
  variants(after: String, before: String, first: Int, last: Int): ProductVariantConnection
}
type InventoryLevel implements Node {
  canDeactivate: Boolean!  createdAt: DateTime!  deactivationAlert: String  id: ID!  isActive: Boolean!
  item: InventoryItem!  location: Location!  quantities(names: [String!]!): [InventoryQuantity!]!  updatedAt: DateTime!
}
type InventoryQuantity implements Node { id: ID!  name: String!  quantity: Int!  updatedAt: DateTime }
type InventoryAdjustmentGroup implements Node {
  changes(inventoryItemIds: [ID!], locationIds: [ID!], quantityNames: [String!]): [InventoryChange!]!
  createdAt: DateTime!  id: ID!  reason: String!  referenceDocumentUri: String
}
type InventoryChange { delta: Int!  item: InventoryItem  ledgerDocumentUri: String  location: Location  name: String!
  quantityAfterChange: Int }
type Location implements Node {
  createdAt: DateTime!  fulfillsOnlineOrders: Boolean!  hasActiveInventory: Boolean!  id: ID!
  inventoryLevel(includeInactive: Boolean = false, inventoryItemId: ID!): InventoryLevel
  inventoryLevels(after: String, before: String, first: Int, includeInactive: Boolean = false, last: Int,
    query: String, reverse: Boolean = false): InventoryLevelConnection!
  isActive: Boolean!  isFulfillmentService: Boolean!  isPrimary: Boolean!  legacyResourceId: UnsignedInt64!
  name: String!  shipsInventory: Boolean!  updatedAt: DateTime!
}
type Order implements Node {
  cancelReason: OrderCancelReason  cancelledAt: DateTime  closed: Boolean!  closedAt: DateTime  confirmed: Boolean!
  createdAt: DateTime!  currencyCode: CurrencyCode!  currentSubtotalLineItemsQuantity: Int!
  currentTotalPriceSet: MoneyBag!  displayFinancialStatus: OrderDisplayFinancialStatus
  displayFulfillmentStatus: OrderDisplayFulfillmentStatus!  edited: Boolean!  fulfillable: Boolean!
  fullyPaid: Boolean!  id: ID!  legacyResourceId: UnsignedInt64!
  lineItems(after: String, before: String, first: Int, last: Int, reverse: Boolean = false): LineItemConnection!
  name: String!  note: String  number: Int!  processedAt: DateTime!  refundable: Boolean!
  refunds(first: Int): [Refund!]!  returnStatus: OrderReturnStatus!  sourceName: String
  subtotalLineItemsQuantity: Int!  tags: [String!]!  test: Boolean!  totalPriceSet: MoneyBag!  unpaid: Boolean!
  updatedAt: DateTime!
}
type LineItem implements Node {
  currentQuantity: Int!  discountedUnitPriceSet: MoneyBag!  id: ID!  isGiftCard: Boolean!  name: String!
  originalTotalSet: MoneyBag!  originalUnitPriceSet: MoneyBag!  product: Product  quantity: Int!
  refundableQuantity: Int!  requiresShipping: Boolean!  restockable: Boolean!  sku: String  taxable: Boolean!
  title: String!  unfulfilledQuantity: Int!  variant: ProductVariant  variantTitle: String  vendor: String
}
type Refund implements Node {
  createdAt: DateTime  id: ID!  legacyResourceId: UnsignedInt64!  note: String  order: Order!  processedAt: DateTime!
  refundLineItems(after: String, before: String, first: Int, last: Int,
    reverse: Boolean = false): RefundLineItemConnection!
  totalRefundedSet: MoneyBag!  updatedAt: DateTime!
}
type RefundLineItem { id: ID  lineItem: LineItem!  location: Location  priceSet: MoneyBag!  quantity: Int!
  restockType: RefundLineItemRestockType!  restocked: Boolean!  subtotalSet: MoneyBag! }
type MoneyBag { presentmentMoney: MoneyV2!  shopMoney: MoneyV2! }
type MoneyV2 { amount: Decimal!  currencyCode: CurrencyCode! }
type Shop implements Node {
  contactEmail: String!  createdAt: DateTime!  currencyCode: CurrencyCode!  email: String!  ianaTimezone: String!
  id: ID!  myshopifyDomain: String!  name: String!  plan: ShopPlan!  timezoneAbbreviation: String!
  timezoneOffset: String!  timezoneOffsetMinutes: Int!  updatedAt: DateTime!  url: URL!
}
type ShopPlan { displayName: String!  partnerDevelopment: Boolean!  publicDisplayName: String!  shopifyPlus: Boolean! }
type AppInstallation implements Node { accessScopes: [AccessScope!]!  id: ID!  launchUrl: URL! }
type AccessScope { description: String!  handle: String! }
type ApiVersion { displayName: String!  handle: String!  supported: Boolean! }
type Publication implements Node {
  autoPublish: Boolean!  catalog: Catalog  id: ID!  name: String!
  products(after: String, before: String, first: Int, last: Int, query: String, reverse: Boolean = false,
    savedSearchId: ID, sortKey: ProductSortKeys = ID): ProductConnection!
  supportsFuturePublishing: Boolean!
}
type AppCatalog implements Node & Catalog { id: ID!  publication: Publication  status: CatalogStatus!  title: String! }
type WebhookSubscription implements Node {
  apiVersion: ApiVersion!  callbackUrl: URL!  createdAt: DateTime!  filter: String  format: WebhookSubscriptionFormat!
  id: ID!  includeFields: [String!]!  legacyResourceId: UnsignedInt64!  metafieldNamespaces: [String!]!  name: String
  topic: WebhookSubscriptionTopic!  updatedAt: DateTime!  uri: String!
}
type BulkOperation implements Node {
  completedAt: DateTime  createdAt: DateTime!  errorCode: BulkOperationErrorCode  fileSize: UnsignedInt64  id: ID!
  objectCount: UnsignedInt64!  partialDataUrl: URL  query: String!  rootObjectCount: UnsignedInt64!
  status: BulkOperationStatus!  type: BulkOperationType!  url: URL
}
type ProductSetOperation implements Node & ProductOperation {
  id: ID!  product: Product  status: ProductOperationStatus!  userErrors: [ProductSetUserError!]!
}
type Count { count: Int!  precision: CountPrecision! }
type PageInfo { endCursor: String  hasNextPage: Boolean!  hasPreviousPage: Boolean!  startCursor: String }

type BulkOperationConnection { edges: [BulkOperationEdge!]!  nodes: [BulkOperation!]!  pageInfo: PageInfo! }
type BulkOperationEdge { cursor: String!  node: BulkOperation! }
type ImageConnection { edges: [ImageEdge!]!  nodes: [Image!]!  pageInfo: PageInfo! }
type ImageEdge { cursor: String!  node: Image! }
type InventoryItemConnection { edges: [InventoryItemEdge!]!  nodes: [InventoryItem!]!  pageInfo: PageInfo! }
type InventoryItemEdge { cursor: String!  node: InventoryItem! }
type InventoryLevelConnection { edges: [InventoryLevelEdge!]!  nodes: [InventoryLevel!]!  pageInfo: PageInfo! }
type InventoryLevelEdge { cursor: String!  node: InventoryLevel! }
type LineItemConnection { edges: [LineItemEdge!]!  nodes: [LineItem!]!  pageInfo: PageInfo! }
type LineItemEdge { cursor: String!  node: LineItem! }
type LocationConnection { edges: [LocationEdge!]!  nodes: [Location!]!  pageInfo: PageInfo! }
type LocationEdge { cursor: String!  node: Location! }
type MediaConnection { edges: [MediaEdge!]!  nodes: [Media!]!  pageInfo: PageInfo! }
type MediaEdge { cursor: String!  node: Media! }
type MetafieldConnection { edges: [MetafieldEdge!]!  nodes: [Metafield!]!  pageInfo: PageInfo! }
type MetafieldEdge { cursor: String!  node: Metafield! }
type OrderConnection { edges: [OrderEdge!]!  nodes: [Order!]!  pageInfo: PageInfo! }
type OrderEdge { cursor: String!  node: Order! }
type ProductConnection { edges: [ProductEdge!]!  nodes: [Product!]!  pageInfo: PageInfo! }
type ProductEdge { cursor: String!  node: Product! }
type ProductVariantConnection { edges: [ProductVariantEdge!]!  nodes: [ProductVariant!]!  pageInfo: PageInfo! }
type ProductVariantEdge { cursor: String!  node: ProductVariant! }
type PublicationConnection { edges: [PublicationEdge!]!  nodes: [Publication!]!  pageInfo: PageInfo! }
type PublicationEdge { cursor: String!  node: Publication! }
type RefundLineItemConnection { edges: [RefundLineItemEdge!]!  nodes: [RefundLineItem!]!  pageInfo: PageInfo! }
type RefundLineItemEdge { cursor: String!  node: RefundLineItem! }
type WebhookSubscriptionConnection { edges: [WebhookSubscriptionEdge!]!  nodes: [WebhookSubscription!]!
  pageInfo: PageInfo! }
type WebhookSubscriptionEdge { cursor: String!  node: WebhookSubscription! }

type UserError { field: [String!]  message: String! }
type BulkOperationUserError { code: BulkOperationUserErrorCode  field: [String!]  message: String! }
type InventoryAdjustQuantitiesUserError { code: InventoryAdjustQuantitiesUserErrorCode  field: [String!]
  message: String! }
type InventorySetQuantitiesUserError { code: InventorySetQuantitiesUserErrorCode  field: [String!]  message: String! }
type ProductSetUserError { code: ProductSetUserErrorCode  field: [String!]  message: String! }
type ProductVariantsBulkUpdateUserError { code: ProductVariantsBulkUpdateUserErrorCode  field: [String!]
  message: String! }

type BulkOperationCancelPayload { bulkOperation: BulkOperation  userErrors: [UserError!]! }
type BulkOperationRunQueryPayload { bulkOperation: BulkOperation  userErrors: [BulkOperationUserError!]! }
type InventoryActivatePayload { inventoryLevel: InventoryLevel  userErrors: [UserError!]! }
type InventoryAdjustQuantitiesPayload { inventoryAdjustmentGroup: InventoryAdjustmentGroup
  userErrors: [InventoryAdjustQuantitiesUserError!]! }
type InventoryItemUpdatePayload { inventoryItem: InventoryItem  userErrors: [UserError!]! }
type InventorySetQuantitiesPayload { inventoryAdjustmentGroup: InventoryAdjustmentGroup
  userErrors: [InventorySetQuantitiesUserError!]! }
type ProductCreatePayload { product: Product  shop: Shop!  userErrors: [UserError!]! }
type ProductDeletePayload { deletedProductId: ID  shop: Shop!  userErrors: [UserError!]! }
type ProductSetPayload { product: Product  productSetOperation: ProductSetOperation
  userErrors: [ProductSetUserError!]! }
type ProductUpdatePayload { product: Product  userErrors: [UserError!]! }
type ProductVariantsBulkUpdatePayload { product: Product  productVariants: [ProductVariant!]
  userErrors: [ProductVariantsBulkUpdateUserError!]! }
type PublishablePublishPayload { publishable: Publishable  shop: Shop!  userErrors: [UserError!]! }
type PublishableUnpublishPayload { publishable: Publishable  shop: Shop!  userErrors: [UserError!]! }
type WebhookSubscriptionCreatePayload { userErrors: [UserError!]!  webhookSubscription: WebhookSubscription }
type WebhookSubscriptionDeletePayload { deletedWebhookSubscriptionId: ID  userErrors: [UserError!]! }
)";

// clang-format on

}  // namespace riff::sim
