#include "mocks/shopify_cost.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

namespace riff::sim {
namespace {

constexpr int kMutationCost = 10;
constexpr double kPerLogarithm = 2.0;

bool IsConnection(std::string_view type) { return type.ends_with("Connection"); }

// How often a connection's children count when it holds so many rows.
double Weight(double rows) { return rows < 1 ? 0 : std::max(1.0, std::ceil(kPerLogarithm * std::log(rows))); }

// Walks a document, beside its answer where there is one.
class Pricing {
 public:
  explicit Pricing(const GraphqlRequest& request) : request_(request) {}

  double Root(const GraphqlValue* data) {
    if (request_.operation.kind == GraphqlOperationKind::kMutation) {
      return kMutationCost * static_cast<double>(SelectedAtRoot(request_).size());
    }
    return Fields("QueryRoot", SelectedAtRoot(request_), data);
  }

 private:
  double Fields(std::string_view type, const GraphqlSelectedFields& fields, const GraphqlValue* value) {
    double cost = 0;
    for (const GraphqlSelected& selected : fields) {
      const GraphqlDefinition* definition = request_.schema.Find(type);
      const GraphqlField* field = definition->FindField(selected.first->name);
      if (field != nullptr) {
        const GraphqlValue* member = value == nullptr ? nullptr : value->Find(selected.first->Key());
        cost += Field(*field, selected, value != nullptr, member);
      }
    }
    return cost;
  }

  double Field(const GraphqlField& field, const GraphqlSelected& selected, bool answered, const GraphqlValue* value) {
    const std::string type = field.type.Named();
    if (!request_.schema.Find(type)->HasFields() || type == "PageInfo") {
      return 0;
    }
    if (IsConnection(type)) {
      return Connection(field, selected, answered, value);
    }
    if (answered && (value == nullptr || value->IsNull())) {
      return 1;
    }
    if (value != nullptr && value->kind == GraphqlValue::Kind::kList) {
      double most = 0;
      for (const GraphqlValue& item : value->items) {
        most = std::max(most, Children(type, selected, &item));
      }
      return 1 + most;
    }
    return 1 + Children(type, selected, value);
  }

  // Of an interface the dearest object that can stand there.
  double Children(const std::string& type, const GraphqlSelected& selected, const GraphqlValue* value) {
    if (request_.schema.Find(type)->kind == GraphqlDefinition::Kind::kObject) {
      return Fields(type, SelectedFields(request_, type, selected.all), value);
    }
    double most = 0;
    for (const auto& [name, definition] : request_.schema.definitions()) {
      if (definition.interfaces.contains(type)) {
        most = std::max(most, Fields(name, SelectedFields(request_, name, selected.all), value));
      }
    }
    return most;
  }

  double Asked(const GraphqlField& field, const GraphqlSelected& selected) const {
    const auto arguments =
        CoerceArguments(request_.schema, field.arguments, selected.first->arguments, request_.variables);
    for (const char* name : {"first", "last"}) {
      if (const GraphqlValue* count = arguments ? arguments->Given(name) : nullptr) {
        return static_cast<double>(count->integer);
      }
    }
    return 1;
  }

  double Connection(const GraphqlField& field, const GraphqlSelected& selected, bool answered,
                    const GraphqlValue* value) {
    double per_row = 0;
    double rows = answered ? 0 : Asked(field, selected);
    const std::string type = field.type.Named();
    for (const GraphqlSelected& part : SelectedFields(request_, type, selected.all)) {
      const GraphqlField* inner = request_.schema.Find(type)->FindField(part.first->name);
      if (inner == nullptr || (inner->name != "nodes" && inner->name != "edges")) {
        continue;
      }
      const GraphqlValue* list = value == nullptr ? nullptr : value->Find(part.first->Key());
      const std::string row = inner->type.Named();
      const double extra = inner->name == "nodes" ? 1 : 0;  // An edge itself is free; its node is not.
      if (!answered) {
        per_row += extra + Children(row, part, nullptr);
      } else if (list != nullptr && !list->items.empty()) {
        double sum = 0;
        for (const GraphqlValue& item : list->items) {
          sum += extra + Children(row, part, &item);
        }
        rows = std::max(rows, static_cast<double>(list->items.size()));
        per_row += sum / static_cast<double>(list->items.size());
      }
    }
    return std::max(1.0, Weight(rows) * per_row);
  }

  const GraphqlRequest& request_;
};

std::string OneDecimal(double number) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", number);
  return text;
}

}  // namespace

int RequestedCostOf(const GraphqlRequest& request) {
  return static_cast<int>(std::ceil(Pricing(request).Root(nullptr)));
}

int ActualCostOf(const GraphqlRequest& request, const GraphqlValue& data) {
  const GraphqlValue nothing = GraphqlValue::Object();
  const int actual = static_cast<int>(std::ceil(Pricing(request).Root(data.IsNull() ? &nothing : &data)));
  return std::min(actual, RequestedCostOf(request));
}

ShopifyLedger::ShopifyLedger(Faults& faults) : faults_(faults) {
  faults.Declare({"bucket_points", FaultSort::kKnob, "How many points of query cost the bucket holds.", "2000"});
  faults.Declare({"restore_points_per_s", FaultSort::kKnob, "How many points come back each second.", "100"});
}

void ShopifyLedger::FillUntil(Timestamp now) {
  if (!filled_at_) {
    available_ = Most();
    filled_at_ = now;
    return;
  }
  const double seconds = std::max(0.0, std::chrono::duration<double>(now - *filled_at_).count());
  available_ += seconds * static_cast<double>(faults_.KnobNumber("restore_points_per_s"));
  available_ = std::min(available_, Most());
  filled_at_ = now;
}

void ShopifyLedger::GiveBack(int points) { available_ = std::min(available_ + points, Most()); }

GraphqlValue ShopifyLedger::Render(int requested, std::optional<int> actual) const {
  GraphqlValue status = GraphqlValue::Object();
  status.Set("maximumAvailable", GraphqlValue::Decimal(OneDecimal(Most())))
      .Set("currentlyAvailable", GraphqlValue::Integer(static_cast<std::int64_t>(std::floor(available_))))
      .Set("restoreRate",
           GraphqlValue::Decimal(OneDecimal(static_cast<double>(faults_.KnobNumber("restore_points_per_s")))));
  GraphqlValue cost = GraphqlValue::Object();
  cost.Set("requestedQueryCost", GraphqlValue::Integer(requested))
      .Set("actualQueryCost", actual ? GraphqlValue::Integer(*actual) : GraphqlValue::Null())
      .Set("throttleStatus", status);
  return cost;
}

}  // namespace riff::sim
