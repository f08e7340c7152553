#include <gtest/gtest.h>

#include "tests/unit/connectors/ebay/writer_fixture.h"

namespace riff::ebay {
namespace {

using ::testing::ElementsAre;

TEST_F(EbayWriterTest, SetsAQuantityByTheListingsOwnSku) {
  account.line.On(kBulk, 200, RowJson(200, 0));

  const WriteOutcome outcome = Deliver(MakeWrite(SetQuantity{.to = Quantity(2), .expected = {}}));

  ASSERT_TRUE(outcome.has_value()) << outcome.error().message;
  EXPECT_EQ(outcome->remote, std::nullopt);
  EXPECT_EQ(account.line.Sent(kBulk).front().body,
            R"({"requests":[{"sku":"GTR-1","shipToLocationAvailability":{"quantity":2},)"
            R"("offers":[{"offerId":"98","availableQuantity":2}]}]})");
}

TEST_F(EbayWriterTest, SetsAPrice) {
  account.line.On(kBulk, 200, RowJson(200, 0));

  EXPECT_TRUE(Deliver(MakeWrite(SetPrice{{49900, Currency::Usd()}})).has_value());

  EXPECT_EQ(
      account.line.Sent(kBulk).front().body,
      R"({"requests":[{"sku":"GTR-1","offers":[{"offerId":"98","price":{"value":"499.00","currency":"USD"}}]}]})");
}

TEST_F(EbayWriterTest, LooksUpTheOfferOfAWriteWithoutOneAndTellsIt) {
  account.line.On(kOffers, 200, OffersJson({OfferJson("98", "GTR-1", 1, ListingJson("110", "ACTIVE"))}));
  account.line.On(kBulk, 200, RowJson(200, 0));

  const WriteOutcome outcome = Deliver(MakeWrite(SetQuantity{.to = Quantity(2), .expected = {}}, ""));

  EXPECT_EQ(outcome->handle, "98");
  EXPECT_NE(account.line.Sent(kBulk).front().body.find(R"("offerId":"98")"), std::string::npos);
}

TEST_F(EbayWriterTest, SendsNothingForASkuWithoutOffers) {
  account.line.On(kOffers, 404, ErrorsBody(25713));

  EXPECT_EQ(Deliver(MakeWrite(SetQuantity{.to = Quantity(2), .expected = {}}, "")).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(Deliver(MakeWrite(EndListing{}, "")).error().kind, ErrorKind::kNotFound);

  EXPECT_TRUE(account.line.Sent(kBulk).empty());
}

TEST_F(EbayWriterTest, GivesOneOutcomeAWriteInTheirOrder) {
  account.line.On(kBulk, 207, RowJson(200, 0));
  account.line.On(kWithdraw, 200, R"({"listingId":"110"})");
  Write other = MakeWrite(SetPrice{{100, Currency::Usd()}}, "99");
  other.sku_shown = Sku("GTR-2");
  const std::vector<Write> writes = {MakeWrite(PauseListing{}), other,
                                     MakeWrite(SetQuantity{.to = Quantity(1), .expected = {}}),
                                     MakeWrite(EndListing{})};

  const std::vector<WriteOutcome> outcomes = writer.Deliver(account.run, writes);

  ASSERT_EQ(outcomes.size(), 4u);
  EXPECT_EQ(outcomes[0].error().kind, ErrorKind::kUnsupported);
  EXPECT_EQ(outcomes[1].error().kind, ErrorKind::kAmbiguous);  // The answer has no row for it.
  EXPECT_TRUE(outcomes[2].has_value());
  EXPECT_TRUE(outcomes[3].has_value());
}

TEST_F(EbayWriterTest, WithdrawsWhereZeroMayNotBeShown) {
  account.line.On(kBulk, 200, RowJson(400, 25004));
  account.line.On(kWithdraw, 200, R"({"listingId":"110"})");

  const WriteOutcome outcome = Deliver(MakeWrite(SetQuantity{.to = Quantity(0), .expected = {}}));

  ASSERT_TRUE(outcome.has_value()) << outcome.error().message;
  EXPECT_NE(outcome->note.find("withdrawn"), std::string::npos);
  EXPECT_EQ(account.line.Sent(kWithdraw).front().body, "{}");
}

TEST_F(EbayWriterTest, DoesNotWithdrawForAnyOtherRefusal) {
  account.line.On(kBulk, 200, RowJson(400, 25004));

  EXPECT_EQ(Deliver(MakeWrite(SetQuantity{.to = Quantity(3), .expected = {}})).error().kind, ErrorKind::kRejected);

  EXPECT_THAT(account.line.Names(), ElementsAre(kBulk));
}

TEST_F(EbayWriterTest, RejectsAZeroThatOneVariationMayNotShow) {
  account.line.On(kBulk, 200, RowJson(400, 25004));

  EXPECT_EQ(Deliver(MakeWrite(SetQuantity{.to = Quantity(0), .expected = {}}, "98", "110/GTR-1")).error().kind,
            ErrorKind::kRejected);
  EXPECT_TRUE(account.line.Sent(kWithdraw).empty());
}

TEST_F(EbayWriterTest, CallsAZeroOnAListingThatIsDownDone) {
  account.line.On(kBulk, 200, RowJson(404, 25713));
  account.line.On(kWithdraw, 400, ErrorsBody(25713));
  account.line.On("GET " + kOffer, 200, OfferJson("98", "GTR-1", 1, ""));

  EXPECT_TRUE(Deliver(MakeWrite(SetQuantity{.to = Quantity(0), .expected = {}})).has_value());
}

TEST_F(EbayWriterTest, CallsAQuantityOrPriceOfAListingThatIsDownAConflict) {
  account.line.On(kBulk, 200, RowJson(404, 25713));

  EXPECT_EQ(Deliver(MakeWrite(SetQuantity{.to = Quantity(1), .expected = {}})).error().kind, ErrorKind::kConflict);
  EXPECT_EQ(Deliver(MakeWrite(SetPrice{{100, Currency::Usd()}})).error().kind, ErrorKind::kConflict);
}

TEST_F(EbayWriterTest, EndsAListing) {
  account.line.On(kWithdraw, 200, R"({"listingId":"110"})");

  EXPECT_TRUE(Deliver(MakeWrite(EndListing{})).has_value());
}

TEST_F(EbayWriterTest, CallsAListingThatIsDownAlreadyEndedAfterALookAtItsOffer) {
  account.line.On(kWithdraw, 400, ErrorsBody(25713)).On(kWithdraw, 400, ErrorsBody(25002));
  account.line.On("GET " + kOffer, 200, OfferJson("98", "GTR-1", 1, ""))
      .On("GET " + kOffer, 200, OfferJson("98", "GTR-1", 1, ListingJson("110", "ENDED")));

  EXPECT_TRUE(Deliver(MakeWrite(EndListing{})).has_value());
  EXPECT_TRUE(Deliver(MakeWrite(EndListing{})).has_value());
}

TEST_F(EbayWriterTest, DoesNotCallAListingEndedThatIsStillForSale) {
  account.line.On(kWithdraw, 404, ErrorsBody(25713));
  account.line.On("GET " + kOffer, 200, OfferJson("98", "GTR-1", 1, ListingJson("110", "ACTIVE")));

  EXPECT_EQ(Deliver(MakeWrite(EndListing{})).error().kind, ErrorKind::kRejected);
}

TEST_F(EbayWriterTest, TellsAnOfferThatIsGoneFromOneThatCouldNotBeRead) {
  account.line.On(kWithdraw, 404, ErrorsBody(25713));
  account.line.On("GET " + kOffer, 404, ErrorsBody(25713)).On("GET " + kOffer, 500, ErrorsBody(25001));

  EXPECT_EQ(Deliver(MakeWrite(EndListing{})).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(Deliver(MakeWrite(EndListing{})).error().kind, ErrorKind::kUnavailable);
}

TEST_F(EbayWriterTest, SaysOfALostWithdrawThatItMayBeDone) {
  account.line.Breaks(kWithdraw, ErrorKind::kAmbiguous);

  EXPECT_EQ(Deliver(MakeWrite(EndListing{})).error().kind, ErrorKind::kAmbiguous);
}

TEST_F(EbayWriterTest, RefusesToTakeDownOrShowOneVariationAlone) {
  EXPECT_EQ(Deliver(MakeWrite(EndListing{}, "98", "110/GTR-1")).error().kind, ErrorKind::kUnsupported);
  EXPECT_EQ(Deliver(MakeWrite(Relist{Quantity(1)}, "98", "110/GTR-1")).error().kind, ErrorKind::kUnsupported);
  EXPECT_TRUE(account.line.sent.empty());
}

TEST_F(EbayWriterTest, PausesNothing) {
  EXPECT_EQ(Deliver(MakeWrite(PauseListing{})).error().kind, ErrorKind::kUnsupported);
  EXPECT_TRUE(account.line.sent.empty());
}

TEST_F(EbayWriterTest, SaysThatItsCredentialsAreDeadWhenTheNewTokenIsRefusedToo) {
  account.line.On(kBulk, 401, ErrorsBody(1001));

  EXPECT_EQ(Deliver(MakeWrite(SetQuantity{.to = Quantity(1), .expected = {}})).error().kind, ErrorKind::kUnauthorized);
}

}  // namespace
}  // namespace riff::ebay
