#include "connectors/ebay/ebay_listing_codec.h"

#include <gtest/gtest.h>

#include "engine/model/write.h"
#include "tests/unit/connectors/ebay/seller_account.h"

namespace riff::ebay {
namespace {

Item ReadItem(const std::string& json) {
  const JsonDocument document = *JsonDocument::Parse(json);
  return *ItemOf(document.root(), Sku("GTR-1"));
}

Result<Offer> ReadOffer(const std::string& json) {
  const JsonDocument document = *JsonDocument::Parse(json);
  return OfferOf(document.root());
}

RemoteListing Read(int item_quantity, int offer_quantity, const std::string& listing) {
  return ListingOf(ReadItem(ItemJson("GTR-1", item_quantity)),
                   *ReadOffer(OfferJson("98", "GTR-1", offer_quantity, listing)));
}

TEST(EbayListingCodecTest, MakesOneListingOfItemAndOffer) {
  const RemoteListing listing = Read(3, 3, ListingJson("110001", "ACTIVE"));

  EXPECT_EQ(listing.ref, (ListingRef{RemoteId("110001"), Sku("GTR-1"), "98"}));
  EXPECT_EQ(listing.facts.status, ListingStatus::kLive);
  EXPECT_EQ(listing.facts.quantity, Quantity(3));
  EXPECT_EQ(listing.facts.price, (Money{49900, Currency::Usd()}));
  EXPECT_EQ(listing.facts.content, DigestOf(listing.content));
  EXPECT_EQ(listing.content.title, "Fender Strat GTR-1");
  EXPECT_EQ(listing.content.description, "<p>from the offer</p>");
  EXPECT_EQ(listing.content.brand, "Fender");
  EXPECT_EQ(listing.content.model, "Strat");
  EXPECT_EQ(listing.content.year, "1964");
  EXPECT_EQ(listing.content.finish, "Red");
  EXPECT_EQ(listing.content.condition, Condition::kExcellent);
  EXPECT_EQ(listing.content.category, "33034");
  EXPECT_EQ(listing.content.image_urls, std::vector<std::string>{"https://img.test/1.jpg"});
  EXPECT_EQ(listing.quantity_max, std::nullopt);
}

TEST(EbayListingCodecTest, ShowsTheLowerOfItemAndOfferQuantity) {
  EXPECT_EQ(Read(2, 5, ListingJson("1", "ACTIVE")).facts.quantity, Quantity(2));
  EXPECT_EQ(Read(5, 2, ListingJson("1", "ACTIVE")).facts.quantity, Quantity(2));
}

TEST(EbayListingCodecTest, TakesTheQuantityThatIsToldAndLeavesAnUntoldOneUnknown) {
  const Item untold = ReadItem(R"({"product":{"title":"t"}})");
  const Item told = ReadItem(R"({"availability":{"shipToLocationAvailability":{"quantity":4}}})");
  const std::string bare =
      R"({"offerId":"98","sku":"GTR-1","marketplaceId":"EBAY_US","format":"FIXED_PRICE","status":"UNPUBLISHED"})";

  EXPECT_EQ(ListingOf(untold, *ReadOffer(bare)).facts.quantity, std::nullopt);
  EXPECT_EQ(ListingOf(untold, *ReadOffer(bare)).facts.price, std::nullopt);
  EXPECT_EQ(ListingOf(told, *ReadOffer(bare)).facts.quantity, Quantity(4));
}

TEST(EbayListingCodecTest, KnowsEachStatusWord) {
  EXPECT_EQ(Read(1, 1, ListingJson("1", "ACTIVE")).facts.status, ListingStatus::kLive);
  EXPECT_EQ(Read(1, 1, ListingJson("1", "INACTIVE")).facts.status, ListingStatus::kPaused);
  EXPECT_EQ(Read(1, 1, ListingJson("1", "ENDED")).facts.status, ListingStatus::kEnded);
  EXPECT_EQ(Read(1, 1, ListingJson("1", "EBAY_ENDED")).facts.status, ListingStatus::kEnded);
  EXPECT_EQ(Read(1, 1, ListingJson("1", "NOT_LISTED")).facts.status, ListingStatus::kEnded);
  EXPECT_EQ(Read(1, 1, R"({"listingId":"1"})").facts.status, ListingStatus::kLive);
}

TEST(EbayListingCodecTest, ReadsOutOfStockAsPausedWithNothingToBuy) {
  const RemoteListing listing = Read(4, 4, ListingJson("1", "OUT_OF_STOCK"));

  EXPECT_EQ(listing.facts.status, ListingStatus::kPaused);
  EXPECT_EQ(listing.facts.quantity, Quantity(0));
}

TEST(EbayListingCodecTest, ReadsAListingOnHoldAsPaused) {
  EXPECT_EQ(Read(1, 1, R"({"listingId":"1","listingStatus":"ACTIVE","listingOnHold":true})").facts.status,
            ListingStatus::kPaused);
  EXPECT_EQ(Read(1, 1, R"({"listingId":"1","listingStatus":"ENDED","listingOnHold":true})").facts.status,
            ListingStatus::kEnded);
}

TEST(EbayListingCodecTest, GivesAnUnpublishedOfferThePendingIdAndCallsItEnded) {
  const RemoteListing listing = Read(1, 1, "");

  EXPECT_EQ(listing.ref, (ListingRef{PendingRemoteId(Sku("GTR-1")), Sku("GTR-1"), "98"}));
  EXPECT_EQ(listing.facts.status, ListingStatus::kEnded);
}

TEST(EbayListingCodecTest, TellsTheVariationsOfOneListingApartBySku) {
  const Item variation = ReadItem(R"({"inventoryItemGroupKeys":["G1"]})");
  const Offer offer = *ReadOffer(OfferJson("98", "GTR-1", 1, ListingJson("110001", "ACTIVE")));

  EXPECT_EQ(RemoteIdOf(variation, offer), RemoteId("110001/GTR-1"));
}

TEST(EbayListingCodecTest, RefusesWordsAndNumbersItCannotPlaceByTheirPath) {
  EXPECT_NE(ReadOffer(OfferJson("98", "G", 1, ListingJson("1", "MELTED"))).error().message.find("listingStatus"),
            std::string::npos);
  EXPECT_EQ(ReadOffer(OfferJson("98", "G", -1, "")).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(ReadOffer(R"({"offerId":"98"})").error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(ReadOffer(R"({"offerId":"9","sku":"G","marketplaceId":"EBAY_US","format":"FIXED_PRICE","status":"HALF"})")
                .error()
                .kind,
            ErrorKind::kInvalid);
  EXPECT_EQ(
      ReadOffer(R"({"offerId":"9","sku":"G","marketplaceId":"EBAY_US","format":"FIXED_PRICE","status":"PUBLISHED"})")
          .error()
          .kind,
      ErrorKind::kInvalid);
}

TEST(EbayListingCodecTest, TakesNoOffersFor404WithTheOfferIdAndForAnEmptyList) {
  EXPECT_TRUE(OffersOf(HttpResponse{.status = 404, .headers = {}, .body = ErrorsBody(25713)})->empty());
  EXPECT_TRUE(OffersOf(HttpResponse{.status = 200, .headers = {}, .body = R"({"total":0,"offers":[]})"})->empty());
}

TEST(EbayListingCodecTest, DoesNotTakeAnotherRefusalForNoOffers) {
  EXPECT_EQ(OffersOf(HttpResponse{.status = 500, .headers = {}, .body = ErrorsBody(25001)}).error().kind,
            ErrorKind::kUnavailable);
  EXPECT_EQ(OffersOf(HttpResponse{.status = 400, .headers = {}, .body = ErrorsBody(25709)}).error().kind,
            ErrorKind::kInvalid);
  EXPECT_EQ(OffersOf(Fail(ErrorKind::kAmbiguous, "cut")).error().kind, ErrorKind::kUnavailable);
}

TEST(EbayListingCodecTest, EndsAtAnEmptyPageEvenIfItNamesAnother) {
  const JsonDocument document = *JsonDocument::Parse(
      R"({"total":0,"next":"https://api.ebay.com/sell/inventory/v1/inventory_item?offset=9","inventoryItems":[]})");

  EXPECT_EQ(ItemPageOf(document.root())->next, "");
}

TEST(EbayListingCodecTest, FindsTheOfferBehindAListingId) {
  const std::vector<Offer> offers = {*ReadOffer(OfferJson("1", "G", 1, ListingJson("110", "ACTIVE"))),
                                     *ReadOffer(OfferJson("2", "G", 1, ListingJson("111", "ACTIVE")))};

  EXPECT_EQ(OfferOfListing(offers, RemoteId("111"), "EBAY_US")->id, "2");
  EXPECT_EQ(OfferOfListing(offers, RemoteId("111/G"), "EBAY_US")->id, "2");
  EXPECT_EQ(OfferOfListing(offers, RemoteId("999"), "EBAY_US")->id, "1");
  EXPECT_EQ(OfferOfListing(offers, RemoteId("999"), "EBAY_GB"), nullptr);
  EXPECT_EQ(OfferOfListing({}, RemoteId("999"), "EBAY_US"), nullptr);
}

TEST(EbayListingCodecTest, SortsBulkRowsBySkuAndKeepsEachRowsError) {
  const JsonDocument document =
      *JsonDocument::Parse(R"({"responses":[{"sku":"B","statusCode":404,"errors":[{"errorId":25710,"message":"no"}]},)"
                           R"({"sku":"A","statusCode":200,"inventoryItem":)" +
                           ItemJson("A", 2) + "}]}");

  const std::map<Sku, Result<Item>> items = *BulkItemsOf(document.root());

  EXPECT_EQ(items.at(Sku("A"))->quantity, Quantity(2));
  EXPECT_EQ(items.at(Sku("B")).error().kind, ErrorKind::kNotFound);
}

}  // namespace
}  // namespace riff::ebay
