#include "connectors/ebay/ebay_report.h"

#include <gtest/gtest.h>

#include "connectors/ebay/ebay_legacy_codec.h"
#include "connectors/ebay/ebay_reader.h"
#include "engine/base/digest.h"
#include "tests/unit/connectors/ebay/legacy_answers.h"

namespace riff::ebay {
namespace {

using ::testing::ElementsAre;

const std::string kOrder = "POST /sell/feed/v1/inventory_task";
const std::string kTask = "GET /sell/feed/v1/inventory_task/task-7";
const std::string kFile = "GET /sell/feed/v1/task/task-7/download_result_file";
const std::string kItems = "GET /sell/inventory/v1/inventory_item?limit=100&offset=0";
const std::string kBulkGet = "POST /sell/inventory/v1/bulk_get_inventory_item";

std::string DetailsXml(const std::string& item, const std::string& sku, int quantity) {
  return "<SKUDetails><SKU>" + sku + R"(</SKU><Price currencyID="USD">450.00</Price><Quantity>)" +
         std::to_string(quantity) + "</Quantity><ItemID>" + item + "</ItemID></SKUDetails>";
}

std::string ReportXml(const std::string& details, const std::string& ack = "Success") {
  return R"(<?xml version="1.0" encoding="UTF-8"?><BulkDataExchangeResponses xmlns="urn:ebay:apis:eBLBaseComponents">)"
         "<ActiveInventoryReport><Ack>" +
         ack + "</Ack>" + details + "</ActiveInventoryReport></BulkDataExchangeResponses>";
}

TEST(EbayReportTest, TellsQuantityAndPriceOfEveryListingAndVariation) {
  const std::string variations =
      "<SKUDetails><ItemID>220</ItemID><Variations><Variation><SKU>RED</SKU>"
      R"(<Price currencyID="USD">9.5</Price><Quantity>3</Quantity></Variation></Variations></SKUDetails>)";

  const Result<std::vector<ReportRow>> rows = ReportRowsOf(ReportXml(DetailsXml("110", "A", 2) + variations));

  ASSERT_TRUE(rows.has_value()) << rows.error().message;
  ASSERT_EQ(rows->size(), 2u);
  EXPECT_EQ((*rows)[0].remote, RemoteId("110"));
  EXPECT_EQ((*rows)[0].quantity, Quantity(2));
  EXPECT_EQ((*rows)[0].price, (Money{45000, Currency::Usd()}));
  EXPECT_EQ((*rows)[1].remote, RemoteId("220/RED"));
}

// A ZIP archive with the one file "r.xml", deflated: a report of one listing.
std::string Archive() {
  return *Base64Decode(
      "UEsDBBQAAAAIAAAAIVwnCLC9eAAAAMcAAAAFAAAAci54bWx1jsEKg0AMRD8ptecQsGwPS09V/IBlCe2izYrJSv37slK8eZqXYZgM3so0"
      "umDh/o3vIC/uWOcsykrYRksre1lZLC9bx3NerNoj9SVGVkWoB/aPwbGFNOnO1CJUwWcJYsk2uiIcjN744x01zQXhz3v+qICTx3C+9QdQ"
      "SwECFAMUAAAACAAAACFcJwiwvXgAAADHAAAABQAAAAAAAAAAAAAAgAEAAAAAci54bWxQSwUGAAAAAAEAAQAzAAAAmwAAAAAA");
}

TEST(EbayReportTest, IsReadFromTheArchiveItComesIn) {
  const Result<std::vector<ReportRow>> rows = ReportRowsOf(Archive());

  ASSERT_TRUE(rows.has_value()) << rows.error().message;
  ASSERT_EQ(rows->size(), 1u);
  EXPECT_EQ(rows->front().remote, RemoteId("110"));
}

TEST(EbayReportTest, RefusesWhatIsNotTheWholeReport) {
  const std::string whole = ReportXml(DetailsXml("110", "A", 2));
  for (const std::string& file :
       {std::string(), whole.substr(0, whole.size() / 2), std::string("<html>no</html>"),
        ReportXml("", "PartialFailure"), ReportXml("", "Failure"),
        std::string("<BulkDataExchangeResponses></BulkDataExchangeResponses>"),
        ReportXml(DetailsXml("110", "A", 2) + DetailsXml("110", "A", 3)), ReportXml(DetailsXml("110", "A", -1)),
        ReportXml("<SKUDetails><SKU>A</SKU></SKUDetails>"), std::string("PK\x03\x04", 4),
        std::string("PK\x03\x04", 4) + std::string(200, 'x'), Archive().substr(0, 90)}) {
    const Result<std::vector<ReportRow>> rows = ReportRowsOf(file);
    ASSERT_FALSE(rows.has_value()) << file.substr(0, 80);
    EXPECT_EQ(rows.error().kind, ErrorKind::kInvalid) << file.substr(0, 80);
  }
}

TEST(EbayReportTest, KnowsWhichTasksWillNeverGiveAWholeReport) {
  const auto state_of = [](const std::string& word) {
    const JsonDocument task = *JsonDocument::Parse(R"({"taskId":"task-7","status":")" + word + "\"}");
    return TaskStateOf(task.root());
  };
  EXPECT_EQ(*state_of("QUEUED"), TaskState::kRunning);
  EXPECT_EQ(*state_of("IN_PROCESS"), TaskState::kRunning);
  EXPECT_EQ(*state_of("COMPLETED"), TaskState::kDone);
  for (const std::string word : {"COMPLETED_WITH_ERROR", "FAILED", "PARTIALLY_PROCESSED", "SOMETHING"}) {
    EXPECT_EQ(state_of(word).error().kind, ErrorKind::kInvalid) << word;
  }
}

TEST(EbayReportTest, TakesATaskOnlyFromALocationThatNamesOne) {
  const auto task_of = [](const std::string& location) {
    return TaskOf(HttpResponse{.status = 202, .headers = {{"Location", location}}, .body = {}});
  };
  EXPECT_EQ(*task_of("https://api.ebay.com/sell/feed/v1/inventory_task/task-7"), "task-7");
  for (const std::string location :
       {"", "https://evil.test/", "/sell/feed/v1/inventory_task/", "/sell/feed/v1/inventory_task/a/../../offer"}) {
    EXPECT_EQ(task_of(location).error().kind, ErrorKind::kInvalid) << location;
  }
}

// An account with an offer (110) and a legacy listing (220), read page by page once.
class EbayReportSweepTest : public ::testing::Test {
 protected:
  EbayReportSweepTest() {
    account.line.On(kItems, 200, R"({"total":1,"inventoryItems":[)" + ItemJson("A", 1) + "]}");
    account.line.On("GET /sell/inventory/v1/offer?sku=A", 200,
                    OffersJson({OfferJson("1", "A", 1, ListingJson("110", "ACTIVE"))}));
    account.line.On(kTrading, 200, ActiveXml(LegacyItemXml("110", "A", 1) + LegacyItemXml("220", "", 1), 1, 2));
  }

  static Config ReportConfig() {
    Config config = LegacyConfig();
    config.sweep = Config::Sweep::kReport;
    return config;
  }

  Result<Page<RemoteListing>> List(const std::optional<Cursor>& cursor) {
    return reader.ListListings(account.run, cursor);
  }
  void ReadPages() {
    const Result<Page<RemoteListing>> first = List(std::nullopt);
    ASSERT_TRUE(first.has_value()) << first.error().message;
    const Result<Page<RemoteListing>> second = List(first->next);
    ASSERT_TRUE(second.has_value()) << second.error().message;
    ASSERT_EQ(second->next, std::nullopt);
    account.line.sent.clear();
    account.line.Forget(kTrading);
  }
  void AnswersOrder() {
    account.line.On(kOrder, 202, "", {{"Location", "https://api.ebay.com/sell/feed/v1/inventory_task/task-7"}});
  }
  void AnswersReport(const std::string& details) {
    account.line.On(kTask, 200, R"({"taskId":"task-7","status":"COMPLETED"})");
    account.line.On(kFile, 200, ReportXml(details));
  }

  SellerAccount account;
  Reader reader{{Platform::kEbay, Environment::kSandbox},
                ReportConfig(),
                std::make_shared<Client>(ReportConfig(), account.line, account.clock, Access::kReadAndWrite)};
};

TEST_F(EbayReportSweepTest, ReadsWhatItRemembersForThreeCalls) {
  ReadPages();
  AnswersOrder();
  AnswersReport(DetailsXml("110", "A", 4) + DetailsXml("220", "", 0));

  const Result<Page<RemoteListing>> ordered = List(std::nullopt);
  ASSERT_TRUE(ordered.has_value()) << ordered.error().message;
  EXPECT_TRUE(ordered->rows.empty());
  const Result<Page<RemoteListing>> page = List(ordered->next);

  ASSERT_TRUE(page.has_value()) << page.error().message;
  ASSERT_EQ(page->rows.size(), 2u);
  EXPECT_EQ(page->rows[0].ref, (ListingRef{RemoteId("110"), Sku("A"), "1"}));
  EXPECT_EQ(page->rows[0].facts.quantity, Quantity(4));
  EXPECT_EQ(page->rows[0].facts.price, (Money{45000, Currency::Usd()}));
  EXPECT_EQ(page->rows[0].content.title, "Fender Strat A");
  EXPECT_EQ(page->rows[1].facts.status, ListingStatus::kPaused);
  EXPECT_EQ(page->total, 2);
  EXPECT_EQ(page->next, std::nullopt);
  EXPECT_THAT(account.line.Names(), ElementsAre(kOrder, kTask, kFile));
}

TEST_F(EbayReportSweepTest, WaitsForAReportWithoutOrderingASecondOne) {
  ReadPages();
  AnswersOrder();
  account.line.On(kTask, 200, R"({"taskId":"task-7","status":"QUEUED"})");
  account.line.On(kTask, 200, R"({"taskId":"task-7","status":"COMPLETED"})");
  account.line.On(kFile, 200, ReportXml(DetailsXml("110", "A", 4) + DetailsXml("220", "", 1)));
  const std::optional<Cursor> cursor = List(std::nullopt)->next;

  const Result<Page<RemoteListing>> early = List(cursor);

  ASSERT_FALSE(early.has_value());
  EXPECT_EQ(early.error().kind, ErrorKind::kThrottled);
  EXPECT_TRUE(early.error().retry_after.has_value());
  EXPECT_EQ(List(cursor)->rows.size(), 2u);
  EXPECT_EQ(account.line.Sent(kOrder).size(), 1u);
}

TEST_F(EbayReportSweepTest, RefusesAReportThatIsNotWhole) {
  ReadPages();
  AnswersOrder();
  account.line.On(kTask, 200, R"({"taskId":"task-7","status":"COMPLETED_WITH_ERROR"})");

  EXPECT_EQ(List(List(std::nullopt)->next).error().kind, ErrorKind::kInvalid);
}

TEST_F(EbayReportSweepTest, RefusesAFileThatIsCutOffOrCannotBeHad) {
  ReadPages();
  AnswersOrder();
  account.line.On(kTask, 200, R"({"taskId":"task-7","status":"COMPLETED"})");
  account.line.Breaks(kFile, ErrorKind::kAmbiguous);
  account.line.On(kFile, 404, ErrorsBody(160014));
  account.line.On(kFile, 200, ReportXml(DetailsXml("110", "A", 4)).substr(0, 200));
  const std::optional<Cursor> cursor = List(std::nullopt)->next;

  EXPECT_EQ(List(cursor).error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(List(cursor).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(List(cursor).error().kind, ErrorKind::kInvalid);
}

TEST_F(EbayReportSweepTest, ReadsNewListingsByTheApiThatOwnsThem) {
  ReadPages();
  AnswersOrder();
  AnswersReport(DetailsXml("110", "A", 4) + DetailsXml("220", "", 1) + DetailsXml("330", "B", 1) +
                DetailsXml("440", "C", 1));
  account.line.On(kBulkGet, 200,
                  R"({"responses":[{"sku":"B","statusCode":200,"inventoryItem":)" + ItemJson("B", 1) +
                      R"(},{"sku":"C","statusCode":404,"errors":[{"errorId":25710,"message":"m"}]}]})");
  account.line.On("GET /sell/inventory/v1/offer?sku=B", 200,
                  OffersJson({OfferJson("2", "B", 1, ListingJson("330", "ACTIVE"))}));
  account.line.On(kTrading, 200, GetItemXml(LegacyItemXml("440", "C", 1)));

  const Result<Page<RemoteListing>> page = List(List(std::nullopt)->next);

  ASSERT_TRUE(page.has_value()) << page.error().message;
  std::vector<std::string> handles;
  for (const RemoteListing& row : page->rows) {
    handles.push_back(row.ref.handle);
  }
  EXPECT_THAT(handles, ElementsAre("1", "trading:220", "2", "trading:440"));
}

TEST_F(EbayReportSweepTest, AsksAfterListingsThatHaveLeftTheReport) {
  ReadPages();
  AnswersOrder();
  AnswersReport(DetailsXml("110", "A", 4));
  std::string ended = LegacyItemXml("220", "", 0, 1);
  ended.insert(ended.find("<QuantitySold>"), "<ListingStatus>Completed</ListingStatus>");
  account.line.On(kTrading, 200, GetItemXml(ended));

  const Result<Page<RemoteListing>> page = List(List(std::nullopt)->next);
  ASSERT_TRUE(page.has_value()) << page.error().message;
  const Result<Page<RemoteListing>> departed = List(page->next);

  ASSERT_TRUE(departed.has_value()) << departed.error().message;
  ASSERT_EQ(departed->rows.size(), 1u);
  EXPECT_EQ(departed->rows.front().facts.status, ListingStatus::kEnded);
  EXPECT_EQ(departed->next, std::nullopt);
}

TEST_F(EbayReportSweepTest, SweepsPageByPageWhereNoReportCanBeOrdered) {
  ReadPages();
  account.line.On(kOrder, 400, ErrorsBody(160025));

  const Result<Page<RemoteListing>> page = List(std::nullopt);

  ASSERT_TRUE(page.has_value()) << page.error().message;
  EXPECT_EQ(page->rows.size(), 1u);
  EXPECT_EQ(account.line.Sent(kItems).size(), 1u);
}

TEST_F(EbayReportSweepTest, SweepsPageByPageOnceItsTitlesAreADayOld) {
  ReadPages();
  account.clock.Advance(std::chrono::hours(25));

  (void)List(std::nullopt);

  EXPECT_TRUE(account.line.Sent(kOrder).empty());
}

TEST_F(EbayReportSweepTest, RefusesTheCursorOfAnotherProcessAndOddOnes) {
  EXPECT_EQ(List(Cursor("report:task-7:0")).error().kind, ErrorKind::kInvalid);
  ReadPages();
  for (const std::string text : {"report:", "report:task-7", "report::0", "report:task-7:x", "report:task-7:-1"}) {
    EXPECT_EQ(List(Cursor(text)).error().kind, ErrorKind::kInvalid) << text;
  }
  EXPECT_TRUE(account.line.sent.empty());
}

}  // namespace
}  // namespace riff::ebay
