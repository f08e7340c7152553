#include "tests/unit/mocks/shopify/shopify_rig.h"

namespace riff::sim {
namespace {

constexpr std::string_view kLevels =
    "{ productVariants { edges { node { id sku inventoryItem { id inventoryLevels { edges { node { id } } } } } } } }";

class ShopifyBulkTest : public ShopifyTest {
 protected:
  std::string Start(std::string_view query) {
    const JsonDocument started =
        Ask("mutation ($q: String!) { bulkOperationRunQuery(query: $q) { bulkOperation { id status url } "
            "userErrors { code field message } } }",
            R"({"q":)" + Quoted(query) + "}");
    const auto payload = started.root().Get("data")->Get("bulkOperationRunQuery");
    if (!payload->Find("bulkOperation")) {
      return Values(payload->Array("userErrors")).at(0).Text("code").value();
    }
    EXPECT_EQ(payload->Get("bulkOperation")->Text("status"), "CREATED");
    return *payload->Get("bulkOperation")->Text("id");
  }
  std::string Show(const std::string& id, const std::string& field) {
    const JsonDocument answer = Ask("{ bulkOperation(id: " + Quoted(id) + ") { " + field + " } }");
    return answer.root().Get("data")->Get("bulkOperation")->Get(field)->Print();
  }
  // GET of a link that `field` shows.
  ServerResponse Download(const std::string& id, const std::string& field = "url") {
    const std::string link = *JsonDocument::Parse(Show(id, field))->root().AsText();
    const std::size_t path = link.find("/bulk/");
    EXPECT_TRUE(link.starts_with("http://127.0.0.1:9/bulk/")) << link;
    return rig.mock.Handle(Request("GET", link.substr(path)));
  }
  static std::vector<std::string> Lines(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find('\n', at);
      lines.push_back(text.substr(at, end - at));
      at = end + 1;
    }
    return lines;
  }
};

TEST_F(ShopifyBulkTest, RunsOnTheClockAndWritesOneObjectALine) {
  const RemoteId one = rig.mock.Seed(Strings("S-1", 5));
  rig.mock.Seed(Strings("S-2", 6));
  const std::string id = Start(kLevels);
  rig.clock.Advance(std::chrono::milliseconds(2999));
  EXPECT_EQ(Show(id, "status"), "\"RUNNING\"");
  EXPECT_EQ(Show(id, "url"), "null");
  rig.clock.Advance(std::chrono::milliseconds(1));

  EXPECT_EQ(Show(id, "status"), "\"COMPLETED\"");
  EXPECT_EQ(Show(id, "objectCount"), "\"4\"");
  EXPECT_EQ(Show(id, "rootObjectCount"), "\"2\"");
  const ServerResponse file = Download(id);
  EXPECT_EQ(file.status, 200);
  const std::vector<std::string> lines = Lines(file.body);
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_EQ(lines[0], R"({"id":)" + Quoted(VariantGid(one)) + R"(,"sku":"S-1","inventoryItem":{"id":)" +
                          Quoted(ItemGid(one)) + "}}");
  EXPECT_NE(lines[2].find(R"("__parentId":)" + Quoted(ItemGid(one))), std::string::npos) << lines[2];
  EXPECT_EQ(Show(id, "fileSize"), Quoted(std::to_string(file.body.size())));
}

TEST_F(ShopifyBulkTest, GivesNoFileForAnEmptyShop) {
  const std::string id = Start(kLevels);
  rig.clock.Advance(std::chrono::seconds(3));

  EXPECT_EQ(Show(id, "status"), "\"COMPLETED\"");
  EXPECT_EQ(Show(id, "objectCount"), "\"0\"");
  EXPECT_EQ(Show(id, "url"), "null");
}

TEST_F(ShopifyBulkTest, ClosesTheLinkAfterHalfAnHourAndToThoseWithoutItsSignature) {
  rig.mock.Seed(Strings("S-1", 5));
  const std::string id = Start(kLevels);
  rig.clock.Advance(std::chrono::seconds(3));
  const std::string number = id.substr(id.rfind('/') + 1);

  EXPECT_EQ(rig.mock.Handle(Request("GET", "/bulk/" + number + ".jsonl")).status, 403);
  EXPECT_EQ(rig.mock.Handle(Request("GET", "/bulk/1.jsonl?signature=x")).status, 403);
  EXPECT_EQ(rig.mock.Handle(Request("GET", "/bulk/x")).status, 403);
  rig.clock.Advance(std::chrono::minutes(29));
  EXPECT_EQ(Download(id).status, 200);
  rig.clock.Advance(std::chrono::minutes(1));
  EXPECT_EQ(Download(id).status, 403);
}

TEST_F(ShopifyBulkTest, LeavesAPartialFileWhenItFails) {
  rig.mock.Seed(Strings("S-1", 5));
  rig.mock.Seed(Strings("S-2", 6));
  rig.Put("bulk_fails");
  const std::string id = Start(kLevels);
  rig.clock.Advance(std::chrono::seconds(3));

  EXPECT_EQ(Show(id, "status"), "\"FAILED\"");
  EXPECT_EQ(Show(id, "errorCode"), "\"INTERNAL_SERVER_ERROR\"");
  EXPECT_EQ(Show(id, "url"), "null");
  EXPECT_EQ(Lines(Download(id, "partialDataUrl").body).size(), 2u);
}

TEST_F(ShopifyBulkTest, RefusesQueriesThatBreakItsRules) {
  EXPECT_EQ(Start("{ shop { id } }"), "INVALID");
  EXPECT_EQ(Start("{ products { edges { node { id } } } orders { edges { node { id } } } }"), "INVALID");
  EXPECT_EQ(Start("{ nodes(ids: []) { id } }"), "INVALID");
  EXPECT_EQ(Start("{ products { edges { node { title variants { edges { node { id } } } } } } }"), "INVALID")
      << "no id";
  EXPECT_EQ(Start("{ products { edges { node { x: id variants { edges { node { id } } } } } } }"), "INVALID")
      << "an alias";
  EXPECT_EQ(Start("query ($x: Int) { products(first: $x) { edges { node { id } } } }"), "INVALID");
  EXPECT_EQ(Start("mutation { productDelete(input: {id: \"1\"}) { deletedProductId } }"), "INVALID");
  EXPECT_EQ(Start("{ products { edges { node { nonsense } } } }"), "INVALID");
  EXPECT_EQ(Start("{ products {"), "INVALID");
  EXPECT_EQ(
      Start("{ products { edges { node { id variants { edges { node { id inventoryItem { id inventoryLevels { edges { "
            "node { id item { id variants { edges { node { id } } } } } } } } } } } } } } }"),
      "INVALID")
      << "too deep";
}

TEST_F(ShopifyBulkTest, RunsFiveAtATimeAndCanBeCancelled) {
  std::string id;
  for (int i = 0; i < 5; ++i) {
    id = Start(kLevels);
  }
  EXPECT_EQ(Start(kLevels), "LIMIT_REACHED");
  const std::string cancel =
      "mutation { bulkOperationCancel(id: " + Quoted(id) + ") { bulkOperation { status } userErrors { message } } }";
  EXPECT_EQ(Data(cancel), R"({"bulkOperationCancel":{"bulkOperation":{"status":"CANCELING"},"userErrors":[]}})");
  rig.clock.Advance(std::chrono::seconds(1));

  EXPECT_EQ(Show(id, "status"), "\"CANCELED\"");
  EXPECT_NE(UserErrorCode(cancel), "");
  EXPECT_NE(UserErrorCode(
                "mutation { bulkOperationCancel(id: \"gid://shopify/BulkOperation/1\") { userErrors { message } } }"),
            "");
  EXPECT_NE(Start(kLevels), "LIMIT_REACHED");
  EXPECT_EQ(Data("{ bulkOperations(first: 10, query: \"status:canceled\") { nodes { id } } }"),
            R"({"bulkOperations":{"nodes":[{"id":)" + Quoted(id) + "}]}}");
}

TEST_F(ShopifyBulkTest, AsksForCountsAgainAfterABulkRead) {
  rig.mock.Seed(Strings("S-1", 5));
  (void)Start(kLevels);
  rig.clock.Advance(std::chrono::seconds(3));

  EXPECT_EQ(ErrorCode("{ products { nodes { id } } }"), "BAD_REQUEST");
}

}  // namespace
}  // namespace riff::sim
