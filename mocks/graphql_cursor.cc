// GraphqlCursor: names, types, values, arguments and directives.

#include <charconv>
#include <utility>

#include "mocks/graphql_parse.h"

namespace riff::sim {
namespace {

using Kind = GraphqlToken::Kind;

constexpr int kDepthMax = 64;

}  // namespace

bool GraphqlCursor::Sees(std::string_view punctuator) const {
  return !failed_ && Peek().kind == Kind::kPunctuator && Peek().text == punctuator;
}

bool GraphqlCursor::SeesWord(std::string_view name) const {
  return !failed_ && Peek().kind == Kind::kName && Peek().text == name;
}

bool GraphqlCursor::TakeIf(std::string_view punctuator) {
  if (!Sees(punctuator)) {
    return false;
  }
  ++at_;
  return true;
}

bool GraphqlCursor::TakeWordIf(std::string_view name) {
  if (!SeesWord(name)) {
    return false;
  }
  ++at_;
  return true;
}

void GraphqlCursor::Take(std::string_view punctuator) {
  if (!TakeIf(punctuator)) {
    Unexpected();
  }
}

void GraphqlCursor::Unexpected() {
  if (failed_) {
    return;
  }
  failed_ = true;
  const GraphqlToken& token = Peek();
  const std::string what = token.kind == Kind::kEnd ? "unexpected end of file" : "unexpected \"" + token.text + "\"";
  error_ = GraphqlError{"syntax error, " + what + " at [" + std::to_string(token.place.line) + ", " +
                            std::to_string(token.place.column) + "]",
                        {token.place}};
}

bool GraphqlCursor::Deeper() {
  if (++depth_ > kDepthMax) {
    Unexpected();
  }
  return !failed_;
}

std::string GraphqlCursor::TakeName() {
  if (failed_ || Peek().kind != Kind::kName) {
    Unexpected();
    return "";
  }
  return tokens_[at_++].text;
}

GraphqlType GraphqlCursor::TakeType() {
  GraphqlType type;
  if (TakeIf("[")) {
    if (Deeper()) {
      type.text = "[" + TakeType().text + "]";
    }
    Higher();
    Take("]");
  } else {
    type.text = TakeName();
  }
  if (TakeIf("!")) {
    type.text += "!";
  }
  return type;
}

GraphqlValue GraphqlCursor::TakeScalar() {
  const GraphqlToken token = Peek();
  ++at_;
  GraphqlValue value;
  switch (token.kind) {
    case Kind::kInteger: {
      std::int64_t number = 0;
      const char* end = token.text.data() + token.text.size();
      const auto [stop, fault] = std::from_chars(token.text.data(), end, number);
      return fault == std::errc() && stop == end ? GraphqlValue::Integer(number) : GraphqlValue::Decimal(token.text);
    }
    case Kind::kDecimal:
      return GraphqlValue::Decimal(token.text);
    case Kind::kText:
      return GraphqlValue::Text(token.text);
    case Kind::kName:
      if (token.text == "true" || token.text == "false") {
        return GraphqlValue::Bool(token.text == "true");
      }
      if (token.text != "null") {
        value.kind = GraphqlValue::Kind::kEnum;
        value.text = token.text;
      }
      return value;
    case Kind::kEnd:
    case Kind::kPunctuator:
      break;
  }
  --at_;
  Unexpected();
  return value;
}

GraphqlValue GraphqlCursor::TakeValue() {
  GraphqlValue value;
  if (failed_) {
    return value;
  }
  if (TakeIf("$")) {
    value.kind = GraphqlValue::Kind::kVariable;
    value.text = TakeName();
    return value;
  }
  const bool list = TakeIf("[");
  if (!list && !TakeIf("{")) {
    return TakeScalar();
  }
  value = list ? GraphqlValue::List() : GraphqlValue::Object();
  const std::string_view closing = list ? "]" : "}";
  if (Deeper()) {
    while (!failed_ && !Sees(closing)) {
      if (!list) {
        value.keys.push_back(TakeName());
        Take(":");
      }
      value.items.push_back(TakeValue());
    }
  }
  Higher();
  Take(closing);
  return value;
}

std::vector<GraphqlArgument> GraphqlCursor::TakeArguments() {
  std::vector<GraphqlArgument> arguments;
  if (!TakeIf("(")) {
    return arguments;
  }
  do {
    GraphqlArgument argument;
    argument.place = Peek().place;
    argument.name = TakeName();
    Take(":");
    argument.value = TakeValue();
    arguments.push_back(std::move(argument));
  } while (!failed_ && !Sees(")"));
  Take(")");
  return arguments;
}

std::vector<GraphqlDirective> GraphqlCursor::TakeDirectives() {
  std::vector<GraphqlDirective> directives;
  while (Sees("@")) {
    GraphqlDirective directive;
    directive.place = Peek().place;
    Take("@");
    directive.name = TakeName();
    directive.arguments = TakeArguments();
    directives.push_back(std::move(directive));
  }
  return directives;
}

}  // namespace riff::sim
