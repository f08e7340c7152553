#include "mocks/graphql_document.h"

#include <algorithm>

namespace riff::sim {

GraphqlType GraphqlType::Item() const {
  const std::string inner = Nullable().text;
  return inner.size() > 2 ? GraphqlType{inner.substr(1, inner.size() - 2)} : GraphqlType{};
}

std::string GraphqlType::Named() const {
  std::string name;
  std::copy_if(text.begin(), text.end(), std::back_inserter(name),
               [](char c) { return c != '[' && c != ']' && c != '!'; });
  return name;
}

std::string_view ToString(GraphqlOperationKind kind) {
  switch (kind) {
    case GraphqlOperationKind::kQuery:
      return "query";
    case GraphqlOperationKind::kMutation:
      return "mutation";
    case GraphqlOperationKind::kSubscription:
      break;
  }
  return "subscription";
}

const GraphqlFragment* GraphqlDocument::FindFragment(std::string_view name) const {
  const auto found =
      std::find_if(fragments.begin(), fragments.end(), [name](const auto& each) { return each.name == name; });
  return found == fragments.end() ? nullptr : &*found;
}

const GraphqlOperation* GraphqlDocument::FindOperation(std::string_view name) const {
  if (name.empty()) {
    return operations.size() == 1 ? &operations.front() : nullptr;
  }
  const auto found =
      std::find_if(operations.begin(), operations.end(), [name](const auto& each) { return each.name == name; });
  return found == operations.end() ? nullptr : &*found;
}

GraphqlValue RenderGraphqlErrors(const std::vector<GraphqlError>& errors) {
  GraphqlValue list = GraphqlValue::List();
  for (const GraphqlError& error : errors) {
    GraphqlValue entry = GraphqlValue::Object();
    entry.Set("message", GraphqlValue::Text(error.message));
    if (!error.places.empty()) {
      GraphqlValue places = GraphqlValue::List();
      for (const SourcePlace& place : error.places) {
        GraphqlValue at = GraphqlValue::Object();
        at.Set("line", GraphqlValue::Integer(place.line)).Set("column", GraphqlValue::Integer(place.column));
        places.items.push_back(at);
      }
      entry.Set("locations", places);
    }
    if (!error.path.empty()) {
      entry.Set("path", GraphqlValue::List(error.path));
    }
    if (!error.extensions.keys.empty()) {
      entry.Set("extensions", error.extensions);
    }
    list.items.push_back(entry);
  }
  return list;
}

}  // namespace riff::sim
