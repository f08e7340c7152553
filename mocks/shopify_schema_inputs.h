#pragma once

#include <string_view>

namespace riff::sim {

// The schema in its own notation: what can be given, and words. The rest is in shopify_schema_text.h.
// clang-format off
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
