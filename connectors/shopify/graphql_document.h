#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"

namespace riff::shopify {

enum class GraphqlOperationType { kQuery, kMutation, kSubscription };

struct GraphqlOperation {
  GraphqlOperationType type = GraphqlOperationType::kQuery;
  std::string name;  // Empty for an anonymous one.

  friend bool operator==(const GraphqlOperation&, const GraphqlOperation&) = default;
};

// The operations of an executable document (spec of October 2021), in order; fragments are read and left out. The whole
// text is parsed, so a keyword inside a comment, a string, a field name or an alias is never taken for an operation.
// kInvalid with the offset: not a document, a type definition in it, or nesting deeper than kGraphqlDepthMax.
Result<std::vector<GraphqlOperation>> ParseGraphqlDocument(std::string_view text);

inline constexpr int kGraphqlDepthMax = 64;  // Our own documents stay below 10.

// True when running `operation_name` of the document can change nothing: the document parses, holds queries only (a
// mutation beside the named query counts as one), and the name picks exactly one operation (empty: it has only one).
bool IsReadingDocument(std::string_view text, std::string_view operation_name);

}  // namespace riff::shopify
