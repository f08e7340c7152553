#include "tests/unit/mocks/ebay/ebay_rig.h"

namespace riff::sim {
namespace {

class EbayStockTest : public EbayFaceTest {
 protected:
  EbayStockTest() : offer(MakeOffer("GTR-1", 3)), listing(Publish(offer)) {}

  ServerResponse Update(const std::string& body) { return Inventory("POST", "bulk_update_price_quantity", body); }
  std::int64_t Available() { return rig.Of(RemoteId(listing)).available.units(); }
  // "<sku>/<offerId>: <status> <errorId>" of each row.
  std::vector<std::string> Rows() {
    std::vector<std::string> rows;
    const auto document = JsonDocument::Parse(last.body);
    for (const JsonValue& row : Values(document->root().Array("responses"))) {
      const auto errors = row.OptionalArray("errors").value_or(std::vector<JsonValue>{});
      rows.push_back(row.Text("sku").value_or("") + "/" + row.Text("offerId").value_or("") + ": " +
                     std::to_string(*row.Integer("statusCode")) +
                     (errors.empty() ? "" : " " + std::to_string(*errors[0].Integer("errorId"))));
    }
    return rows;
  }

  std::string offer;
  std::string listing;
};

TEST_F(EbayStockTest, TheListingShowsTheLowerOfItemAndOffer) {
  EXPECT_EQ(Update(StockBody("GTR-1", offer, 5, 2)).status, 200);
  EXPECT_EQ(Available(), 2);
  EXPECT_EQ(Rows(), std::vector<std::string>{"GTR-1/" + offer + ": 200"});

  EXPECT_EQ(Update(R"({"requests":[{"sku":"GTR-1","shipToLocationAvailability":{"quantity":9}}]})").status, 200);
  EXPECT_EQ(Available(), 2) << "the offer's own quantity is a silent cap";
  EXPECT_EQ(Rows(), std::vector<std::string>{"GTR-1/: 200"});
}

TEST_F(EbayStockTest, ASaleLowersBothQuantities) {
  ASSERT_EQ(Update(StockBody("GTR-1", offer, 5, 3)).status, 200);
  ASSERT_TRUE(rig.Buy(RemoteId(listing), 2));

  const JsonDocument item = Json("GET", "/sell/inventory/v1/inventory_item/GTR-1");
  EXPECT_EQ(*item.root().Get("availability")->Get("shipToLocationAvailability")->Integer("quantity"), 3);
  const JsonDocument seen = OfferOf(offer);
  EXPECT_EQ(*seen.root().Integer("availableQuantity"), 1);
  EXPECT_EQ(*seen.root().Get("listing")->Integer("soldQuantity"), 2);
}

TEST_F(EbayStockTest, AWriteAfterASaleUndoesIt) {
  ASSERT_TRUE(rig.Buy(RemoteId(listing), 2));
  ASSERT_EQ(Update(StockBody("GTR-1", offer, 3, 3)).status, 200);
  EXPECT_EQ(Available(), 3) << "absolute, without a compare: the lost decrement";
}

TEST_F(EbayStockTest, AMixedBulkDoesTheGoodRowsAndTellsOfTheOthers) {
  MakeOffer("GTR-2", 1);
  const std::string body = R"({"requests":[{"sku":"GTR-1","shipToLocationAvailability":{"quantity":1},)"
                           R"("offers":[{"offerId":")" +
                           offer +
                           R"(","availableQuantity":1}]},{"sku":"NONE","shipToLocationAvailability":)"
                           R"({"quantity":1}},{"offers":[{"offerId":"999","availableQuantity":1}]}]})";

  EXPECT_EQ(Update(body).status, 207);
  EXPECT_EQ(Rows(), (std::vector<std::string>{"/999: 404 25713", "NONE/: 404 25710", "GTR-1/" + offer + ": 200"}));
  EXPECT_EQ(Available(), 1);

  rig.Put("mixed_status", "200");
  EXPECT_EQ(Update(body).status, 200) << "also seen: failed rows inside a 200";
}

TEST_F(EbayStockTest, OnlyPublishedOffersTakeQuantitiesHere) {
  const std::string unpublished = MakeOffer("GTR-2", 1);

  Update(R"({"requests":[{"offers":[{"offerId":")" + unpublished + R"(","availableQuantity":5}]}]})");
  EXPECT_EQ(Rows(), std::vector<std::string>{"GTR-2/" + unpublished + ": 404 25713"});
  Update(R"({"requests":[{"sku":"GTR-2","offers":[{"offerId":")" + offer + R"(","availableQuantity":5}]}]})");
  EXPECT_EQ(Rows(), std::vector<std::string>{"GTR-2/" + offer + ": 400 25709"}) << "another SKU's offer";
  EXPECT_EQ(Available(), 3);
}

TEST_F(EbayStockTest, PricesAreWrittenByTheSameCall) {
  const auto price = [&](const std::string& amount) {
    return R"({"requests":[{"offers":[{"offerId":")" + offer + R"(","price":)" + amount + "}]}]}";
  };

  EXPECT_EQ(Update(price(R"({"value":"510.50","currency":"USD"})")).status, 200);
  EXPECT_EQ(rig.Of(RemoteId(listing)).price.minor, 51050);
  Update(price(R"({"value":"10","currency":"EUR"})"));
  EXPECT_EQ(Rows(), std::vector<std::string>{"GTR-1/" + offer + ": 400 25003"});
  Update(R"({"requests":[{"offers":[{"offerId":")" + offer + R"("}]}]})");
  EXPECT_EQ(Rows(), std::vector<std::string>{"GTR-1/" + offer + ": 400 25709"}) << "neither quantity nor price";
  EXPECT_EQ(rig.Of(RemoteId(listing)).price.minor, 51050);
}

TEST_F(EbayStockTest, RefusesCallsOfNoOrTooManyRows) {
  std::string many;
  for (int i = 0; i < 26; ++i) {
    many += std::string(i == 0 ? "" : ",") + R"({"sku":"GTR-1","shipToLocationAvailability":{"quantity":1}})";
  }
  EXPECT_EQ(Update(R"({"requests":[)" + many + "]}").status, 400);
  EXPECT_EQ(Update(R"({"requests":[]})").status, 400);
  EXPECT_EQ(Update("{}").status, 400);
  EXPECT_EQ(Update("").status, 400);
  Update(R"({"requests":[{"sku":"GTR-1"}]})");
  EXPECT_EQ(Rows(), std::vector<std::string>{"GTR-1/: 400 25709"});
  EXPECT_EQ(Available(), 3);
}

TEST_F(EbayStockTest, ZeroKeepsAListingOutOfStockWhileTheAccountOptedIn) {
  EXPECT_EQ(Update(StockBody("GTR-1", offer, 0, 0)).status, 200);
  EXPECT_EQ(*OfferOf(offer).root().Get("listing")->Text("listingStatus"), "OUT_OF_STOCK");
  EXPECT_EQ(rig.Of(RemoteId(listing)).status, ListingStatus::kLive);

  ASSERT_EQ(Update(StockBody("GTR-1", offer, 1, 1)).status, 200);
  ASSERT_TRUE(rig.Buy(RemoteId(listing)));
  EXPECT_EQ(*OfferOf(offer).root().Get("listing")->Text("listingStatus"), "OUT_OF_STOCK") << "sold out likewise";
  ASSERT_EQ(Update(StockBody("GTR-1", offer, 2, 2)).status, 200);
  EXPECT_EQ(*OfferOf(offer).root().Get("listing")->Text("listingStatus"), "ACTIVE");
}

TEST_F(EbayStockTest, WithoutTheProgramZeroIsRefusedAndSellingOutEnds) {
  rig.Put("out_of_stock_control", "off");

  EXPECT_EQ(Update(StockBody("GTR-1", offer, 0, 0)).status, 207);
  EXPECT_EQ(Rows(), std::vector<std::string>{"GTR-1/" + offer + ": 400 25004"});
  EXPECT_EQ(Available(), 3);

  ASSERT_TRUE(rig.Buy(RemoteId(listing), 3));
  EXPECT_EQ(*OfferOf(offer).root().Get("listing")->Text("listingStatus"), "ENDED");
  EXPECT_EQ(Inventory("POST", "offer/" + offer + "/publish", "{}").status, 400);
  EXPECT_EQ(ErrorOf(last), 25004) << "publishing restores no quantity";
  ASSERT_EQ(Inventory("PUT", "inventory_item/GTR-1", ItemBody(1)).status, 204);
  ASSERT_EQ(Inventory("PUT", "offer/" + offer, OfferBody("GTR-1", 1)).status, 204);
  EXPECT_NE(Publish(offer), listing);
}

TEST_F(EbayStockTest, A251stRevisionOfADayIsRefused) {
  for (int i = 0; i < 250; ++i) {
    ASSERT_EQ(Update(StockBody("GTR-1", offer, 1 + i % 2, 5)).status, 200) << i;
  }
  Update(StockBody("GTR-1", offer, 4, 4));
  EXPECT_EQ(Rows(), std::vector<std::string>{"GTR-1/" + offer + ": 400 25019"});
  EXPECT_EQ(Inventory("PUT", "inventory_item/GTR-1", ItemBody(4)).status, 400);
  EXPECT_EQ(ErrorOf(last), 25019);
  EXPECT_EQ(Available(), 2);

  rig.clock.Advance(std::chrono::hours(24));
  token = Mint("grant_type=refresh_token&refresh_token=" + Key("refresh_token"));
  EXPECT_EQ(Update(StockBody("GTR-1", offer, 4, 4)).status, 200) << "another day";
}

TEST_F(EbayStockTest, ARowThatFailsIsNotDoneAndAMissingOneIs) {
  rig.Put("row_fails");
  Update(StockBody("GTR-1", offer, 1, 1));
  EXPECT_EQ(Rows(), std::vector<std::string>{"GTR-1/" + offer + ": 500 25001"});
  EXPECT_EQ(Available(), 3);

  rig.Put("missing_row");
  Update(StockBody("GTR-1", offer, 1, 1));
  EXPECT_TRUE(Rows().empty());
  EXPECT_EQ(Available(), 1);

  rig.Put("busy");
  Update(StockBody("GTR-1", offer, 2, 2));
  EXPECT_EQ(Rows(), std::vector<std::string>{"GTR-1/" + offer + ": 500 25025"});
  EXPECT_EQ(Available(), 1);
}

TEST_F(EbayStockTest, AHandsChangeMovesBothQuantities) {
  HandEdit edit;
  edit.available = Quantity(1);
  rig.mock.With([&](Market& market, Faults&) { EXPECT_TRUE(market.EditByHand(RemoteId(listing), edit)); });

  EXPECT_EQ(*OfferOf(offer).root().Integer("availableQuantity"), 1);
  const JsonDocument item = Json("GET", "/sell/inventory/v1/inventory_item/GTR-1");
  EXPECT_EQ(*item.root().Get("availability")->Get("shipToLocationAvailability")->Integer("quantity"), 1);
}

}  // namespace
}  // namespace riff::sim
