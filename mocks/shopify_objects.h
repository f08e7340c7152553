#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/check.h"
#include "mocks/graphql_execute.h"
#include "mocks/shopify_shop.h"

namespace riff::sim {

// ---- how objects are made ----------------------------------------------------------------------------------------

// An object whose fields are known already: payloads, money, counts.
using ShopifyMembers = std::map<std::string, GraphqlOutput, std::less<>>;
GraphqlObjectPointer ShopifyRecord(std::string_view type, ShopifyMembers members);

// An object whose fields are looked up when they are selected, so that a mutation's payload shows what is true after
// it. The table has every field of the type.
template <class Subject>
using ShopifyFields = std::map<std::string_view, GraphqlOutput (*)(ShopifyShop&, const Subject&, const GraphqlCall&)>;

template <class Subject>
GraphqlObjectPointer ShopifyObject(std::string_view type, const ShopifyFields<Subject>& fields, ShopifyShop& shop,
                                   Subject subject) {
  return std::make_shared<GraphqlObject>(
      GraphqlObject{std::string(type), [&fields, &shop, subject = std::move(subject)](const GraphqlCall& call) {
                      const auto found = fields.find(call.field);
                      RIFF_CHECK(found != fields.end(), "every field of the schema's text has a resolver");
                      return found->second(shop, subject, call);
                    }});
}

GraphqlOutput TextLeaf(std::string_view text);
GraphqlOutput NumberLeaf(std::int64_t number);
GraphqlOutput TimeLeaf(Timestamp at);
GraphqlObjectPointer ShopifyCount(std::int64_t count, std::int64_t most);
GraphqlObjectPointer ShopifyMoney(Money amount);
GraphqlObjectPointer ShopifyMoneyBag(Money amount);
bool IsTrue(const GraphqlCall& call, std::string_view argument);

// The top-level error for an id that is no id of this kind of thing.
GraphqlFailure ShopifyBadId(std::string_view id);

// A payload's userErrors; `type` is "UserError" or one with codes.
GraphqlOutput ShopifyUserErrors(std::string_view type, const std::vector<ShopifyUserError>& errors);

// ---- the shop's things -------------------------------------------------------------------------------------------
// Null for what is not there (any more).

GraphqlObjectPointer ProductObject(ShopifyShop& shop, std::int64_t product);
GraphqlObjectPointer VariantObject(ShopifyShop& shop, RowNumber row);
GraphqlObjectPointer ItemObject(ShopifyShop& shop, RowNumber row);
GraphqlObjectPointer LevelObject(ShopifyShop& shop, RowNumber row);
GraphqlObjectPointer LocationObject(ShopifyShop& shop, std::int64_t location);
GraphqlObjectPointer OrderObject(ShopifyShop& shop, const OrderId& order);
GraphqlObjectPointer ShopObject(ShopifyShop& shop);
GraphqlObjectPointer InstallationObject(ShopifyShop& shop);
GraphqlObjectPointer PublicationObject(ShopifyShop& shop, std::int64_t publication);
GraphqlObjectPointer WebhookObject(ShopifyShop& shop, std::int64_t webhook);
GraphqlObjectPointer BulkObject(ShopifyShop& shop, std::int64_t bulk);
GraphqlObjectPointer SetOperationObject(ShopifyShop& shop, std::int64_t operation);
GraphqlObjectPointer ApiVersionObject(std::string_view handle);

// Anything by its id; null when it is unknown, nothing when the text is no id at all.
std::optional<GraphqlObjectPointer> ShopifyNode(ShopifyShop& shop, const std::string& gid);

// Connections that several parents have.
GraphqlOutput ProductsPage(ShopifyShop& shop, const GraphqlCall& call, std::optional<std::int64_t> publication);
GraphqlOutput VariantsPage(ShopifyShop& shop, const GraphqlCall& call);
GraphqlOutput ItemsPage(ShopifyShop& shop, const GraphqlCall& call);
GraphqlOutput LevelsPage(ShopifyShop& shop, const GraphqlCall& call, std::optional<RowNumber> of_item);
GraphqlOutput OrdersPage(ShopifyShop& shop, const GraphqlCall& call);

// How many rows a search finds.
std::int64_t CountProducts(ShopifyShop& shop, const std::string& query);
std::int64_t CountVariants(ShopifyShop& shop, const std::string& query);
std::int64_t CountOrders(ShopifyShop& shop, const std::string& query);

// The order is inside the window that the token may see.
bool IsOrderInWindow(const ShopifyShop& shop, const MarketOrder& order);

// ---- roots -------------------------------------------------------------------------------------------------------

// The operations' roots. A field whose scope the token lacks is ACCESS_DENIED, and nothing else happens.
GraphqlObjectPointer ShopifyQueryRoot(ShopifyShop& shop);
GraphqlObjectPointer ShopifyMutationRoot(ShopifyShop& shop);

}  // namespace riff::sim
