#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "mocks/graphql_document.h"
#include "mocks/graphql_schema.h"

namespace riff::sim {

// Variables by name. One that was not given and has no default is not there at all.
using GraphqlVariables = std::map<std::string, GraphqlValue, std::less<>>;

// Why a value does not fit its type, and where inside it. A list longer than `kGraphqlListMax` is told apart.
struct GraphqlMisfit {
  enum class Kind { kValue, kTooLong };

  Kind kind = Kind::kValue;
  std::vector<GraphqlValue> path;
  std::string explanation;
};

constexpr std::size_t kGraphqlListMax = 250;

// Whether words of an enum stand as words (in a document) or as texts (in JSON).
enum class GraphqlNotation { kDocument, kJson };

// The value as its type wants it: defaults filled in, one value where a list is wanted made a list, ids and decimals
// made texts, words of an enum made kEnum. Members that were not given stay absent, so that absent and null can be told
// apart. A variable inside passes unseen.
tl::expected<GraphqlValue, GraphqlMisfit> CoerceGraphql(const GraphqlSchema& schema, const GraphqlType& type,
                                                        const GraphqlValue& value, GraphqlNotation notation);

// The literal with its variables put in; nothing where it is itself a variable that was not given.
std::optional<GraphqlValue> WithVariables(const GraphqlValue& literal, const GraphqlVariables& variables);

// An operation's variables from what came with the request; the error is the answer's.
tl::expected<GraphqlVariables, GraphqlError> CoerceVariables(const GraphqlSchema& schema,
                                                             const GraphqlOperation& operation,
                                                             const GraphqlValue& given);

// The arguments of a field or directive, as an object; absent ones with a default get it.
tl::expected<GraphqlValue, GraphqlMisfit> CoerceArguments(const GraphqlSchema& schema,
                                                          const std::vector<GraphqlInput>& wanted,
                                                          const std::vector<GraphqlArgument>& given,
                                                          const GraphqlVariables& variables);

}  // namespace riff::sim
