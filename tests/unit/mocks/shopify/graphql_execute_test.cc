#include "mocks/graphql_execute.h"

#include <gtest/gtest.h>

#include "mocks/graphql_parse.h"
#include "mocks/graphql_validate.h"

namespace riff::sim {
namespace {

// A schema of nothing in particular.
const GraphqlSchema& Schema() {
  static const GraphqlSchema schema = GraphqlSchema::Of(R"(
    directive @marked(with: String!) on FIELD
    interface Thing { id: ID! }
    type Guitar implements Thing { id: ID!  strings: Int!  broken: Int  gone: Int!  friends: [Thing!] }
    type Drum implements Thing { id: ID!  skins(of: Skin = GOAT): String!  echo(what: Note): JSON }
    enum Skin { GOAT  CALF }
    input Note { text: String!  times: Int = 2  more: [Int!]  one: OneOf }
    input OneOf @oneOf { a: Int  b: Int }
    scalar JSON
    type QueryRoot { guitar: Guitar  things: [Thing]!  drum: Drum  mark: String }
  )");
  return schema;
}

GraphqlObjectPointer Drum() {
  return std::make_shared<GraphqlObject>(GraphqlObject{"Drum", [](const GraphqlCall& call) -> GraphqlOutput {
                                                         if (call.field == "skins") {
                                                           return GraphqlValue::Text(call.arguments.TextOf("of"));
                                                         }
                                                         if (call.field == "echo") {
                                                           return call.arguments;
                                                         }
                                                         return GraphqlValue::Text("drum");
                                                       }});
}

GraphqlObjectPointer Guitar() {
  return std::make_shared<GraphqlObject>(GraphqlObject{"Guitar", [](const GraphqlCall& call) -> GraphqlOutput {
                                                         if (call.field == "strings") {
                                                           return GraphqlValue::Integer(6);
                                                         }
                                                         if (call.field == "friends") {
                                                           return std::vector<GraphqlOutput>{Drum(), Drum()};
                                                         }
                                                         if (call.field == "id") {
                                                           return GraphqlValue::Text("guitar");
                                                         }
                                                         return GraphqlFailure{"It broke.", "BROKEN"};
                                                       }});
}

GraphqlOutput Root(const GraphqlCall& call) {
  if (call.field == "guitar") {
    return Guitar();
  }
  if (call.field == "drum") {
    return Drum();
  }
  if (call.field == "mark") {
    const auto marked = call.directives.find("marked");
    return marked == call.directives.end() ? GraphqlValue::Null() : GraphqlValue::Text(marked->second.TextOf("with"));
  }
  return std::vector<GraphqlOutput>{Guitar(), GraphqlValue::Null(), Drum()};
}

// The data, then a blank and the errors when there are any; or the codes of what the validation found.
std::string Answered(const std::string& text, const GraphqlValue& given = GraphqlValue::Object()) {
  const auto document = ParseGraphql(text);
  if (!document) {
    return document.error().message;
  }
  const GraphqlOperation& operation = document->operations.front();
  std::string codes;
  for (const GraphqlError& error : ValidateGraphql(Schema(), *document, operation)) {
    codes += (codes.empty() ? "" : " ") + error.extensions.TextOf("code");
  }
  if (!codes.empty()) {
    return codes;
  }
  const auto variables = CoerceVariables(Schema(), operation, given);
  if (!variables) {
    return variables.error().message;
  }
  const GraphqlAnswer answer = ExecuteGraphql({Schema(), *document, operation, *variables}, {"QueryRoot", Root});
  return PrintGraphqlValue(answer.data) +
         (answer.errors.empty() ? "" : " " + PrintGraphqlValue(RenderGraphqlErrors(answer.errors)));
}

GraphqlValue Variables(std::string_view json) { return ValueFromJson(JsonDocument::Parse(json)->root()); }

TEST(GraphqlExecute, AnswersAnySelectionWithAliasesAndTypenames) {
  EXPECT_EQ(Answered("{ guitar { n: strings id __typename } }"),
            R"({"guitar":{"n":6,"id":"guitar","__typename":"Guitar"}})");
  EXPECT_EQ(Answered("{ a: drum { skins } b: drum { skins(of: CALF) } }"),
            R"({"a":{"skins":"GOAT"},"b":{"skins":"CALF"}})");
}

TEST(GraphqlExecute, ResolvesFragmentsByTheObjectsType) {
  EXPECT_EQ(
      Answered(
          "{ things { ...Names ... on Guitar { strings } ... on Drum { skins } } } fragment Names on Thing { id }"),
      R"({"things":[{"id":"guitar","strings":6},null,{"id":"drum","skins":"GOAT"}]})");
}

TEST(GraphqlExecute, MergesFieldsSelectedTwice) {
  EXPECT_EQ(Answered("{ guitar { id } guitar { strings } }"), R"({"guitar":{"id":"guitar","strings":6}})");
}

TEST(GraphqlExecute, SkipsAndIncludesByVariables) {
  const std::string query = "query ($yes: Boolean!) { guitar { id @skip(if: $yes) strings @include(if: $yes) } }";

  EXPECT_EQ(Answered(query, Variables(R"({"yes":true})")), R"({"guitar":{"strings":6}})");
  EXPECT_EQ(Answered(query, Variables(R"({"yes":false})")), R"({"guitar":{"id":"guitar"}})");
}

TEST(GraphqlExecute, PutsNullWhereAFieldFailedAndInTheParentWhereNullIsNotAllowed) {
  EXPECT_EQ(Answered("{ guitar { id broken } }"),
            R"({"guitar":{"id":"guitar","broken":null}} [{"message":"It broke.","locations":[{"line":1,"column":15}],)"
            R"("path":["guitar","broken"],"extensions":{"code":"BROKEN"}}])");
  EXPECT_TRUE(Answered("{ guitar { id gone } }").starts_with(R"({"guitar":null} )"));
  EXPECT_TRUE(Answered("{ things { ... on Guitar { gone } } }").starts_with(R"({"things":[null,null,{}]} )"));
}

TEST(GraphqlExecute, HandsDirectivesOfAFieldToItsResolver) {
  EXPECT_EQ(Answered("{ mark @marked(with: \"ink\") }"), R"({"mark":"ink"})");
  EXPECT_EQ(Answered("query ($w: String!) { mark @marked(with: $w) }", Variables(R"({"w":"x"})")), R"({"mark":"x"})");
  EXPECT_EQ(Answered("{ mark }"), R"({"mark":null})");
}

TEST(GraphqlCoerce, KeepsAbsentAndNullApartAndFillsDefaults) {
  const std::string query = "query ($note: Note) { drum { echo(what: $note) } }";

  EXPECT_EQ(Answered(query, Variables(R"({"note":{"text":"a","more":null}})")),
            R"({"drum":{"echo":{"what":{"text":"a","times":2,"more":null}}}})");
  EXPECT_EQ(Answered(query, Variables(R"({"note":{"text":"a","more":7}})")),
            R"({"drum":{"echo":{"what":{"text":"a","times":2,"more":[7]}}}})");
  EXPECT_EQ(Answered(query), R"({"drum":{"echo":{}}})");
  EXPECT_EQ(Answered("query ($n: Int!) { drum { echo(what: {text: \"b\", times: $n}) } }", Variables(R"({"n":5})")),
            R"({"drum":{"echo":{"what":{"text":"b","times":5}}}})");
}

TEST(GraphqlCoerce, RefusesValuesThatDoNotFitTheirType) {
  const std::string query = "query ($note: Note!) { drum { echo(what: $note) } }";
  for (const char* bad :
       {"{}", R"({"note":null})", R"({"note":{}})", R"({"note":{"text":1}})", R"({"note":{"text":"a","times":1.5}})",
        R"({"note":{"text":"a","times":3000000000}})", R"({"note":{"text":"a","lost":1}})",
        R"({"note":{"text":"a","more":[1,null]}})", R"({"note":"text"})", R"({"note":{"text":"a","one":{}}})",
        R"({"note":{"text":"a","one":{"a":1,"b":2}}})"}) {
    EXPECT_TRUE(Answered(query, Variables(bad)).starts_with("Variable $note of type Note!"))
        << bad << Answered(query, Variables(bad));
  }
  const std::string at = Answered(query, Variables(R"({"note":{"text":"a","more":[1,"x"]}})"));
  EXPECT_NE(at.find("for more.1 ("), std::string::npos) << at;
}

TEST(GraphqlCoerce, RefusesListsBeyondTheLimit) {
  std::string more = "1";
  for (int i = 1; i < 251; ++i) {
    more += ",1";
  }
  const std::string answer = Answered("query ($note: Note!) { drum { echo(what: $note) } }",
                                      Variables(R"({"note":{"text":"a","more":[)" + more + "]}}"));

  EXPECT_NE(answer.find("greater than the maximum allowed of 250"), std::string::npos) << answer;
}

TEST(GraphqlValidate, NamesEachMistakeByItsCode) {
  EXPECT_EQ(Answered("{ lost }"), "undefinedField");
  EXPECT_EQ(Answered("{ guitar }"), "selectionMismatch");
  EXPECT_EQ(Answered("{ guitar { id { x } } }"), "selectionMismatch");
  EXPECT_EQ(Answered("{ guitar { id(of: 1) } }"), "argumentNotAccepted");
  EXPECT_EQ(Answered("{ mark @marked }"), "missingRequiredArguments");
  EXPECT_EQ(Answered("{ mark @lost }"), "undefinedDirective");
  EXPECT_EQ(Answered("query @marked(with: \"x\") { mark }"), "directiveCannotBeApplied");
  EXPECT_EQ(Answered("{ drum { skins(of: PLASTIC) } }"), "argumentLiteralsIncompatible");
  EXPECT_EQ(Answered("{ drum { skins(of: \"GOAT\") } }"), "argumentLiteralsIncompatible");
  EXPECT_EQ(Answered("{ ...Lost }"), "useAndDefineFragment");
  EXPECT_EQ(Answered("{ guitar { ... on Lost { id } } }"), "undefinedType");
  EXPECT_EQ(Answered("{ guitar { ... on Skin { id } } }"), "fragmentOnNonCompositeType");
  EXPECT_EQ(Answered("{ things { ...A } } fragment A on Thing { ...B } fragment B on Thing { ...A }"), "infiniteLoop");
  EXPECT_EQ(Answered("query ($x: Int) { mark }"), "variableNotUsed");
  EXPECT_EQ(Answered("{ drum { skins(of: $x) } }"), "variableNotDefined");
  EXPECT_EQ(Answered("query ($x: Int) { drum { skins(of: $x) } }"), "variableMismatch");
  EXPECT_EQ(Answered("query ($x: String) { drum { echo(what: {text: $x}) } }"), "variableMismatch");
  EXPECT_EQ(Answered("query ($x: Lost) { drum { skins(of: $x) } }"), "variableRequiresValidType variableMismatch");
  EXPECT_EQ(Answered("{ a: mark a: drum { id } }"), "fieldConflict");
  EXPECT_EQ(Answered("subscription { mark }"), "missingRootType");
}

TEST(GraphqlValidate, AcceptsAVariableThatIsNullableWhereADefaultStandsInForIt) {
  EXPECT_EQ(Answered("query ($x: Skin = CALF) { drum { skins(of: $x) } }"), R"({"drum":{"skins":"CALF"}})");
  EXPECT_EQ(Answered("query ($x: Skin) { drum { skins(of: $x) } }"), R"({"drum":{"skins":"GOAT"}})");
}

TEST(GraphqlValidate, AnswersFragmentsThatMultiplyWithoutMultiplyingItself) {
  std::string text = "{ guitar { ...F0 } }";
  for (int i = 0; i < 60; ++i) {
    const std::string next = "...F" + std::to_string(i + 1);
    text += " fragment F" + std::to_string(i) + " on Guitar { " + next + " " + next + " }";
  }
  text += " fragment F60 on Guitar { id }";

  EXPECT_EQ(Answered(text), R"({"guitar":{"id":"guitar"}})");
}

}  // namespace
}  // namespace riff::sim
