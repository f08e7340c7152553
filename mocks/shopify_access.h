#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>

#include "mocks/graphql_execute.h"
#include "mocks/shopify_shop.h"

namespace riff::sim {

// One field of a root: the scope that a token needs for it (empty: none), the operation's name without the platform,
// and what answers it.
struct ShopifyRootField {
  std::string_view scope;
  std::string_view operation;
  GraphqlOutput (*answer)(ShopifyShop&, const GraphqlCall&);
};

const std::map<std::string_view, ShopifyRootField>& ShopifyQueryFields();
const std::map<std::string_view, ShopifyRootField>& ShopifyMutationFields();

// A root whose fields answer ACCESS_DENIED where the token lacks the scope.
GraphqlObjectPointer ShopifyRoot(std::string_view type, const std::map<std::string_view, ShopifyRootField>& fields,
                                 ShopifyShop& shop);

// The versions that can be asked for, oldest first, "unstable" last.
const std::array<std::string_view, 5>& ShopifyVersions();

}  // namespace riff::sim
