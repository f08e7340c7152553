#include "mocks/shopify_quantity_moves.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace riff::sim {
namespace {

GraphqlObjectPointer ChangeObject(ShopifyShop& shop, const ShopifyMove& move) {
  return ShopifyRecord("InventoryChange", {{"delta", NumberLeaf(move.delta)},
                                           {"item", ItemObject(shop, move.row)},
                                           {"ledgerDocumentUri", GraphqlValue::TextOrNull(move.document)},
                                           {"location", LocationObject(shop, shop.LocationNumber())},
                                           {"name", TextLeaf(move.name)},
                                           {"quantityAfterChange", NumberLeaf(move.after)}});
}

// Null when nothing moved.
GraphqlOutput GroupOf(ShopifyShop& shop, const GraphqlValue& input, std::vector<ShopifyMove> moves) {
  std::erase_if(moves, [](const ShopifyMove& move) { return move.delta == 0; });
  if (moves.empty()) {
    return GraphqlValue::Null();
  }
  const std::int64_t number = shop.market().Next(Numbered::kOther);
  const Timestamp now = shop.Now();
  return GraphqlObjectPointer(std::make_shared<GraphqlObject>(GraphqlObject{
      "InventoryAdjustmentGroup",
      [&shop, number, now, moves = std::move(moves), reason = input.TextOf("reason"),
       document = input.TextOf("referenceDocumentUri")](const GraphqlCall& call) -> GraphqlOutput {
        if (call.field == "id") {
          return TextLeaf(ShopifyGid("InventoryAdjustmentGroup", number));
        }
        if (call.field == "createdAt") {
          return TimeLeaf(now);
        }
        if (call.field == "reason") {
          return TextLeaf(reason);
        }
        if (call.field == "referenceDocumentUri") {
          return GraphqlValue::TextOrNull(document);
        }
        const GraphqlValue* names = call.arguments.Given("quantityNames");
        std::vector<GraphqlOutput> changes;
        for (const ShopifyMove& move : moves) {
          if (names == nullptr || std::any_of(names->items.begin(), names->items.end(),
                                              [&](const GraphqlValue& name) { return name.text == move.name; })) {
            changes.emplace_back(ChangeObject(shop, move));
          }
        }
        return changes;
      }}));
}

}  // namespace

GraphqlOutput ShopifyQuantitiesPayload(ShopifyShop& shop, std::string_view field, const GraphqlValue& input,
                                       const std::vector<ShopifyUserError>& errors, std::vector<ShopifyMove> moves) {
  const std::string name = field == "inventorySetQuantities" ? "InventorySetQuantities" : "InventoryAdjustQuantities";
  return ShopifyRecord(name + "Payload", {{"inventoryAdjustmentGroup", GroupOf(shop, input, std::move(moves))},
                                          {"userErrors", ShopifyUserErrors(name + "UserError", errors)}});
}

}  // namespace riff::sim
