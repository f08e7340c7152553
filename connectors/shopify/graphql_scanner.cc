#include "connectors/shopify/graphql_scanner.h"

#include <string>

namespace riff::shopify {

namespace {

bool IsNameStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsNamePart(char c) { return IsNameStart(c) || IsDigit(c); }
bool IsNumberPart(char c) { return IsNamePart(c) || c == '.' || c == '+' || c == '-'; }
bool IsCommentPart(char c) { return c != '\n' && c != '\r'; }

std::size_t EndWhile(std::string_view text, std::size_t from, bool (*belongs)(char)) {
  while (from < text.size() && belongs(text[from])) {
    ++from;
  }
  return from;
}

}  // namespace

tl::unexpected<Error> NotADocument(std::size_t offset, std::string_view why) {
  return Fail(ErrorKind::kInvalid,
              "not a GraphQL document: " + std::string(why) + " at offset " + std::to_string(offset));
}

GraphqlScanner::GraphqlScanner(std::string_view text) : text_(text) {
  if (text_.starts_with("\xEF\xBB\xBF")) {
    at_ = 3;  // A byte-order mark counts as a blank.
  }
}

Result<Token> GraphqlScanner::Next() {
  SkipIgnored();
  if (at_ >= text_.size()) {
    return Token{TokenKind::kEnd, {}, at_};
  }
  const char c = text_[at_];
  if (IsNameStart(c)) {
    return Take(TokenKind::kName, EndWhile(text_, at_, IsNamePart));
  }
  if (IsDigit(c) || c == '-') {
    return Take(TokenKind::kNumber, EndWhile(text_, at_ + 1, IsNumberPart));
  }
  if (c == '"') {
    return text_.substr(at_).starts_with("\"\"\"") ? NextBlockText() : NextText();
  }
  if (text_.substr(at_).starts_with("...")) {
    return Take(TokenKind::kPunctuator, at_ + 3);
  }
  if (std::string_view("!$&():=@[]{|}").find(c) != std::string_view::npos) {
    return Take(TokenKind::kPunctuator, at_ + 1);
  }
  return NotADocument(at_, "a character that GraphQL does not have");
}

Token GraphqlScanner::Take(TokenKind kind, std::size_t end) {
  const Token token{kind, text_.substr(at_, end - at_), at_};
  at_ = end;
  return token;
}

void GraphqlScanner::SkipIgnored() {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == '#') {
      at_ = EndWhile(text_, at_, IsCommentPart);
    } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',') {
      ++at_;
    } else {
      return;
    }
  }
}

Result<Token> GraphqlScanner::NextText() {
  for (std::size_t i = at_ + 1; i < text_.size(); ++i) {
    const char c = text_[i];
    if (c == '"') {
      return Take(TokenKind::kText, i + 1);
    }
    if (c == '\n' || c == '\r') {
      break;
    }
    if (c == '\\') {
      ++i;  // The escaped character cannot close the string.
    }
  }
  return NotADocument(at_, "a string that is not closed");
}

Result<Token> GraphqlScanner::NextBlockText() {
  for (std::size_t i = at_ + 3; i < text_.size(); ++i) {
    if (text_.substr(i).starts_with("\\\"\"\"")) {
      i += 3;
    } else if (text_.substr(i).starts_with("\"\"\"")) {
      return Take(TokenKind::kText, i + 3);
    }
  }
  return NotADocument(at_, "a block string that is not closed");
}

}  // namespace riff::shopify
