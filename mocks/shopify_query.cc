// QueryRoot: what a query may begin with.

#include <algorithm>

#include "mocks/shopify_access.h"
#include "mocks/shopify_objects.h"
#include "mocks/shopify_page.h"
#include "mocks/shopify_search.h"

namespace riff::sim {
namespace {

using Call = GraphqlCall;
using Shop = ShopifyShop;

// One thing by its id: null when it is not there, a failure when the id is none of that type.
GraphqlOutput ById(Shop& shop, const Call& call, std::string_view type) {
  const std::string gid = call.arguments.TextOf("id");
  const std::optional<GraphqlObjectPointer> found = ShopifyNode(shop, gid);
  if (!found || !gid.starts_with("gid://shopify/" + std::string(type) + "/")) {
    return ShopifyBadId(gid);
  }
  return *found;
}

GraphqlOutput Location(Shop& shop, const Call& call) {
  return call.arguments.Given("id") == nullptr ? GraphqlOutput(LocationObject(shop, shop.LocationNumber()))
                                               : ById(shop, call, "Location");
}

GraphqlOutput Locations(Shop& shop, const Call& call) {
  std::vector<ShopifyPageRow> rows;
  for (const std::int64_t number : {shop.LocationNumber(), shop.ClosedLocationNumber()}) {
    const bool open = number == shop.LocationNumber();
    if (open || IsTrue(call, "includeInactive")) {
      const bool by_name = call.arguments.TextOf("sortKey") == "NAME";
      rows.push_back({by_name ? (open ? "main shop" : "old warehouse") : "", number,
                      [&shop, number] { return LocationObject(shop, number); }});
    }
  }
  return ShopifyPage(shop, "LocationConnection", std::move(rows), call);
}

GraphqlOutput Node(Shop& shop, const Call& call) {
  const std::string gid = call.arguments.TextOf("id");
  const std::optional<GraphqlObjectPointer> found = ShopifyNode(shop, gid);
  return found ? GraphqlOutput(*found) : GraphqlOutput(ShopifyBadId(gid));
}

// Slots in the order of the ids; null for what is not there.
GraphqlOutput Nodes(Shop& shop, const Call& call) {
  std::vector<GraphqlOutput> list;
  for (const GraphqlValue& id : call.arguments.Find("ids")->items) {
    const std::optional<GraphqlObjectPointer> found = ShopifyNode(shop, id.text);
    if (!found) {
      return ShopifyBadId(id.text);
    }
    list.emplace_back(*found);
  }
  return list;
}

GraphqlOutput ProductByIdentifier(Shop& shop, const Call& call) {
  const GraphqlValue& identifier = *call.arguments.Find("identifier");
  std::optional<std::int64_t> product;
  if (identifier.Given("id")) {
    product = ShopifyNumber(identifier.TextOf("id"), "Product");
  } else if (identifier.Given("handle")) {
    product = shop.ProductOfHandle(identifier.TextOf("handle"));
  } else if (const GraphqlValue* custom = identifier.Given("customId")) {
    const std::string space = custom->TextOf("namespace");
    product = shop.ProductOfMetafield("metafield:" + (space.empty() ? "$app" : space) + "/" + custom->TextOf("key"),
                                      custom->TextOf("value"));
  }
  return product ? GraphqlOutput(ProductObject(shop, *product)) : GraphqlValue::Null();
}

GraphqlOutput ProductByHandle(Shop& shop, const Call& call) {
  const std::optional<std::int64_t> product = shop.ProductOfHandle(call.arguments.TextOf("handle"));
  return product ? GraphqlOutput(ProductObject(shop, *product)) : GraphqlValue::Null();
}

std::int64_t MostOf(const Call& call) {
  const GraphqlValue* limit = call.arguments.Given("limit");
  return limit == nullptr ? 10000 : limit->integer;
}

GraphqlOutput Publications(Shop& shop, const Call& call) {
  std::vector<ShopifyPageRow> rows;
  for (const std::int64_t number : {shop.OnlineStoreNumber(), shop.PointOfSaleNumber()}) {
    rows.push_back({"", number, [&shop, number] { return PublicationObject(shop, number); }});
  }
  return ShopifyPage(shop, "PublicationConnection", std::move(rows), call);
}

GraphqlOutput Webhooks(Shop& shop, const Call& call) {
  const GraphqlValue* topics = call.arguments.Given("topics");
  const std::string uri = call.arguments.TextOf("uri");
  std::vector<ShopifyPageRow> rows;
  for (const auto& [number, webhook] : shop.webhooks) {
    const bool wanted =
        topics == nullptr || std::any_of(topics->items.begin(), topics->items.end(),
                                         [&topic = webhook.topic](const auto& each) { return each.text == topic; });
    if (wanted && (uri.empty() || uri == webhook.input.TextOf("uri"))) {
      rows.push_back(
          {SortedTime(webhook.created_at), number, [&shop, id = number] { return WebhookObject(shop, id); }});
    }
  }
  return ShopifyPage(shop, "WebhookSubscriptionConnection", std::move(rows), call);
}

GraphqlOutput Bulks(Shop& shop, const Call& call) {
  const ShopifySearch search(call.arguments.TextOf("query"));
  std::vector<ShopifyPageRow> rows;
  for (const auto& [number, bulk] : shop.bulks) {
    const auto index = [&row = bulk](std::string_view field) -> std::optional<ShopifyIndexed> {
      if (field == "status") {
        return row.status;
      }
      return field == "created_at" ? std::optional<ShopifyIndexed>(row.created_at) : std::nullopt;
    };
    if (search.Matches(index)) {
      rows.push_back({SortedTime(bulk.created_at), number, [&shop, id = number] { return BulkObject(shop, id); }});
    }
  }
  return ShopifyPage(shop, "BulkOperationConnection", std::move(rows), call);
}

GraphqlOutput CurrentBulk(Shop& shop) {
  return shop.bulks.empty() ? GraphqlOutput(GraphqlValue::Null()) : BulkObject(shop, shop.bulks.rbegin()->first);
}

GraphqlOutput Versions() {
  std::vector<GraphqlOutput> list;
  for (const std::string_view handle : ShopifyVersions()) {
    list.emplace_back(ApiVersionObject(handle));
  }
  return list;
}

#define RIFF_ROOT(expression)                         \
  [](Shop& shop, const Call& call) -> GraphqlOutput { \
    (void)shop, (void)call;                           \
    return expression;                                \
  }

const std::map<std::string_view, ShopifyRootField>& Fields() {
  static const std::map<std::string_view, ShopifyRootField> fields = {
      {"bulkOperation", {"", "bulk.get", RIFF_ROOT(ById(shop, call, "BulkOperation"))}},
      {"bulkOperations", {"", "bulk.list", Bulks}},
      {"currentAppInstallation", {"", "app.get", RIFF_ROOT(InstallationObject(shop))}},
      {"currentBulkOperation", {"", "bulk.get", RIFF_ROOT(CurrentBulk(shop))}},
      {"inventoryItem", {"read_inventory", "inventory.get", RIFF_ROOT(ById(shop, call, "InventoryItem"))}},
      {"inventoryItems", {"read_inventory", "inventory.list", ItemsPage}},
      {"inventoryLevel", {"read_inventory", "inventory.get", RIFF_ROOT(ById(shop, call, "InventoryLevel"))}},
      {"location", {"read_locations", "location.get", Location}},
      {"locations", {"read_locations", "location.list", Locations}},
      {"locationsCount", {"read_locations", "location.count", RIFF_ROOT(ShopifyCount(1, MostOf(call)))}},
      {"node", {"", "node.get", Node}},
      {"nodes", {"", "node.get", Nodes}},
      {"order", {"read_orders", "order.get", RIFF_ROOT(ById(shop, call, "Order"))}},
      {"orders", {"read_orders", "order.list", OrdersPage}},
      {"ordersCount",
       {"read_orders", "order.count",
        RIFF_ROOT(ShopifyCount(CountOrders(shop, call.arguments.TextOf("query")), MostOf(call)))}},
      {"product", {"read_products", "product.get", RIFF_ROOT(ById(shop, call, "Product"))}},
      {"productByHandle", {"read_products", "product.get", ProductByHandle}},
      {"productByIdentifier", {"read_products", "product.get", ProductByIdentifier}},
      {"productOperation", {"read_products", "operation.get", RIFF_ROOT(ById(shop, call, "ProductSetOperation"))}},
      {"productVariant", {"read_products", "variant.get", RIFF_ROOT(ById(shop, call, "ProductVariant"))}},
      {"productVariants", {"read_products", "variant.list", VariantsPage}},
      {"productVariantsCount",
       {"read_products", "variant.count",
        RIFF_ROOT(ShopifyCount(CountVariants(shop, call.arguments.TextOf("query")), MostOf(call)))}},
      {"products", {"read_products", "product.list", RIFF_ROOT(ProductsPage(shop, call, std::nullopt))}},
      {"productsCount",
       {"read_products", "product.count",
        RIFF_ROOT(ShopifyCount(CountProducts(shop, call.arguments.TextOf("query")), MostOf(call)))}},
      {"publicApiVersions", {"", "app.versions", RIFF_ROOT(Versions())}},
      {"publication", {"read_publications", "publication.get", RIFF_ROOT(ById(shop, call, "Publication"))}},
      {"publications", {"read_publications", "publication.list", Publications}},
      {"publicationsCount", {"read_publications", "publication.count", RIFF_ROOT(ShopifyCount(2, MostOf(call)))}},
      {"shop", {"", "shop.get", RIFF_ROOT(ShopObject(shop))}},
      {"webhookSubscription", {"", "webhook.get", RIFF_ROOT(ById(shop, call, "WebhookSubscription"))}},
      {"webhookSubscriptions", {"", "webhook.list", Webhooks}},
      {"webhookSubscriptionsCount",
       {"", "webhook.count", RIFF_ROOT(ShopifyCount(static_cast<std::int64_t>(shop.webhooks.size()), MostOf(call)))}},
  };
  return fields;
}

#undef RIFF_ROOT

}  // namespace

const std::map<std::string_view, ShopifyRootField>& ShopifyQueryFields() { return Fields(); }

GraphqlObjectPointer ShopifyQueryRoot(ShopifyShop& shop) { return ShopifyRoot("QueryRoot", Fields(), shop); }

}  // namespace riff::sim
