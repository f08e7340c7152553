// inventoryActivate and inventoryItemUpdate.

#include "mocks/shopify_mutations.h"

namespace riff::sim {
namespace {

GraphqlOutput ActivatePayload(GraphqlOutput level, const std::vector<ShopifyUserError>& errors) {
  return ShopifyRecord("InventoryActivatePayload",
                       {{"inventoryLevel", std::move(level)}, {"userErrors", ShopifyUserErrors("UserError", errors)}});
}

}  // namespace

GraphqlOutput ActivateInventory(ShopifyShop& shop, const GraphqlCall& call) {
  if (const std::optional<GraphqlFailure> refused = RefuseWithoutKey(shop, call)) {
    return *refused;
  }
  if (const std::optional<ShopifyUserError> refused = RefuseKey(shop, call)) {
    return ActivatePayload(GraphqlValue::Null(), {*refused});
  }
  const auto item = ShopifyNumber(call.arguments.TextOf("inventoryItemId"), "InventoryItem");
  const MarketListing* found = item ? shop.RowOfItem(*item) : nullptr;
  if (found == nullptr) {
    return ActivatePayload(GraphqlValue::Null(), {{{"inventoryItemId"}, "The product couldn't be found.", ""}});
  }
  const auto location = ShopifyNumber(call.arguments.TextOf("locationId"), "Location");
  if (location != shop.LocationNumber()) {
    return ActivatePayload(GraphqlValue::Null(),
                           {{{"locationId"}, "The product couldn't be stocked at that location.", ""}});
  }
  const GraphqlValue* available = call.arguments.Given("available");
  const GraphqlValue* on_hand = call.arguments.Given("onHand");
  MarketListing row = *found;
  if (IsStocked(row)) {
    if (available != nullptr || on_hand != nullptr) {
      return ActivatePayload(GraphqlValue::Null(),
                             {{{available != nullptr ? "available" : "onHand"},
                               "Not allowed to set available quantity when the item is already active at the location.",
                               ""}});
    }
    return ActivatePayload(LevelObject(shop, row.row), {});
  }
  row.extras.erase("stocked");
  row.extras["level_at"] = std::to_string(ToMicros(shop.Now()));
  row.available = Quantity(available != nullptr ? available->integer
                           : on_hand != nullptr ? on_hand->integer - shop.NotAvailable(row)
                                                : 0);
  shop.market().Replace(row, ChangedBy::kWire);
  shop.CatchUp();
  return ActivatePayload(LevelObject(shop, row.row), {});
}

GraphqlOutput UpdateInventoryItem(ShopifyShop& shop, const GraphqlCall& call) {
  const auto item = ShopifyNumber(call.arguments.TextOf("id"), "InventoryItem");
  const MarketListing* found = item ? shop.RowOfItem(*item) : nullptr;
  if (found == nullptr) {
    return ShopifyRecord(
        "InventoryItemUpdatePayload",
        {{"userErrors", ShopifyUserErrors("UserError", {{{"id"}, "The product couldn't be found.", ""}})}});
  }
  MarketListing row = *found;
  GraphqlValue input = GraphqlValue::Object();
  input.Set("inventoryItem", *call.arguments.Find("input"));
  ApplyVariantInput(shop, input, row);
  shop.market().Replace(row, ChangedBy::kWire);
  shop.CatchUp();
  return ShopifyRecord("InventoryItemUpdatePayload", {{"inventoryItem", ItemObject(shop, row.row)},
                                                      {"userErrors", ShopifyUserErrors("UserError", {})}});
}

}  // namespace riff::sim
