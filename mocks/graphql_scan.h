#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "mocks/graphql_document.h"

namespace riff::sim {

struct GraphqlToken {
  enum class Kind { kEnd, kPunctuator, kName, kInteger, kDecimal, kText };

  Kind kind = Kind::kEnd;
  std::string text;  // Of a text its meaning: escapes resolved, a block text unindented.
  SourcePlace place;
};

// The words of a GraphQL text, an end token last. Commas, white space, comments and a byte order mark are skipped.
// A character that belongs nowhere, a text without its end or with a bad escape is an error with its place.
tl::expected<std::vector<GraphqlToken>, GraphqlError> ScanGraphql(std::string_view text);

}  // namespace riff::sim
