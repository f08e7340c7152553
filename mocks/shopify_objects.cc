// How Shopify's objects are made, and finding one by its id.

#include "mocks/shopify_objects.h"

#include <algorithm>

namespace riff::sim {

GraphqlObjectPointer ShopifyRecord(std::string_view type, ShopifyMembers members) {
  return std::make_shared<GraphqlObject>(
      GraphqlObject{std::string(type), [members = std::move(members)](const GraphqlCall& call) -> GraphqlOutput {
                      const auto found = members.find(call.field);
                      return found == members.end() ? GraphqlOutput(GraphqlValue::Null()) : found->second;
                    }});
}

GraphqlOutput TextLeaf(std::string_view text) { return GraphqlValue::Text(text); }
GraphqlOutput NumberLeaf(std::int64_t number) { return GraphqlValue::Integer(number); }
GraphqlOutput TimeLeaf(Timestamp at) { return GraphqlValue::Text(ShopifyTime(at)); }

GraphqlObjectPointer ShopifyCount(std::int64_t count, std::int64_t most) {
  return ShopifyRecord("Count", {{"count", NumberLeaf(std::min(count, most))},
                                 {"precision", TextLeaf(count > most ? "AT_LEAST" : "EXACT")}});
}

GraphqlObjectPointer ShopifyMoney(Money amount) {
  return ShopifyRecord(
      "MoneyV2", {{"amount", TextLeaf(FormatDecimal(amount))}, {"currencyCode", TextLeaf(amount.currency.code())}});
}

GraphqlObjectPointer ShopifyMoneyBag(Money amount) {
  return ShopifyRecord("MoneyBag", {{"shopMoney", ShopifyMoney(amount)}, {"presentmentMoney", ShopifyMoney(amount)}});
}

bool IsTrue(const GraphqlCall& call, std::string_view argument) {
  const GraphqlValue* value = call.arguments.Given(argument);
  return value != nullptr && value->truth;
}

GraphqlFailure ShopifyBadId(std::string_view id) { return {"Invalid id: " + std::string(id), "RESOURCE_NOT_FOUND"}; }

GraphqlOutput ShopifyUserErrors(std::string_view type, const std::vector<ShopifyUserError>& errors) {
  std::vector<GraphqlOutput> list;
  for (const ShopifyUserError& error : errors) {
    GraphqlValue field = GraphqlValue::List();
    for (const std::string& step : error.field) {
      field.items.push_back(GraphqlValue::Text(step));
    }
    list.emplace_back(ShopifyRecord(type, {{"field", error.field.empty() ? GraphqlValue::Null() : field},
                                           {"message", TextLeaf(error.message)},
                                           {"code", GraphqlValue::TextOrNull(error.code)}}));
  }
  return list;
}

namespace {

// "gid://shopify/InventoryLevel/<location>?inventory_item_id=<item>"
GraphqlObjectPointer LevelByGid(ShopifyShop& shop, std::string_view rest) {
  constexpr std::string_view kMiddle = "?inventory_item_id=";
  const std::size_t middle = rest.find(kMiddle);
  if (middle == std::string_view::npos) {
    return nullptr;
  }
  const std::optional<std::int64_t> location = NumberInDigits(rest.substr(0, middle));
  const std::optional<std::int64_t> item = NumberInDigits(rest.substr(middle + kMiddle.size()));
  const MarketListing* listing = item ? shop.RowOfItem(*item) : nullptr;
  return location == shop.LocationNumber() && listing != nullptr ? LevelObject(shop, listing->row) : nullptr;
}

GraphqlObjectPointer ByNumber(ShopifyShop& shop, std::string_view type, std::int64_t number) {
  if (type == "Product") {
    return ProductObject(shop, number);
  }
  if (type == "ProductVariant") {
    const MarketListing* listing = shop.RowOfVariant(number);
    return listing == nullptr ? nullptr : VariantObject(shop, listing->row);
  }
  if (type == "InventoryItem") {
    const MarketListing* listing = shop.RowOfItem(number);
    return listing == nullptr ? nullptr : ItemObject(shop, listing->row);
  }
  if (type == "Location") {
    return LocationObject(shop, number);
  }
  if (type == "Order") {
    return OrderObject(shop, OrderId(std::to_string(number)));
  }
  if (type == "Publication") {
    return PublicationObject(shop, number);
  }
  if (type == "WebhookSubscription") {
    return WebhookObject(shop, number);
  }
  if (type == "BulkOperation") {
    return BulkObject(shop, number);
  }
  if (type == "ProductSetOperation") {
    return SetOperationObject(shop, number);
  }
  return type == "Shop" ? ShopObject(shop) : nullptr;
}

}  // namespace

std::optional<GraphqlObjectPointer> ShopifyNode(ShopifyShop& shop, const std::string& gid) {
  constexpr std::string_view kFront = "gid://shopify/";
  if (!gid.starts_with(kFront)) {
    return std::nullopt;
  }
  const std::string_view rest = std::string_view(gid).substr(kFront.size());
  const std::size_t slash = rest.find('/');
  if (slash == std::string_view::npos || slash + 1 == rest.size()) {
    return std::nullopt;
  }
  const std::string_view type = rest.substr(0, slash);
  if (type == "InventoryLevel") {
    return LevelByGid(shop, rest.substr(slash + 1));
  }
  const std::optional<std::int64_t> number = NumberInDigits(rest.substr(slash + 1));
  return number ? std::optional(ByNumber(shop, type, *number)) : std::nullopt;
}

}  // namespace riff::sim
