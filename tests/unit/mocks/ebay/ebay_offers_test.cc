#include "tests/unit/mocks/ebay/ebay_rig.h"

namespace riff::sim {
namespace {

TEST_F(EbayFaceTest, OffersAreAskedForBySkuAndNoneIsA404) {
  EXPECT_EQ(Inventory("GET", "offer").status, 400) << "sku is required in fact";
  EXPECT_EQ(ErrorOf(last), 25709);
  EXPECT_EQ(Inventory("GET", "offer?sku=GTR-1").status, 404);
  EXPECT_EQ(ErrorOf(last), 25713);

  ASSERT_EQ(Inventory("PUT", "inventory_item/GTR-1", ItemBody(1)).status, 204);
  EXPECT_EQ(Inventory("GET", "offer?sku=GTR-1").status, 404) << "an item without an offer";
  MakeOffer("GTR-1", 1);
  EXPECT_EQ(Inventory("GET", "offer?sku=GTR-1").status, 200);
  EXPECT_EQ(Inventory("GET", "offer?sku=GTR-1&marketplace_id=EBAY_DE").status, 404);
}

TEST_F(EbayFaceTest, ASecondOfferIsRefusedWithTheFirstOnesId) {
  const std::string offer = MakeOffer("GTR-1", 1);

  const JsonDocument refused = Json("POST", "/sell/inventory/v1/offer", OfferBody("GTR-1", 1));
  EXPECT_EQ(last.status, 400);
  const JsonValue error = Values(refused.root().Array("errors"))[0];
  EXPECT_EQ(*error.Integer("errorId"), 25002);
  const JsonValue parameter = Values(error.Array("parameters"))[0];
  EXPECT_EQ(*parameter.Text("name"), "offerId");
  EXPECT_EQ(*parameter.Text("value"), offer);
}

TEST_F(EbayFaceTest, RefusesOffersThatAreWrong) {
  const auto error = [&](const std::string& body) {
    Inventory("POST", "offer", body);
    return ErrorOf(last);
  };
  ASSERT_EQ(Inventory("PUT", "inventory_item/GTR-1", ItemBody(1)).status, 204);

  EXPECT_EQ(error("no JSON"), 25709);
  EXPECT_EQ(error(R"({"marketplaceId":"EBAY_US","format":"FIXED_PRICE"})"), 25709);
  EXPECT_EQ(error(R"({"sku":"GTR-1","format":"FIXED_PRICE"})"), 25709);
  EXPECT_EQ(error(R"({"sku":"GTR-1","marketplaceId":"EBAY_US"})"), 25709);
  EXPECT_EQ(error(OfferBody("GTR-9", 1)), 25702) << "the item comes first";
  EXPECT_EQ(error(R"({"sku":"GTR-1","marketplaceId":"EBAY_US","format":"FIXED_PRICE",)"
                  R"("pricingSummary":{"price":{"value":499,"currency":"USD"}}})"),
            25003)
      << "money is a text";
  EXPECT_EQ(error(OfferBody("GTR-1", 1, "0.00")), 25003);
  EXPECT_EQ(Inventory("GET", "offer?sku=GTR-1").status, 404) << "nothing was made";
}

TEST_F(EbayFaceTest, PublishingGivesAListingIdAndRepeatingItAWarning) {
  const std::string offer = MakeOffer("GTR-1", 2);
  EXPECT_EQ(*OfferOf(offer).root().Text("status"), "UNPUBLISHED");
  EXPECT_FALSE(OfferOf(offer).root().Find("listing"));

  const std::string listing = Publish(offer);
  const JsonDocument again = Json("POST", "/sell/inventory/v1/offer/" + offer + "/publish", "{}");

  EXPECT_EQ(*again.root().Text("listingId"), listing);
  EXPECT_EQ(*Values(again.root().Array("warnings"))[0].Integer("errorId"), 25402);
  EXPECT_EQ(*OfferOf(offer).root().Get("listing")->Text("listingId"), listing);
  EXPECT_EQ(rig.Of(RemoteId(listing)).available, Quantity(2));
}

TEST_F(EbayFaceTest, PublishAndWithdrawWantABody) {
  const std::string offer = MakeOffer("GTR-1", 1);

  EXPECT_EQ(Inventory("POST", "offer/" + offer + "/publish").status, 411);
  EXPECT_FALSE(JsonDocument::Parse(last.body)) << "the edge speaks no JSON";
  EXPECT_EQ(Inventory("POST", "offer/" + offer + "/withdraw").status, 411);
  EXPECT_EQ(*OfferOf(offer).root().Text("status"), "UNPUBLISHED");
}

TEST_F(EbayFaceTest, WithdrawingEndsAndPublishingAgainIsAnotherListing) {
  const std::string offer = MakeOffer("GTR-1", 1);
  const std::string first = Publish(offer);

  const JsonDocument withdrawn = Json("POST", "/sell/inventory/v1/offer/" + offer + "/withdraw", "{}");
  EXPECT_EQ(*withdrawn.root().Text("listingId"), first);
  EXPECT_EQ(*OfferOf(offer).root().Text("status"), "UNPUBLISHED");
  EXPECT_FALSE(OfferOf(offer).root().Find("listing"));
  EXPECT_EQ(rig.Of(RemoteId(first)).status, ListingStatus::kEnded);
  EXPECT_EQ(Inventory("POST", "offer/" + offer + "/withdraw", "{}").status, 404);
  EXPECT_EQ(ErrorOf(last), 25713);

  const std::string second = Publish(offer);
  EXPECT_NE(second, first);
  EXPECT_EQ(rig.Of(RemoteId(second)).past_remotes, std::vector<RemoteId>{RemoteId(first)});
}

TEST_F(EbayFaceTest, PublishingChecksEverythingAListingNeeds) {
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string body = OfferBody("GTR-1", 1);
    body.replace(body.find(from), from.size(), to);
    return body;
  };
  const std::string offer = MakeOffer("GTR-1", 1);
  const auto error = [&](const std::string& offer_body) {
    EXPECT_EQ(Inventory("PUT", "offer/" + offer, offer_body).status, 204) << last.body;
    EXPECT_EQ(Inventory("POST", "offer/" + offer + "/publish", "{}").status, 400);
    return ErrorOf(last);
  };

  EXPECT_EQ(error("{}"), 25005) << "the category comes first";
  EXPECT_EQ(error(with(R"("categoryId":"33034")", R"("categoryId":"guitars")")), 25005);
  EXPECT_EQ(error(with("pricingSummary", "forgotten")), 25003);
  EXPECT_EQ(error(with(Key("fulfillment_policy"), "1")), 25007);
  EXPECT_EQ(error(with(Key("payment_policy"), "1")), 25008);
  EXPECT_EQ(error(with(Key("return_policy"), "1")), 25009);
  EXPECT_EQ(error(with(Key("location"), "nowhere")), 25012);

  ASSERT_EQ(Inventory("PUT", "offer/" + offer, OfferBody("GTR-1", 1)).status, 204);
  const auto item_error = [&](const std::string& item_body) {
    EXPECT_EQ(Inventory("PUT", "inventory_item/GTR-1", item_body).status, 204) << last.body;
    EXPECT_EQ(Inventory("POST", "offer/" + offer + "/publish", "{}").status, 400);
    return ErrorOf(last);
  };
  EXPECT_EQ(item_error(R"({"condition":"NEW"})"), 25016) << "no title";
  EXPECT_EQ(item_error(R"({"condition":"NEW","product":{"title":"x"}})"), 25002) << "no photo";
  EXPECT_EQ(item_error(R"({"product":{"title":"x","imageUrls":["https://x/1.jpg"]}})"), 25021) << "no condition";
  ASSERT_EQ(Inventory("PUT", "inventory_item/GTR-1", ItemBody(1)).status, 204);
  Publish(offer);
}

TEST_F(EbayFaceTest, AnOfferCannotBePublishedFromADisabledLocation) {
  const std::string offer = MakeOffer("GTR-1", 1);
  ASSERT_EQ(Inventory("POST", "location/" + Key("location") + "/disable", "{}").status, 200);

  Inventory("POST", "offer/" + offer + "/publish", "{}");
  EXPECT_EQ(ErrorOf(last), 25012);
  ASSERT_EQ(Inventory("POST", "location/" + Key("location") + "/enable", "{}").status, 200);
  Publish(offer);
}

TEST_F(EbayFaceTest, PuttingAPublishedOfferReplacesItWholeAndMustStayListable) {
  const std::string offer = MakeOffer("GTR-1", 3);
  const std::string listing = Publish(offer);

  EXPECT_EQ(Inventory("PUT", "offer/" + offer, OfferBody("GTR-1", 2, "450.00")).status, 204);
  EXPECT_EQ(rig.Of(RemoteId(listing)).price.minor, 45000);
  EXPECT_EQ(rig.Of(RemoteId(listing)).available, Quantity(2)) << "the lower of 3 and 2";

  std::string without = OfferBody("GTR-1", 2);
  const std::string description = R"("listingDescription":"<p>Good</p>",)";
  without.erase(without.find(description), description.size());
  Inventory("PUT", "offer/" + offer, without);
  EXPECT_EQ(ErrorOf(last), 25017);
  EXPECT_EQ(Inventory("PUT", "offer/" + offer, "{}").status, 400);
  EXPECT_EQ(rig.Of(RemoteId(listing)).price.minor, 45000) << "refused, unchanged";
  EXPECT_EQ(Inventory("PUT", "offer/999", OfferBody("GTR-1", 1)).status, 404);
}

TEST_F(EbayFaceTest, DeletingAnOfferEndsItsListingAndItsIdNeverComesBack) {
  const std::string offer = MakeOffer("GTR-1", 1);
  const std::string listing = Publish(offer);

  EXPECT_EQ(Inventory("DELETE", "offer/" + offer).status, 204);
  EXPECT_EQ(Inventory("DELETE", "offer/" + offer).status, 404);
  EXPECT_EQ(Inventory("GET", "inventory_item/GTR-1").status, 200) << "the item stays";
  EXPECT_EQ(rig.Of(RemoteId(listing)).status, ListingStatus::kEnded);

  const JsonDocument made = Json("POST", "/sell/inventory/v1/offer", OfferBody("GTR-1", 1));
  EXPECT_NE(*made.root().Text("offerId"), offer);
  EXPECT_EQ(Inventory("GET", "offer/" + offer).status, 404);
  EXPECT_EQ(*OfferOf(*made.root().Text("offerId")).root().Text("status"), "UNPUBLISHED");
}

TEST_F(EbayFaceTest, AListingEndedByHandIsPublishedAndEnded) {
  MarketListing guitar = Guitar("GTR-1");
  guitar.content.image_urls = {"https://img.example.invalid/1.jpg"};
  const RemoteId remote = rig.mock.Seed(guitar);
  HandEdit edit;
  edit.status = ListingStatus::kEnded;
  rig.mock.With([&](Market& market, Faults&) { EXPECT_TRUE(market.EditByHand(remote, edit)); });

  const std::string offer = rig.Of(remote).handle;
  const JsonDocument seen = OfferOf(offer);
  EXPECT_EQ(*seen.root().Get("listing")->Text("listingStatus"), "ENDED");
  EXPECT_NE(Publish(offer), remote.text()) << "a new life, a new id";
}

}  // namespace
}  // namespace riff::sim
