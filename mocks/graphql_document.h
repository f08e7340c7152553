#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mocks/graphql_value.h"

namespace riff::sim {

// Where in a text, both counted from 1.
struct SourcePlace {
  int line = 1;
  int column = 1;
};

// A type as it is written: "[InventoryQuantityInput!]!".
struct GraphqlType {
  std::string text;

  bool IsRequired() const { return text.ends_with('!'); }
  bool IsList() const { return text.starts_with('['); }
  GraphqlType Nullable() const { return {IsRequired() ? text.substr(0, text.size() - 1) : text}; }
  GraphqlType Item() const;   // Of a list.
  std::string Named() const;  // Without brackets and "!".
};

struct GraphqlArgument {
  std::string name;
  GraphqlValue value;
  SourcePlace place;
};

struct GraphqlDirective {
  std::string name;
  std::vector<GraphqlArgument> arguments;
  SourcePlace place;
};

// A field, "...Fragment", or "... on Type { }".
struct GraphqlSelection {
  enum class Kind { kField, kSpread, kInline };

  Kind kind = Kind::kField;
  std::string name;  // The field's or the fragment's.
  std::string alias;
  std::string on;  // An inline fragment's type; may be empty.
  std::vector<GraphqlArgument> arguments;
  std::vector<GraphqlDirective> directives;
  std::vector<GraphqlSelection> selections;
  SourcePlace place;

  const std::string& Key() const { return alias.empty() ? name : alias; }
};

struct GraphqlVariable {
  std::string name;
  GraphqlType type;
  bool has_standard = false;
  GraphqlValue standard;  // What it is when nothing is given.
  SourcePlace place;
};

enum class GraphqlOperationKind { kQuery, kMutation, kSubscription };
std::string_view ToString(GraphqlOperationKind kind);

struct GraphqlOperation {
  GraphqlOperationKind kind = GraphqlOperationKind::kQuery;
  std::string name;
  std::vector<GraphqlVariable> variables;
  std::vector<GraphqlDirective> directives;
  std::vector<GraphqlSelection> selections;
  SourcePlace place;
};

struct GraphqlFragment {
  std::string name;
  std::string on;
  std::vector<GraphqlSelection> selections;
  SourcePlace place;
};

struct GraphqlDocument {
  std::vector<GraphqlOperation> operations;
  std::vector<GraphqlFragment> fragments;

  const GraphqlFragment* FindFragment(std::string_view name) const;
  // The operation of that name; without a name the only one. Null when that does not single one out.
  const GraphqlOperation* FindOperation(std::string_view name) const;
};

// One entry of an answer's "errors". A path holds texts and numbers.
struct GraphqlError {
  std::string message;
  std::vector<SourcePlace> places = {};
  std::vector<GraphqlValue> path = {};
  GraphqlValue extensions = GraphqlValue::Object();  // Left out of the answer when empty.
};
GraphqlValue RenderGraphqlErrors(const std::vector<GraphqlError>& errors);

}  // namespace riff::sim
