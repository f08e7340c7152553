// The fields of Mutation.

#include "mocks/shopify_mutations.h"

#include "mocks/shopify_access.h"

namespace riff::sim {

const std::map<std::string_view, ShopifyRootField>& ShopifyMutationFields() {
  static const std::map<std::string_view, ShopifyRootField> fields = {
      {"bulkOperationCancel", {"read_products", "bulk.cancel", CancelBulk}},
      {"bulkOperationRunQuery", {"read_products", "bulk.start", StartBulk}},
      {"inventoryActivate", {"write_inventory", "inventory.activate", ActivateInventory}},
      {"inventoryAdjustQuantities", {"write_inventory", "inventory.adjust", AdjustQuantities}},
      {"inventoryItemUpdate", {"write_inventory", "inventory.update", UpdateInventoryItem}},
      {"inventorySetQuantities", {"write_inventory", "inventory.set", SetQuantities}},
      {"productCreate", {"write_products", "product.create", CreateProduct}},
      {"productDelete", {"write_products", "product.delete", DeleteProduct}},
      {"productSet", {"write_products", "product.set", SetProduct}},
      {"productUpdate", {"write_products", "product.update", UpdateProduct}},
      {"productVariantsBulkUpdate", {"write_products", "variant.update", UpdateVariants}},
      {"publishablePublish", {"write_publications", "product.publish", PublishOn}},
      {"publishableUnpublish", {"write_publications", "product.unpublish", UnpublishFrom}},
      // The platform asks no scope; a read-only account takes no subscriptions here.
      {"webhookSubscriptionCreate", {"write_products", "webhook.create", CreateWebhook}},
      {"webhookSubscriptionDelete", {"write_products", "webhook.delete", DeleteWebhook}},
  };
  return fields;
}

GraphqlObjectPointer ShopifyMutationRoot(ShopifyShop& shop) {
  return ShopifyRoot("Mutation", ShopifyMutationFields(), shop);
}

}  // namespace riff::sim
