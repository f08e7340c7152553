#include <gtest/gtest.h>

#include "connectors/ebay/ebay_bulk_codec.h"
#include "connectors/ebay/ebay_bulk_writer.h"
#include "connectors/ebay/ebay_connector.h"
#include "tests/unit/connectors/ebay/seller_account.h"

namespace riff::ebay {
namespace {

const std::string kBulk = "POST /sell/inventory/v1/bulk_update_price_quantity";

BulkRow Stock(const std::string& sku, const std::string& offer, int quantity) {
  return {.sku = Sku(sku), .offer = offer, .quantity = Quantity(quantity), .price = {}};
}

TEST(EbayBulkCodecTest, WritesAQuantityOnItemAndOfferAndAPriceOnTheOfferOnly) {
  const std::vector<BulkRow> rows = {
      Stock("A", "1", 3), {.sku = Sku("B"), .offer = "2", .quantity = {}, .price = Money{49900, Currency::Usd()}}};

  EXPECT_EQ(BulkBody(rows), R"({"requests":[{"sku":"A","shipToLocationAvailability":{"quantity":3},)"
                            R"("offers":[{"offerId":"1","availableQuantity":3}]},)"
                            R"({"sku":"B","offers":[{"offerId":"2","price":{"value":"499.00","currency":"USD"}}]}]})");
}

TEST(EbayBulkCodecTest, WritesTheItemAloneWhereThereIsNoOfferId) {
  const BulkRow row = Stock("A", "", 0);

  EXPECT_EQ(BulkBody(std::span(&row, 1)), R"({"requests":[{"sku":"A","shipToLocationAvailability":{"quantity":0}}]})");
}

TEST(EbayBulkCodecTest, FindsARowBySkuOrOfferAndNeverByItsPlace) {
  const std::vector<RowAnswer> answers =
      *RowAnswersOf(R"({"responses":[{"offerId":"2","statusCode":400,"errors":[{"errorId":25016,"message":"bad"}]},)"
                    R"({"sku":"B","statusCode":200},{"sku":"A","offerId":"1","statusCode":200}]})");

  EXPECT_TRUE(OutcomeOf(Stock("A", "1", 1), answers).has_value());
  EXPECT_EQ(OutcomeOf(Stock("B", "2", 1), answers).error().kind, ErrorKind::kRejected);
}

TEST(EbayBulkCodecTest, DoesNotTakeARowOfAnotherOfferOfTheSameSku) {
  const std::vector<RowAnswer> answers = *RowAnswersOf(R"({"responses":[{"sku":"A","offerId":"9","statusCode":200}]})");

  EXPECT_EQ(OutcomeOf(Stock("A", "1", 1), answers).error().kind, ErrorKind::kAmbiguous);
}

TEST(EbayBulkCodecTest, CallsAMissingRowAmbiguous) {
  EXPECT_EQ(OutcomeOf(Stock("A", "1", 1), *RowAnswersOf(R"({"responses":[]})")).error().kind, ErrorKind::kAmbiguous);
}

TEST(EbayBulkCodecTest, CallsARowWithErrorsFailedEvenAtStatus200) {
  const std::vector<RowAnswer> answers =
      *RowAnswersOf(R"({"responses":[{"sku":"A","statusCode":200,"errors":[{"errorId":25016,"message":"bad"}]}]})");

  EXPECT_EQ(OutcomeOf(Stock("A", "1", 1), answers).error().kind, ErrorKind::kRejected);
}

TEST(EbayBulkCodecTest, CallsAHalfDoneRowAmbiguousWhenTheOtherHalfWasPutOff) {
  const std::vector<RowAnswer> answers =
      *RowAnswersOf(R"({"responses":[{"sku":"A","statusCode":200},)"
                    R"({"offerId":"1","statusCode":500,"errors":[{"errorId":25025,"message":"busy"}]}]})");

  EXPECT_EQ(OutcomeOf(Stock("A", "1", 1), answers).error().kind, ErrorKind::kAmbiguous);
}

TEST(EbayBulkCodecTest, HandsWarningsOnAsANote) {
  const std::vector<RowAnswer> answers = *RowAnswersOf(
      R"({"responses":[{"sku":"A","statusCode":200,"warnings":[{"errorId":25402,"message":"careful"}]}]})");

  EXPECT_EQ(*OutcomeOf(Stock("A", "1", 1), answers), "25402 careful");
}

class EbayBulkWriterTest : public ::testing::Test {
 protected:
  std::vector<BulkOutcome> Update(const std::vector<BulkRow>& rows) {
    const auto client = std::make_shared<Client>(TestConfig(), account.line, account.clock, Access::kReadAndWrite);
    return BulkWriter(TestConfig(), client).Update(rows);
  }

  static std::string DoneRows(const std::vector<BulkRow>& rows) {
    std::string text;
    for (const BulkRow& row : rows) {
      text += (text.empty() ? "" : ",") + (R"({"sku":")" + row.sku.text() + R"(","statusCode":200})");
    }
    return R"({"responses":[)" + text + "]}";
  }

  SellerAccount account;
};

TEST_F(EbayBulkWriterTest, CutsIntoCallsOfTwentyFiveThatAreSentTogether) {
  std::vector<BulkRow> rows;
  for (int i = 0; i < 26; ++i) {
    rows.push_back(Stock("S" + std::to_string(i), std::to_string(i), 1));
  }
  account.line.On(kBulk, 200, DoneRows(rows));

  const std::vector<BulkOutcome> outcomes = Update(rows);

  EXPECT_EQ(account.line.Sent(kBulk).size(), 2u);
  EXPECT_EQ(account.line.batches, (std::vector<std::size_t>{1, 2}));  // The token, then both calls.
  for (const BulkOutcome& outcome : outcomes) {
    EXPECT_TRUE(outcome.note.has_value());
  }
}

TEST_F(EbayBulkWriterTest, NeverPutsTwoRowsOfOneSkuIntoOneCallNorIntoTheSameMoment) {
  const std::vector<BulkRow> rows = {Stock("A", "1", 1), Stock("B", "2", 1), Stock("A", "3", 1)};
  account.line.On(kBulk, 200, DoneRows(rows));

  Update(rows);

  EXPECT_EQ(account.line.batches, (std::vector<std::size_t>{1, 1, 1}));
  EXPECT_NE(account.line.Sent(kBulk)[0].body.find(R"("offerId":"2")"), std::string::npos);
  EXPECT_EQ(account.line.Sent(kBulk)[0].body.find(R"("offerId":"3")"), std::string::npos);
  EXPECT_NE(account.line.Sent(kBulk)[1].body.find(R"("offerId":"3")"), std::string::npos);
}

TEST_F(EbayBulkWriterTest, SettlesEachRowOfAMixedAnswerByItself) {
  account.line.On(kBulk, 207,
                  R"({"responses":[{"sku":"C","offerId":"3","statusCode":400,)"
                  R"("errors":[{"errorId":25004,"message":"zero"}]},)"
                  R"({"sku":"B","offerId":"2","statusCode":404,"errors":[{"errorId":25713,"message":"gone"}]},)"
                  R"({"sku":"A","offerId":"1","statusCode":200}]})");

  const std::vector<BulkOutcome> outcomes =
      Update({Stock("A", "1", 1), Stock("B", "2", 1), Stock("C", "3", 0), Stock("D", "4", 1)});

  EXPECT_EQ(outcomes[0].trouble, BulkOutcome::Trouble::kNone);
  EXPECT_EQ(outcomes[1].trouble, BulkOutcome::Trouble::kOfferRefused);
  EXPECT_EQ(outcomes[2].trouble, BulkOutcome::Trouble::kZeroRefused);
  EXPECT_EQ(outcomes[3].note.error().kind, ErrorKind::kAmbiguous);
}

TEST_F(EbayBulkWriterTest, CallsAQuantityRefusalAboveZeroAPlainRefusal) {
  account.line.On(kBulk, 200,
                  R"({"responses":[{"sku":"A","statusCode":400,"errors":[{"errorId":25004,"message":"no"}]}]})");

  const std::vector<BulkOutcome> outcomes = Update({Stock("A", "1", 5)});

  EXPECT_EQ(outcomes[0].trouble, BulkOutcome::Trouble::kOther);
  EXPECT_EQ(outcomes[0].note.error().kind, ErrorKind::kRejected);
}

TEST_F(EbayBulkWriterTest, SendsRowByRowACallThatWasRefusedAsAWhole) {
  account.line.On(kBulk, 400, ErrorsBody(25709));
  account.line.On(kBulk, 200, R"({"responses":[{"sku":"A","statusCode":200}]})");
  account.line.On(kBulk, 400, ErrorsBody(25004));

  const std::vector<BulkOutcome> outcomes = Update({Stock("A", "1", 1), Stock("B", "2", 0)});

  EXPECT_EQ(account.line.Sent(kBulk).size(), 3u);
  EXPECT_TRUE(outcomes[0].note.has_value());
  EXPECT_EQ(outcomes[1].note.error().kind, ErrorKind::kRejected);
  EXPECT_EQ(outcomes[1].trouble, BulkOutcome::Trouble::kZeroRefused);
}

TEST_F(EbayBulkWriterTest, DoesNotRepeatForEachRowWhatNoRowCaused) {
  account.line.On(kBulk, 403, ErrorsBody(1100));

  const std::vector<BulkOutcome> outcomes = Update({Stock("A", "1", 1), Stock("B", "2", 1)});

  EXPECT_EQ(account.line.Sent(kBulk).size(), 1u);
  EXPECT_EQ(outcomes[0].note.error().kind, ErrorKind::kRejected);
  EXPECT_EQ(outcomes[1].note.error().kind, ErrorKind::kRejected);
}

TEST_F(EbayBulkWriterTest, TellsDoneNotDoneAndUnknownApart) {
  const std::vector<BulkRow> row = {Stock("A", "1", 1)};
  account.line.Breaks(kBulk, ErrorKind::kUnavailable);
  account.line.Breaks(kBulk, ErrorKind::kAmbiguous);
  account.line.On(kBulk, 200, R"({"responses":[{"sku":"A","stat)");  // Cut.
  account.line.On(kBulk, 200, R"({"done":true})");
  account.line.On(kBulk, 500, ErrorsBody(25001));
  account.line.On(kBulk, 503, "<html>");
  account.line.On(kBulk, 429, ErrorsBody(2001));
  account.line.On(kBulk, 500, ErrorsBody(25025));

  EXPECT_EQ(Update(row)[0].note.error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(Update(row)[0].note.error().kind, ErrorKind::kAmbiguous);
  EXPECT_EQ(Update(row)[0].note.error().kind, ErrorKind::kAmbiguous);
  EXPECT_EQ(Update(row)[0].note.error().kind, ErrorKind::kAmbiguous);
  EXPECT_EQ(Update(row)[0].note.error().kind, ErrorKind::kAmbiguous);
  EXPECT_EQ(Update(row)[0].note.error().kind, ErrorKind::kAmbiguous);
  EXPECT_EQ(Update(row)[0].note.error().kind, ErrorKind::kThrottled);
  EXPECT_EQ(Update(row)[0].note.error().kind, ErrorKind::kThrottled);
}

TEST_F(EbayBulkWriterTest, SendsNothingForNoRows) {
  EXPECT_TRUE(Update({}).empty());

  EXPECT_TRUE(account.line.sent.empty());
}

}  // namespace
}  // namespace riff::ebay
