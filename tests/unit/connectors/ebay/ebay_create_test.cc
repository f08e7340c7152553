#include <gtest/gtest.h>

#include "tests/unit/connectors/ebay/writer_fixture.h"

namespace riff::ebay {
namespace {

using ::testing::ElementsAre;

TEST_F(EbayWriterTest, CreatesItemOfferAndListingInThatOrder) {
  ExpectFreshItem();
  account.line.On(kCreate, 201, R"({"offerId":"98"})");
  account.line.On(kPublish, 200, R"({"listingId":"110","warnings":[{"errorId":25402,"message":"careful"}]})");

  const WriteOutcome outcome = Create();

  ASSERT_TRUE(outcome.has_value()) << outcome.error().message;
  EXPECT_EQ(outcome->remote, RemoteId("110"));
  EXPECT_EQ(outcome->handle, "98");
  EXPECT_EQ(outcome->note, "25402 careful");
  EXPECT_THAT(account.line.Names(),
              ElementsAre(kOffers, "GET " + kLocation, "GET " + kItem, "PUT " + kItem, kCreate, kPublish));
  EXPECT_EQ(account.line.Sent(kPublish).front().body, "{}");
}

TEST_F(EbayWriterTest, AdoptsAListingOfTheSkuAndWritesNothing) {
  account.line.On(kOffers, 200, OffersJson({OfferJson("98", "GTR-1", 1, ListingJson("110", "ACTIVE"))}));
  account.line.On("GET " + kItem, 200, ItemJson("GTR-1", 1));

  const WriteOutcome outcome = Create();

  EXPECT_EQ(outcome->remote, RemoteId("110"));
  EXPECT_EQ(outcome->handle, "98");
  EXPECT_THAT(account.line.Names(), ElementsAre(kOffers, "GET " + kItem));
}

TEST_F(EbayWriterTest, CompletesAnOfferThatAnEarlierAttemptLeftUnpublished) {
  account.line.On(kOffers, 200, OffersJson({OfferJson("98", "GTR-1", 1, "")}));
  account.line.On("GET " + kLocation, 200, "{}");
  account.line.On("GET " + kItem, 200, ItemJson("GTR-1", 1));
  account.line.On("PUT " + kItem, 204);
  account.line.On("GET " + kOffer, 200, OfferJson("98", "GTR-1", 1, ""));
  account.line.On("PUT " + kOffer, 204);
  account.line.On(kPublish, 200, R"({"listingId":"110"})");

  EXPECT_EQ(Create()->remote, RemoteId("110"));

  EXPECT_TRUE(account.line.Sent(kCreate).empty());
}

TEST_F(EbayWriterTest, AdoptsTheOfferThatItsCreateMet) {
  ExpectFreshItem();
  account.line.On(kCreate, 400, ErrorsBody(25002, R"([{"name":"offerId","value":"98"}])"));
  account.line.On("GET " + kOffer, 200, OfferJson("98", "GTR-1", 5, ""));
  account.line.On("PUT " + kOffer, 200, R"({"offerId":"98"})");
  account.line.On(kPublish, 200, R"({"listingId":"110"})");

  const WriteOutcome outcome = Create();

  ASSERT_TRUE(outcome.has_value()) << outcome.error().message;
  EXPECT_EQ(outcome->handle, "98");
  EXPECT_NE(account.line.Sent("PUT " + kOffer).front().body.find(R"("availableQuantity":1)"), std::string::npos);
}

TEST_F(EbayWriterTest, DoesNotTakeAnother25002ForAnExistingOffer) {
  ExpectFreshItem();
  account.line.On(kCreate, 400, ErrorsBody(25002));

  EXPECT_EQ(Create().error().kind, ErrorKind::kRejected);
  EXPECT_TRUE(account.line.Sent(kPublish).empty());
}

TEST_F(EbayWriterTest, RefusesToChooseAmongSeveralOffersOfOneSku) {
  std::string british = OfferJson("99", "GTR-1", 1, ListingJson("220", "ACTIVE"));
  british.replace(british.find("EBAY_US"), 7, "EBAY_GB");
  account.line.On(kOffers, 200, OffersJson({OfferJson("98", "GTR-1", 1, ListingJson("110", "ACTIVE")), british}));

  EXPECT_EQ(Create().error().kind, ErrorKind::kConflict);
  EXPECT_THAT(account.line.Names(), ElementsAre(kOffers));
}

TEST_F(EbayWriterTest, WritesNothingWhenItCannotLookForTheSku) {
  account.line.On(kOffers, 500, ErrorsBody(25001)).On(kOffers, 200, "<html>");

  EXPECT_EQ(Create().error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(Create().error().kind, ErrorKind::kUnavailable);
  EXPECT_THAT(account.line.Names(), ElementsAre(kOffers, kOffers));
}

TEST_F(EbayWriterTest, SaysHonestlyHowFarACreateCame) {
  ExpectFreshItem();
  account.line.On(kCreate, 201, R"({"offerId":"98"})");
  account.line.Breaks(kPublish, ErrorKind::kAmbiguous);
  account.line.On(kPublish, 200, "<html>");
  account.line.On(kPublish, 400, ErrorsBody(25007));
  account.line.On(kPublish, 404, ErrorsBody(25713));
  account.line.On(kPublish, 500, ErrorsBody(25025));
  account.line.Breaks(kPublish, ErrorKind::kUnavailable);

  EXPECT_EQ(Create().error().kind, ErrorKind::kAmbiguous);
  EXPECT_EQ(Create().error().kind, ErrorKind::kAmbiguous);
  EXPECT_EQ(Create().error().kind, ErrorKind::kRejected);
  EXPECT_EQ(Create().error().kind, ErrorKind::kRejected);
  EXPECT_EQ(Create().error().kind, ErrorKind::kThrottled);
  EXPECT_EQ(Create().error().kind, ErrorKind::kUnavailable);
}

TEST_F(EbayWriterTest, StopsACreateAtTheStepThatFailed) {
  account.line.On(kOffers, 404, ErrorsBody(25713));
  account.line.On("GET " + kLocation, 200, "{}");
  account.line.On("GET " + kItem, 404, ErrorsBody(25710));
  account.line.On("PUT " + kItem, 400, ErrorsBody(25702));
  account.line.Breaks("PUT " + kItem, ErrorKind::kAmbiguous);

  EXPECT_EQ(Create().error().kind, ErrorKind::kRejected);
  EXPECT_EQ(Create().error().kind, ErrorKind::kAmbiguous);
  EXPECT_TRUE(account.line.Sent(kCreate).empty());
}

TEST_F(EbayWriterTest, CreatesNothingWithoutWhatAListingNeeds) {
  CreateListing untitled = Guitar();
  untitled.content.title.clear();
  CreateListing long_sku = Guitar();
  long_sku.sku = Sku(std::string(51, 'x'));
  CreateListing climbing = Guitar();
  climbing.sku = Sku("..");
  Config bare = TestConfig();
  bare.payment_policy.clear();
  Writer unready(bare, client);
  const Write write = MakeWrite(Guitar(), "", "new:GTR-1");

  EXPECT_EQ(Deliver(MakeWrite(untitled, "")).error().kind, ErrorKind::kRejected);
  EXPECT_EQ(Deliver(MakeWrite(long_sku, "")).error().kind, ErrorKind::kRejected);
  EXPECT_EQ(Deliver(MakeWrite(climbing, "")).error().kind, ErrorKind::kRejected);
  const WriteOutcome refused = unready.Deliver(account.run, std::span(&write, 1)).front();
  EXPECT_EQ(refused.error().kind, ErrorKind::kRejected);
  EXPECT_NE(refused.error().message.find("payment_policy"), std::string::npos);
  EXPECT_TRUE(account.line.sent.empty());
}

class EbayLocationTest : public EbayWriterTest {
 protected:
  EbayLocationTest() {
    config.location_postal_code = "95125";
    config.location_country = "US";
    account.line.On(kOffers, 404, ErrorsBody(25713))
        .On("GET " + kLocation, 404, ErrorsBody(25805))
        .On("GET " + kItem, 404, ErrorsBody(25710))
        .On("PUT " + kItem, 204)
        .On(kCreate, 201, R"({"offerId":"98"})")
        .On(kPublish, 200, R"({"listingId":"110"})");
  }

  std::vector<WriteOutcome> CreateTwice() {
    Writer placed(config, client);
    const Write write = MakeWrite(Guitar(), "", "new:GTR-1");
    const std::vector<Write> twice = {write, write};
    return placed.Deliver(account.run, twice);
  }
};

TEST_F(EbayLocationTest, IsMadeOnceWhereThePlaceIsKnown) {
  account.line.On("POST " + kLocation, 204);

  const std::vector<WriteOutcome> outcomes = CreateTwice();

  EXPECT_TRUE(outcomes[0].has_value());
  EXPECT_TRUE(outcomes[1].has_value());
  EXPECT_EQ(account.line.Sent("GET " + kLocation).size(), 1u);
  ASSERT_EQ(account.line.Sent("POST " + kLocation).size(), 1u);
  EXPECT_NE(account.line.Sent("POST " + kLocation).front().body.find("95125"), std::string::npos);
}

TEST_F(EbayLocationTest, IsAsGoodWhenSomebodyElseMadeItMeanwhile) {
  account.line.On("POST " + kLocation, 409, ErrorsBody(25803));

  EXPECT_TRUE(CreateTwice()[0].has_value());
}

TEST_F(EbayLocationTest, StopsTheCreateThatNeedsItWhenItCannotBeMade) {
  account.line.On("POST " + kLocation, 400, ErrorsBody(25802)).Breaks("POST " + kLocation, ErrorKind::kAmbiguous);

  const std::vector<WriteOutcome> outcomes = CreateTwice();

  EXPECT_EQ(outcomes[0].error().kind, ErrorKind::kRejected);
  EXPECT_EQ(outcomes[1].error().kind, ErrorKind::kAmbiguous);
  EXPECT_TRUE(account.line.Sent("PUT " + kItem).empty());
}

TEST_F(EbayWriterTest, AsksAPersonForALocationWhosePlaceItDoesNotKnow) {
  account.line.On(kOffers, 404, ErrorsBody(25713));
  account.line.On("GET " + kLocation, 404, ErrorsBody(25805)).On("GET " + kLocation, 500, ErrorsBody(25001));

  EXPECT_EQ(Create().error().kind, ErrorKind::kRejected);
  EXPECT_EQ(Create().error().kind, ErrorKind::kUnavailable);
  EXPECT_TRUE(account.line.Sent("POST " + kLocation).empty());
}

}  // namespace
}  // namespace riff::ebay
