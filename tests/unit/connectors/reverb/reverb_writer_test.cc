#include "connectors/reverb/reverb_writer.h"

#include <gmock/gmock.h>

#include "connectors/json/json.h"
#include "tests/unit/connectors/reverb/seller_account.h"

namespace riff::reverb {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::string kPut = "PUT /api/listings/101";
const std::string kGet = "GET /api/listings/101";
const std::string kEnd = "PUT /api/my/listings/101/state/end";

class ReverbWriterTest : public SellerAccountTest {
 protected:
  static ShownListing In(const std::string& state) {
    ShownListing listing;
    listing.state = state;
    return listing;
  }
};

TEST_F(ReverbWriterTest, SetsAnAbsoluteQuantityAndSaysWhatTheAnswerShowed) {
  On(kPut, 200, Envelope(BrandNew(3), R"(["low stock"])"));

  const WriteOutcome outcome = Deliver(SetQuantity{Quantity(3), {}});

  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->shown->quantity, Quantity(3));
  EXPECT_EQ(outcome->note, "low stock");
  const HttpRequest& request = wire.requests.front();
  EXPECT_EQ(request.body, R"({"has_inventory":true,"inventory":3})");
  EXPECT_EQ(HeaderSent(request, "Content-Type"), "application/hal+json");
  EXPECT_EQ(request.operation, "reverb.listing.set_quantity");
}

TEST_F(ReverbWriterTest, SendsManyChangesInOneGoAndKeepsTheirOrder) {
  On(kPut, 200, Envelope(BrandNew(3)));
  On("PUT /api/listings/102", 429, "", {{"Retry-After", "5"}});
  On("PUT /api/listings/103", 200, Envelope(BrandNew(1)));
  ListingContent renamed;
  renamed.title = "New title";
  const std::vector<Write> writes = {WriteOf(SetQuantity{Quantity(3), {}}, "101"),
                                     WriteOf(SetPrice{Money{100, Currency::Usd()}}, "102"),
                                     WriteOf(PauseListing{}, "104"), WriteOf(SetContent{renamed}, "103")};

  const std::vector<WriteOutcome> outcomes = connector.writer->Deliver(run, writes);

  ASSERT_EQ(outcomes.size(), 4u);
  EXPECT_TRUE(outcomes[0]);
  EXPECT_EQ(outcomes[1].error().kind, ErrorKind::kThrottled);
  EXPECT_EQ(outcomes[1].error().retry_after, std::chrono::seconds(5));
  EXPECT_EQ(outcomes[2].error().kind, ErrorKind::kUnsupported);
  EXPECT_TRUE(outcomes[3]);
  EXPECT_THAT(wire.slices, ElementsAre(3u));
  EXPECT_EQ(wire.requests[2].body, R"({"title":"New title"})");
}

TEST_F(ReverbWriterTest, DeliversNothingWithoutARequest) {
  EXPECT_TRUE(connector.writer->Deliver(run, {}).empty());
  EXPECT_TRUE(wire.requests.empty());
}

TEST_F(ReverbWriterTest, EveryAnswerToAChangeHasItsKind) {
  const std::vector<std::pair<int, ErrorKind>> cases = {
      {400, ErrorKind::kRejected},  {401, ErrorKind::kUnauthorized}, {403, ErrorKind::kRejected},
      {404, ErrorKind::kNotFound},  {406, ErrorKind::kRejected},     {412, ErrorKind::kRejected},
      {422, ErrorKind::kRejected},  {429, ErrorKind::kThrottled},    {500, ErrorKind::kAmbiguous},
      {503, ErrorKind::kAmbiguous},
  };
  for (const auto& [status, kind] : cases) {
    const std::string id = std::to_string(1'000 + status);
    On("PUT /api/listings/" + id, status, R"({"message":"no","errors":{"price":["must be greater than 0"]}})");
    const WriteOutcome outcome = Deliver(SetPrice{Money{100, Currency::Usd()}}, id);
    ASSERT_FALSE(outcome) << status;
    EXPECT_EQ(outcome.error().kind, kind) << status;
    EXPECT_THAT(outcome.error().message, HasSubstr("must be greater than 0"));
  }
}

TEST_F(ReverbWriterTest, KeepsApartWhatWasCertainlyNotDoneAndWhatMayBe) {
  Breaks(kPut, ErrorKind::kUnavailable);
  Breaks(kPut, ErrorKind::kAmbiguous);
  EXPECT_EQ(Deliver(SetPrice{Money{100, Currency::Usd()}}).error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(Deliver(SetPrice{Money{100, Currency::Usd()}}).error().kind, ErrorKind::kAmbiguous);
}

TEST_F(ReverbWriterTest, ASuccessThatCannotBeReadMayBeOne) {
  On(kPut, 200, "<html>");
  EXPECT_EQ(Deliver(SetQuantity{Quantity(1), {}}).error().kind, ErrorKind::kAmbiguous);
}

TEST_F(ReverbWriterTest, ASuccessThatSaysNothingIsAccepted) {
  On(kPut, 202, "");
  const WriteOutcome outcome = Deliver(SetQuantity{Quantity(1), {}});
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->shown, std::nullopt);
}

TEST_F(ReverbWriterTest, ZeroTakesAOneOfAKindListingDown) {
  On(kPut, 200, Envelope(In("ended")));
  const WriteOutcome outcome = Deliver(SetQuantity{Quantity(0), {}});
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->shown->status, ListingStatus::kEnded);
  EXPECT_THAT(Names(), ElementsAre(kPut));
}

TEST_F(ReverbWriterTest, ZeroForAListingThatIsDownAlreadyIsAccepted) {
  On(kPut, 422, R"({"message":"Listing is not live"})");
  for (const char* state : {"ended", "sold", "ordered"}) On(kGet, 200, In(state).Json());
  for (int n = 0; n < 3; ++n) {
    const WriteOutcome outcome = Deliver(SetQuantity{Quantity(0), {}});
    ASSERT_TRUE(outcome) << n;
    EXPECT_EQ(outcome->shown->quantity, Quantity(0));
  }
}

TEST_F(ReverbWriterTest, ZeroRefusedForAListingThatIsStillLiveIsRejected) {
  On(kPut, 422, R"({"message":"no"})");
  On(kGet, 200, In("live").Json());
  EXPECT_EQ(Deliver(SetQuantity{Quantity(0), {}}).error().kind, ErrorKind::kRejected);
}

TEST_F(ReverbWriterTest, ZeroRefusedForAListingThatCannotBeReadIsRejected) {
  On(kPut, 422, R"({"message":"no"})");
  On(kGet, 500);
  EXPECT_EQ(Deliver(SetQuantity{Quantity(0), {}}).error().kind, ErrorKind::kRejected);
}

TEST_F(ReverbWriterTest, ARefusedRaiseIsNotReadAgain) {
  On(kPut, 422, R"({"message":"no"})");
  EXPECT_EQ(Deliver(SetQuantity{Quantity(1), {}}).error().kind, ErrorKind::kRejected);
  EXPECT_THAT(Names(), ElementsAre(kPut));
}

TEST_F(ReverbWriterTest, RaisingWhatWasSoldForGoodIsRejectedThoughReverbSaidYes) {
  for (const char* id : {"201", "202"}) {
    On(std::string("PUT /api/listings/") + id, 200, Envelope(In(std::string(id) == "201" ? "sold" : "ordered")));
    const WriteOutcome outcome = Deliver(SetQuantity{Quantity(1), {}}, id);
    ASSERT_FALSE(outcome) << id;
    EXPECT_EQ(outcome.error().kind, ErrorKind::kRejected);
    EXPECT_THAT(outcome.error().message, HasSubstr("new listing"));
  }
}

TEST_F(ReverbWriterTest, RaisingAnEndedOneOfAKindListingAsksForARelist) {
  On(kPut, 200, Envelope(In("ended")));
  const WriteOutcome outcome = Deliver(SetQuantity{Quantity(1), {}});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, ErrorKind::kRejected);
  EXPECT_THAT(outcome.error().message, HasSubstr("relist"));
}

TEST_F(ReverbWriterTest, MoreThanOneUnitOfAUsedThingIsRejected) {
  On(kPut, 200, Envelope(In("live")));
  EXPECT_EQ(Deliver(SetQuantity{Quantity(2), {}}).error().kind, ErrorKind::kRejected);
}

TEST_F(ReverbWriterTest, RaisingASoldOutNewThingIsAcceptedForItRelistsItself) {
  ShownListing sold = BrandNew(4);
  sold.state = "sold";
  On(kPut, 200, Envelope(sold));
  EXPECT_TRUE(Deliver(SetQuantity{Quantity(4), {}}));
}

TEST_F(ReverbWriterTest, EndsWithoutClaimingASale) {
  On(kEnd, 200, "");
  ASSERT_TRUE(Deliver(EndListing{}));
  EXPECT_EQ(wire.requests.front().body, R"({"reason":"not_sold"})");
}

TEST_F(ReverbWriterTest, EndingWhatHasEndedIsAccepted) {
  On(kEnd, 422, R"({"message":"cannot end"})");
  On(kGet, 200, In("ended").Json());
  const WriteOutcome outcome = Deliver(EndListing{});
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->note, "it was down already");
}

TEST_F(ReverbWriterTest, EndingADraftIsRejected) {
  On(kEnd, 422, R"({"message":"cannot end a draft"})");
  On(kGet, 200, In("draft").Json());
  EXPECT_EQ(Deliver(EndListing{}).error().kind, ErrorKind::kRejected);
}

TEST_F(ReverbWriterTest, AListingWithoutANumberIsNotFoundAndNothingIsSent) {
  EXPECT_EQ(Deliver(EndListing{}, "new:SG-61").error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(Deliver(SetQuantity{Quantity(0), {}}, "../shop").error().kind, ErrorKind::kNotFound);
  EXPECT_TRUE(wire.requests.empty());
}

TEST_F(ReverbWriterTest, RelistsAnEndedOneOfAKindListingByPublishingIt) {
  On(kGet, 200, In("ended").Json());
  On(kGet, 200, In("live").Json());
  On(kPut, 200, Envelope(In("ended")));

  const WriteOutcome outcome = Deliver(Relist{Quantity(1)});

  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->remote, RemoteId("101"));
  EXPECT_EQ(outcome->shown->status, ListingStatus::kLive);
  EXPECT_EQ(wire.requests[1].body, R"({"publish":true})");
  EXPECT_THAT(Names(), ElementsAre(kGet, kPut, kGet));
}

TEST_F(ReverbWriterTest, RelistsANewThingWithItsUnits) {
  ShownListing sold = BrandNew(0);
  sold.state = "sold";
  On(kGet, 200, sold.Json());
  On(kPut, 200, Envelope(sold));
  ASSERT_TRUE(Deliver(Relist{Quantity(4)}));
  EXPECT_EQ(wire.requests[1].body, R"({"has_inventory":true,"inventory":4,"publish":true})");
}

TEST_F(ReverbWriterTest, RelistingWhatIsLiveIsDoneAlready) {
  On(kGet, 200, In("live").Json());
  ASSERT_TRUE(Deliver(Relist{Quantity(1)}));
  EXPECT_THAT(Names(), ElementsAre(kGet));
}

TEST_F(ReverbWriterTest, RelistingWhatWasSoldForGoodIsRejected) {
  On(kGet, 200, In("ordered").Json());
  EXPECT_EQ(Deliver(Relist{Quantity(1)}).error().kind, ErrorKind::kRejected);
  EXPECT_EQ(Deliver(Relist{Quantity(0)}).error().kind, ErrorKind::kRejected);
  EXPECT_THAT(Names(), ElementsAre(kGet));
}

TEST_F(ReverbWriterTest, ARelistOfWhatIsGoneIsNotFound) {
  On(kGet, 404);
  EXPECT_EQ(Deliver(Relist{Quantity(1)}).error().kind, ErrorKind::kNotFound);
}

TEST_F(ReverbWriterTest, CreatesADraftAndPublishesItAfterLookingForTheSku) {
  On(find_path, 200, PageJson("listings", {}, 1, 1, 0));
  On("POST /api/listings", 201, Envelope(In("draft"), R"(["photo skipped"])"));
  On(kPut, 200, Envelope(In("draft"), R"(["We are processing your request"])"));
  On(kGet, 200, In("draft").Json());

  const WriteOutcome outcome = Deliver(NewGuitar(), "new:SG-61");

  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->remote, RemoteId("101"));
  EXPECT_EQ(outcome->shown->status, ListingStatus::kDraft);
  EXPECT_THAT(outcome->note, HasSubstr("photo skipped"));
  EXPECT_THAT(outcome->note, HasSubstr("We are processing"));
  EXPECT_THAT(outcome->note, HasSubstr("still a draft"));
  EXPECT_THAT(Names(), ElementsAre(find_path, "POST /api/listings", kPut, kGet));
}

TEST_F(ReverbWriterTest, AFailedReadAfterPublishingTakesNothingBack) {
  On(find_path, 200, PageJson("listings", {}, 1, 1, 0));
  On("POST /api/listings", 201, Envelope(In("draft")));
  On(kPut, 200, Envelope(In("draft")));
  On(kGet, 503);
  const WriteOutcome outcome = Deliver(NewGuitar(), "new:SG-61");
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->shown, std::nullopt);
}

TEST_F(ReverbWriterTest, AdoptsALiveListingOfTheSkuAsItIs) {
  On(find_path, 200, PageJson("listings", {In("live").Json()}, 1, 1, 1));
  On(kGet, 200, In("live").Json());
  const WriteOutcome outcome = Deliver(NewGuitar(), "new:SG-61");
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->remote, RemoteId("101"));
  EXPECT_THAT(Names(), ElementsAre(find_path, kGet));
}

TEST_F(ReverbWriterTest, AdoptsADraftOrAnEndedListingAndPublishesItAtThePriceWanted) {
  On(kPut, 200, Envelope(In("draft")));
  On(find_path, 200, PageJson("listings", {In("draft").Json()}, 1, 1, 1));
  // Each is read by its id before and after the publication.
  for (const char* state : {"draft", "live", "ended", "live"}) On(kGet, 200, In(state).Json());
  for (int n = 0; n < 2; ++n) {
    wire.requests.clear();
    const WriteOutcome outcome = Deliver(NewGuitar(), "new:SG-61");
    ASSERT_TRUE(outcome) << n;
    EXPECT_EQ(outcome->remote, RemoteId("101"));
    EXPECT_EQ(wire.requests[2].body, R"({"price":{"amount":"2450.00","currency":"USD"},"publish":true})");
  }
}

TEST_F(ReverbWriterTest, TwoListingsOfTheSkuAreAnAlarmAndNoThird) {
  ShownListing second;
  second.id = 102;
  On(find_path, 200, PageJson("listings", {ShownListing().Json(), second.Json()}, 1, 1, 2));
  On(kGet, 200, ShownListing().Json());
  On("GET /api/listings/102", 200, second.Json());
  EXPECT_EQ(Deliver(NewGuitar(), "new:SG-61").error().kind, ErrorKind::kConflict);
}

TEST_F(ReverbWriterTest, ASoldOneOfAKindListingStandsInNoNewOnesWay) {
  ShownListing made;
  made.id = 102;
  made.state = "draft";
  On(find_path, 200, PageJson("listings", {In("ordered").Json()}, 1, 1, 1));
  On(kGet, 200, In("ordered").Json());
  On("POST /api/listings", 201, Envelope(made));
  On("PUT /api/listings/102", 200, Envelope(made));
  On("GET /api/listings/102", 200, made.Json());
  const WriteOutcome outcome = Deliver(NewGuitar(), "new:SG-61");
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->remote, RemoteId("102"));
}

TEST_F(ReverbWriterTest, WithoutALookAtTheSkuNothingIsMade) {
  On(find_path, 500);
  const WriteOutcome outcome = Deliver(NewGuitar(), "new:SG-61");
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, ErrorKind::kUnavailable);
  EXPECT_THAT(Names(), ElementsAre(find_path));
}

TEST_F(ReverbWriterTest, ACreationWithoutAClearAnswerIsAmbiguous) {
  On(find_path, 200, PageJson("listings", {}, 1, 1, 0));
  On("POST /api/listings", 502, "<html>");
  EXPECT_EQ(Deliver(NewGuitar(), "new:SG-61").error().kind, ErrorKind::kAmbiguous);
}

TEST_F(ReverbWriterTest, ACreationThatNamesNoListingIsAmbiguous) {
  On(find_path, 200, PageJson("listings", {}, 1, 1, 0));
  On("POST /api/listings", 202, R"({"message":"soon"})");
  EXPECT_EQ(Deliver(NewGuitar(), "new:SG-61").error().kind, ErrorKind::kAmbiguous);
}

TEST_F(ReverbWriterTest, ARefusedCreationIsRejectedWithItsReason) {
  On(find_path, 200, PageJson("listings", {}, 1, 1, 0));
  On("POST /api/listings", 412, R"({"message":"Validation failed","errors":{"condition":["is missing"]}})");
  const WriteOutcome outcome = Deliver(NewGuitar(), "new:SG-61");
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, ErrorKind::kRejected);
  EXPECT_THAT(outcome.error().message, HasSubstr("is missing"));
}

TEST_F(ReverbWriterTest, AShopThatMayNotPublishIsRejectedAndTheDraftNamed) {
  On(find_path, 200, PageJson("listings", {}, 1, 1, 0));
  On("POST /api/listings", 201, Envelope(In("draft")));
  On(kPut, 403, R"({"message":"Please set up billing"})");
  const WriteOutcome outcome = Deliver(NewGuitar(), "new:SG-61");
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, ErrorKind::kRejected);
  EXPECT_THAT(outcome.error().message, HasSubstr("101"));
  EXPECT_THAT(outcome.error().message, HasSubstr("billing"));
}

TEST_F(ReverbWriterTest, APublicationOfADraftThatVanishedIsAmbiguous) {
  On(find_path, 200, PageJson("listings", {}, 1, 1, 0));
  On("POST /api/listings", 201, Envelope(In("draft")));
  On(kPut, 404);
  EXPECT_EQ(Deliver(NewGuitar(), "new:SG-61").error().kind, ErrorKind::kAmbiguous);
}

TEST_F(ReverbWriterTest, ACreationThatCannotSucceedIsRejectedUnsent) {
  CreateListing create = NewGuitar();
  create.content.condition = Condition::kUnknown;
  EXPECT_EQ(Deliver(create, "new:SG-61").error().kind, ErrorKind::kRejected);
  EXPECT_TRUE(wire.requests.empty());
}

TEST_F(ReverbWriterTest, ACreationWithoutACategorySaysSo) {
  CreateListing create = NewGuitar();
  create.content.category = "Guitars";
  On(find_path, 200, PageJson("listings", {}, 1, 1, 0));
  On("POST /api/listings", 201, Envelope(In("draft")));
  On(kPut, 200, Envelope(In("live")));
  On(kGet, 200, In("live").Json());
  EXPECT_THAT(Deliver(create, "new:SG-61")->note, HasSubstr("without a category"));
}

}  // namespace
}  // namespace riff::reverb
