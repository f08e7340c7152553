#include "connectors/shopify/graphql_document.h"

#include <gtest/gtest.h>

#include "connectors/shopify/shopify_documents.h"

namespace riff::shopify {
namespace {

TEST(GraphqlDocument, NamesEveryOperationAndItsType) {
  const auto operations = ParseGraphqlDocument("query A { shop { id } } mutation B { x } subscription C { y }");

  ASSERT_TRUE(operations.has_value());
  EXPECT_EQ(*operations, (std::vector<GraphqlOperation>{{GraphqlOperationType::kQuery, "A"},
                                                        {GraphqlOperationType::kMutation, "B"},
                                                        {GraphqlOperationType::kSubscription, "C"}}));
}

TEST(GraphqlDocument, ReadsTheWholeGrammar) {
  const auto operations = ParseGraphqlDocument(R"(
    # a comment with mutation in it
    query Q($a: [ID!]! = ["x", "y"] @d, $b: I = {k: {l: -1.5e+3}, m: $n, o: true}) @e(f: """block "" \""" mutation""") {
      alias: field(arg: ENUM, text: "quo\"te {") @include(if: $b) { ...F ... on T { id } ... @skip(if: true) { id } }
    }
    fragment F on T @g { id })");

  ASSERT_TRUE(operations.has_value()) << operations.error().message;
  EXPECT_EQ(*operations, (std::vector<GraphqlOperation>{{GraphqlOperationType::kQuery, "Q"}}));
}

TEST(GraphqlDocument, RefusesWhatIsNoExecutableDocument) {
  for (const std::string_view text : {"",
                                      "   # only a comment",
                                      "{",
                                      "{}",
                                      "query",
                                      "query A",
                                      "query A {",
                                      "query A { x(",
                                      "query A { x(a) }",
                                      "query A($a) { x }",
                                      "query A { \"text\" }",
                                      "query A { x(a: \"open) }",
                                      "query A { x(a: \"\"\"open\"\" ) }",
                                      "type T { id: ID }",
                                      "fragment on on T { id }",
                                      "fragment F T { id }",
                                      "fragment F on T { id }",
                                      "{ a } }",
                                      "query A { x } ;",
                                      "query A { x(a: ) }",
                                      "query A($a: [I) { x }",
                                      "query A { x(a: \"line\nbreak\") }"}) {
    const auto operations = ParseGraphqlDocument(text);
    ASSERT_FALSE(operations.has_value()) << text;
    EXPECT_EQ(operations.error().kind, ErrorKind::kInvalid);
    EXPECT_FALSE(IsReadingDocument(text, ""));
  }
}

TEST(GraphqlDocument, StopsAtADepthThatNobodyNeeds) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) {
    deep += "{a";
  }

  EXPECT_FALSE(ParseGraphqlDocument(deep).has_value());
  EXPECT_FALSE(ParseGraphqlDocument("{a(b:" + std::string(100'000, '[') + ")}").has_value());
}

TEST(IsReadingDocument, LetsQueriesThroughWhateverTheySpell) {
  EXPECT_TRUE(IsReadingDocument("{ shop { id } }", ""));
  EXPECT_TRUE(IsReadingDocument("query A { mutation }", "A"));
  EXPECT_TRUE(IsReadingDocument("query mutation { mutation: field(mutation: \"mutation {\") }", "mutation"));
  EXPECT_TRUE(IsReadingDocument("query A { x } query B { y }", "B"));
}

TEST(IsReadingDocument, RefusesAnyDocumentThatHoldsAMutation) {
  EXPECT_FALSE(IsReadingDocument("mutation A { x }", "A"));
  EXPECT_FALSE(IsReadingDocument("query A { x } mutation B { y }", "A"));
  EXPECT_FALSE(IsReadingDocument("#\rmutation A { x }", "A"));
  EXPECT_FALSE(IsReadingDocument("\xEF\xBB\xBFmutation A { x }", ""));
  EXPECT_FALSE(IsReadingDocument("subscription A { x }", "A"));
  EXPECT_FALSE(IsReadingDocument("query A { x(a: \"\\\"\") } mutation B { y } # \"", "A"));
}

TEST(IsReadingDocument, RefusesANameThatPicksNoOneOperation) {
  EXPECT_FALSE(IsReadingDocument("query A { x }", "B"));
  EXPECT_FALSE(IsReadingDocument("query A { x } query A { y }", "A"));
  EXPECT_FALSE(IsReadingDocument("query A { x } query B { y }", ""));
}

TEST(ShopifyDocuments, AreWhatTheirNamesSay) {
  for (const ShopifyDocument* document : {&kShopProbe, &kVariantsPage, &kVariantsByIds, &kVariantsBySku,
                                          &kInventoryByItemIds, &kOrdersPage, &kOrderLinesPage, &kOrderRefunds}) {
    EXPECT_TRUE(IsReadingDocument(document->text, document->name)) << document->name;
  }
  for (const ShopifyDocument* document :
       {&kInventorySet, &kInventoryActivate, &kVariantsBulkUpdate, &kProductUpdate, &kProductUpsert}) {
    const auto operations = ParseGraphqlDocument(document->text);
    ASSERT_TRUE(operations.has_value()) << document->name;
    EXPECT_EQ(*operations,
              (std::vector<GraphqlOperation>{{GraphqlOperationType::kMutation, std::string(document->name)}}));
  }
}

}  // namespace
}  // namespace riff::shopify
