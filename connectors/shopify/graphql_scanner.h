#pragma once

#include <cstddef>
#include <string_view>

#include "engine/base/error.h"

namespace riff::shopify {

enum class TokenKind { kName, kNumber, kText, kPunctuator, kEnd };

struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::string_view text;  // Of a string: with its quotes.
  std::size_t offset = 0;
};

// kInvalid: "not a GraphQL document: <why> at offset <offset>".
tl::unexpected<Error> NotADocument(std::size_t offset, std::string_view why);

// Cuts a GraphQL text into tokens; blanks, commas and comments are skipped. The text outlives it.
class GraphqlScanner {
 public:
  explicit GraphqlScanner(std::string_view text);

  // kEnd at the end, and ever after. kInvalid: a string that is not closed, or a character GraphQL does not have.
  Result<Token> Next();

 private:
  Token Take(TokenKind kind, std::size_t end);
  void SkipIgnored();
  Result<Token> NextText();
  Result<Token> NextBlockText();

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace riff::shopify
