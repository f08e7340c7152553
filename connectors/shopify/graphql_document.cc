#include "connectors/shopify/graphql_document.h"

#include <algorithm>

#include "connectors/shopify/graphql_scanner.h"

namespace riff::shopify {

namespace {

// Recursive descent over the grammar; every rule consumes its tokens or fails.
class Parser {
 public:
  explicit Parser(std::string_view text) : scanner_(text) {}

  Result<std::vector<GraphqlOperation>> Document() {
    RIFF_TRY(Advance());
    std::vector<GraphqlOperation> operations;
    do {
      if (IsName("fragment")) {
        RIFF_TRY(Fragment());
      } else {
        RIFF_TRY(GraphqlOperation operation, Operation());
        operations.push_back(std::move(operation));
      }
    } while (token_.kind != TokenKind::kEnd);
    if (operations.empty()) {
      return NotADocument(token_.offset, "no operation");
    }
    return operations;
  }

 private:
  Result<void> Advance() {
    RIFF_TRY(token_, scanner_.Next());
    return {};
  }
  bool Is(std::string_view punctuator) const {
    return token_.kind == TokenKind::kPunctuator && token_.text == punctuator;
  }
  bool IsName(std::string_view name) const { return token_.kind == TokenKind::kName && token_.text == name; }
  Result<void> Expect(std::string_view punctuator) {
    if (!Is(punctuator)) {
      return NotADocument(token_.offset, "expected " + std::string(punctuator));
    }
    return Advance();
  }
  Result<std::string> Name() {
    if (token_.kind != TokenKind::kName) {
      return NotADocument(token_.offset, "expected a name");
    }
    std::string name(token_.text);
    RIFF_TRY(Advance());
    return name;
  }

  Result<GraphqlOperation> Operation() {
    GraphqlOperation operation;
    if (Is("{")) {
      RIFF_TRY(SelectionSet(0));
      return operation;
    }
    if (IsName("mutation")) {
      operation.type = GraphqlOperationType::kMutation;
    } else if (IsName("subscription")) {
      operation.type = GraphqlOperationType::kSubscription;
    } else if (!IsName("query")) {
      return NotADocument(token_.offset, "expected an operation");
    }
    RIFF_TRY(Advance());
    if (token_.kind == TokenKind::kName) {
      RIFF_TRY(operation.name, Name());
    }
    if (Is("(")) {
      RIFF_TRY(VariableDefinitions());
    }
    RIFF_TRY(Directives());
    RIFF_TRY(SelectionSet(0));
    return operation;
  }

  Result<void> Fragment() {
    RIFF_TRY(Advance());
    if (IsName("on")) {
      return NotADocument(token_.offset, "a fragment may not be named on");
    }
    RIFF_TRY(Name());
    if (!IsName("on")) {
      return NotADocument(token_.offset, "expected on");
    }
    RIFF_TRY(Advance());
    RIFF_TRY(Name());
    RIFF_TRY(Directives());
    return SelectionSet(0);
  }

  Result<void> VariableDefinitions() {
    RIFF_TRY(Expect("("));
    do {
      RIFF_TRY(Expect("$"));
      RIFF_TRY(Name());
      RIFF_TRY(Expect(":"));
      RIFF_TRY(Type(0));
      if (Is("=")) {
        RIFF_TRY(Advance());
        RIFF_TRY(Value(0));
      }
      RIFF_TRY(Directives());
    } while (!Is(")"));
    return Advance();
  }

  Result<void> Type(int depth) {
    RIFF_TRY(CheckDepth(depth));
    if (Is("[")) {
      RIFF_TRY(Advance());
      RIFF_TRY(Type(depth + 1));
      RIFF_TRY(Expect("]"));
    } else {
      RIFF_TRY(Name());
    }
    return Is("!") ? Advance() : Result<void>{};
  }

  Result<void> Directives() {
    while (Is("@")) {
      RIFF_TRY(Advance());
      RIFF_TRY(Name());
      RIFF_TRY(Arguments());
    }
    return {};
  }

  Result<void> Arguments() {
    if (!Is("(")) {
      return {};
    }
    RIFF_TRY(Advance());
    do {
      RIFF_TRY(Name());
      RIFF_TRY(Expect(":"));
      RIFF_TRY(Value(0));
    } while (!Is(")"));
    return Advance();
  }

  Result<void> Value(int depth) {
    RIFF_TRY(CheckDepth(depth));
    if (Is("$")) {
      RIFF_TRY(Advance());
      RIFF_TRY(Name());
      return {};
    }
    if (Is("[")) {
      RIFF_TRY(Advance());
      while (!Is("]")) {
        RIFF_TRY(Value(depth + 1));
      }
      return Advance();
    }
    if (Is("{")) {
      RIFF_TRY(Advance());
      while (!Is("}")) {
        RIFF_TRY(Name());
        RIFF_TRY(Expect(":"));
        RIFF_TRY(Value(depth + 1));
      }
      return Advance();
    }
    if (token_.kind == TokenKind::kPunctuator || token_.kind == TokenKind::kEnd) {
      return NotADocument(token_.offset, "expected a value");
    }
    return Advance();
  }

  Result<void> SelectionSet(int depth) {
    RIFF_TRY(CheckDepth(depth));
    RIFF_TRY(Expect("{"));
    do {
      RIFF_TRY(Selection(depth));
    } while (!Is("}"));
    return Advance();
  }

  Result<void> Selection(int depth) {
    if (Is("...")) {
      RIFF_TRY(Advance());
      if (IsName("on")) {
        RIFF_TRY(Advance());
        RIFF_TRY(Name());
      } else if (token_.kind == TokenKind::kName) {
        RIFF_TRY(Name());
        return Directives();
      }
      RIFF_TRY(Directives());
      return SelectionSet(depth + 1);
    }
    RIFF_TRY(Name());
    if (Is(":")) {
      RIFF_TRY(Advance());
      RIFF_TRY(Name());
    }
    RIFF_TRY(Arguments());
    RIFF_TRY(Directives());
    return Is("{") ? SelectionSet(depth + 1) : Result<void>{};
  }

  Result<void> CheckDepth(int depth) const {
    if (depth > kGraphqlDepthMax) {
      return NotADocument(token_.offset, "nested too deep");
    }
    return {};
  }

  GraphqlScanner scanner_;
  Token token_;
};

}  // namespace

Result<std::vector<GraphqlOperation>> ParseGraphqlDocument(std::string_view text) { return Parser(text).Document(); }

bool IsReadingDocument(std::string_view text, std::string_view operation_name) {
  const auto operations = ParseGraphqlDocument(text);
  if (!operations.has_value()) {
    return false;
  }
  const bool queries_only = std::ranges::all_of(
      *operations, [](const GraphqlOperation& operation) { return operation.type == GraphqlOperationType::kQuery; });
  if (operation_name.empty()) {
    return queries_only && operations->size() == 1;
  }
  return queries_only && std::ranges::count(*operations, operation_name, &GraphqlOperation::name) == 1;
}

}  // namespace riff::shopify
