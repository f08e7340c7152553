// Every operation of the published contract data, run against the simulated shop.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "mocks/graphql_parse.h"
#include "mocks/graphql_validate.h"
#include "mocks/shopify_schema.h"
#include "tests/unit/mocks/shopify/shopify_rig.h"

namespace riff::sim {
namespace {

std::string ReadFile(const std::filesystem::path& path) {
  const std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

class ShopifyDocumentsTest : public ShopifyTest {
 protected:
  void SetUp() override {
    const char* contracts = std::getenv("RIFF_CONTRACTS");
    if (contracts == nullptr) {
      GTEST_SKIP() << "RIFF_CONTRACTS is not set; it names the folder with the platforms' published descriptions";
    }
    folder_ = std::filesystem::path(contracts) / "shopify";
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
      if (entry.path().extension() == ".graphql") {
        const std::string text = ReadFile(entry.path());
        const auto document = ParseGraphql(text);
        ASSERT_TRUE(document) << entry.path() << (document ? "" : document.error().message);
        for (const GraphqlOperation& operation : document->operations) {
          texts_[operation.name.empty() ? entry.path().stem().string() : operation.name] = text;
        }
      }
    }
    const auto variables = JsonDocument::Parse(ReadFile(folder_ / "variables.json"));
    ASSERT_TRUE(variables);
    for (const std::string& name : variables->root().Keys()) {
      variables_[name] = variables->root().Get(name)->Print();
    }
    guitar_ = rig.mock.Seed(Strings("LP-1959-BURST", 3));
    second_ = rig.mock.Seed(Strings("S-2", 3));
    order_ = *rig.Buy(guitar_);
  }

  // The sample variables with their ids made this shop's.
  std::string VariablesOf(const std::string& name) {
    std::string text = variables_.contains(name) ? variables_.at(name) : "{}";
    const auto put = [&text](const std::string& from, const std::string& to) {
      for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
      }
    };
    put("gid://shopify/InventoryItem/7001", ItemGid(guitar_));
    put("gid://shopify/InventoryItem/7002", ItemGid(second_));
    put("gid://shopify/InventoryItem/7003", ItemGid(second_));
    put("gid://shopify/Product/1001", ProductGid(guitar_));
    put("gid://shopify/ProductVariant/2001", VariantGid(guitar_));
    put("gid://shopify/Location/501", Location());
    put("gid://shopify/Publication/301", "gid://shopify/Publication/401");
    put("gid://shopify/Order/9001", "gid://shopify/Order/" + order_.text());
    put(R"("changeFromQuantity":1)", R"("changeFromQuantity":2)");  // One of three was bought.
    put(R"("changeFromQuantity":3)", R"("changeFromQuantity":0)");  // InventorySet comes before InventoryAdjust.
    return text;
  }
  JsonDocument RunDocument(const std::string& name) { return Ask(texts_.at(name), VariablesOf(name), name); }

  std::filesystem::path folder_;
  std::map<std::string, std::string> texts_;
  std::map<std::string, std::string> variables_;
  RemoteId guitar_;
  RemoteId second_;
  OrderId order_;
};

TEST_F(ShopifyDocumentsTest, AnswersEveryQueryWithoutAnError) {
  int queries = 0;
  for (const auto& [name, text] : texts_) {
    const auto document = ParseGraphql(text);
    const GraphqlOperation* operation = document->FindOperation(name);
    if (operation == nullptr || operation->kind != GraphqlOperationKind::kQuery) {
      continue;
    }
    ++queries;
    const JsonDocument answer = RunDocument(name);
    EXPECT_FALSE(answer.root().Find("errors")) << name << " " << last.body;
    EXPECT_TRUE(answer.root().Find("data")) << name << " " << last.body;
    EXPECT_TRUE(answer.root().Get("extensions")->Get("cost")->Integer("actualQueryCost")) << name;
  }
  EXPECT_GE(queries, 16);
}

TEST_F(ShopifyDocumentsTest, ShowsTheSeededShopThroughThem) {
  EXPECT_NE(RunDocument("VariantsBySku").root().Get("data")->Print().find("LP-1959-BURST"), std::string::npos);
  EXPECT_NE(RunDocument("LocationLevelsPage").root().Get("data")->Print().find(R"({"name":"committed","quantity":1)"),
            std::string::npos)
      << last.body;
  EXPECT_NE(RunDocument("OrdersPage").root().Get("data")->Print().find(order_.text()), std::string::npos);
  EXPECT_NE(RunDocument("InventoryByItemIds").root().Get("data")->Print().find(R"("__typename":"InventoryItem")"),
            std::string::npos);
}

TEST_F(ShopifyDocumentsTest, CarriesOutEveryMutationWithoutAUserError) {
  for (const char* name :
       {"InventorySet", "InventoryAdjust", "InventoryTrack", "ProductUpsert", "ProductCreate", "VariantsBulkUpdate",
        "Publish", "Unpublish", "BulkStart", "WebhookCreate", "ProductUpdate", "ProductDelete"}) {
    const JsonDocument answer = RunDocument(name);
    EXPECT_FALSE(answer.root().Find("errors")) << name << " " << last.body;
    const auto data = answer.root().Get("data");
    ASSERT_TRUE(data) << name;
    const auto errors = data->Get(data->Keys().front())->Array("userErrors");
    EXPECT_TRUE(errors && errors->empty()) << name << " " << last.body;
  }
  EXPECT_EQ(rig.Of(guitar_).status, ListingStatus::kGone);
}

TEST_F(ShopifyDocumentsTest, AnswersUserErrorsForThingsThatAreNotThere) {
  for (const char* name : {"InventoryActivate", "BulkCancel", "WebhookDelete"}) {
    const JsonDocument answer = RunDocument(name);
    const auto data = answer.root().Get("data");
    ASSERT_TRUE(data) << name << last.body;
    EXPECT_EQ(data->Get(data->Keys().front())->Array("userErrors")->size(), 1u) << name << last.body;
  }
}

TEST_F(ShopifyDocumentsTest, RunsTheInnerBulkTexts) {
  for (const char* name : {"bulk_inner_catalogue", "bulk_inner_orders"}) {
    const JsonDocument started =
        Ask(texts_.at("BulkStart"), R"({"bulkQuery":)" + Quoted(texts_.at(name)) + "}", "BulkStart");
    const auto operation = started.root().Get("data")->Get("bulkOperationRunQuery")->Get("bulkOperation");
    ASSERT_TRUE(operation && operation->Text("id")) << last.body;
    rig.clock.Advance(std::chrono::seconds(3));
    const JsonDocument status =
        Ask(texts_.at("BulkStatus"), R"({"id":)" + Quoted(*operation->Text("id")) + "}", "BulkStatus");
    EXPECT_EQ(status.root().Get("data")->Get("bulkOperation")->Text("status"), "COMPLETED") << last.body;
  }
}

// What our schema offers must be what the published one says.
TEST_F(ShopifyDocumentsTest, OffersNoFieldThatThePublishedSchemaLacks) {
  const GraphqlSchema& ours = ShopifySchema();
  const std::string text = ReadFile(folder_ / "schema" / "admin-2026-07.graphql");
  ASSERT_FALSE(text.empty());
  // Unions are the one kind of definition that ours has none of.
  std::string readable;
  std::istringstream lines(text);
  bool in_union = false;
  for (std::string line; std::getline(lines, line);) {
    in_union = line.starts_with("union ") || (in_union && line.starts_with("  |"));
    const bool skipped = in_union || line.starts_with("directive ") || line.starts_with("schema ");
    readable += skipped && !line.starts_with("schema ") ? "\n" : line + "\n";
  }
  for (const auto& [name, definition] : ours.definitions()) {
    const std::string head = [&d = definition, &n = name] {
      using Kind = GraphqlDefinition::Kind;
      const std::map<Kind, std::string> words = {{Kind::kScalar, "scalar "},
                                                 {Kind::kEnum, "enum "},
                                                 {Kind::kInput, "input "},
                                                 {Kind::kObject, "type "},
                                                 {Kind::kInterface, "interface "}};
      return "\n" + words.at(d.kind) + n;
    }();
    if (name == "Int" || name == "Float" || name == "String" || name == "Boolean" || name == "ID") {
      continue;
    }
    const std::size_t start = readable.find(head);
    ASSERT_NE(start, std::string::npos) << name;
    const std::string block = readable.substr(start, readable.find("\n}", start) - start) + "\n";
    for (const GraphqlField& field : definition.fields) {
      const bool plain = block.find("\n  " + field.name + ":") != std::string::npos;
      EXPECT_TRUE(plain || block.find("\n  " + field.name + "(") != std::string::npos) << name << "." << field.name;
      if (plain) {
        EXPECT_NE(block.find("\n  " + field.name + ": " + field.type.text), std::string::npos)
            << name << "." << field.name;
      }
    }
    for (const GraphqlInput& input : definition.inputs) {
      EXPECT_NE(block.find("\n  " + input.name + ": " + input.type.text), std::string::npos)
          << name << "." << input.name;
    }
    for (const std::string& word : definition.words) {
      EXPECT_NE(block.find("\n  " + word), std::string::npos) << name << "." << word;
    }
  }
}

}  // namespace
}  // namespace riff::sim
