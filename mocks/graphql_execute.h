#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "mocks/graphql_coerce.h"
#include "mocks/graphql_document.h"
#include "mocks/graphql_schema.h"

namespace riff::sim {

// A field that could not be answered: null in the data, and an entry in "errors" at its path.
struct GraphqlFailure {
  std::string message;
  std::string code;
  GraphqlValue extensions = GraphqlValue::Object();  // Besides the code.
};

// One selected field, its arguments coerced and the arguments of the directives it carries by name.
struct GraphqlCall {
  std::string_view field;
  GraphqlValue arguments;
  std::map<std::string, GraphqlValue, std::less<>> directives;
};

struct GraphqlObject;

// What a field gives: a leaf's value (also null, for a field of any type), an object, a list, or a failure.
struct GraphqlOutput {
  using Object = std::shared_ptr<const GraphqlObject>;

  GraphqlOutput(GraphqlValue leaf) : content(std::move(leaf)) {}  // NOLINT(google-explicit-constructor): reads so.
  GraphqlOutput(Object object) {                                  // NOLINT(google-explicit-constructor): reads so.
    if (object != nullptr) {
      content = std::move(object);
    }
  }
  GraphqlOutput(std::vector<GraphqlOutput> list)  // NOLINT(google-explicit-constructor): reads so.
      : content(std::move(list)) {}
  GraphqlOutput(GraphqlFailure failure)  // NOLINT(google-explicit-constructor): reads so.
      : content(std::move(failure)) {}

  std::variant<GraphqlValue, Object, std::vector<GraphqlOutput>, GraphqlFailure> content;
};

// Something whose fields can be selected. `resolve` is asked once for each selected field, in the order of selection,
// and may be asked for any field of its type in the schema but __typename.
struct GraphqlObject {
  std::string type;
  std::function<GraphqlOutput(const GraphqlCall&)> resolve;
};
using GraphqlObjectPointer = GraphqlOutput::Object;

// What is executed: an operation that ValidateGraphql had nothing against.
struct GraphqlRequest {
  const GraphqlSchema& schema;
  const GraphqlDocument& document;
  const GraphqlOperation& operation;
  const GraphqlVariables& variables;
};

struct GraphqlAnswer {
  GraphqlValue data;  // Null when a field that cannot be null had nothing, up to the root.
  std::vector<GraphqlError> errors;
};

// Executes a selection set against any objects: aliases, fragments, skip and include, null where a failure lets it,
// and in its parent where it does not.
GraphqlAnswer ExecuteGraphql(const GraphqlRequest& request, const GraphqlObject& root);

// The fields selected on an object of a type, fragments resolved, those with one key together. For whoever walks a
// document beside the executor.
struct GraphqlSelected {
  const GraphqlSelection* first;             // Name, alias, arguments, directives.
  std::vector<const GraphqlSelection*> all;  // Whose selections count together.
};
using GraphqlSelectedFields = std::vector<GraphqlSelected>;
GraphqlSelectedFields SelectedFields(const GraphqlRequest& request, std::string_view type,
                                     const std::vector<const GraphqlSelection*>& owners);
GraphqlSelectedFields SelectedAtRoot(const GraphqlRequest& request);

}  // namespace riff::sim
