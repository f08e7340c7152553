#pragma once

#include <string_view>

namespace riff::sim {

// The schema in its own notation, in four parts: the two roots, what can be selected, what can be given, and words.
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

constexpr std::string_view kShopifyInputs = R"(
input CreateMediaInput { alt: String  mediaContentType: MediaContentType!  originalSource: String! }
input FileSetInput { alt: String  contentType: FileContentType  filename: String  id: ID  originalSource: String }
input InventoryAdjustQuantitiesInput { changes: [InventoryChangeInput!]!  name: String!  reason: String!
  referenceDocumentUri: String }
input InventoryChangeInput { changeFromQuantity: Int  delta: Int!  inventoryItemId: ID!  ledgerDocumentUri: String
  locationId: ID! }
input InventoryItemInput { cost: Decimal  countryCodeOfOrigin: CountryCode  harmonizedSystemCode: String
  measurement: InventoryItemMeasurementInput  provinceCodeOfOrigin: String  requiresShipping: Boolean  sku: String
  tracked: Boolean }
input InventoryItemMeasurementInput { weight: WeightInput }
input InventoryAdjustmentInput { adjustment: Int  changeFromQuantity: Int  locationId: ID! }
input InventoryLevelInput { availableQuantity: Int!  locationId: ID! }
input InventoryQuantityInput { changeFromQuantity: Int  inventoryItemId: ID!  locationId: ID!  quantity: Int! }
input InventorySetQuantitiesInput { name: String!  quantities: [InventoryQuantityInput!]!  reason: String!
  referenceDocumentUri: String }
input MetafieldInput { id: ID  key: String  namespace: String  type: String  value: String }
input OptionCreateInput { name: String  position: Int  values: [OptionValueCreateInput!] }
input OptionSetInput { id: ID  name: String  position: Int  values: [OptionValueSetInput!] }
input OptionValueCreateInput { name: String }
input OptionValueSetInput { id: ID  name: String }
input ProductCreateInput { category: ID  collectionsToJoin: [ID!]  descriptionHtml: String  giftCard: Boolean
  handle: String  metafields: [MetafieldInput!]  productOptions: [OptionCreateInput!]  productType: String
  requiresSellingPlan: Boolean  seo: SEOInput  status: ProductStatus  tags: [String!]  templateSuffix: String
  title: String  vendor: String }
input ProductDeleteInput { id: ID! }
input ProductIdentifierInput @oneOf { customId: UniqueMetafieldValueInput  handle: String  id: ID }
input ProductInput { category: ID  descriptionHtml: String  handle: String  id: ID  metafields: [MetafieldInput!]
  productOptions: [OptionCreateInput!]  productType: String  redirectNewHandle: Boolean  seo: SEOInput
  status: ProductStatus  tags: [String!]  templateSuffix: String  title: String  vendor: String }
input ProductSetIdentifiers @oneOf { customId: UniqueMetafieldValueInput  handle: String  id: ID }
input ProductSetInput { category: ID  collections: [ID!]  descriptionHtml: String  files: [FileSetInput!]
  giftCard: Boolean  handle: String  id: ID  metafields: [MetafieldInput!]  productOptions: [OptionSetInput!]
  productType: String  redirectNewHandle: Boolean  requiresSellingPlan: Boolean  seo: SEOInput  status: ProductStatus
  tags: [String!]  templateSuffix: String  title: String  variants: [ProductVariantSetInput!]  vendor: String }
input ProductSetInventoryInput { locationId: ID!  name: String!  quantity: Int! }
input ProductUpdateIdentifiers @oneOf { customId: UniqueMetafieldValueInput  handle: String  id: ID }
input ProductUpdateInput { category: ID  descriptionHtml: String  handle: String  id: ID  metafields: [MetafieldInput!]
  productType: String  redirectNewHandle: Boolean  requiresSellingPlan: Boolean  seo: SEOInput  status: ProductStatus
  tags: [String!]  templateSuffix: String  title: String  vendor: String }
input ProductVariantSetInput { barcode: String  compareAtPrice: Money  file: FileSetInput  id: ID
  inventoryItem: InventoryItemInput  inventoryPolicy: ProductVariantInventoryPolicy
  inventoryQuantities: [ProductSetInventoryInput!]  metafields: [MetafieldInput!]
  optionValues: [VariantOptionValueInput!]!  position: Int  price: Money  sku: String  taxable: Boolean }
input ProductVariantsBulkInput { barcode: String  compareAtPrice: Money  id: ID  inventoryItem: InventoryItemInput
  inventoryPolicy: ProductVariantInventoryPolicy  inventoryQuantities: [InventoryLevelInput!]  mediaId: ID
  mediaSrc: [String!]  metafields: [MetafieldInput!]  optionValues: [VariantOptionValueInput!]  price: Money
  quantityAdjustments: [InventoryAdjustmentInput!]  taxable: Boolean }
input PublicationInput { publicationId: ID  publishDate: DateTime }
input SEOInput { description: String  title: String }
input UniqueMetafieldValueInput { key: String!  namespace: String  value: String! }
input VariantOptionValueInput { id: ID  linkedMetafieldValue: String  name: String  optionId: ID  optionName: String }
input WebhookSubscriptionInput { callbackUrl: URL  filter: String  format: WebhookSubscriptionFormat
  includeFields: [String!]  metafieldNamespaces: [String!]  name: String  uri: String }
input WeightInput { unit: WeightUnit!  value: Float! }
)";

constexpr std::string_view kShopifyWords = R"(
enum BulkOperationErrorCode { ACCESS_DENIED  INTERNAL_SERVER_ERROR  TIMEOUT }
enum BulkOperationStatus { CANCELED  CANCELING  COMPLETED  CREATED  EXPIRED  FAILED  RUNNING }
enum BulkOperationType { MUTATION  QUERY }
enum BulkOperationUserErrorCode { INVALID  LIMIT_REACHED  OPERATION_IN_PROGRESS }
enum BulkOperationsSortKeys { COMPLETED_AT  CREATED_AT }
enum CatalogStatus { ACTIVE  ARCHIVED  DRAFT }
enum CatalogType { APP  COMPANY_LOCATION  MARKET  NONE }
enum CountPrecision { AT_LEAST  EXACT }
enum CountryCode { AU  BR  CA  CN  DE  ES  FR  GB  ID  IN  IT  JP  KR  MX  NL  SE  US }
enum CurrencyCode { AUD  CAD  CHF  EUR  GBP  JPY  SEK  USD }
enum FileContentType { EXTERNAL_VIDEO  FILE  IMAGE  MODEL_3D  VIDEO }
enum InventoryAdjustQuantitiesUserErrorCode {
  ADJUST_QUANTITIES_FAILED  CHANGE_FROM_QUANTITY_STALE  IDEMPOTENCY_CONCURRENT_REQUEST
  IDEMPOTENCY_KEY_PARAMETER_MISMATCH  IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED  INVALID_AVAILABLE_DOCUMENT
  INVALID_INVENTORY_ITEM  INVALID_LOCATION  INVALID_QUANTITY_DOCUMENT  INVALID_QUANTITY_NAME
  INVALID_QUANTITY_TOO_HIGH  INVALID_QUANTITY_TOO_LOW  INVALID_REASON  INVALID_REFERENCE_DOCUMENT
  ITEM_NOT_STOCKED_AT_LOCATION  NON_MUTABLE_INVENTORY_ITEM  SERVICE_UNAVAILABLE }
enum InventorySetQuantitiesUserErrorCode {
  CHANGE_FROM_QUANTITY_STALE  IDEMPOTENCY_CONCURRENT_REQUEST  IDEMPOTENCY_KEY_PARAMETER_MISMATCH
  IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED  INVALID_INVENTORY_ITEM  INVALID_LOCATION  INVALID_NAME
  INVALID_QUANTITY_NEGATIVE  INVALID_QUANTITY_TOO_HIGH  INVALID_QUANTITY_TOO_LOW  INVALID_REASON
  INVALID_REFERENCE_DOCUMENT  ITEM_NOT_STOCKED_AT_LOCATION  NON_MUTABLE_INVENTORY_ITEM
  NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR }
enum LocationSortKeys { ID  NAME  RELEVANCE }
enum MediaContentType { EXTERNAL_VIDEO  IMAGE  MODEL_3D  VIDEO }
enum MediaStatus { FAILED  PROCESSING  READY  UPLOADED }
enum MediaPreviewImageStatus { FAILED  PROCESSING  READY  UPLOADED }
enum OrderCancelReason { CUSTOMER  DECLINED  FRAUD  INVENTORY  OTHER  STAFF }
enum OrderDisplayFinancialStatus { AUTHORIZED  EXPIRED  PAID  PARTIALLY_PAID  PARTIALLY_REFUNDED  PENDING  REFUNDED
  VOIDED }
enum OrderDisplayFulfillmentStatus { FULFILLED  IN_PROGRESS  ON_HOLD  OPEN  PARTIALLY_FULFILLED  PENDING_FULFILLMENT
  REQUEST_DECLINED  RESTOCKED  SCHEDULED  UNFULFILLED }
enum OrderReturnStatus { INSPECTION_COMPLETE  IN_PROGRESS  NO_RETURN  RETURNED  RETURN_FAILED  RETURN_REQUESTED }
enum OrderSortKeys { CREATED_AT  CURRENT_TOTAL_PRICE  CUSTOMER_NAME  DESTINATION  FINANCIAL_STATUS  FULFILLMENT_STATUS
  ID  ORDER_NUMBER  PO_NUMBER  PROCESSED_AT  RELEVANCE  TOTAL_ITEMS_QUANTITY  TOTAL_PRICE  UPDATED_AT }
enum ProductOperationStatus { ACTIVE  COMPLETE  CREATED }
enum ProductSetUserErrorCode { DUPLICATED_OPTION_VALUE  GENERIC_ERROR  HANDLE_NOT_UNIQUE  ID_NOT_ALLOWED
  INPUT_MISMATCH  INVALID_INPUT  METAFIELD_MISMATCH  INVALID_METAFIELD  INVALID_PRODUCT  INVALID_VARIANT  MISSING_FIELD_REQUIRED
  NOT_FOUND  PRODUCT_DOES_NOT_EXIST  PRODUCT_OPTIONS_INPUT_MISSING  PRODUCT_VARIANT_DOES_NOT_EXIST
  VARIANTS_INPUT_MISSING  VARIANTS_OVER_LIMIT }
enum ProductSortKeys { CREATED_AT  ID  INVENTORY_TOTAL  PRODUCT_TYPE  PUBLISHED_AT  RELEVANCE  TITLE  UPDATED_AT
  VENDOR }
enum ProductStatus { ACTIVE  ARCHIVED  DRAFT  UNLISTED }
enum ProductVariantInventoryPolicy { CONTINUE  DENY }
enum ProductVariantSortKeys { FULL_TITLE  ID  INVENTORY_LEVELS_AVAILABLE  INVENTORY_MANAGEMENT  INVENTORY_POLICY
  INVENTORY_QUANTITY  NAME  POPULAR  POSITION  RELEVANCE  SKU  TITLE }
enum ProductVariantsBulkUpdateUserErrorCode { INVALID_INPUT  INVALID_VALUE  NEGATIVE_PRICE_VALUE
  NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE  PRODUCT_DOES_NOT_EXIST  PRODUCT_VARIANT_DOES_NOT_EXIST
  PRODUCT_VARIANT_ID_MISSING }
enum RefundLineItemRestockType { CANCEL  LEGACY_RESTOCK  NO_RESTOCK  RETURN }
enum WebhookSubscriptionFormat { JSON  XML }
enum WebhookSubscriptionSortKeys { CREATED_AT  ID }
enum WebhookSubscriptionTopic { APP_UNINSTALLED  BULK_OPERATIONS_FINISH  INVENTORY_ITEMS_CREATE  INVENTORY_ITEMS_DELETE
  INVENTORY_ITEMS_UPDATE  INVENTORY_LEVELS_CONNECT  INVENTORY_LEVELS_DISCONNECT  INVENTORY_LEVELS_UPDATE
  LOCATIONS_ACTIVATE  LOCATIONS_CREATE  LOCATIONS_DEACTIVATE  LOCATIONS_DELETE  LOCATIONS_UPDATE  ORDERS_CANCELLED
  ORDERS_CREATE  ORDERS_DELETE  ORDERS_EDITED  ORDERS_FULFILLED  ORDERS_PAID  ORDERS_PARTIALLY_FULFILLED
  ORDERS_UPDATED  PRODUCTS_CREATE  PRODUCTS_DELETE  PRODUCTS_UPDATE  REFUNDS_CREATE  SHOP_UPDATE }
enum WeightUnit { GRAMS  KILOGRAMS  OUNCES  POUNDS }
)";
// clang-format on

}  // namespace riff::sim
