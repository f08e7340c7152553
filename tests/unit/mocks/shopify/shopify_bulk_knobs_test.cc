#include "tests/unit/mocks/shopify/shopify_rig.h"

namespace riff::sim {
namespace {

class ShopifyBulkKnobsTest : public ShopifyTest {
 protected:
  std::string Start(const std::string& grouped = "false") {
    return UserErrorCode("mutation { bulkOperationRunQuery(groupObjects: " + grouped +
                         ", query: \"{ products { edges { node { id variants { edges { node { id } } } } } } }\") { "
                         "bulkOperation { id } userErrors { code message } } }");
  }
  JsonDocument Current() {
    return *JsonDocument::Parse(Data("{ currentBulkOperation { status errorCode objectCount url } }"));
  }
  std::string Link() { return Current().root().Get("currentBulkOperation")->Text("url").value_or(""); }
  ServerResponse Get(const std::string& range = "") { return Fetch(Link(), range); }
  ServerResponse Fetch(const std::string& link, const std::string& range = "") {
    return rig.mock.Handle(Request("GET", link.substr(link.find("/bulk/")), {{"Range", range}}));
  }
  std::string State() { return *Current().root().Get("currentBulkOperation")->Text("status"); }
  // What each line is, in order: "P" a product, "V" a variant.
  static std::string Shape(const std::string& file) {
    std::string shape;
    for (std::size_t at = 0; at < file.size(); at = file.find('\n', at) + 1) {
      const std::string line = file.substr(at, file.find('\n', at) - at);
      shape += line.find("__parentId") == std::string::npos ? 'P' : 'V';
    }
    return shape;
  }
};

TEST_F(ShopifyBulkKnobsTest, PutsChildrenLastOrRightAfterTheirParents) {
  rig.mock.Seed(Strings("S-1", 5));
  rig.mock.Seed(Strings("S-2", 6));
  EXPECT_EQ(Start(), "");
  rig.clock.Advance(std::chrono::seconds(3));
  EXPECT_EQ(Shape(Get().body), "PPVV");

  EXPECT_EQ(Start("true"), "");
  rig.clock.Advance(std::chrono::seconds(3));
  EXPECT_EQ(Shape(Get().body), "PVPV");
}

TEST_F(ShopifyBulkKnobsTest, RunsOneAtATimeWhereOldVersionsDid) {
  rig.Put("bulk_running_max", "1");
  EXPECT_EQ(Start(), "");
  EXPECT_EQ(Start(), "OPERATION_IN_PROGRESS");

  rig.clock.Advance(std::chrono::seconds(3));
  EXPECT_EQ(Start(), "");
}

TEST_F(ShopifyBulkKnobsTest, ExpiresAfterSevenDays) {
  rig.mock.Seed(Strings("S-1", 5));
  EXPECT_EQ(Start(), "");
  rig.clock.Advance(std::chrono::seconds(3));
  EXPECT_EQ(State(), "COMPLETED");
  const std::string link = Link();

  rig.clock.Advance(std::chrono::hours(24 * 7));
  EXPECT_EQ(State(), "EXPIRED");
  EXPECT_EQ(Link(), "");
  EXPECT_EQ(Fetch(link).status, 403);
}

TEST_F(ShopifyBulkKnobsTest, CanLackALineAndStillBeCompleted) {
  rig.mock.Seed(Strings("S-1", 5));
  PutOnce("bulk_short_file");
  EXPECT_EQ(Start(), "");
  rig.clock.Advance(std::chrono::seconds(3));

  EXPECT_EQ(State(), "COMPLETED");
  EXPECT_EQ(*Current().root().Get("currentBulkOperation")->Text("objectCount"), "2");
  EXPECT_EQ(Shape(Get().body), "P");
}

TEST_F(ShopifyBulkKnobsTest, FailsForAnyReasonAskedFor) {
  FaultRule rule;
  rule.fault = "bulk_fails";
  rule.count = 1;
  rule.parameters["error_code"] = "TIMEOUT";
  rig.Put(std::vector<FaultRule>{rule});
  EXPECT_EQ(Start(), "");
  rig.clock.Advance(std::chrono::seconds(3));

  EXPECT_EQ(State(), "FAILED");
  EXPECT_EQ(*Current().root().Get("currentBulkOperation")->Text("errorCode"), "TIMEOUT");
}

TEST_F(ShopifyBulkKnobsTest, GivesOutRangesOfAFile) {
  rig.mock.Seed(Strings("S-1", 5));
  EXPECT_EQ(Start(), "");
  rig.clock.Advance(std::chrono::seconds(3));
  const std::string whole = Get().body;

  const ServerResponse tail = Get("bytes=10-");
  EXPECT_EQ(tail.status, 206);
  EXPECT_EQ(tail.body, whole.substr(10));
  EXPECT_EQ(Get("bytes=2-5").body, whole.substr(2, 4));
  EXPECT_EQ(Get("bytes=100000-").status, 416);
  EXPECT_EQ(Get("lines=1-2").body, whole);
}

}  // namespace
}  // namespace riff::sim
