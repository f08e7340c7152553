// Bulk reads, and everything else that becomes due on the clock.

#include <algorithm>

#include "engine/base/digest.h"
#include "mocks/graphql_parse.h"
#include "mocks/graphql_validate.h"
#include "mocks/shopify_mutations.h"
#include "mocks/shopify_schema.h"

namespace riff::sim {
namespace {

constexpr std::size_t kRunningMost = 5;
constexpr int kConnectionsMost = 5;
constexpr int kLevelsMost = 2;  // Of connections inside connections.

bool IsOpen(const ShopifyBulk& bulk) {
  return bulk.status == "CREATED" || bulk.status == "RUNNING" || bulk.status == "CANCELING";
}

// ---- the rules of a bulk query -----------------------------------------------------------------------------------

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

std::string ComplaintAbout(const std::string& query) {
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

// ---- lines -------------------------------------------------------------------------------------------------------

// A connection in an answer, told by its members.
const GraphqlValue* RowsIn(const GraphqlValue& value) {
  const GraphqlValue* nodes = value.Given("nodes");
  return nodes != nullptr ? nodes : value.Given("edges");
}

class BulkLines {
 public:
  // The rows of a root connection, or of one inside the root object; children come after all of their parents.
  void Add(const GraphqlValue& root) {
    if (RowsIn(root) != nullptr) {
      AddRows(root, "");
      root_count = lines.size();
    } else {
      AddObject(root, "");
      root_count = 1;
    }
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
      const Waiting next = waiting_[i];
      AddRows(next.connection, next.parent);
    }
  }

  std::vector<std::string> lines;
  std::size_t root_count = 0;

 private:
  struct Waiting {
    GraphqlValue connection;
    std::string parent;
  };

  void AddRows(const GraphqlValue& connection, const std::string& parent) {
    for (const GraphqlValue& row : RowsIn(connection)->items) {
      const GraphqlValue* node = row.Given("node");
      AddObject(node == nullptr ? row : *node, parent);
    }
  }

  void AddObject(const GraphqlValue& object, const std::string& parent) {
    GraphqlValue line = WithoutConnections(object);
    if (!parent.empty()) {
      line.Set("__parentId", GraphqlValue::Text(parent));
    }
    lines.push_back(PrintGraphqlValue(line));
  }

  GraphqlValue WithoutConnections(const GraphqlValue& object) {
    GraphqlValue plain = GraphqlValue::Object();
    for (std::size_t i = 0; i < object.keys.size(); ++i) {
      const GraphqlValue& member = object.items[i];
      if (member.kind != GraphqlValue::Kind::kObject) {
        plain.Set(object.keys[i], member);
      } else if (RowsIn(member) != nullptr) {
        waiting_.push_back({member, object.TextOf("id")});
      } else {
        plain.Set(object.keys[i], WithoutConnections(member));
      }
    }
    return plain;
  }

  std::vector<Waiting> waiting_;
};

void Run(ShopifyShop& shop, ShopifyBulk& bulk) {
  const auto document = ParseGraphql(bulk.query);
  const GraphqlVariables none;
  const GraphqlRequest request{ShopifySchema(), *document, *document->FindOperation(""), none};
  shop.paging = ShopifyShop::Paging::kWhole;
  const GraphqlAnswer answer = ExecuteGraphql(request, *ShopifyQueryRoot(shop));
  shop.paging = ShopifyShop::Paging::kAsked;
  bulk.completed_at = bulk.due_at;
  BulkLines written;
  if (!answer.data.items.empty() && !answer.data.items.front().IsNull()) {
    written.Add(answer.data.items.front());
  }
  std::size_t count = written.lines.size();
  bulk.status = "COMPLETED";
  if (!answer.errors.empty()) {
    bulk.status = "FAILED";
    bulk.error_code =
        answer.errors.front().extensions.TextOf("code") == "ACCESS_DENIED" ? "ACCESS_DENIED" : "INTERNAL_SERVER_ERROR";
  } else if (shop.faults().Take("bulk_fails", "shopify.bulk.start")) {
    bulk.status = "FAILED";
    bulk.error_code = "INTERNAL_SERVER_ERROR";
    count /= 2;  // A front part is left behind.
  }
  for (std::size_t i = 0; i < count; ++i) {
    bulk.file += written.lines[i] + "\n";
  }
  bulk.objects = static_cast<std::int64_t>(count);
  bulk.root_objects = static_cast<std::int64_t>(std::min(count, written.root_count));
}

GraphqlOutput Started(GraphqlOutput bulk, const std::vector<ShopifyUserError>& errors) {
  return ShopifyRecord(
      "BulkOperationRunQueryPayload",
      {{"bulkOperation", std::move(bulk)}, {"userErrors", ShopifyUserErrors("BulkOperationUserError", errors)}});
}

}  // namespace

GraphqlOutput StartBulk(ShopifyShop& shop, const GraphqlCall& call) {
  const std::string query = call.arguments.TextOf("query");
  if (const std::string complaint = ComplaintAbout(query); !complaint.empty()) {
    return Started(GraphqlValue::Null(), {{{"query"}, complaint, "INVALID"}});
  }
  const auto running =
      std::count_if(shop.bulks.begin(), shop.bulks.end(), [](const auto& each) { return IsOpen(each.second); });
  if (static_cast<std::size_t>(running) >= kRunningMost) {
    return Started(GraphqlValue::Null(),
                   {{{}, "The limit of 5 concurrent bulk query operations has been reached.", "LIMIT_REACHED"}});
  }
  ShopifyBulk bulk;
  bulk.number = shop.market().Next(Numbered::kOther);
  bulk.query = query;
  bulk.created_at = shop.Now();
  bulk.due_at = shop.Now() + shop.faults().KnobMs("bulk_delay_ms");
  bulk.secret = Sha256Hex(shop.credentials().Key("token") + std::to_string(bulk.number)).substr(0, 32);
  const std::int64_t number = bulk.number;
  shop.bulks.emplace(number, std::move(bulk));
  return Started(BulkObject(shop, number), {});
}

GraphqlOutput CancelBulk(ShopifyShop& shop, const GraphqlCall& call) {
  const auto number = ShopifyNumber(call.arguments.TextOf("id"), "BulkOperation");
  const auto found = number ? shop.bulks.find(*number) : shop.bulks.end();
  std::vector<ShopifyUserError> errors;
  if (found == shop.bulks.end()) {
    errors.push_back({{"id"}, "Bulk operation does not exist", ""});
  } else if (!IsOpen(found->second)) {
    errors.push_back({{}, "A bulk operation cannot be canceled when it is " + found->second.status, ""});
  } else {
    found->second.status = "CANCELING";
  }
  return ShopifyRecord("BulkOperationCancelPayload",
                       {{"bulkOperation", found == shop.bulks.end() ? nullptr : BulkObject(shop, *number)},
                        {"userErrors", ShopifyUserErrors("UserError", errors)}});
}

void SettleShopify(ShopifyShop& shop) {
  shop.CatchUp();
  for (auto& [number, bulk] : shop.bulks) {
    if (!IsOpen(bulk) || shop.Now() == bulk.created_at) {
      continue;
    }
    if (bulk.status == "CANCELING") {
      bulk.status = "CANCELED";
      bulk.completed_at = shop.Now();
    } else if (shop.Now() < bulk.due_at) {
      bulk.status = "RUNNING";
    } else {
      Run(shop, bulk);
    }
  }
  for (auto& [number, operation] : shop.set_operations) {
    if (!operation.done && shop.Now() >= operation.due_at) {
      ShopifySetOutcome outcome = ApplyProductSet(shop, operation.arguments);
      operation.product = outcome.product;
      operation.errors = std::move(outcome.errors);
      operation.done = true;
    }
  }
}

}  // namespace riff::sim
