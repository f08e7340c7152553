// The shop itself, its app installation, publications, webhooks and asynchronous operations.

#include "mocks/shopify_objects.h"
#include "mocks/shopify_page.h"

namespace riff::sim {
namespace {

#define RIFF_NUMBERED(expression)                                                               \
  [](ShopifyShop& shop, const std::int64_t& number, const GraphqlCall& call) -> GraphqlOutput { \
    (void)shop, (void)number, (void)call;                                                       \
    return expression;                                                                          \
  }

// ---- publications ------------------------------------------------------------------------------------------------

std::string_view TitleOf(const ShopifyShop& shop, std::int64_t publication) {
  return publication == shop.OnlineStoreNumber() ? "Online Store" : "Point of Sale";
}

GraphqlObjectPointer CatalogOf(ShopifyShop& shop, std::int64_t publication) {
  return ShopifyRecord("AppCatalog", {{"id", TextLeaf(ShopifyGid("AppCatalog", publication))},
                                      {"publication", PublicationObject(shop, publication)},
                                      {"status", TextLeaf("ACTIVE")},
                                      {"title", TextLeaf(TitleOf(shop, publication))}});
}

const ShopifyFields<std::int64_t>& PublicationFields() {
  static const ShopifyFields<std::int64_t> fields = {
      {"autoPublish", RIFF_NUMBERED(GraphqlValue::Bool(false))},
      {"catalog", RIFF_NUMBERED(CatalogOf(shop, number))},
      {"id", RIFF_NUMBERED(TextLeaf(ShopifyGid("Publication", number)))},
      {"name", RIFF_NUMBERED(TextLeaf(TitleOf(shop, number)))},
      {"products", RIFF_NUMBERED(ProductsPage(shop, call, number))},
      {"supportsFuturePublishing", RIFF_NUMBERED(GraphqlValue::Bool(number == shop.OnlineStoreNumber()))},
  };
  return fields;
}

// ---- webhooks ----------------------------------------------------------------------------------------------------

GraphqlOutput TextsIn(const GraphqlValue& input, std::string_view name) {
  const GraphqlValue* given = input.Given(name);
  return given == nullptr ? GraphqlValue::List() : *given;
}

std::string UriOf(const ShopifyWebhook& webhook) {
  const std::string uri = webhook.input.TextOf("uri");
  return uri.empty() ? webhook.input.TextOf("callbackUrl") : uri;
}

#define RIFF_WEBHOOK(expression)                                                                \
  [](ShopifyShop& shop, const std::int64_t& number, const GraphqlCall& call) -> GraphqlOutput { \
    const ShopifyWebhook& webhook = shop.webhooks.at(number);                                   \
    (void)webhook, (void)call;                                                                  \
    return expression;                                                                          \
  }

const ShopifyFields<std::int64_t>& WebhookFields() {
  static const ShopifyFields<std::int64_t> fields = {
      {"apiVersion", RIFF_WEBHOOK(ApiVersionObject(shop.version))},
      {"callbackUrl", RIFF_WEBHOOK(TextLeaf(UriOf(webhook)))},
      {"createdAt", RIFF_WEBHOOK(TimeLeaf(webhook.created_at))},
      {"filter", RIFF_WEBHOOK(GraphqlValue::TextOrNull(webhook.input.TextOf("filter")))},
      {"format",
       RIFF_WEBHOOK(TextLeaf(webhook.input.TextOf("format").empty() ? "JSON" : webhook.input.TextOf("format")))},
      {"id", RIFF_WEBHOOK(TextLeaf(ShopifyGid("WebhookSubscription", number)))},
      {"includeFields", RIFF_WEBHOOK(TextsIn(webhook.input, "includeFields"))},
      {"legacyResourceId", RIFF_WEBHOOK(TextLeaf(std::to_string(number)))},
      {"metafieldNamespaces", RIFF_WEBHOOK(TextsIn(webhook.input, "metafieldNamespaces"))},
      {"name", RIFF_WEBHOOK(GraphqlValue::TextOrNull(webhook.input.TextOf("name")))},
      {"topic", RIFF_WEBHOOK(TextLeaf(webhook.topic))},
      {"updatedAt", RIFF_WEBHOOK(TimeLeaf(webhook.created_at))},
      {"uri", RIFF_WEBHOOK(TextLeaf(UriOf(webhook)))},
  };
  return fields;
}

#undef RIFF_WEBHOOK

// ---- operations that are not waited for --------------------------------------------------------------------------

std::string_view StatusOf(ShopifyShop& shop, const ShopifySetOperation& operation) {
  if (operation.done) {
    return "COMPLETE";
  }
  return shop.Now() > operation.starts_at ? "ACTIVE" : "CREATED";
}

GraphqlOutput ProductOf(ShopifyShop& shop, const ShopifySetOperation& operation) {
  return operation.product ? GraphqlOutput(ProductObject(shop, *operation.product)) : GraphqlValue::Null();
}

const ShopifyFields<std::int64_t>& SetOperationFields() {
  static const ShopifyFields<std::int64_t> fields = {
      {"id", RIFF_NUMBERED(TextLeaf(ShopifyGid("ProductSetOperation", number)))},
      {"product", RIFF_NUMBERED(ProductOf(shop, shop.set_operations.at(number)))},
      {"status", RIFF_NUMBERED(TextLeaf(StatusOf(shop, shop.set_operations.at(number))))},
      {"userErrors", RIFF_NUMBERED(ShopifyUserErrors("ProductSetUserError", shop.set_operations.at(number).errors))},
  };
  return fields;
}

std::string BulkLink(const ShopifyShop& shop, const ShopifyBulk& bulk) {
  return "http://" + shop.host + "/bulk/" + std::to_string(bulk.number) + ".jsonl?signature=" + bulk.secret;
}

GraphqlOutput LinkWhen(ShopifyShop& shop, const ShopifyBulk& bulk, std::string_view status) {
  const bool there = bulk.status == status && !bulk.file.empty();
  return there ? TextLeaf(BulkLink(shop, bulk)) : GraphqlOutput(GraphqlValue::Null());
}

GraphqlOutput SizeOf(const ShopifyBulk& bulk) {
  return bulk.file.empty() ? GraphqlOutput(GraphqlValue::Null()) : TextLeaf(std::to_string(bulk.file.size()));
}

#define RIFF_BULK(expression)                                                                   \
  [](ShopifyShop& shop, const std::int64_t& number, const GraphqlCall& call) -> GraphqlOutput { \
    const ShopifyBulk& bulk = shop.bulks.at(number);                                            \
    (void)bulk, (void)call;                                                                     \
    return expression;                                                                          \
  }

const ShopifyFields<std::int64_t>& BulkFields() {
  static const ShopifyFields<std::int64_t> fields = {
      {"completedAt",
       RIFF_BULK(bulk.completed_at ? TimeLeaf(*bulk.completed_at) : GraphqlOutput(GraphqlValue::Null()))},
      {"createdAt", RIFF_BULK(TimeLeaf(bulk.created_at))},
      {"errorCode", RIFF_BULK(GraphqlValue::TextOrNull(bulk.error_code))},
      {"fileSize", RIFF_BULK(SizeOf(bulk))},
      {"id", RIFF_BULK(TextLeaf(ShopifyGid("BulkOperation", number)))},
      {"objectCount", RIFF_BULK(TextLeaf(std::to_string(bulk.objects)))},
      {"partialDataUrl", RIFF_BULK(LinkWhen(shop, bulk, "FAILED"))},
      {"query", RIFF_BULK(TextLeaf(bulk.query))},
      {"rootObjectCount", RIFF_BULK(TextLeaf(std::to_string(bulk.root_objects)))},
      {"status", RIFF_BULK(TextLeaf(bulk.status))},
      {"type", RIFF_BULK(TextLeaf("QUERY"))},
      {"url", RIFF_BULK(LinkWhen(shop, bulk, "COMPLETED"))},
  };
  return fields;
}

#undef RIFF_BULK
#undef RIFF_NUMBERED

}  // namespace

GraphqlObjectPointer PublicationObject(ShopifyShop& shop, std::int64_t publication) {
  const bool known = publication == shop.OnlineStoreNumber() || publication == shop.PointOfSaleNumber();
  return known ? ShopifyObject("Publication", PublicationFields(), shop, publication) : nullptr;
}

GraphqlObjectPointer WebhookObject(ShopifyShop& shop, std::int64_t webhook) {
  return shop.webhooks.contains(webhook) ? ShopifyObject("WebhookSubscription", WebhookFields(), shop, webhook)
                                         : nullptr;
}

GraphqlObjectPointer BulkObject(ShopifyShop& shop, std::int64_t bulk) {
  return shop.bulks.contains(bulk) ? ShopifyObject("BulkOperation", BulkFields(), shop, bulk) : nullptr;
}

GraphqlObjectPointer SetOperationObject(ShopifyShop& shop, std::int64_t operation) {
  return shop.set_operations.contains(operation)
             ? ShopifyObject("ProductSetOperation", SetOperationFields(), shop, operation)
             : nullptr;
}

GraphqlObjectPointer ApiVersionObject(std::string_view handle) {
  return ShopifyRecord("ApiVersion", {{"displayName", TextLeaf(handle)},
                                      {"handle", TextLeaf(handle)},
                                      {"supported", GraphqlValue::Bool(handle != "unstable")}});
}

GraphqlObjectPointer ShopObject(ShopifyShop& shop) {
  const bool sandbox = shop.credentials().channel.environment == Environment::kSandbox;
  const std::string domain = shop.credentials().Key("shop");
  const GraphqlObjectPointer plan =
      ShopifyRecord("ShopPlan", {{"displayName", TextLeaf(sandbox ? "Developer Preview" : "Basic")},
                                 {"partnerDevelopment", GraphqlValue::Bool(sandbox)},
                                 {"publicDisplayName", TextLeaf(sandbox ? "Development" : "Basic")},
                                 {"shopifyPlus", GraphqlValue::Bool(false)}});
  const Timestamp opened = FromMicros(1'577'836'800'000'000);  // 2020-01-01
  return ShopifyRecord("Shop", {{"contactEmail", TextLeaf("shop@example.invalid")},
                                {"createdAt", TimeLeaf(opened)},
                                {"currencyCode", TextLeaf("USD")},
                                {"email", TextLeaf("shop@example.invalid")},
                                {"ianaTimezone", TextLeaf("America/New_York")},
                                {"id", TextLeaf(ShopifyGid("Shop", 900'000 + shop.LocationNumber()))},
                                {"myshopifyDomain", TextLeaf(domain)},
                                {"name", TextLeaf("RIFF Music")},
                                {"plan", plan},
                                {"timezoneAbbreviation", TextLeaf("EST")},
                                {"timezoneOffset", TextLeaf("-0500")},
                                {"timezoneOffsetMinutes", NumberLeaf(-300)},
                                {"updatedAt", TimeLeaf(opened)},
                                {"url", TextLeaf("https://" + domain)}});
}

GraphqlObjectPointer InstallationObject(ShopifyShop& shop) {
  std::vector<GraphqlOutput> scopes;
  for (const std::string& scope : shop.GrantedScopes()) {
    scopes.emplace_back(
        ShopifyRecord("AccessScope", {{"handle", TextLeaf(scope)}, {"description", TextLeaf("May " + scope)}}));
  }
  return ShopifyRecord("AppInstallation",
                       {{"accessScopes", std::move(scopes)},
                        {"id", TextLeaf(ShopifyGid("AppInstallation", 800'000 + shop.LocationNumber()))},
                        {"launchUrl", TextLeaf("https://" + shop.credentials().Key("shop") + "/admin/apps/riff")}});
}

}  // namespace riff::sim
