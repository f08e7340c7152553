#pragma once

#include <string_view>
#include <tl/expected.hpp>

#include "mocks/graphql_document.h"
#include "mocks/graphql_scan.h"

namespace riff::sim {

// Reads a document as the October 2021 text of GraphQL writes it: operations with variables and their defaults, fields
// with aliases, arguments and directives, fragments and inline fragments, all literals. Nesting beyond 64 levels is an
// error, so that no document can exhaust the stack.
tl::expected<GraphqlDocument, GraphqlError> ParseGraphql(std::string_view text);

// The tokens of a text, taken one after another: what the readers of documents and of schemas have in common. After
// the first fault every further read gives nothing, and `error` tells of that one.
class GraphqlCursor {
 public:
  explicit GraphqlCursor(std::vector<GraphqlToken> tokens) : tokens_(std::move(tokens)) {}

  const GraphqlToken& Peek() const { return tokens_[at_]; }
  bool AtEnd() const { return Peek().kind == GraphqlToken::Kind::kEnd; }
  bool Sees(std::string_view punctuator) const;
  bool SeesWord(std::string_view name) const;
  bool TakeIf(std::string_view punctuator);
  bool TakeWordIf(std::string_view name);
  void Take(std::string_view punctuator);  // A fault when something else stands there.
  std::string TakeName();
  GraphqlType TakeType();
  GraphqlValue TakeValue();
  std::vector<GraphqlArgument> TakeArguments();
  std::vector<GraphqlDirective> TakeDirectives();
  void Unexpected();  // Makes what stands here the fault.

  bool failed() const { return failed_; }
  const GraphqlError& error() const { return error_; }

  // Scopes of nesting.
  bool Deeper();
  void Higher() { --depth_; }

 private:
  GraphqlValue TakeScalar();

  std::vector<GraphqlToken> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool failed_ = false;
  GraphqlError error_;
};

}  // namespace riff::sim
