#include "connectors/tiktok/tiktok_writer.h"

#include "tests/unit/connectors/tiktok/tiktok_bench.h"

namespace riff::tiktok {
namespace {

const Currency kPounds = *Currency::Parse("GBP");

class TiktokWriterTest : public testing::Test {
 protected:
  Write WriteOf(Change change, const std::string& remote) {
    Write write;
    write.key = IdempotencyKey("key-" + remote);
    write.listing = {bench.channel, RemoteId(remote)};
    write.change = std::move(change);
    return write;
  }
  std::vector<WriteOutcome> Deliver(const std::vector<Write>& writes) {
    return bench.connector.writer->Deliver(bench.run, writes);
  }
  WriteOutcome DeliverOne(Change change) { return Deliver({WriteOf(std::move(change), "1001/2001")}).front(); }

  static std::string SkuError(const std::string& sku, std::int64_t code) {
    return R"({"errors":[{"code":12052990,"message":"Check failed","detail":{"sku_id":")" + sku +
           R"(","extra_errors":[{"code":)" + std::to_string(code) + R"(,"message":"m"}]}}]})";
  }
  static std::string ProductError(const std::string& product, std::int64_t code) {
    return R"({"errors":[{"code":)" + std::to_string(code) + R"(,"message":"m","detail":{"product_id":")" + product +
           R"("}}]})";
  }

  TiktokBench bench;
};

TEST_F(TiktokWriterTest, SetsTheSkusOfOneProductInOneCall) {
  bench.AnswerData("{}");
  bench.AnswerData("{}");

  const auto outcomes =
      Deliver({WriteOf(SetQuantity{Quantity(0), Quantity(1)}, "1001/2001"),
               WriteOf(SetQuantity{Quantity(3), {}}, "1002/2003"), WriteOf(SetQuantity{Quantity(2), {}}, "1001/2002")});

  for (const WriteOutcome& outcome : outcomes) {
    EXPECT_TRUE(outcome.has_value());
  }
  ASSERT_EQ(bench.transport.sent.size(), 2u);
  EXPECT_EQ(bench.PathOf(0), "/product/202309/products/1001/inventory/update");
  EXPECT_EQ(bench.Sent(0).body,
            R"({"skus":[{"id":"2001","inventory":[{"warehouse_id":"7068517275539719942","quantity":0}]},)"
            R"({"id":"2002","inventory":[{"warehouse_id":"7068517275539719942","quantity":2}]}]})");
}

TEST_F(TiktokWriterTest, FindsTheFailuresInsideASuccess) {
  bench.AnswerData(SkuError("2002", 12052393));
  bench.AnswerData(SkuError("", 12052901));

  const auto partly =
      Deliver({WriteOf(SetQuantity{Quantity(0), {}}, "1001/2001"), WriteOf(SetQuantity{Quantity(0), {}}, "1001/2002")});
  const auto wholly =
      Deliver({WriteOf(SetQuantity{Quantity(0), {}}, "1001/2001"), WriteOf(SetQuantity{Quantity(0), {}}, "1001/2002")});

  EXPECT_TRUE(partly[0].has_value());
  EXPECT_EQ(partly[1].error().kind, ErrorKind::kRejected);
  EXPECT_EQ(wholly[0].error().kind, ErrorKind::kConflict);
  EXPECT_EQ(wholly[1].error().kind, ErrorKind::kConflict);
}

TEST_F(TiktokWriterTest, SaysOfEachOutcomeWhetherItMayBeDone) {
  bench.AnswerFailure(ErrorKind::kAmbiguous);
  bench.AnswerFailure(ErrorKind::kUnavailable);
  bench.AnswerCode(36009007, "Request timeout.");
  bench.AnswerData(R"({"errors":[{"message":"no code"}]})");
  bench.AnswerHttp(429, "", {{"Retry-After", "1"}});

  EXPECT_EQ(DeliverOne(SetQuantity{Quantity(0), {}}).error().kind, ErrorKind::kAmbiguous);
  EXPECT_EQ(DeliverOne(SetQuantity{Quantity(0), {}}).error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(DeliverOne(SetQuantity{Quantity(0), {}}).error().kind, ErrorKind::kAmbiguous);
  EXPECT_EQ(DeliverOne(SetQuantity{Quantity(0), {}}).error().kind, ErrorKind::kAmbiguous);
  EXPECT_EQ(DeliverOne(SetQuantity{Quantity(0), {}}).error().kind, ErrorKind::kThrottled);
}

TEST_F(TiktokWriterTest, RefusesByItselfWhatCannotBeSent) {
  const auto outcomes = Deliver({WriteOf(SetQuantity{Quantity(100000), {}}, "1001/2001"),
                                 WriteOf(SetQuantity{Quantity(1), {}}, "new:SG-61"),
                                 WriteOf(SetPrice{Money{1, kPounds}}, "1001"), WriteOf(EndListing{}, "x/1")});

  EXPECT_EQ(outcomes[0].error().kind, ErrorKind::kRejected);
  EXPECT_EQ(outcomes[1].error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(outcomes[2].error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(outcomes[3].error().kind, ErrorKind::kInvalid);
  EXPECT_TRUE(bench.transport.sent.empty());
}

TEST_F(TiktokWriterTest, SetsPricesAndRejectsOneAboveTheCap) {
  bench.AnswerData("{}");
  bench.AnswerCode(12052570, "product price exceed limit");

  const auto outcomes = Deliver(
      {WriteOf(SetPrice{Money{189900, kPounds}}, "1001/2001"), WriteOf(SetPrice{Money{999900, kPounds}}, "1002/2002")});

  EXPECT_TRUE(outcomes[0].has_value());
  EXPECT_EQ(outcomes[1].error().kind, ErrorKind::kRejected);
  EXPECT_EQ(bench.PathOf(0), "/product/202309/products/1001/prices/update");
}

TEST_F(TiktokWriterTest, TakesDownManyProductsInOneCall) {
  bench.AnswerData(R"({"inventory":[]})");
  bench.AnswerData(ProductError("1002", 12052048));
  bench.AnswerData("{}");
  std::vector<Write> writes = {WriteOf(EndListing{}, "1001/1"), WriteOf(EndListing{}, "1002/1")};
  for (int i = 3; i <= 21; ++i) {
    writes.push_back(WriteOf(EndListing{}, std::to_string(1000 + i) + "/1"));
  }

  const auto outcomes = Deliver(writes);

  EXPECT_TRUE(outcomes[0].has_value());
  EXPECT_EQ(outcomes[1].error().kind, ErrorKind::kNotFound);
  EXPECT_TRUE(outcomes[20].has_value());
  ASSERT_EQ(bench.transport.sent.size(), 3u);
  EXPECT_EQ(bench.PathOf(1), "/product/202309/products/deactivate");
  EXPECT_EQ(bench.Sent(2).body, R"({"product_ids":["1021"]})");
}

TEST_F(TiktokWriterTest, RefusesToChangeAProductThatHasOtherSkus) {
  SetContent content;
  content.to.title = "New";
  for (const Change& change : {Change(EndListing{}), Change(Relist{Quantity(1)}), Change(content)}) {
    bench.AnswerData(LevelsText("1001", {"2001", "2002"}, 1));
    EXPECT_EQ(DeliverOne(change).error().kind, ErrorKind::kRejected);
  }
  EXPECT_EQ(bench.transport.sent.size(), 3u);  // Reads only.
}

TEST_F(TiktokWriterTest, ChangesNothingWhenItCouldNotLook) {
  bench.AnswerFailure(ErrorKind::kAmbiguous);

  EXPECT_EQ(DeliverOne(EndListing{}).error().kind, ErrorKind::kUnavailable);
}

TEST_F(TiktokWriterTest, CannotPause) {
  EXPECT_FALSE(bench.connector.can.pauses);
  EXPECT_EQ(DeliverOne(PauseListing{}).error().kind, ErrorKind::kUnsupported);
  EXPECT_TRUE(bench.transport.sent.empty());
}

TEST_F(TiktokWriterTest, RenamesAProduct) {
  SetContent content;
  content.to.title = "New";
  bench.AnswerData(LevelsText("1001", {"2001"}, 1));
  bench.AnswerData(R"({"product_id":"1001"})");
  bench.AnswerData(LevelsText("1001", {"2001"}, 1));
  bench.AnswerCode(12052901, "The product in its current status is not available for this operation.");

  EXPECT_TRUE(DeliverOne(content).has_value());
  EXPECT_EQ(bench.PathOf(1), "/product/202509/products/1001/partial_edit");
  EXPECT_EQ(bench.Sent(1).body, R"({"title":"New"})");
  EXPECT_EQ(DeliverOne(content).error().kind, ErrorKind::kConflict);
}

TEST_F(TiktokWriterTest, ShowsAgainWithTheNewQuantityInPlaceFirst) {
  bench.AnswerData(LevelsText("1001", {"2001"}, 0));
  bench.AnswerData("{}");
  bench.AnswerData("{}");

  EXPECT_TRUE(DeliverOne(Relist{Quantity(1)}).has_value());

  EXPECT_EQ(bench.PathOf(1), "/product/202309/products/1001/inventory/update");
  EXPECT_EQ(bench.PathOf(2), "/product/202309/products/activate");
}

TEST_F(TiktokWriterTest, ActivatesFirstWhereTheLevelOfAHiddenProductIsRefused) {
  bench.AnswerData(LevelsText("1001", {"2001"}, 0));
  bench.AnswerData(SkuError("2001", 12052901));
  bench.AnswerData("{}");
  bench.AnswerData("{}");

  EXPECT_TRUE(DeliverOne(Relist{Quantity(1)}).has_value());
  EXPECT_EQ(bench.PathOf(2), "/product/202309/products/activate");
  EXPECT_EQ(bench.PathOf(3), "/product/202309/products/1001/inventory/update");
}

TEST_F(TiktokWriterTest, DoesNotClaimThatNothingWasDoneAfterTheFirstHalf) {
  bench.AnswerData(LevelsText("1001", {"2001"}, 0));
  bench.AnswerData("{}");
  bench.AnswerFailure(ErrorKind::kUnavailable);
  bench.AnswerData(LevelsText("1001", {"2001"}, 0));
  bench.AnswerFailure(ErrorKind::kUnavailable);
  bench.AnswerData(LevelsText("1001", {"2001"}, 0));
  bench.AnswerData(SkuError("2001", 12052901));
  bench.AnswerFailure(ErrorKind::kUnavailable);

  EXPECT_EQ(DeliverOne(Relist{Quantity(1)}).error().kind, ErrorKind::kAmbiguous);
  EXPECT_EQ(DeliverOne(Relist{Quantity(1)}).error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(DeliverOne(Relist{Quantity(1)}).error().kind, ErrorKind::kUnavailable);
}

CreateListing NewListing(const std::string& sku) {
  CreateListing change{Sku(sku), {}, Money{189900, kPounds}, Quantity(1)};
  change.content.title = "Gibson SG 1961";
  change.content.image_urls = {"tos-maliva-i-o3syd03w52-us/given"};
  return change;
}

TEST_F(TiktokWriterTest, CreatesWhatIsNotThere) {
  bench.AnswerData(ProductsText("", "", 0));
  bench.AnswerData(R"({"product_id":"5","skus":[{"id":"6","seller_sku":"SG-61"}],"warnings":[{"message":"w"}]})");

  const WriteOutcome outcome = DeliverOne(NewListing("SG-61"));

  ASSERT_TRUE(outcome.has_value()) << outcome.error().message;
  EXPECT_EQ(outcome->remote, RemoteId("5/6"));
  EXPECT_EQ(outcome->note, "w");
  EXPECT_NE(bench.Sent(1).body.find(R"("idempotency_key":"key-1001/2001")"), std::string::npos);
}

TEST_F(TiktokWriterTest, AdoptsTheOneListingThatHasTheSkuAndStopsAtTwo) {
  const std::string other = ProductText{.product = "1002"}.Text();
  bench.AnswerData(ProductsText(ProductText{}.Text(), "", 1));
  bench.AnswerData(ProductsText(ProductText{}.Text() + "," + other, "", 2));

  EXPECT_EQ(DeliverOne(NewListing("SG-61"))->remote, RemoteId("1001/2001"));
  EXPECT_EQ(DeliverOne(NewListing("SG-61")).error().kind, ErrorKind::kConflict);
  EXPECT_EQ(bench.transport.sent.size(), 2u);  // Nothing was made.
}

TEST_F(TiktokWriterTest, LooksAgainWhereOurReferenceIsTaken) {
  bench.AnswerData(ProductsText("", "", 0));
  bench.AnswerCode(12052996, "external_id duplicated");
  bench.AnswerData(ProductsText(ProductText{}.Text(), "", 1));
  bench.AnswerData(ProductsText("", "", 0));
  bench.AnswerCode(12052996, "external_id duplicated");
  bench.AnswerData(ProductsText("", "", 0));

  EXPECT_EQ(DeliverOne(NewListing("SG-61"))->remote, RemoteId("1001/2001"));
  EXPECT_EQ(DeliverOne(NewListing("SG-61")).error().kind, ErrorKind::kAmbiguous);
}

TEST_F(TiktokWriterTest, SaysWhetherAFailedCreateMayHaveWorked) {
  bench.AnswerData(ProductsText("", "", 0));
  bench.AnswerFailure(ErrorKind::kAmbiguous);
  bench.AnswerData(ProductsText("", "", 0));
  bench.AnswerCode(12052159, "unique item total quantity must be one");
  bench.AnswerData(ProductsText("", "", 0));
  bench.AnswerData("{}");
  bench.AnswerFailure(ErrorKind::kAmbiguous);

  EXPECT_EQ(DeliverOne(NewListing("SG-61")).error().kind, ErrorKind::kAmbiguous);
  EXPECT_EQ(DeliverOne(NewListing("SG-61")).error().kind, ErrorKind::kRejected);
  EXPECT_EQ(DeliverOne(NewListing("SG-61")).error().kind, ErrorKind::kAmbiguous);
  EXPECT_EQ(DeliverOne(NewListing("SG-61")).error().kind, ErrorKind::kUnavailable);  // It could not look.
}

TEST_F(TiktokWriterTest, DoesNotCutASkuToMakeItFit) {
  EXPECT_EQ(DeliverOne(NewListing(std::string(51, 'x'))).error().kind, ErrorKind::kRejected);
  EXPECT_TRUE(bench.transport.sent.empty());
}

TEST_F(TiktokWriterTest, CannotCreateWithoutACategory) {
  Config config = bench.config;
  config.category.clear();
  const Connector connector =
      MakeConnector(bench.channel, config, {bench.transport, bench.clock, bench.vault}, Access::kReadAndWrite);
  const Write write = WriteOf(NewListing("SG-61"), "new:SG-61");

  EXPECT_FALSE(connector.can.creates);
  EXPECT_EQ(connector.writer->Deliver(bench.run, std::span(&write, 1)).front().error().kind, ErrorKind::kUnsupported);
  EXPECT_TRUE(bench.transport.sent.empty());
}

}  // namespace
}  // namespace riff::tiktok
