// Bulk reads, and everything else that becomes due on the clock.

#include <algorithm>

#include "engine/base/digest.h"
#include "mocks/graphql_parse.h"
#include "mocks/shopify_bulk_rules.h"
#include "mocks/shopify_mutations.h"
#include "mocks/shopify_schema.h"

namespace riff::sim {
namespace {

bool IsOpen(const ShopifyBulk& bulk) {
  return bulk.status == "CREATED" || bulk.status == "RUNNING" || bulk.status == "CANCELING";
}

// ---- lines -------------------------------------------------------------------------------------------------------

// A connection in an answer, told by its members.
const GraphqlValue* RowsIn(const GraphqlValue& value) {
  const GraphqlValue* nodes = value.Given("nodes");
  return nodes != nullptr ? nodes : value.Given("edges");
}

class BulkLines {
 public:
  // Where children stand: after all parents, so that a client that counts on their being near is found out, or each
  // right after its own.
  enum class Children { kLast, kGrouped };
  explicit BulkLines(Children children) : children_(children) {}

  // The rows of a root connection, or of one inside the root object.
  void Add(const GraphqlValue& root) {
    if (RowsIn(root) != nullptr) {
      AddRows(root, "");
      root_count = RowsIn(root)->items.size();
    } else {
      AddObject(root, "");
      root_count = 1;
    }
    AddWaiting();
  }

  std::vector<std::string> lines;
  std::size_t root_count = 0;

 private:
  struct Waiting {
    GraphqlValue connection;
    std::string parent;
  };

  void AddWaiting() {
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
      const Waiting next = waiting_[i];
      AddRows(next.connection, next.parent);
    }
    waiting_.clear();
  }

  void AddRows(const GraphqlValue& connection, const std::string& parent) {
    for (const GraphqlValue& row : RowsIn(connection)->items) {
      const GraphqlValue* node = row.Given("node");
      if (children_ == Children::kLast) {
        AddObject(node == nullptr ? row : *node, parent);
      } else {
        BulkLines family(children_);
        family.AddObject(node == nullptr ? row : *node, parent);
        family.AddWaiting();
        lines.insert(lines.end(), family.lines.begin(), family.lines.end());
      }
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

  const Children children_;
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
  BulkLines written(bulk.grouped ? BulkLines::Children::kGrouped : BulkLines::Children::kLast);
  if (!answer.data.items.empty() && !answer.data.items.front().IsNull()) {
    written.Add(answer.data.items.front());
  }
  std::size_t count = written.lines.size();
  bulk.status = "COMPLETED";
  if (!answer.errors.empty()) {
    bulk.status = "FAILED";
    bulk.error_code =
        answer.errors.front().extensions.TextOf("code") == "ACCESS_DENIED" ? "ACCESS_DENIED" : "INTERNAL_SERVER_ERROR";
  } else if (const auto rule = shop.faults().Take("bulk_fails", "shopify.bulk.start")) {
    bulk.status = "FAILED";
    bulk.error_code = rule->Parameter("error_code").empty() ? "INTERNAL_SERVER_ERROR" : rule->Parameter("error_code");
    count /= 2;  // A front part is left behind.
  }
  const bool cut = bulk.status == "COMPLETED" && count > 0 &&
                   shop.faults().Take("bulk_short_file", "shopify.bulk.start").has_value();
  for (std::size_t i = 0; i < count - (cut ? 1 : 0); ++i) {
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
  if (const std::string complaint = ComplaintAboutBulk(query); !complaint.empty()) {
    return Started(GraphqlValue::Null(), {{{"query"}, complaint, "INVALID"}});
  }
  const auto running =
      std::count_if(shop.bulks.begin(), shop.bulks.end(), [](const auto& each) { return IsOpen(each.second); });
  const std::int64_t most = shop.faults().KnobNumber("bulk_running_max");
  if (running >= most) {
    const ShopifyUserError one{
        {}, "A bulk query operation for this app and shop is already in progress.", "OPERATION_IN_PROGRESS"};
    const ShopifyUserError many{
        {},
        "The limit of " + std::to_string(most) + " concurrent bulk query operations has been reached.",
        "LIMIT_REACHED"};
    return Started(GraphqlValue::Null(), {most == 1 ? one : many});
  }
  ShopifyBulk bulk;
  bulk.number = shop.market().Next(Numbered::kOther);
  bulk.query = query;
  bulk.grouped = IsTrue(call, "groupObjects");
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
    const bool kept = bulk.status == "COMPLETED" || bulk.status == "FAILED";
    if (kept && shop.Now() >= *bulk.completed_at + shop.faults().KnobMs("bulk_keep_ms")) {
      bulk.status = "EXPIRED";
      bulk.file.clear();
    }
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
