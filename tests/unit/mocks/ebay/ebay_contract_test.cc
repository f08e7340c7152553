#include "tests/unit/mocks/ebay/ebay_contract.h"

#include <gmock/gmock.h>

#include "tests/unit/mocks/ebay/ebay_rig.h"

namespace riff::sim {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Every answer the simulated eBay gives is one that eBay's own (tightened) document allows.
class EbayContractTest : public EbayFaceTest {
 protected:
  void SetUp() override {
    contract = EbayContract::Load();
    if (!contract) {
      GTEST_SKIP() << "RIFF_CONTRACTS names no folder with eBay's document";
    }
  }
  // Sends, and judges the answer by the document's own path for it.
  std::vector<std::string> Judged(const std::string& method, const std::string& target, const std::string& path,
                                  const std::string& body = "") {
    Send(method, target, body);
    std::string lower = method;
    for (char& c : lower) {
      c = static_cast<char>(c - 'A' + 'a');
    }
    auto faults = contract->Faults(lower, path, last.status, last.body);
    if (!faults.empty()) {
      faults.push_back(std::to_string(last.status) + " " + last.body);
    }
    return faults;
  }

  std::optional<EbayContract> contract;
  const std::string inventory = "/sell/inventory/v1/";
  const std::string fulfillment = "/sell/fulfillment/v1/";
};

TEST_F(EbayContractTest, TheJudgeFindsWhatIsWrong) {
  const std::string path = inventory + "bulk_update_price_quantity";
  EXPECT_THAT(contract->Faults("post", path, 200, R"({"responses":[{"sku":"A","statusCode":200}]})"), IsEmpty());
  EXPECT_THAT(contract->Faults("post", path, 200, R"({"responses":[{"sku":"A","status":200}]})"),
              ElementsAre("$.responses[0] lacks statusCode", "$.responses[0] has status, which nobody knows"));
  EXPECT_THAT(contract->Faults("post", path, 200, R"({"responses":[{"statusCode":"200"}]})"),
              ElementsAre("$.responses[0].statusCode is not of type integer"));
}

TEST_F(EbayContractTest, ItemsOffersAndStock) {
  const std::string offer = MakeOffer("GTR-1", 2);
  EXPECT_THAT(Judged("GET", inventory + "offer/" + offer, inventory + "offer/{offerId}"), IsEmpty());
  EXPECT_THAT(Judged("POST", inventory + "offer/" + offer + "/publish", inventory + "offer/{offerId}/publish", "{}"),
              IsEmpty());
  EXPECT_THAT(Judged("POST", inventory + "offer/" + offer + "/publish", inventory + "offer/{offerId}/publish", "{}"),
              IsEmpty())
      << "with its warning";
  EXPECT_THAT(Judged("GET", inventory + "offer?sku=GTR-1", inventory + "offer"), IsEmpty());
  EXPECT_THAT(Judged("GET", inventory + "offer?sku=NONE", inventory + "offer"), IsEmpty());
  EXPECT_THAT(Judged("GET", inventory + "inventory_item", inventory + "inventory_item"), IsEmpty());
  EXPECT_THAT(Judged("GET", inventory + "inventory_item/GTR-1", inventory + "inventory_item/{sku}"), IsEmpty());
  EXPECT_THAT(Judged("GET", inventory + "inventory_item/NONE", inventory + "inventory_item/{sku}"), IsEmpty());
  EXPECT_THAT(Judged("PUT", inventory + "inventory_item/GTR-1", inventory + "inventory_item/{sku}", ItemBody(2)),
              IsEmpty());
  EXPECT_THAT(Judged("PUT", inventory + "offer/" + offer, inventory + "offer/{offerId}", OfferBody("GTR-1", 2)),
              IsEmpty());
  EXPECT_THAT(Judged("POST", inventory + "offer", inventory + "offer", OfferBody("GTR-1", 2)), IsEmpty());
  EXPECT_THAT(Judged("POST", inventory + "bulk_get_inventory_item", inventory + "bulk_get_inventory_item",
                     R"({"requests":[{"sku":"GTR-1"},{"sku":"NONE"}]})"),
              IsEmpty());
  const std::string bulk = inventory + "bulk_update_price_quantity";
  EXPECT_THAT(Judged("POST", bulk, bulk, StockBody("GTR-1", offer, 0, 0)), IsEmpty());
  EXPECT_THAT(Judged("POST", bulk, bulk, StockBody("NONE", "999", 1, 1)), IsEmpty());
  EXPECT_THAT(Judged("GET", inventory + "offer/" + offer, inventory + "offer/{offerId}"), IsEmpty());
  EXPECT_THAT(Judged("POST", inventory + "offer/" + offer + "/withdraw", inventory + "offer/{offerId}/withdraw", "{}"),
              IsEmpty());
  EXPECT_THAT(Judged("DELETE", inventory + "offer/" + offer, inventory + "offer/{offerId}"), IsEmpty());
  EXPECT_THAT(Judged("DELETE", inventory + "inventory_item/GTR-1", inventory + "inventory_item/{sku}"), IsEmpty());
}

TEST_F(EbayContractTest, SeededListingsOfEveryCondition) {
  for (const Condition condition :
       {Condition::kUnknown, Condition::kNew, Condition::kBStock, Condition::kMint, Condition::kExcellent,
        Condition::kVeryGood, Condition::kGood, Condition::kFair, Condition::kPoor, Condition::kNonFunctioning}) {
    MarketListing listing = Guitar("GTR-" + std::to_string(static_cast<int>(condition)));
    listing.content.condition = condition;
    rig.mock.Seed(listing);
  }
  EXPECT_THAT(Judged("GET", inventory + "inventory_item?limit=200", inventory + "inventory_item"), IsEmpty());
  EXPECT_THAT(Judged("GET", inventory + "offer?sku=GTR-1", inventory + "offer"), IsEmpty());
}

TEST_F(EbayContractTest, OrdersOfEveryState) {
  const RemoteId remote = rig.mock.Seed(Strings("STR-1", 20));
  for (const OrderState state : {OrderState::kPaid, OrderState::kShipped, OrderState::kCancelled, OrderState::kReturned,
                                 OrderState::kRefunded}) {
    const OrderId id = *rig.Buy(remote);
    rig.mock.With([&](Market& market, Faults&) { EXPECT_TRUE(market.SetOrderState(id, state)); });
    EXPECT_THAT(Judged("GET", fulfillment + "order/" + id.text(), fulfillment + "order/{orderId}"), IsEmpty());
  }
  EXPECT_THAT(Judged("GET", fulfillment + "order", fulfillment + "order"), IsEmpty());
  EXPECT_THAT(Judged("GET", fulfillment + "order?limit=500", fulfillment + "order"), IsEmpty());
}

TEST_F(EbayContractTest, LocationsQuotasTokensAndRefusals) {
  EXPECT_THAT(Judged("GET", inventory + "location", inventory + "location"), IsEmpty());
  EXPECT_THAT(Judged("GET", inventory + "location/" + Key("location"), inventory + "location/{merchantLocationKey}"),
              IsEmpty());
  const std::string analytics = "/developer/analytics/v1_beta/";
  EXPECT_THAT(Judged("GET", analytics + "rate_limit/", analytics + "rate_limit/"), IsEmpty());
  EXPECT_THAT(Judged("GET", analytics + "user_rate_limit/?api_name=none", analytics + "user_rate_limit/"), IsEmpty());
  const ServerResponse minted = Ask("grant_type=refresh_token&refresh_token=" + Key("refresh_token"));
  EXPECT_THAT(contract->Faults("post", "/identity/v1/oauth2/token", minted.status, minted.body), IsEmpty());
  rig.Put("inventory_calls_per_day", "0");
  EXPECT_THAT(Judged("GET", inventory + "inventory_item", inventory + "inventory_item"), IsEmpty());
  token = "";
  EXPECT_THAT(Judged("GET", inventory + "inventory_item", inventory + "inventory_item"), IsEmpty());
}

}  // namespace
}  // namespace riff::sim
