#include <gtest/gtest.h>

#include "connectors/json/json.h"
#include "tests/unit/connectors/ebay/writer_fixture.h"

namespace riff::ebay {
namespace {

using ::testing::ElementsAre;

class EbayContentTest : public EbayWriterTest {
 protected:
  WriteOutcome SetTexts(const std::string& description) {
    ListingContent content;
    content.title = "New title";
    content.description = description;
    return Deliver(MakeWrite(SetContent{content}));
  }
};

TEST_F(EbayContentTest, WritesTheItemWholeAndTheOffersOwnDescription) {
  account.line.On("GET " + kOffer, 200, OfferJson("98", "GTR-1", 1, ListingJson("110", "ACTIVE")));
  account.line.On("GET " + kItem, 200, ItemJson("GTR-1", 3));
  account.line.On("PUT " + kItem, 200, R"({"warnings":[{"errorId":25402,"message":"careful"}]})");
  account.line.On("PUT " + kOffer, 204);

  const WriteOutcome outcome = SetTexts("<p>new</p>");

  ASSERT_TRUE(outcome.has_value()) << outcome.error().message;
  EXPECT_EQ(outcome->note, "25402 careful");
  const JsonDocument item = *JsonDocument::Parse(account.line.Sent("PUT " + kItem).front().body);
  EXPECT_EQ(*item.root().Get("product")->Text("title"), "New title");
  EXPECT_EQ(item.root().Get("product")->Get("ean")->Print(), R"(["4012345678901"])");
  EXPECT_EQ(*item.root().Get("availability")->Get("shipToLocationAvailability")->Integer("quantity"), 3);
  const JsonDocument offer = *JsonDocument::Parse(account.line.Sent("PUT " + kOffer).front().body);
  EXPECT_EQ(*offer.root().Text("listingDescription"), "<p>new</p>");
  EXPECT_EQ(*offer.root().Integer("availableQuantity"), 1);
}

TEST_F(EbayContentTest, LeavesAnOfferAloneWhoseDescriptionStays) {
  account.line.On("GET " + kOffer, 200, OfferJson("98", "GTR-1", 1, ListingJson("110", "ACTIVE")));
  account.line.On("GET " + kItem, 200, ItemJson("GTR-1", 3));
  account.line.On("PUT " + kItem, 204);

  EXPECT_TRUE(SetTexts("<p>from the offer</p>").has_value());
  EXPECT_TRUE(SetTexts("").has_value());

  EXPECT_TRUE(account.line.Sent("PUT " + kOffer).empty());
}

TEST_F(EbayContentTest, CallsAHalfWrittenContentAmbiguous) {
  account.line.On("GET " + kOffer, 200, OfferJson("98", "GTR-1", 1, ListingJson("110", "ACTIVE")));
  account.line.On("GET " + kItem, 200, ItemJson("GTR-1", 3));
  account.line.On("PUT " + kItem, 204);
  account.line.Breaks("PUT " + kOffer, ErrorKind::kUnavailable);
  account.line.On("PUT " + kOffer, 429, ErrorsBody(2001));
  account.line.On("PUT " + kOffer, 400, ErrorsBody(25016));

  EXPECT_EQ(SetTexts("new").error().kind, ErrorKind::kAmbiguous);
  EXPECT_EQ(SetTexts("new").error().kind, ErrorKind::kAmbiguous);
  EXPECT_EQ(SetTexts("new").error().kind, ErrorKind::kRejected);
}

TEST_F(EbayContentTest, WritesNothingOverAnItemItCouldNotRead) {
  account.line.On("GET " + kOffer, 200, OfferJson("98", "GTR-1", 1, ListingJson("110", "ACTIVE")));
  account.line.On("GET " + kItem, 200, "{\"sku\":").On("GET " + kItem, 404, ErrorsBody(25710));

  EXPECT_EQ(SetTexts("new").error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(SetTexts("new").error().kind, ErrorKind::kNotFound);
  EXPECT_TRUE(account.line.Sent("PUT " + kItem).empty());
}

TEST_F(EbayWriterTest, StocksAnEndedOfferBeforeItPublishesItAnew) {
  account.line.On("GET " + kOffer, 200, OfferJson("98", "GTR-1", 9, ""));
  account.line.On(kBulk, 200, R"({"responses":[{"sku":"GTR-1","statusCode":200}]})");
  account.line.On("PUT " + kOffer, 204);
  account.line.On(kPublish, 200, R"({"listingId":"222"})");

  const WriteOutcome outcome = Deliver(MakeWrite(Relist{Quantity(2)}));

  ASSERT_TRUE(outcome.has_value()) << outcome.error().message;
  EXPECT_EQ(outcome->remote, RemoteId("222"));
  EXPECT_EQ(outcome->handle, "98");
  EXPECT_THAT(account.line.Names(), ElementsAre("GET " + kOffer, kBulk, "PUT " + kOffer, kPublish));
  EXPECT_EQ(account.line.Sent(kBulk).front().body,
            R"({"requests":[{"sku":"GTR-1","shipToLocationAvailability":{"quantity":2}}]})");
  EXPECT_NE(account.line.Sent("PUT " + kOffer).front().body.find(R"("availableQuantity":2)"), std::string::npos);
}

TEST_F(EbayWriterTest, OnlyStocksAnOfferThatAnEarlierRelistPublished) {
  account.line.On("GET " + kOffer, 200, OfferJson("98", "GTR-1", 0, ListingJson("222", "OUT_OF_STOCK")));
  account.line.On(kBulk, 200, RowJson(200, 0));

  EXPECT_EQ(Deliver(MakeWrite(Relist{Quantity(2)}))->remote, RemoteId("222"));

  EXPECT_TRUE(account.line.Sent(kPublish).empty());
}

TEST_F(EbayWriterTest, PublishesNothingThatItCouldNotStock) {
  account.line.On("GET " + kOffer, 200, OfferJson("98", "GTR-1", 9, ""));
  account.line.On(kBulk, 500, ErrorsBody(25025)).On(kBulk, 200, R"({"responses":[{"sku":"GTR-1","statusCode":200}]})");
  account.line.On("PUT " + kOffer, 400, ErrorsBody(25016));

  EXPECT_EQ(Deliver(MakeWrite(Relist{Quantity(2)})).error().kind, ErrorKind::kThrottled);
  EXPECT_EQ(Deliver(MakeWrite(Relist{Quantity(2)})).error().kind, ErrorKind::kRejected);
  EXPECT_TRUE(account.line.Sent(kPublish).empty());
}

}  // namespace
}  // namespace riff::ebay
