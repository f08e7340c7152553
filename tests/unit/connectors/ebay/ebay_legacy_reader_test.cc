#include <gtest/gtest.h>

#include "connectors/ebay/ebay_legacy_codec.h"
#include "connectors/ebay/ebay_reader.h"
#include "tests/unit/connectors/ebay/legacy_answers.h"

namespace riff::ebay {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kItems = "GET /sell/inventory/v1/inventory_item?limit=100&offset=0";
const std::string kBulkGet = "POST /sell/inventory/v1/bulk_get_inventory_item";
const std::string kNoItems = R"({"total":0,"inventoryItems":[]})";

std::string OffersName(const std::string& sku) { return "GET /sell/inventory/v1/offer?sku=" + sku; }

std::string UnknownRow(const std::string& sku) {
  return R"({"sku":")" + sku + R"(","statusCode":404,"errors":[{"errorId":25710,"message":"m"}]})";
}
std::string KnownRow(const std::string& sku) {
  return R"({"sku":")" + sku + R"(","statusCode":200,"inventoryItem":)" + ItemJson(sku, 1) + "}";
}
std::string RowsJson(const std::string& rows) { return R"({"responses":[)" + rows + "]}"; }

class EbayLegacyReaderTest : public ::testing::Test {
 protected:
  Result<Page<RemoteListing>> List(const std::optional<Cursor>& cursor) {
    return reader.ListListings(account.run, cursor);
  }
  std::vector<RemoteListing> ReadAll() {
    std::vector<RemoteListing> rows;
    std::optional<Cursor> cursor;
    for (int i = 0; i < 10; ++i) {
      Result<Page<RemoteListing>> page = List(cursor);
      EXPECT_TRUE(page.has_value()) << page.error().message;
      if (!page.has_value()) {
        return rows;
      }
      rows.insert(rows.end(), page->rows.begin(), page->rows.end());
      total = page->total;
      cursor = page->next;
      if (!cursor) {
        return rows;
      }
    }
    ADD_FAILURE() << "the sweep never ends";
    return rows;
  }
  Result<RemoteListing> Get(const std::string& remote) {
    const ListingRef ref{RemoteId(remote), Sku(), LegacyHandle(RemoteId(remote))};
    return std::move(reader.GetListings(account.run, std::span(&ref, 1)).front());
  }

  SellerAccount account;
  std::optional<std::int64_t> total;
  Reader reader{{Platform::kEbay, Environment::kProduction},
                LegacyConfig(),
                std::make_shared<Client>(LegacyConfig(), account.line, account.clock, Access::kReadOnly)};
};

TEST_F(EbayLegacyReaderTest, ShowsLegacyListingsAfterTheItemsAndNoneTwice) {
  account.line.On(kItems, 200, R"({"total":1,"inventoryItems":[)" + ItemJson("A", 1) + "]}");
  account.line.On(OffersName("A"), 200, OffersJson({OfferJson("1", "A", 1, ListingJson("110", "ACTIVE"))}));
  account.line.On(kTrading, 200, ActiveXml(LegacyItemXml("110", "A", 1) + LegacyItemXml("220", "B", 1, 7), 1, 2));
  account.line.On(kBulkGet, 200, RowsJson(UnknownRow("B")));

  const std::vector<RemoteListing> rows = ReadAll();

  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].ref, (ListingRef{RemoteId("110"), Sku("A"), "1"}));
  EXPECT_EQ(rows[1].ref, (ListingRef{RemoteId("220"), Sku("B"), "trading:220"}));
  EXPECT_EQ(rows[1].facts.quantity, Quantity(1));
  EXPECT_EQ(rows[1].facts.status, ListingStatus::kLive);
  EXPECT_EQ(total, 2);
}

TEST_F(EbayLegacyReaderTest, AsksWhoOwnsAListingThatItsPagesDidNotShow) {
  // As after a restart in the middle, or when it was published after its page had gone by.
  account.line.On(kTrading, 200, ActiveXml(LegacyItemXml("110", "A", 1) + LegacyItemXml("220", "B", 1), 1, 2));
  account.line.On(kBulkGet, 200, RowsJson(KnownRow("A") + "," + KnownRow("B")));
  account.line.On(OffersName("A"), 200, OffersJson({OfferJson("1", "A", 1, ListingJson("110", "ACTIVE"))}));
  account.line.On(OffersName("B"), 200, OffersJson({OfferJson("2", "B", 1, ListingJson("999", "ACTIVE"))}));

  const Result<Page<RemoteListing>> page = List(Cursor("legacy:1:0:1"));

  ASSERT_TRUE(page.has_value()) << page.error().message;
  ASSERT_EQ(page->rows.size(), 1u);
  EXPECT_EQ(page->rows.front().ref.remote, RemoteId("220"));
  EXPECT_EQ(page->total, 2);  // One before, one here.
  EXPECT_EQ(page->next, std::nullopt);
}

TEST_F(EbayLegacyReaderTest, DoesNotLoseAListingWhoseSkuTheInventoryApiRefuses) {
  account.line.On(kTrading, 200, ActiveXml(LegacyItemXml("220", "odd sku!", 1), 1, 1));
  account.line.On(kBulkGet, 400, ErrorsBody(25707));
  account.line.On(OffersName("odd%20sku%21"), 400, ErrorsBody(25707));

  const Result<Page<RemoteListing>> page = List(Cursor("legacy:1:0:0"));

  ASSERT_TRUE(page.has_value()) << page.error().message;
  EXPECT_EQ(page->rows.size(), 1u);
}

TEST_F(EbayLegacyReaderTest, FailsThePageWhenItCannotLearnWhoOwnsAListing) {
  account.line.On(kTrading, 200, ActiveXml(LegacyItemXml("220", "B", 1), 1, 1));
  account.line.On(kBulkGet, 500, ErrorsBody(25001));

  EXPECT_EQ(List(Cursor("legacy:1:0:0")).error().kind, ErrorKind::kUnavailable);
}

TEST_F(EbayLegacyReaderTest, ReadsAllPagesAndLeavesAuctionsOut) {
  account.line.On(kItems, 200, kNoItems);
  std::string auction = LegacyItemXml("330", "", 1);
  auction.replace(auction.find("FixedPriceItem"), 14, "Chinese");
  account.line.On(kTrading, 200, ActiveXml(LegacyItemXml("220", "", 1) + auction, 2, 3));
  account.line.On(kTrading, 200, ActiveXml(LegacyItemXml("440", "", 0), 2, 3));

  const std::vector<RemoteListing> rows = ReadAll();

  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[1].ref.remote, RemoteId("440"));
  EXPECT_EQ(rows[1].facts.status, ListingStatus::kPaused);  // Kept at zero.
  EXPECT_EQ(total, 2);
  EXPECT_THAT(account.line.Sent(kTrading).back().body, HasSubstr("<PageNumber>2</PageNumber>"));
}

TEST_F(EbayLegacyReaderTest, ReadsAnAccountWithNothingForSale) {
  account.line.On(kItems, 200, kNoItems);
  account.line.On(kTrading, 200, TradingXml("GetMyeBaySelling", "Success", ""));

  EXPECT_THAT(ReadAll(), IsEmpty());
  EXPECT_EQ(total, 0);
}

TEST_F(EbayLegacyReaderTest, RefusesAPageThatIsNotWhole) {
  const std::string item = LegacyItemXml("220", "", 1);
  struct Row {
    std::string body;
    ErrorKind kind;
  };
  for (const Row& row : {
           Row{ActiveXml("", 2, 300), ErrorKind::kUnavailable},
           Row{TradingXml("GetMyeBaySelling", "PartialFailure", ""), ErrorKind::kUnavailable},
           Row{TradingXml("GetMyeBaySelling", "Failure", TradingErrorXml(518)), ErrorKind::kThrottled},
           Row{TradingXml("GetMyeBaySelling", "Success",
                          "<ActiveList><ItemArray>" + item + "</ItemArray></ActiveList>"),
               ErrorKind::kInvalid},
           Row{ActiveXml(item, 99'999'999, 1), ErrorKind::kInvalid},
           Row{ActiveXml(item, 1, 1).substr(0, 200), ErrorKind::kInvalid},
           Row{ActiveXml("<Item><SKU>A</SKU></Item>", 1, 1), ErrorKind::kInvalid},
           Row{ActiveXml("<Item><ItemID>x/../y</ItemID></Item>", 1, 1), ErrorKind::kInvalid},
           Row{ActiveXml(LegacyItemXml("220", "", -1), 1, 1), ErrorKind::kInvalid},
           Row{ActiveXml("<Item><ItemID>220</ItemID><Quantity>99999999999999999999</Quantity></Item>", 1, 1),
               ErrorKind::kInvalid},
           Row{ActiveXml("<Item><ItemID>220</ItemID><Quantity>many</Quantity></Item>", 1, 1), ErrorKind::kInvalid},
           Row{ActiveXml("<Item><ItemID>220</ItemID><BuyItNowPrice>4.0</BuyItNowPrice></Item>", 1, 1),
               ErrorKind::kInvalid},
           Row{ActiveXml("<Item><ItemID>220</ItemID><Quantity>1</Quantity><SellingStatus><QuantitySold>2"
                         "</QuantitySold></SellingStatus></Item>",
                         1, 1),
               ErrorKind::kInvalid},
       }) {
    SellerAccount other;
    other.line.On(kTrading, 200, row.body);
    Reader one({Platform::kEbay, Environment::kProduction}, LegacyConfig(),
               std::make_shared<Client>(LegacyConfig(), other.line, other.clock, Access::kReadOnly));
    const Result<Page<RemoteListing>> page = one.ListListings(other.run, Cursor("legacy:1:0:0"));
    ASSERT_FALSE(page.has_value()) << row.body;
    EXPECT_EQ(page.error().kind, row.kind) << row.body;
  }
}

TEST_F(EbayLegacyReaderTest, RefusesACursorThatIsNotItsOwn) {
  for (const std::string text : {"legacy:", "legacy:0:0:0", "legacy:x:0:0", "legacy:1:0", "legacy:1:0:0:0",
                                 "legacy:1:0:x", "legacy:99999999:0:0"}) {
    EXPECT_EQ(List(Cursor(text)).error().kind, ErrorKind::kInvalid) << text;
  }
  EXPECT_TRUE(account.line.sent.empty());
}

TEST_F(EbayLegacyReaderTest, GetsAnItemByItsNumberAndVariationsOfOneTogether) {
  const std::string variations =
      R"(<Variations><Variation><SKU>RED</SKU><StartPrice currencyID="USD">99.0</StartPrice><Quantity>5</Quantity>)"
      R"(<SellingStatus><QuantitySold>2</QuantitySold></SellingStatus></Variation>)"
      R"(<Variation><StartPrice currencyID="USD">89.0</StartPrice><Quantity>4</Quantity><VariationSpecifics>)"
      R"(<NameValueList><Name>Color</Name><Value>Blue</Value></NameValueList></VariationSpecifics></Variation>)"
      R"(</Variations>)";
  account.line.On(kTrading, 200, GetItemXml(LegacyItemXml("220", "", 0, 0, variations)));
  const std::vector<ListingRef> refs = {{RemoteId("220/RED"), Sku("RED"), "trading:220/RED"},
                                        {RemoteId("220/?Color=Blue"), Sku(), "trading:220/?Color=Blue"},
                                        {RemoteId("220/GREEN"), Sku("GREEN"), "trading:220/GREEN"}};

  const std::vector<Result<RemoteListing>> read = reader.GetListings(account.run, refs);

  EXPECT_EQ(account.line.Sent(kTrading).size(), 1u);
  EXPECT_EQ(read[0]->facts.quantity, Quantity(3));
  EXPECT_EQ(read[1]->facts.price, (Money{8900, Currency::Usd()}));
  EXPECT_EQ(read[1]->ref.sku, Sku());
  EXPECT_EQ(read[2].error().kind, ErrorKind::kNotFound);
}

TEST_F(EbayLegacyReaderTest, TellsAnEndedItemFromOneThatIsNotThere) {
  std::string ended = LegacyItemXml("220", "B", 1);
  ended.insert(ended.find("<QuantitySold>"), "<ListingStatus>Completed</ListingStatus>");
  account.line.On(kTrading, 200, GetItemXml(ended));
  account.line.On(kTrading, 200, TradingXml("GetItem", "Failure", TradingErrorXml(17)));
  account.line.On(kTrading, 200, GetItemXml(LegacyItemXml("999", "", 1)));
  std::string odd = LegacyItemXml("220", "B", 1);
  odd.insert(odd.find("<QuantitySold>"), "<ListingStatus>Resting</ListingStatus>");
  account.line.On(kTrading, 200, GetItemXml(odd));
  account.line.On(kTrading, 200, TradingXml("GetItem", "Success", ""));

  EXPECT_EQ(Get("220")->facts.status, ListingStatus::kEnded);
  EXPECT_EQ(Get("220").error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(Get("220").error().kind, ErrorKind::kInvalid);  // Another item's answer.
  EXPECT_EQ(Get("220").error().kind, ErrorKind::kInvalid);  // A status that is not known.
  EXPECT_EQ(Get("220").error().kind, ErrorKind::kInvalid);  // No item.
}

TEST_F(EbayLegacyReaderTest, AnswersInTheOrderOfTheRefsWhateverTheirApi) {
  account.line.On(kTrading, 200, GetItemXml(LegacyItemXml("220", "B", 4)));
  account.line.On("GET /sell/inventory/v1/offer/98", 200, OfferJson("98", "A", 2, ListingJson("110", "ACTIVE")));
  account.line.On(kBulkGet, 200, RowsJson(KnownRow("A")));
  const std::vector<ListingRef> refs = {{RemoteId("220"), Sku("B"), "trading:220"},
                                        {RemoteId("110"), Sku("A"), "98"},
                                        {RemoteId("220"), Sku("B"), "trading:220"}};

  const std::vector<Result<RemoteListing>> read = reader.GetListings(account.run, refs);

  ASSERT_EQ(read.size(), 3u);
  EXPECT_EQ(read[0]->ref.remote, RemoteId("220"));
  EXPECT_EQ(read[1]->ref.remote, RemoteId("110"));
  EXPECT_EQ(read[2]->ref.remote, RemoteId("220"));
}

TEST_F(EbayLegacyReaderTest, FindsASkuWithBothApis) {
  account.line.On(OffersName("A"), 200, OffersJson({OfferJson("1", "A", 1, ListingJson("110", "ACTIVE"))}));
  account.line.On("GET /sell/inventory/v1/inventory_item/A", 200, ItemJson("A", 1));
  account.line.On(
      kTrading, 200,
      SellerListXml(LegacyItemXml("110", "A", 1) + LegacyItemXml("220", "A", 1) + LegacyItemXml("330", "OTHER", 1), 3));

  const Result<std::vector<RemoteListing>> found = reader.FindBySku(account.run, Sku("A"));

  ASSERT_TRUE(found.has_value()) << found.error().message;
  ASSERT_EQ(found->size(), 2u);
  EXPECT_EQ((*found)[0].ref.handle, "1");
  EXPECT_EQ((*found)[1].ref.handle, "trading:220");
  EXPECT_THAT(account.line.Sent(kTrading).front().body, HasSubstr("<SKUArray><SKU>A</SKU></SKUArray>"));
}

TEST_F(EbayLegacyReaderTest, DoesNotTakeAFailedSearchForNothing) {
  account.line.On(OffersName("A"), 404, ErrorsBody(25713));
  account.line.On("GET /sell/inventory/v1/inventory_item/A", 404, ErrorsBody(25710));
  account.line.Breaks(kTrading, ErrorKind::kAmbiguous);

  EXPECT_EQ(reader.FindBySku(account.run, Sku("A")).error().kind, ErrorKind::kUnavailable);
}

}  // namespace
}  // namespace riff::ebay
