#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mocks/shopify_objects.h"

namespace riff::sim {

// What inventorySetQuantities and inventoryAdjustQuantities answer; `field` is which. The group of changes is null when
// nothing moved.
GraphqlOutput ShopifyQuantitiesPayload(ShopifyShop& shop, std::string_view field, const GraphqlValue& input,
                                       const std::vector<ShopifyUserError>& errors, std::vector<ShopifyMove> moves);

}  // namespace riff::sim
