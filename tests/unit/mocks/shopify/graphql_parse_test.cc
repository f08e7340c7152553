#include "mocks/graphql_parse.h"

#include <gtest/gtest.h>

namespace riff::sim {
namespace {

GraphqlDocument Parsed(std::string_view text) {
  auto document = ParseGraphql(text);
  EXPECT_TRUE(document) << (document ? "" : document.error().message);
  return document.value_or(GraphqlDocument{});
}

std::string Fault(std::string_view text) {
  const auto document = ParseGraphql(text);
  return document ? "none" : document.error().message;
}

TEST(GraphqlParse, ReadsOperationsVariablesAliasesDirectivesAndFragments) {
  const GraphqlDocument document = Parsed(R"(
    # A comment, and then commas that mean nothing.
    query Look($id: ID!, $names: [String!]! = ["a", "b"],, $n: Int = -3) @cached {
      one: product(id: $id, deep: {list: [1, 2.5e3, null], word: RED}) @skip(if: true) { ...Parts ... on Node { id } }
      ... { shop }
    }
    mutation { go }
    fragment Parts on Product { title }
  )");

  ASSERT_EQ(document.operations.size(), 2u);
  const GraphqlOperation& look = document.operations[0];
  EXPECT_EQ(look.name, "Look");
  EXPECT_EQ(look.variables[0].type.text, "ID!");
  EXPECT_EQ(look.variables[1].type.Item().text, "String!");
  EXPECT_EQ(PrintGraphqlValue(look.variables[1].standard), R"(["a","b"])");
  EXPECT_EQ(look.variables[2].standard.integer, -3);
  const GraphqlSelection& one = look.selections[0];
  EXPECT_EQ(one.Key(), "one");
  EXPECT_EQ(one.name, "product");
  EXPECT_EQ(PrintGraphqlValue(one.arguments[1].value), R"({"list":[1,2.5e3,null],"word":"RED"})");
  EXPECT_EQ(one.directives[0].name, "skip");
  EXPECT_EQ(one.selections[0].kind, GraphqlSelection::Kind::kSpread);
  EXPECT_EQ(one.selections[1].on, "Node");
  EXPECT_EQ(look.selections[1].kind, GraphqlSelection::Kind::kInline);
  EXPECT_EQ(document.operations[1].kind, GraphqlOperationKind::kMutation);
  EXPECT_EQ(document.fragments[0].on, "Product");
  EXPECT_EQ(one.place.line, 4);
  EXPECT_EQ(one.place.column, 7);
}

TEST(GraphqlParse, ResolvesEscapesAndUnindentsBlockTexts) {
  const GraphqlDocument document = Parsed(
      "{ a(plain: \"q\\\"\\u00e9\\uD83C\\uDFB8\\n\", block: \"\"\"\n"
      "    first\n"
      "      \\\"\"\"second\n"
      "\n"
      "  \"\"\") }");

  const GraphqlSelection& field = document.operations[0].selections[0];
  EXPECT_EQ(field.arguments[0].value.text, "q\"\xC3\xA9\xF0\x9F\x8E\xB8\n");
  EXPECT_EQ(field.arguments[1].value.text, "first\n  \"\"\"second");
}

TEST(GraphqlParse, SaysWhereATextStopsMakingSense) {
  EXPECT_EQ(Fault(""), "syntax error, unexpected end of file at [1, 1]");
  EXPECT_EQ(Fault("{ shop { id }"), "syntax error, unexpected end of file at [1, 14]");
  EXPECT_EQ(Fault("{ shop }\n }"), "syntax error, unexpected \"}\" at [2, 2]");
  for (const char* bad :
       {"{ }", "{ a(b: ) }", "{ a(\"x\") }", "query ($x Int) { a }", "{ a(b: \"open) }", "{ a ? }", "{ a(b: \"\\q\") }",
        "{ a(b: \"\\uD83C\") }", "{ a(b: 01) }", "{ a(b: 1.) }", "{ a(b: \"\"\"x) }", "fragment on on X { a }",
        "fragment F { a }", "{ a: }", "{ ...}", "type X { a: Int }"}) {
    EXPECT_NE(Fault(bad), "none") << bad;
  }
}

TEST(GraphqlParse, RefusesNestingThatCouldExhaustTheStack) {
  std::string selections;
  std::string list;
  for (int i = 0; i < 100'000; ++i) {
    selections += "{a";
    list += "[";
  }

  EXPECT_NE(Fault(selections), "none");
  EXPECT_NE(Fault("{ a(b: " + list + ") }"), "none");
  EXPECT_NE(Fault("query ($a: " + list + ") { a }"), "none");
}

TEST(GraphqlParse, NeverReadsBeyondAnyPrefixOfADocument) {
  const std::string whole =
      "query A($x: [Int!] = [1]) { a: b(c: \"\\u00e9\", d: \"\"\"x\"\"\", e: {f: $x}) @skip(if: false) { ... on T { g "
      "} } }";
  ASSERT_EQ(Fault(whole), "none");

  for (std::size_t length = 0; length < whole.size(); ++length) {
    EXPECT_NE(Fault(whole.substr(0, length)), "none") << length;
  }
}

}  // namespace
}  // namespace riff::sim
