#pragma once

#include <string_view>
#include <vector>

#include "mocks/graphql_document.h"
#include "mocks/graphql_schema.h"

namespace riff::sim {

// The type whose fields an operation selects: "QueryRoot", "Mutation".
std::string_view RootTypeOf(GraphqlOperationKind kind);

// What is wrong with an operation and the fragments it uses, before anything is executed, each with the code that the
// platform's library gives: undefinedField, undefinedType, undefinedDirective, directiveCannotBeApplied,
// missingRequiredArguments, argumentNotAccepted, argumentLiteralsIncompatible, selectionMismatch, fieldConflict,
// fragmentOnNonCompositeType, useAndDefineFragment, infiniteLoop, variableNotDefined, variableNotUsed,
// variableMismatch, variableRequiresValidType. None: it can be executed.
std::vector<GraphqlError> ValidateGraphql(const GraphqlSchema& schema, const GraphqlDocument& document,
                                          const GraphqlOperation& operation);

}  // namespace riff::sim
