#include "mocks/shopify_access.h"

#include <algorithm>
#include <memory>
#include <vector>

#include "engine/base/check.h"
#include "mocks/shopify_objects.h"

namespace riff::sim {
namespace {

GraphqlFailure AccessDenied(std::string_view field, std::string_view scope) {
  const std::string needed = "`" + std::string(scope) + "` access scope.";
  GraphqlFailure failure{"Access denied for " + std::string(field) + " field. Required access: " + needed,
                         "ACCESS_DENIED"};
  failure.extensions.Set("documentation", GraphqlValue::Text("https://shopify.dev/api/usage/access-scopes"))
      .Set("requiredAccess", GraphqlValue::Text(needed));
  return failure;
}

}  // namespace

GraphqlObjectPointer ShopifyRoot(std::string_view type, const std::map<std::string_view, ShopifyRootField>& fields,
                                 ShopifyShop& shop) {
  return std::make_shared<GraphqlObject>(
      GraphqlObject{std::string(type), [&fields, &shop](const GraphqlCall& call) -> GraphqlOutput {
                      const auto found = fields.find(call.field);
                      RIFF_CHECK(found != fields.end(), "every field of a root has its row in the table");
                      const std::vector<std::string> granted = shop.GrantedScopes();
                      const std::string_view scope = found->second.scope;
                      if (!scope.empty() && std::find(granted.begin(), granted.end(), scope) == granted.end()) {
                        return AccessDenied(call.field, scope);
                      }
                      return found->second.answer(shop, call);
                    }});
}

const std::array<std::string_view, 5>& ShopifyVersions() {
  static constexpr std::array<std::string_view, 5> versions = {"2026-01", "2026-04", "2026-07", "2026-10", "unstable"};
  return versions;
}

}  // namespace riff::sim
