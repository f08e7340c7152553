#include "mocks/shopify_schema.h"

#include <string>

#include "mocks/shopify_schema_inputs.h"
#include "mocks/shopify_schema_text.h"

namespace riff::sim {

const GraphqlSchema& ShopifySchema() {
  static const GraphqlSchema schema = GraphqlSchema::Of(std::string(kShopifyRoots) + std::string(kShopifyTypes) +
                                                        std::string(kShopifyInputs) + std::string(kShopifyWords));
  return schema;
}

}  // namespace riff::sim
