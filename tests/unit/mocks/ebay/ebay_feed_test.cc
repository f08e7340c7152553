#include "mocks/stored_zip.h"
#include "tests/unit/mocks/ebay/ebay_rig.h"

namespace riff::sim {
namespace {

class EbayFeedTest : public EbayFaceTest {
 protected:
  ServerResponse Feed(const std::string& method, const std::string& path, const std::string& body = "") {
    last = rig.mock.Handle(Request(method, "/sell/feed/v1/" + path,
                                   {{"Authorization", "Bearer " + token},
                                    {"Content-Type", "application/json"},
                                    {"X-EBAY-C-MARKETPLACE-ID", "EBAY_US"},
                                    {"Host", "mock.example:9000"}},
                                   body));
    return last;
  }
  std::string Order() {
    Feed("POST", "inventory_task", R"({"feedType":"LMS_ACTIVE_INVENTORY_REPORT","schemaVersion":"1.0"})");
    EXPECT_EQ(last.status, 202) << last.body;
    const std::string location = HeaderIn(last, "Location");
    return location.substr(location.rfind('/') + 1);
  }
  std::string StatusOf(const std::string& task) {
    const auto document = JsonDocument::Parse(Feed("GET", "inventory_task/" + task).body);
    return document->root().Text("status").value_or("");
  }
  std::string Download(const std::string& task) { return Feed("GET", "task/" + task + "/download_result_file").body; }
  void PutKnobs(const std::vector<std::pair<std::string, std::string>>& knobs) {
    std::vector<FaultRule> rules;
    for (const auto& [name, value] : knobs) {
      FaultRule rule;
      rule.fault = name;
      if (!value.empty()) {
        rule.parameters["value"] = value;
      }
      rules.push_back(rule);
    }
    rig.Put(rules);
    ASSERT_TRUE(rig.put) << rig.put.error().message;
  }
};

TEST_F(EbayFeedTest, ReportsEveryListingThatRunsWhicheverApiOwnsIt) {
  rig.mock.Seed(Strings("ST-1", 10));
  PutKnobs({{"legacy_share", "100"}, {"report_file", "xml"}});
  const std::string listing = Publish(MakeOffer("INV-1", 2));

  const Result<XmlDocument> report = XmlDocument::Parse(Download(Order()));
  const std::vector<XmlElement> rows = report->root().Find("ActiveInventoryReport")->All("SKUDetails");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].Text("SKU").value_or(""), "ST-1");
  EXPECT_EQ(rows[0].Integer("Quantity").value_or(0), 10);
  EXPECT_EQ(rows[0].Text("Price").value_or(""), "9.0");
  EXPECT_EQ(rows[1].Text("ItemID").value_or(""), listing);
}

TEST_F(EbayFeedTest, PacksTheReportUnlessTheKnobSaysOtherwise) {
  PutKnobs({{"report_file", "zip"}});
  const std::string task = Order();
  const std::string zip = Download(task);
  PutKnobs({{"report_file", "xml"}});
  const std::string xml = Download(task);

  EXPECT_EQ(zip.substr(0, 4), "PK\x03\x04");
  EXPECT_EQ(zip, StoredZip("report-" + task + ".xml", xml));
}

TEST_F(EbayFeedTest, TakesItsTimeAndReportsWhatWasThenTrue) {
  const RemoteId strings = rig.mock.Seed(Strings("ST-1", 10));
  PutKnobs({{"report_delay_ms", "10000"}, {"report_file", "xml"}});
  const std::string task = Order();

  EXPECT_EQ(StatusOf(task), "QUEUED");
  rig.base.Advance(std::chrono::seconds(5));
  EXPECT_EQ(StatusOf(task), "IN_PROCESS");
  EXPECT_EQ(Feed("GET", "task/" + task + "/download_result_file").status, 400);
  rig.base.Advance(std::chrono::seconds(5));
  EXPECT_EQ(StatusOf(task), "COMPLETED");
  ASSERT_TRUE(rig.Buy(strings, 4));
  EXPECT_NE(Download(task).find("<Quantity>10</Quantity>"), std::string::npos) << "it is not made anew";
}

TEST_F(EbayFeedTest, FailsWhenAskedTo) {
  PutKnobs({{"report_fails", ""}});
  const std::string task = Order();

  EXPECT_EQ(StatusOf(task), "FAILED");
  EXPECT_EQ(Feed("GET", "task/" + task + "/download_result_file").status, 400);
}

TEST_F(EbayFeedTest, RefusesWrongOrdersAndTheTwentySixthOfADay) {
  EXPECT_EQ(ErrorOf(Send("POST", "/sell/feed/v1/inventory_task", "{}")), 160027);
  EXPECT_EQ(Feed("POST", "inventory_task", R"({"feedType":"OTHER","schemaVersion":"1.0"})").status, 400);
  EXPECT_EQ(Feed("GET", "inventory_task/1").status, 404);
  for (int i = 0; i < 25; ++i) {
    Order();
  }
  const std::string one_more = R"({"feedType":"LMS_ACTIVE_INVENTORY_REPORT","schemaVersion":"1.0"})";
  EXPECT_EQ(ErrorOf(Feed("POST", "inventory_task", one_more)), 160025);
  rig.base.Advance(std::chrono::hours(24));
  token = Mint("grant_type=refresh_token&refresh_token=" + Key("refresh_token"));
  EXPECT_EQ(Feed("POST", "inventory_task", one_more).status, 202);
}

class EbayFeedProductionTest : public EbayProductionTest {};

TEST_F(EbayFeedProductionTest, WantsTheScopeThatMayWrite) {
  EXPECT_EQ(ErrorOf(Send("GET", "/sell/feed/v1/inventory_task")), 1100);
}

}  // namespace
}  // namespace riff::sim
