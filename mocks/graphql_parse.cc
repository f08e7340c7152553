#include "mocks/graphql_parse.h"

#include <utility>

namespace riff::sim {
namespace {

class Parser {
 public:
  explicit Parser(std::vector<GraphqlToken> tokens) : cursor_(std::move(tokens)) {}

  tl::expected<GraphqlDocument, GraphqlError> Run() {
    GraphqlDocument document;
    do {
      if (cursor_.SeesWord("fragment")) {
        document.fragments.push_back(Fragment());
      } else {
        document.operations.push_back(Operation());
      }
    } while (!cursor_.failed() && !cursor_.AtEnd());
    if (cursor_.failed()) {
      return tl::unexpected(cursor_.error());
    }
    return document;
  }

 private:
  GraphqlOperation Operation() {
    GraphqlOperation operation;
    operation.place = cursor_.Peek().place;
    if (!cursor_.Sees("{")) {
      if (cursor_.TakeWordIf("mutation")) {
        operation.kind = GraphqlOperationKind::kMutation;
      } else if (cursor_.TakeWordIf("subscription")) {
        operation.kind = GraphqlOperationKind::kSubscription;
      } else if (!cursor_.TakeWordIf("query")) {
        cursor_.Unexpected();
        return operation;
      }
      if (cursor_.Peek().kind == GraphqlToken::Kind::kName) {
        operation.name = cursor_.TakeName();
      }
      operation.variables = Variables();
      operation.directives = cursor_.TakeDirectives();
    }
    operation.selections = Selections();
    return operation;
  }

  std::vector<GraphqlVariable> Variables() {
    std::vector<GraphqlVariable> variables;
    if (!cursor_.TakeIf("(")) {
      return variables;
    }
    do {
      GraphqlVariable variable;
      variable.place = cursor_.Peek().place;
      cursor_.Take("$");
      variable.name = cursor_.TakeName();
      cursor_.Take(":");
      variable.type = cursor_.TakeType();
      if (cursor_.TakeIf("=")) {
        variable.has_standard = true;
        variable.standard = cursor_.TakeValue();
      }
      (void)cursor_.TakeDirectives();
      variables.push_back(std::move(variable));
    } while (!cursor_.failed() && !cursor_.Sees(")"));
    cursor_.Take(")");
    return variables;
  }

  GraphqlFragment Fragment() {
    GraphqlFragment fragment;
    fragment.place = cursor_.Peek().place;
    (void)cursor_.TakeName();
    if (cursor_.SeesWord("on")) {
      cursor_.Unexpected();
    }
    fragment.name = cursor_.TakeName();
    if (!cursor_.TakeWordIf("on")) {
      cursor_.Unexpected();
    }
    fragment.on = cursor_.TakeName();
    (void)cursor_.TakeDirectives();
    fragment.selections = Selections();
    return fragment;
  }

  std::vector<GraphqlSelection> Selections() {
    std::vector<GraphqlSelection> selections;
    cursor_.Take("{");
    if (cursor_.Deeper()) {
      do {
        selections.push_back(Selection());
      } while (!cursor_.failed() && !cursor_.Sees("}"));
    }
    cursor_.Higher();
    cursor_.Take("}");
    return selections;
  }

  GraphqlSelection Selection() {
    GraphqlSelection selection;
    selection.place = cursor_.Peek().place;
    if (cursor_.TakeIf("...")) {
      const bool named = cursor_.Peek().kind == GraphqlToken::Kind::kName && !cursor_.SeesWord("on");
      selection.kind = named ? GraphqlSelection::Kind::kSpread : GraphqlSelection::Kind::kInline;
      if (named) {
        selection.name = cursor_.TakeName();
      } else if (cursor_.TakeWordIf("on")) {
        selection.on = cursor_.TakeName();
      }
      selection.directives = cursor_.TakeDirectives();
      if (!named) {
        selection.selections = Selections();
      }
      return selection;
    }
    selection.name = cursor_.TakeName();
    if (cursor_.TakeIf(":")) {
      selection.alias = std::exchange(selection.name, cursor_.TakeName());
    }
    selection.arguments = cursor_.TakeArguments();
    selection.directives = cursor_.TakeDirectives();
    if (cursor_.Sees("{")) {
      selection.selections = Selections();
    }
    return selection;
  }

  GraphqlCursor cursor_;
};

}  // namespace

tl::expected<GraphqlDocument, GraphqlError> ParseGraphql(std::string_view text) {
  auto tokens = ScanGraphql(text);
  if (!tokens) {
    return tl::unexpected(tokens.error());
  }
  return Parser(*std::move(tokens)).Run();
}

}  // namespace riff::sim
