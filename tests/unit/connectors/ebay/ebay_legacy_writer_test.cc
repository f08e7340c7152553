#include <gtest/gtest.h>

#include "connectors/ebay/ebay_legacy_codec.h"
#include "tests/unit/connectors/ebay/legacy_answers.h"
#include "tests/unit/connectors/ebay/writer_fixture.h"

namespace riff::ebay {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kRevise = "ReviseInventoryStatus";
const std::string kEnd = "EndFixedPriceItem";

SetQuantity To(std::int64_t units) { return {Quantity(units), std::nullopt}; }

class EbayLegacyWriterTest : public EbayWriterTest {
 protected:
  EbayLegacyWriterTest() { config.legacy = Config::Legacy::kIncluded; }

  static Write Legacy(Change change, const std::string& remote = "220") {
    return MakeWrite(std::move(change), LegacyHandle(RemoteId(remote)), remote);
  }
  void Answers(const std::string& call, const std::string& ack, const std::string& inside) {
    account.line.On(kTrading, 200, TradingXml(call, ack, inside));
  }
  // A writer of its own, for `config` was changed after the fixture's was made.
  std::vector<WriteOutcome> DeliverAll(const std::vector<Write>& writes) { return legacy.Deliver(account.run, writes); }
  WriteOutcome DeliverOne(const Write& write) { return std::move(DeliverAll({write}).front()); }
  std::vector<std::string> Calls() const { return TradingCalls(account.line); }

  Writer legacy{LegacyConfig(), client};
};

TEST_F(EbayLegacyWriterTest, SendsFourRowsACall) {
  std::vector<Write> writes;
  std::string first;
  for (int i = 1; i <= 5; ++i) {
    writes.push_back(Legacy(To(i), "22" + std::to_string(i)));
    first += i < 5 ? EchoXml("22" + std::to_string(i)) : "";
  }
  Answers(kRevise, "Success", first);
  Answers(kRevise, "Success", EchoXml("225"));

  const std::vector<WriteOutcome> outcomes = DeliverAll(writes);

  for (const WriteOutcome& outcome : outcomes) {
    EXPECT_TRUE(outcome.has_value()) << outcome.error().message;
  }
  EXPECT_THAT(Calls(), ElementsAre(kRevise, kRevise));
  EXPECT_THAT(account.line.Sent(kTrading)[1].body,
              HasSubstr("<InventoryStatus><ItemID>225</ItemID><Quantity>5</Quantity></InventoryStatus>"));
}

TEST_F(EbayLegacyWriterTest, RoutesEachListingToTheApiThatOwnsIt) {
  Answers(kRevise, "Success", EchoXml("220"));
  account.line.On(kBulk, 200, RowJson(200, 0));

  const std::vector<WriteOutcome> outcomes = DeliverAll({MakeWrite(To(3)), Legacy(SetPrice{{9900, Currency::Usd()}})});

  EXPECT_TRUE(outcomes[0].has_value());
  EXPECT_TRUE(outcomes[1].has_value());
  EXPECT_THAT(account.line.Names(), ElementsAre(kTrading, kBulk));
  EXPECT_THAT(account.line.Sent(kTrading).front().body, HasSubstr("<StartPrice>99.00</StartPrice>"));
  EXPECT_THAT(account.line.Sent(kTrading).front().body, Not(HasSubstr("Quantity")));
}

TEST_F(EbayLegacyWriterTest, NamesAVariationByItemAndSkuAndNeverTwoOfOneItemInACall) {
  Answers(kRevise, "Success", EchoXml("220", "RED"));
  Answers(kRevise, "Success", EchoXml("220", "BLUE"));

  const std::vector<WriteOutcome> outcomes = DeliverAll({Legacy(To(1), "220/RED"), Legacy(To(2), "220/BLUE")});

  EXPECT_TRUE(outcomes[0].has_value() && outcomes[1].has_value());
  EXPECT_THAT(account.line.Sent(kTrading)[0].body, HasSubstr("<ItemID>220</ItemID><SKU>RED</SKU>"));
  EXPECT_THAT(account.line.Sent(kTrading)[1].body, HasSubstr("<ItemID>220</ItemID><SKU>BLUE</SKU>"));
}

TEST_F(EbayLegacyWriterTest, CannotNameAVariationWithoutASku) {
  EXPECT_EQ(DeliverOne(Legacy(To(1), "220/?Color=Red")).error().kind, ErrorKind::kUnsupported);
  EXPECT_TRUE(account.line.sent.empty());
}

TEST_F(EbayLegacyWriterTest, TakesUnchangedValuesForDone) {
  Answers(kRevise, "Warning", TradingErrorXml(21917091, "220", "Warning"));

  const WriteOutcome outcome = DeliverOne(Legacy(To(1)));

  ASSERT_TRUE(outcome.has_value()) << outcome.error().message;
  EXPECT_THAT(outcome->note, HasSubstr("21917091"));
}

TEST_F(EbayLegacyWriterTest, SettlesEachRowOfAPartialFailureByWhatNamesIt) {
  Answers(kRevise, "PartialFailure", EchoXml("221") + TradingErrorXml(12345, "222") + TradingErrorXml(291, "223"));
  Answers(kRevise, "Success", EchoXml("224"));  // It was neither shown nor named: asked again alone.

  const std::vector<WriteOutcome> outcomes =
      DeliverAll({Legacy(To(1), "221"), Legacy(To(1), "222"), Legacy(To(1), "223"), Legacy(To(1), "224")});

  EXPECT_TRUE(outcomes[0].has_value());
  EXPECT_EQ(outcomes[1].error().kind, ErrorKind::kRejected);
  EXPECT_EQ(outcomes[2].error().kind, ErrorKind::kConflict);
  EXPECT_TRUE(outcomes[3].has_value());
  EXPECT_THAT(Calls(), ElementsAre(kRevise, kRevise));
}

TEST_F(EbayLegacyWriterTest, OneBadRowDoesNotSpoilItsNeighbours) {
  Answers(kRevise, "Failure", TradingErrorXml(12345));
  Answers(kRevise, "Success", EchoXml("221"));
  Answers(kRevise, "Failure", TradingErrorXml(12345));

  const std::vector<WriteOutcome> outcomes = DeliverAll({Legacy(To(1), "221"), Legacy(To(1), "222")});

  EXPECT_TRUE(outcomes[0].has_value());
  EXPECT_EQ(outcomes[1].error().kind, ErrorKind::kRejected);
}

TEST_F(EbayLegacyWriterTest, SendsNothingAgainThatTheWholeCallWasRefusedFor) {
  for (const auto& [code, kind] :
       std::vector<std::pair<int, ErrorKind>>{{518, ErrorKind::kThrottled}, {10007, ErrorKind::kAmbiguous}}) {
    account.line.sent.clear();
    SellerAccount other;
    other.line.On(kTrading, 200, TradingXml(kRevise, "Failure", TradingErrorXml(code)));
    Writer one(LegacyConfig(),
               std::make_shared<Client>(LegacyConfig(), other.line, other.clock, Access::kReadAndWrite));
    const std::vector<Write> writes = {Legacy(To(1), "221"), Legacy(To(1), "222")};
    const std::vector<WriteOutcome> outcomes = one.Deliver(other.run, writes);
    EXPECT_EQ(outcomes[0].error().kind, kind) << code;
    EXPECT_EQ(outcomes[1].error().kind, kind) << code;
    EXPECT_EQ(other.line.Sent(kTrading).size(), 1u);
  }
}

TEST_F(EbayLegacyWriterTest, IsAmbiguousWhereTheAnswerSaysNothingOfARow) {
  Answers(kRevise, "Success", EchoXml("999"));

  EXPECT_EQ(DeliverOne(Legacy(To(1))).error().kind, ErrorKind::kAmbiguous);
}

TEST_F(EbayLegacyWriterTest, IsAmbiguousWithoutAnAnswerThatIsUnderstood) {
  account.line.Breaks(kTrading, ErrorKind::kAmbiguous);
  for (const std::string& body : {std::string(), std::string("<html>"), std::string("{}"),
                                  TradingXml(kRevise, "Success", EchoXml("220")).substr(0, 100),
                                  TradingXml("GetItem", "Success", EchoXml("220"))}) {
    account.line.On(kTrading, 200, body);
  }
  account.line.On(kTrading, 502, "<html>");
  account.line.On(kTrading, 302, "", {{"Location", "https://elsewhere.test/"}});
  for (int i = 0; i < 8; ++i) {
    EXPECT_EQ(DeliverOne(Legacy(To(1))).error().kind, ErrorKind::kAmbiguous) << i;
  }
}

TEST_F(EbayLegacyWriterTest, EndsAListingThatMayNotShowZero) {
  Answers(kRevise, "Failure", TradingErrorXml(21916583, "220"));
  Answers(kEnd, "Success", "");

  const WriteOutcome outcome = DeliverOne(Legacy(To(0)));

  ASSERT_TRUE(outcome.has_value()) << outcome.error().message;
  EXPECT_THAT(Calls(), ElementsAre(kRevise, kEnd));
  EXPECT_THAT(account.line.Sent(kTrading)[1].body, HasSubstr("<EndingReason>NotAvailable</EndingReason>"));
}

TEST_F(EbayLegacyWriterTest, DoesNotEndAWholeListingForOneOfItsVariations) {
  Answers(kRevise, "Failure", TradingErrorXml(21916583, "220"));

  EXPECT_EQ(DeliverOne(Legacy(To(0), "220/RED")).error().kind, ErrorKind::kRejected);
  EXPECT_THAT(Calls(), ElementsAre(kRevise));
}

TEST_F(EbayLegacyWriterTest, TakesZeroOfAnEndedListingForDoneButNotAnotherQuantity) {
  Answers(kRevise, "Failure", TradingErrorXml(291, "220"));

  EXPECT_TRUE(DeliverOne(Legacy(To(0))).has_value());
  EXPECT_EQ(DeliverOne(Legacy(To(2))).error().kind, ErrorKind::kConflict);
}

TEST_F(EbayLegacyWriterTest, TakesAListingThatIsClosedAlreadyForEnded) {
  Answers(kEnd, "Failure", TradingErrorXml(1047));
  Answers(kEnd, "Failure", TradingErrorXml(17));

  EXPECT_TRUE(DeliverOne(Legacy(EndListing{})).has_value());
  EXPECT_EQ(DeliverOne(Legacy(EndListing{})).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(DeliverOne(Legacy(EndListing{}, "220/RED")).error().kind, ErrorKind::kUnsupported);
  EXPECT_EQ(DeliverOne(Legacy(PauseListing{})).error().kind, ErrorKind::kUnsupported);
}

TEST_F(EbayLegacyWriterTest, FollowsAListingThatWasMigratedToTheInventoryApi) {
  Answers(kRevise, "Failure", TradingErrorXml(21919474, "220"));
  account.line.On(kOffers, 200, OffersJson({OfferJson("98", "GTR-1", 1, ListingJson("220", "ACTIVE"))}));
  account.line.On(kBulk, 200, RowJson(200, 0));

  const WriteOutcome outcome = DeliverOne(Legacy(To(2)));

  ASSERT_TRUE(outcome.has_value()) << outcome.error().message;
  EXPECT_EQ(outcome->handle, "98");
}

TEST_F(EbayLegacyWriterTest, NeverWritesAnotherListingOfTheSameSkuInstead) {
  Answers(kRevise, "Failure", TradingErrorXml(21919474, "220"));
  account.line.On(kOffers, 200, OffersJson({OfferJson("98", "GTR-1", 1, ListingJson("999", "ACTIVE"))}));

  EXPECT_EQ(DeliverOne(Legacy(To(2))).error().kind, ErrorKind::kConflict);
  EXPECT_TRUE(account.line.Sent(kBulk).empty());
}

TEST_F(EbayLegacyWriterTest, EndsAMigratedListingThroughItsOffer) {
  Answers(kEnd, "Failure", TradingErrorXml(21919474));
  account.line.On(kOffers, 200, OffersJson({OfferJson("98", "GTR-1", 1, ListingJson("220", "ACTIVE"))}));
  account.line.On(kWithdraw, 200, R"({"listingId":"220"})");

  EXPECT_EQ(DeliverOne(Legacy(EndListing{}))->handle, "98");
}

TEST_F(EbayLegacyWriterTest, ChangesTheTextsOfAListing) {
  Answers("ReviseFixedPriceItem", "Success", "<ItemID>220</ItemID>");
  ListingContent content;
  content.title = "Fender Strat 1964";

  EXPECT_TRUE(DeliverOne(Legacy(SetContent{content})).has_value());
  EXPECT_THAT(account.line.Sent(kTrading)[0].body, HasSubstr("<Title>Fender Strat 1964</Title>"));
  EXPECT_EQ(DeliverOne(Legacy(SetContent{})).error().kind, ErrorKind::kRejected);
}

std::string Ended(const std::string& more = "") {
  std::string item = LegacyItemXml("220", "GTR-1", 0, 1, more);
  return item.insert(item.find("<QuantitySold>"), "<ListingStatus>Completed</ListingStatus>");
}

TEST_F(EbayLegacyWriterTest, RelistsAnEndedListingUnderItsNewNumber) {
  Answers("GetItem", "Success", Ended());
  Answers("RelistFixedPriceItem", "Success", "<ItemID>330</ItemID>");
  Write write = Legacy(Relist{Quantity(2)});
  write.key = IdempotencyKey("relist-1");

  const WriteOutcome outcome = DeliverOne(write);

  ASSERT_TRUE(outcome.has_value()) << outcome.error().message;
  EXPECT_EQ(outcome->remote, RemoteId("330"));
  EXPECT_EQ(outcome->handle, "trading:330");
  const std::string body = account.line.Sent(kTrading)[1].body;
  EXPECT_THAT(body, HasSubstr("<Quantity>2</Quantity><UUID>"));
  EXPECT_EQ(body.find("</UUID>") - body.find("<UUID>"), 6u + 32u);
}

TEST_F(EbayLegacyWriterTest, MeetsARelistThatWasMadeAlready) {
  Answers("GetItem", "Success", Ended("<ListingDetails><RelistedItemID>330</RelistedItemID></ListingDetails>"));
  Answers(kRevise, "Success", EchoXml("330"));

  const WriteOutcome outcome = DeliverOne(Legacy(Relist{Quantity(2)}));

  ASSERT_TRUE(outcome.has_value()) << outcome.error().message;
  EXPECT_EQ(outcome->remote, RemoteId("330"));
  EXPECT_THAT(Calls(), ElementsAre("GetItem", kRevise));
}

TEST_F(EbayLegacyWriterTest, RelistsNothingBeforeItHasLooked) {
  Answers("GetItem", "Success", "");
  Answers("GetItem", "Failure", TradingErrorXml(17));

  EXPECT_EQ(DeliverOne(Legacy(Relist{Quantity(2)})).error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(DeliverOne(Legacy(Relist{Quantity(2)})).error().kind, ErrorKind::kNotFound);
  EXPECT_THAT(Calls(), ElementsAre("GetItem", "GetItem"));
}

TEST_F(EbayLegacyWriterTest, AdoptsALegacyListingInsteadOfCreatingASecondOne) {
  account.line.On(kTrading, 200, SellerListXml(LegacyItemXml("220", "GTR-1", 1), 1));
  account.line.On(kOffers, 404, ErrorsBody(25713));

  const WriteOutcome outcome = DeliverOne(MakeWrite(Guitar(), "", "new:GTR-1"));

  ASSERT_TRUE(outcome.has_value()) << outcome.error().message;
  EXPECT_EQ(outcome->remote, RemoteId("220"));
  EXPECT_EQ(outcome->handle, "trading:220");
}

TEST_F(EbayLegacyWriterTest, CreatesNothingWhereSeveralListingsAreOrItCannotLook) {
  account.line.On(kTrading, 200, SellerListXml(LegacyItemXml("220", "GTR-1", 1) + LegacyItemXml("221", "GTR-1", 1), 2));
  account.line.Breaks(kTrading, ErrorKind::kAmbiguous);
  account.line.On(kOffers, 404, ErrorsBody(25713));

  EXPECT_EQ(DeliverOne(MakeWrite(Guitar(), "", "new:GTR-1")).error().kind, ErrorKind::kConflict);
  EXPECT_EQ(DeliverOne(MakeWrite(Guitar(), "", "new:GTR-1")).error().kind, ErrorKind::kUnavailable);
}

TEST_F(EbayLegacyWriterTest, KeepsTheLastRevisionsOfADayForWhatIsSoldOut) {
  account.line.On(kBulk, 200, RowJson(200, 0));
  for (int i = 0; i < kRevisionsPerDay - kRevisionsKeptForZero; ++i) {
    ASSERT_TRUE(DeliverOne(MakeWrite(To(1 + i % 2))).has_value()) << i;
  }

  const WriteOutcome late = DeliverOne(MakeWrite(To(1)));
  ASSERT_FALSE(late.has_value());
  EXPECT_EQ(late.error().kind, ErrorKind::kThrottled);
  EXPECT_EQ(account.clock.Now() + *late.error().retry_after,
            RevisionDayOf(account.clock.Now()) + std::chrono::hours(24));
  EXPECT_TRUE(DeliverOne(MakeWrite(To(0))).has_value());
  EXPECT_TRUE(DeliverOne(MakeWrite(To(1), "99", "111")).error().kind != ErrorKind::kThrottled);  // Another listing.

  account.clock.Advance(*late.error().retry_after);
  EXPECT_TRUE(DeliverOne(MakeWrite(To(1))).has_value());
}

}  // namespace
}  // namespace riff::ebay
