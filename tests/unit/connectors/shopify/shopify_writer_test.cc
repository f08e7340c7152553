#include "connectors/shopify/shopify_writer.h"

#include "tests/unit/connectors/shopify/shopify_bench.h"

namespace riff::shopify {
namespace {

class ShopifyWriterTest : public testing::Test {
 protected:
  // A write to the listing 1001/<variant> whose stock item is 7<last three digits>.
  Write WriteOf(Change change, const std::string& variant = "2001") {
    Write write;
    write.key = IdempotencyKey("key-" + variant);
    write.listing = {bench.channel, RemoteId("1001/" + variant)};
    write.handle = "7" + variant.substr(1);
    write.change = std::move(change);
    return write;
  }
  std::vector<WriteOutcome> Deliver(const std::vector<Write>& writes) {
    return bench.connector.writer->Deliver(bench.run, writes);
  }
  WriteOutcome DeliverOne(Change change) { return Deliver({WriteOf(std::move(change))}).front(); }

  static std::string SetText(std::string_view user_errors) {
    return MutationText("inventorySetQuantities", user_errors);
  }
  static std::string Stale(const std::string& row) {
    return R"({"code":"CHANGE_FROM_QUANTITY_STALE","field":["input","quantities",")" + row +
           R"(","changeFromQuantity"],"message":"stale"})";
  }
  static std::string LevelText(const std::string& level) {
    return R"({"data":{"nodes":[{"__typename":"InventoryItem","id":"gid://shopify/InventoryItem/7001","tracked":true,
        "inventoryLevel":{"quantities":[{"name":"available","quantity":)" +
           level + "}]}}]}}";
  }
  std::string KeyOfRequest(std::size_t index) {
    return *JsonDocument::Parse(bench.Variables(index))->root().Text("idempotencyKey");
  }

  ShopifyBench bench;
};

TEST_F(ShopifyWriterTest, SetsManyQuantitiesInOneCallComparedWithWhatIsExpected) {
  bench.Answer(SetText(""));

  const auto outcomes = Deliver(
      {WriteOf(SetQuantity{Quantity(0), Quantity(1)}), WriteOf(SetQuantity{Quantity(3), std::nullopt}, "2002")});

  ASSERT_EQ(outcomes.size(), 2u);
  EXPECT_TRUE(outcomes[0].has_value());
  EXPECT_EQ(outcomes[1]->handle, "7002");
  EXPECT_EQ(bench.Operations(), (std::vector<std::string>{"shopify.inventory.set"}));
  const std::string variables = bench.Variables(0);
  EXPECT_NE(variables.find(R"("quantity":0,"changeFromQuantity":1)"), std::string::npos);
  EXPECT_NE(variables.find(R"("quantity":3,"changeFromQuantity":null)"), std::string::npos);
}

TEST_F(ShopifyWriterTest, KeepsTheKeyOfACallOverRetriesAndInAnyOrder) {
  for (int i = 0; i < 3; ++i) {
    bench.Answer(SetText(""));
  }
  const Write one = WriteOf(SetQuantity{Quantity(0), Quantity(1)});
  const Write two = WriteOf(SetQuantity{Quantity(0), Quantity(1)}, "2002");

  Deliver({one, two});
  Deliver({two, one});
  Deliver({one});

  EXPECT_EQ(KeyOfRequest(0), KeyOfRequest(1));
  EXPECT_NE(KeyOfRequest(0), KeyOfRequest(2));
}

TEST_F(ShopifyWriterTest, SplitsMoreRowsThanACallMayCarry) {
  bench.Answer(SetText(""));
  bench.AnswerStatus(503, "");
  std::vector<Write> writes;
  for (int i = 0; i < 251; ++i) {
    writes.push_back(WriteOf(SetQuantity{Quantity(1), std::nullopt}, std::to_string(2001 + i)));
  }

  const auto outcomes = Deliver(writes);

  EXPECT_TRUE(outcomes[249].has_value());
  EXPECT_EQ(outcomes[250].error().kind, ErrorKind::kAmbiguous);
}

TEST_F(ShopifyWriterTest, SendsTheRowsAgainThatAStaleOneRefusedWithIt) {
  bench.Answer(SetText(Stale("1")));
  bench.Answer(SetText(""));
  bench.Answer(LevelText("5"));

  const auto outcomes =
      Deliver({WriteOf(SetQuantity{Quantity(0), Quantity(1)}), WriteOf(SetQuantity{Quantity(0), Quantity(1)}, "2002"),
               WriteOf(SetQuantity{Quantity(0), Quantity(1)}, "2003")});

  EXPECT_TRUE(outcomes[0].has_value());
  EXPECT_EQ(outcomes[1].error().kind, ErrorKind::kConflict);
  EXPECT_TRUE(outcomes[2].has_value());
  EXPECT_EQ(bench.Variables(1).find("InventoryItem/7002"), std::string::npos);
}

TEST_F(ShopifyWriterTest, HalvesARefusedCallThatNamesNoRow) {
  bench.Answer(SetText(R"({"code":"INVALID_INVENTORY_ITEM","field":null,"message":"m"})"));
  bench.Answer(SetText(""));
  bench.Answer(SetText(R"({"code":"INVALID_INVENTORY_ITEM","field":null,"message":"m"})"));

  const auto outcomes = Deliver(
      {WriteOf(SetQuantity{Quantity(0), std::nullopt}), WriteOf(SetQuantity{Quantity(0), std::nullopt}, "2002")});

  EXPECT_TRUE(outcomes[0].has_value());
  EXPECT_EQ(outcomes[1].error().kind, ErrorKind::kRejected);
}

TEST_F(ShopifyWriterTest, AcceptsAStaleRowThatShowsTheIntendedValueAlready) {
  bench.Answer(SetText(Stale("0")));
  bench.Answer(LevelText("0"));

  EXPECT_TRUE(DeliverOne(SetQuantity{Quantity(0), Quantity(1)}).has_value());
}

TEST_F(ShopifyWriterTest, CallsAStaleRowAConflictAlsoWhenItsLevelCannotBeRead) {
  bench.Answer(SetText(Stale("0")));
  bench.AnswerStatus(503, "");

  EXPECT_EQ(DeliverOne(SetQuantity{Quantity(0), Quantity(1)}).error().kind, ErrorKind::kConflict);
}

TEST_F(ShopifyWriterTest, ComparesWithTheRealLevelWhereZeroWasShownForOneBelow) {
  bench.Answer(SetText(Stale("0")));
  bench.Answer(LevelText("-2"));
  bench.Answer(SetText(""));

  EXPECT_TRUE(DeliverOne(SetQuantity{Quantity(1), Quantity(0)}).has_value());
  EXPECT_NE(bench.Variables(2).find(R"("changeFromQuantity":-2)"), std::string::npos);
}

TEST_F(ShopifyWriterTest, GivesUpAfterTheSecondStaleCompare) {
  bench.Answer(SetText(Stale("0")));
  bench.Answer(LevelText("-2"));
  bench.Answer(SetText(Stale("0")));
  bench.Answer(LevelText("-3"));

  EXPECT_EQ(DeliverOne(SetQuantity{Quantity(1), Quantity(0)}).error().kind, ErrorKind::kConflict);
  EXPECT_EQ(bench.transport.sent.size(), 4u);
}

TEST_F(ShopifyWriterTest, TakesANewKeyOnceWhereTheOldOneIsUsedUp) {
  const std::string used = R"({"code":"IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED","field":null,"message":"m"})";
  bench.Answer(SetText(used));
  bench.Answer(SetText(""));
  bench.Answer(SetText(used));
  bench.Answer(SetText(used));

  EXPECT_TRUE(DeliverOne(SetQuantity{Quantity(0), Quantity(1)}).has_value());
  EXPECT_NE(KeyOfRequest(0), KeyOfRequest(1));
  EXPECT_EQ(DeliverOne(SetQuantity{Quantity(0), Quantity(1)}).error().kind, ErrorKind::kRejected);
}

TEST_F(ShopifyWriterTest, LeavesInDoubtWhatAnotherRequestUnderTheSameKeyMayDo) {
  bench.Answer(
      SetText(R"({"code":"IDEMPOTENCY_CONCURRENT_REQUEST","field":["input","quantities","0"],"message":"m"})"));

  const auto outcomes =
      Deliver({WriteOf(SetQuantity{Quantity(0), Quantity(1)}), WriteOf(SetQuantity{Quantity(0), Quantity(1)}, "2002")});

  EXPECT_EQ(outcomes[0].error().kind, ErrorKind::kAmbiguous);
  EXPECT_EQ(outcomes[1].error().kind, ErrorKind::kAmbiguous);
}

TEST_F(ShopifyWriterTest, StocksAnItemAtTheLocationThatIsNotThereYet) {
  const std::string unstocked =
      R"({"code":"ITEM_NOT_STOCKED_AT_LOCATION","field":["input","quantities","0"],"message":"m"})";
  bench.Answer(SetText(unstocked));
  bench.Answer(MutationText("inventoryActivate", ""));
  bench.Answer(SetText(unstocked));
  bench.Answer(MutationText("inventoryActivate", R"({"field":null,"message":"no"})"));
  bench.Answer(SetText(unstocked));
  bench.AnswerFailure(ErrorKind::kAmbiguous);

  EXPECT_TRUE(DeliverOne(SetQuantity{Quantity(1), std::nullopt}).has_value());
  EXPECT_NE(bench.Variables(1).find(R"("available":1)"), std::string::npos);
  EXPECT_EQ(DeliverOne(SetQuantity{Quantity(1), std::nullopt}).error().kind, ErrorKind::kRejected);
  EXPECT_EQ(DeliverOne(SetQuantity{Quantity(1), std::nullopt}).error().kind, ErrorKind::kAmbiguous);
}

TEST_F(ShopifyWriterTest, LooksForTheStockItemOfAListingThatHasNoHandleYet) {
  Write write = WriteOf(SetQuantity{Quantity(0), Quantity(1)});
  write.handle.clear();
  Write pending = WriteOf(SetQuantity{Quantity(0), Quantity(1)});
  pending.handle.clear();
  pending.listing.remote = PendingRemoteId(Sku("SG-61"));
  Write gone = WriteOf(SetQuantity{Quantity(0), Quantity(1)}, "2002");
  gone.handle.clear();
  bench.Answer(NodesText(VariantText{}.Node() + ",null"));
  bench.Answer(SetText(""));

  const auto outcomes = Deliver({write, pending, gone});

  EXPECT_EQ(outcomes[0]->handle, "7001");
  EXPECT_EQ(outcomes[1].error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(outcomes[2].error().kind, ErrorKind::kNotFound);
}

TEST_F(ShopifyWriterTest, LeavesInDoubtAWriteWhoseAnswerCannotBeRead) {
  bench.Answer(R"({"data":{"inventorySetQuantities":{}}})");
  bench.Answer(R"({"data":{"productVariantsBulkUpdate":{"userErrors":7}}})");

  EXPECT_EQ(DeliverOne(SetQuantity{Quantity(0), Quantity(1)}).error().kind, ErrorKind::kAmbiguous);
  EXPECT_EQ(DeliverOne(SetPrice{Money{100, Currency::Usd()}}).error().kind, ErrorKind::kAmbiguous);
}

TEST_F(ShopifyWriterTest, SetsThePriceOfAVariant) {
  bench.Answer(MutationText("productVariantsBulkUpdate", ""));
  bench.Answer(MutationText("productVariantsBulkUpdate",
                            R"({"code":"PRODUCT_VARIANT_DOES_NOT_EXIST","field":null,"message":"m"})"));

  const auto outcomes = Deliver(
      {WriteOf(SetPrice{Money{189950, Currency::Usd()}}), WriteOf(SetPrice{Money{1, Currency::Usd()}}, "2002")});

  EXPECT_TRUE(outcomes[0].has_value());
  EXPECT_EQ(outcomes[1].error().kind, ErrorKind::kNotFound);
  EXPECT_NE(bench.Variables(0).find(R"("price":"1899.50")"), std::string::npos);
}

TEST_F(ShopifyWriterTest, PausesByTakingTheStockFirstAndThenTheVisibility) {
  bench.Answer(NodesText(VariantText{}.Node()));
  bench.Answer(SetText(""));
  bench.Answer(MutationText("productUpdate", ""));

  EXPECT_TRUE(DeliverOne(PauseListing{}).has_value());

  EXPECT_EQ(bench.Operations(),
            (std::vector<std::string>{"shopify.listing.get", "shopify.inventory.set", "shopify.product.update"}));
  EXPECT_NE(bench.Variables(2).find(R"("status":"UNLISTED")"), std::string::npos);
}

TEST_F(ShopifyWriterTest, EndsByArchivingAndDoesNotArchiveTwice) {
  bench.Answer(NodesText(VariantText{}.Node()));
  bench.Answer(MutationText("productUpdate", ""));
  bench.Answer(NodesText(VariantText{.status = "ARCHIVED"}.Node()));

  EXPECT_TRUE(DeliverOne(EndListing{}).has_value());
  EXPECT_NE(bench.Variables(1).find(R"("status":"ARCHIVED")"), std::string::npos);
  EXPECT_TRUE(DeliverOne(EndListing{}).has_value());
  EXPECT_EQ(bench.transport.sent.size(), 3u);
}

TEST_F(ShopifyWriterTest, ShowsAgainWithTheNewQuantityInPlaceFirst) {
  bench.Answer(NodesText(VariantText{.status = "ARCHIVED"}.Node()));
  bench.Answer(SetText(""));
  bench.Answer(MutationText("productUpdate", ""));

  EXPECT_TRUE(DeliverOne(Relist{Quantity(2)}).has_value());

  EXPECT_NE(bench.Variables(1).find(R"("quantity":2)"), std::string::npos);
  EXPECT_NE(bench.Variables(2).find(R"("status":"ACTIVE")"), std::string::npos);
}

TEST_F(ShopifyWriterTest, ShowsAPausedListingAgainWhenItGetsAQuantity) {
  bench.Answer(PageText(VariantText{.status = "UNLISTED"}.Node(), kLastPage));
  ASSERT_TRUE(bench.connector.reader->ListListings(bench.run, std::nullopt).has_value());
  bench.Answer(NodesText(VariantText{.status = "UNLISTED"}.Node()));
  bench.Answer(SetText(""));
  bench.Answer(MutationText("productUpdate", ""));
  bench.Answer(SetText(""));

  EXPECT_TRUE(DeliverOne(SetQuantity{Quantity(2), Quantity(0)}).has_value());
  EXPECT_NE(bench.Variables(3).find(R"("status":"ACTIVE")"), std::string::npos);
  EXPECT_TRUE(DeliverOne(SetQuantity{Quantity(0), Quantity(2)}).has_value());  // Zero shows nothing.
  EXPECT_EQ(bench.Operations().back(), "shopify.inventory.set");

  bench.Answer(NodesText(VariantText{}.Node()));
  const ListingRef ref{RemoteId("1001/2001"), Sku("SG-61"), "7001"};
  ASSERT_TRUE(bench.connector.reader->GetListings(bench.run, std::span(&ref, 1)).front().has_value());
  bench.Answer(SetText(""));
  EXPECT_TRUE(DeliverOne(SetQuantity{Quantity(1), std::nullopt}).has_value());
  EXPECT_EQ(bench.Operations().back(), "shopify.inventory.set");  // It is not paused any more.
}

TEST_F(ShopifyWriterTest, DoesNotClaimThatNothingWasDoneAfterTheFirstHalf) {
  bench.Answer(NodesText(VariantText{}.Node()));
  bench.Answer(SetText(""));
  bench.AnswerFailure(ErrorKind::kUnavailable);
  bench.Answer(NodesText(VariantText{}.Node()));
  bench.AnswerFailure(ErrorKind::kUnavailable);

  EXPECT_EQ(DeliverOne(PauseListing{}).error().kind, ErrorKind::kAmbiguous);
  EXPECT_EQ(DeliverOne(PauseListing{}).error().kind, ErrorKind::kUnavailable);  // Stopped before the first.
}

TEST_F(ShopifyWriterTest, RefusesToChangeAProductThatHasOtherVariants) {
  for (const Change& change :
       {Change(PauseListing{}), Change(EndListing{}), Change(Relist{Quantity(1)}), Change(SetContent{Titled("T")})}) {
    bench.Answer(NodesText(VariantText{.variants_of_product = 2}.Node()));
    EXPECT_EQ(DeliverOne(change).error().kind, ErrorKind::kRejected);
  }
  EXPECT_EQ(bench.transport.sent.size(), 4u);  // Reads only.
}

TEST_F(ShopifyWriterTest, ChangesTheTitleAndSaysWhatTheProductSaid) {
  bench.Answer(NodesText(VariantText{}.Node()));
  bench.Answer(MutationText("productUpdate", ""));
  bench.Answer(NodesText(VariantText{}.Node()));
  bench.Answer(MutationText("productUpdate", R"({"field":["title"],"message":"too long"})"));
  bench.Answer(NodesText("null"));

  EXPECT_TRUE(DeliverOne(SetContent{Titled("New")}).has_value());
  EXPECT_EQ(DeliverOne(SetContent{Titled("New")}).error().kind, ErrorKind::kRejected);
  EXPECT_EQ(DeliverOne(SetContent{Titled("New")}).error().kind, ErrorKind::kNotFound);
}

const CreateListing kCreate{Sku("SG-61"), Titled("SG"), Money{100, Currency::Usd()}, Quantity(1)};
constexpr std::string_view kCreated =
    R"({"data":{"productSet":{"product":{"id":"gid://shopify/Product/5","status":"ACTIVE","variants":{"nodes":[
    {"id":"gid://shopify/ProductVariant/6","sku":"SG-61","inventoryItem":{"id":"gid://shopify/InventoryItem/7"}}]}},
    "userErrors":[]}}})";

TEST_F(ShopifyWriterTest, CreatesWhatIsNotThere) {
  bench.Answer(PageText("", kLastPage));
  bench.Answer(std::string(kCreated));

  const WriteOutcome outcome = DeliverOne(kCreate);

  ASSERT_TRUE(outcome.has_value()) << outcome.error().message;
  EXPECT_EQ(outcome->remote, RemoteId("5/6"));
  EXPECT_EQ(outcome->handle, "7");
}

TEST_F(ShopifyWriterTest, AdoptsTheOneListingThatHasTheSkuAndStopsAtTwo) {
  bench.Answer(PageText(VariantText{.status = "ARCHIVED"}.Node(), kLastPage));
  bench.Answer(PageText(VariantText{}.Node() + "," + VariantText{.variant = "2002"}.Node(), kLastPage));

  const WriteOutcome adopted = DeliverOne(kCreate);
  const WriteOutcome two = DeliverOne(kCreate);

  EXPECT_EQ(adopted->remote, RemoteId("1001/2001"));
  EXPECT_EQ(adopted->handle, "7001");
  EXPECT_EQ(two.error().kind, ErrorKind::kConflict);
  EXPECT_EQ(bench.transport.sent.size(), 2u);  // Nothing was made.
}

TEST_F(ShopifyWriterTest, DoesNotCreateWhenItCouldNotLook) {
  bench.AnswerStatus(503, "");

  EXPECT_EQ(DeliverOne(kCreate).error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(bench.transport.sent.size(), 1u);
}

TEST_F(ShopifyWriterTest, SaysWhetherAFailedCreateMayHaveWorked) {
  bench.Answer(PageText("", kLastPage));
  bench.AnswerFailure(ErrorKind::kAmbiguous);
  bench.Answer(PageText("", kLastPage));
  bench.Answer(MutationText("productSet", R"({"code":"INVALID_INPUT","field":null,"message":"m"})"));
  bench.Answer(PageText("", kLastPage));
  bench.Answer(R"({"data":{"productSet":{"product":null,"userErrors":[]}}})");

  EXPECT_EQ(DeliverOne(kCreate).error().kind, ErrorKind::kAmbiguous);
  EXPECT_EQ(DeliverOne(kCreate).error().kind, ErrorKind::kRejected);
  EXPECT_EQ(DeliverOne(kCreate).error().kind, ErrorKind::kAmbiguous);
}

TEST_F(ShopifyWriterTest, KeepsTheOrderOfTheOutcomesWhateverTheKinds) {
  bench.Answer(SetText(""));
  bench.Answer(NodesText("null"));
  bench.Answer(MutationText("productVariantsBulkUpdate", ""));

  const auto outcomes = Deliver({WriteOf(SetPrice{Money{1, Currency::Usd()}}), WriteOf(EndListing{}, "2002"),
                                 WriteOf(SetQuantity{Quantity(0), std::nullopt}, "2003")});

  EXPECT_TRUE(outcomes[0].has_value());
  EXPECT_EQ(outcomes[1].error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(outcomes[2]->handle, "7003");
  EXPECT_EQ(bench.Operations().front(), "shopify.inventory.set");  // The most urgent first.
}

}  // namespace
}  // namespace riff::shopify
