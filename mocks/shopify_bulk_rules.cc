#include "mocks/shopify_bulk_rules.h"

#include <algorithm>

#include "mocks/graphql_execute.h"
#include "mocks/graphql_parse.h"
#include "mocks/graphql_validate.h"
#include "mocks/shopify_schema.h"

namespace riff::sim {
namespace {

constexpr int kConnectionsMost = 5;
constexpr int kLevelsMost = 2;  // Of connections inside connections.

class BulkRules {
 public:
  explicit BulkRules(const GraphqlRequest& request) : request_(request) {}

  // Empty when the query may run.
  std::string Complaint() {
    const GraphqlSelectedFields root = SelectedAtRoot(request_);
    if (root.size() != 1) {
      return "Bulk queries must contain exactly one top-level field.";
    }
    if (root.front().first->name == "node" || root.front().first->name == "nodes") {
      return "Bulk queries cannot use the top-level node or nodes fields.";
    }
    Walk("QueryRoot", root, 0, IdNeed::kNo);
    if (complaint_.empty() && connections_ == 0) {
      return "Bulk queries must contain at least one connection.";
    }
    return complaint_;
  }

 private:
  enum class IdNeed { kNo, kYes };

  void Walk(std::string_view type, const GraphqlSelectedFields& fields, int level, IdNeed need) {
    const bool has_id = std::any_of(fields.begin(), fields.end(), [](const GraphqlSelected& field) {
      return field.first->name == "id" && field.first->alias.empty();
    });
    for (const GraphqlSelected& selected : fields) {
      const GraphqlField* field = request_.schema.Find(type)->FindField(selected.first->name);
      const std::string returned = field == nullptr ? "" : field->type.Named();
      const GraphqlDefinition* definition = request_.schema.Find(returned);
      if (definition == nullptr || !definition->HasFields()) {
        continue;
      }
      const bool connection = returned.ends_with("Connection");
      if (connection) {
        ++connections_;
        Refuse(connections_ > kConnectionsMost, "Bulk queries cannot contain more than 5 connections.");
        Refuse(level > kLevelsMost, "Bulk queries cannot contain connections nested deeper than 2 levels.");
        Refuse(need == IdNeed::kYes && !has_id,
               "The parent 'node' field for a nested connection must select the 'id' field without an alias.");
      }
      const bool row = returned.ends_with("Edge") || connection;
      Walk(returned, SelectedFields(request_, returned, selected.all), level + (connection ? 1 : 0),
           row ? IdNeed::kNo : IdNeed::kYes);
    }
  }

  void Refuse(bool broken, std::string_view complaint) {
    if (broken && complaint_.empty()) {
      complaint_ = std::string(complaint);
    }
  }

  const GraphqlRequest& request_;
  int connections_ = 0;
  std::string complaint_;
};

}  // namespace

std::string ComplaintAboutBulk(const std::string& query) {
  const auto document = ParseGraphql(query);
  if (!document) {
    return "Invalid bulk query: " + document.error().message;
  }
  const GraphqlOperation* operation = document->FindOperation("");
  if (operation == nullptr || operation->kind != GraphqlOperationKind::kQuery) {
    return "Invalid bulk query: one query operation is expected.";
  }
  if (!operation->variables.empty()) {
    return "Bulk queries cannot have variables.";
  }
  if (const auto errors = ValidateGraphql(ShopifySchema(), *document, *operation); !errors.empty()) {
    return "Invalid bulk query: " + errors.front().message;
  }
  const GraphqlVariables none;
  return BulkRules({ShopifySchema(), *document, *operation, none}).Complaint();
}

}  // namespace riff::sim
