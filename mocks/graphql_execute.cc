#include "mocks/graphql_execute.h"

#include <algorithm>
#include <set>
#include <utility>

#include "mocks/graphql_validate.h"

namespace riff::sim {
namespace {

using Selection = GraphqlSelection;
using Owners = std::vector<const GraphqlSelection*>;

// Gathers fields for SelectedFields.
class Gathering {
 public:
  Gathering(const GraphqlRequest& request, std::string_view type) : request_(request), type_(type) {}

  void Add(const std::vector<Selection>& selections) {
    for (const Selection& selection : selections) {
      if (!IsWanted(selection)) {
        continue;
      }
      if (selection.kind == Selection::Kind::kField) {
        AddField(selection);
      } else if (selection.kind == Selection::Kind::kInline) {
        if (selection.on.empty() || request_.schema.Fits(type_, selection.on)) {
          Add(selection.selections);
        }
      } else if (seen_.insert(selection.name).second) {
        const GraphqlFragment* fragment = request_.document.FindFragment(selection.name);
        if (fragment != nullptr && request_.schema.Fits(type_, fragment->on)) {
          Add(fragment->selections);
        }
      }
    }
  }

  GraphqlSelectedFields Take() { return std::move(fields_); }

 private:
  bool Condition(const GraphqlDirective& directive) const {
    const auto arguments = CoerceArguments(request_.schema, *request_.schema.FindDirective(directive.name),
                                           directive.arguments, request_.variables);
    const GraphqlValue* condition = arguments ? arguments->Given("if") : nullptr;
    return condition != nullptr && condition->truth;
  }

  bool IsWanted(const Selection& selection) const {
    return std::all_of(selection.directives.begin(), selection.directives.end(), [this](const auto& directive) {
      if (directive.name == "skip") {
        return !Condition(directive);
      }
      return directive.name != "include" || Condition(directive);
    });
  }

  void AddField(const Selection& selection) {
    const auto found = std::find_if(fields_.begin(), fields_.end(),
                                    [&](const auto& field) { return field.first->Key() == selection.Key(); });
    if (found == fields_.end()) {
      fields_.push_back({&selection, {&selection}});
    } else {
      found->all.push_back(&selection);
    }
  }

  const GraphqlRequest& request_;
  std::string_view type_;
  GraphqlSelectedFields fields_;
  std::set<std::string> seen_;
};

class Execution {
 public:
  explicit Execution(const GraphqlRequest& request) : request_(request) {}

  GraphqlAnswer Run(const GraphqlObject& root) {
    std::optional<GraphqlValue> data = Object(root, SelectedAtRoot(request_));
    return {std::move(data).value_or(GraphqlValue::Null()), std::move(errors_)};
  }

 private:
  // Nothing where a member that cannot be null is.
  std::optional<GraphqlValue> Object(const GraphqlObject& object, const GraphqlSelectedFields& fields) {
    GraphqlValue value = GraphqlValue::Object();
    for (const GraphqlSelected& selected : fields) {
      path_.push_back(GraphqlValue::Text(selected.first->Key()));
      std::optional<GraphqlValue> member = Field(object, selected);
      path_.pop_back();
      if (!member) {
        return std::nullopt;
      }
      value.Set(selected.first->Key(), *std::move(member));
    }
    return value;
  }

  std::optional<GraphqlValue> Field(const GraphqlObject& object, const GraphqlSelected& selected) {
    const Selection& selection = *selected.first;
    if (selection.name == "__typename") {
      return GraphqlValue::Text(object.type);
    }
    const GraphqlField& field = *request_.schema.Find(object.type)->FindField(selection.name);
    GraphqlCall call{field.name, GraphqlValue::Object(), {}};
    auto arguments = CoerceArguments(request_.schema, field.arguments, selection.arguments, request_.variables);
    if (!arguments) {
      return Failed({arguments.error().explanation, "INVALID_FIELD_ARGUMENTS"}, field.type, selection.place);
    }
    call.arguments = *std::move(arguments);
    for (const GraphqlDirective& directive : selection.directives) {
      auto given = CoerceArguments(request_.schema, *request_.schema.FindDirective(directive.name), directive.arguments,
                                   request_.variables);
      if (!given) {
        return Failed({given.error().explanation, "INVALID_FIELD_ARGUMENTS"}, field.type, selection.place);
      }
      call.directives[directive.name] = *std::move(given);
    }
    return Complete(field.type, object.resolve(call), selected);
  }

  std::optional<GraphqlValue> Failed(const GraphqlFailure& failure, const GraphqlType& type, SourcePlace place) {
    GraphqlError error{failure.message, {place}, path_};
    if (!failure.code.empty()) {
      error.extensions.Set("code", GraphqlValue::Text(failure.code));
    }
    for (std::size_t i = 0; i < failure.extensions.keys.size(); ++i) {
      error.extensions.Set(failure.extensions.keys[i], failure.extensions.items[i]);
    }
    errors_.push_back(std::move(error));
    return type.IsRequired() ? std::nullopt : std::optional(GraphqlValue::Null());
  }

  std::optional<GraphqlValue> Complete(const GraphqlType& type, GraphqlOutput output, const GraphqlSelected& selected) {
    if (const auto* failure = std::get_if<GraphqlFailure>(&output.content)) {
      return Failed(*failure, type, selected.first->place);
    }
    if (const auto* list = std::get_if<std::vector<GraphqlOutput>>(&output.content)) {
      return CompleteList(type, *list, selected);
    }
    if (const auto* object = std::get_if<GraphqlObjectPointer>(&output.content)) {
      std::optional<GraphqlValue> value = Object(**object, SelectedFields(request_, (*object)->type, selected.all));
      return value || type.IsRequired() ? value : std::optional(GraphqlValue::Null());
    }
    GraphqlValue leaf = std::get<GraphqlValue>(std::move(output.content));
    if (leaf.IsNull() && type.IsRequired()) {
      return Failed({"Cannot return null for non-nullable field " + selected.first->name, "INTERNAL_SERVER_ERROR"},
                    type, selected.first->place);
    }
    return leaf;
  }

  std::optional<GraphqlValue> CompleteList(const GraphqlType& type, const std::vector<GraphqlOutput>& list,
                                           const GraphqlSelected& selected) {
    GraphqlValue value = GraphqlValue::List();
    for (const GraphqlOutput& item : list) {
      path_.push_back(GraphqlValue::Integer(static_cast<std::int64_t>(value.items.size())));
      std::optional<GraphqlValue> done = Complete(type.Nullable().Item(), item, selected);
      path_.pop_back();
      if (!done) {
        return type.IsRequired() ? std::nullopt : std::optional(GraphqlValue::Null());
      }
      value.items.push_back(*std::move(done));
    }
    return value;
  }

  const GraphqlRequest& request_;
  std::vector<GraphqlValue> path_;
  std::vector<GraphqlError> errors_;
};

}  // namespace

GraphqlSelectedFields SelectedFields(const GraphqlRequest& request, std::string_view type, const Owners& owners) {
  Gathering gathering(request, type);
  for (const Selection* owner : owners) {
    gathering.Add(owner->selections);
  }
  return gathering.Take();
}

GraphqlSelectedFields SelectedAtRoot(const GraphqlRequest& request) {
  Gathering gathering(request, RootTypeOf(request.operation.kind));
  gathering.Add(request.operation.selections);
  return gathering.Take();
}

GraphqlAnswer ExecuteGraphql(const GraphqlRequest& request, const GraphqlObject& root) {
  return Execution(request).Run(root);
}

}  // namespace riff::sim
