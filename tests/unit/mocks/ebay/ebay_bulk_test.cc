#include "tests/unit/mocks/ebay/ebay_rig.h"

namespace riff::sim {
namespace {

class EbayBulkTest : public EbayFaceTest {
 protected:
  // The rows of a bulk answer by what they name; their order says nothing.
  JsonValue Row(const JsonDocument& document, std::string_view key, const std::string& value) {
    for (const JsonValue& row : Values(document.root().Array("responses"))) {
      if (row.Text(key).value_or("") == value) {
        return row;
      }
    }
    ADD_FAILURE() << "no row with " << key << " " << value << " in " << last.body;
    return document.root();
  }
  JsonDocument Bulk(const std::string& call, const std::string& rows) {
    return Json("POST", "/sell/inventory/v1/" + call, R"({"requests":[)" + rows + "]}");
  }
  static std::string ItemRow(const std::string& sku, const std::string& locale) {
    return ItemBody(2, R"(,"sku":")" + sku + R"(","locale":")" + locale + "\"");
  }
};

TEST_F(EbayBulkTest, MakesItemsOffersAndListingsTogether) {
  const JsonDocument items =
      Bulk("bulk_create_or_replace_inventory_item", ItemRow("A-1", "en_US") + "," + ItemRow("A-2", "en-US"));
  EXPECT_EQ(last.status, 207);
  EXPECT_EQ(*Row(items, "sku", "A-1").Integer("statusCode"), 200);
  EXPECT_EQ(*Row(items, "sku", "A-2").Integer("statusCode"), 400) << "here a locale has an underscore";

  const JsonDocument offers = Bulk("bulk_create_offer", OfferBody("A-1", 2) + "," + OfferBody("A-9", 2));
  const std::string offer = Row(offers, "sku", "A-1").Text("offerId").value_or("");
  EXPECT_EQ(*Row(offers, "sku", "A-1").Integer("statusCode"), 201);
  EXPECT_EQ(*Row(offers, "sku", "A-9").Integer("statusCode"), 400);

  const JsonDocument again = Bulk("bulk_create_offer", OfferBody("A-1", 2));
  const JsonValue twice = Values(Row(again, "sku", "A-1").Array("errors"))[0];
  EXPECT_EQ(*twice.Integer("errorId"), 25729);

  const JsonDocument published = Bulk("bulk_publish_offer", R"({"offerId":")" + offer + R"("},{"offerId":"404"})");
  const RemoteId listing(Row(published, "offerId", offer).Text("listingId").value_or(""));
  EXPECT_EQ(rig.Of(listing).status, ListingStatus::kLive);
  EXPECT_EQ(*Row(published, "offerId", "404").Integer("statusCode"), 404);
}

TEST_F(EbayBulkTest, AnswersMixedRowsWithTwoHundredWhereTheKnobSaysSo) {
  rig.Put("mixed_status", "200");
  (void)Bulk("bulk_publish_offer", R"({"offerId":"404"})");
  EXPECT_EQ(last.status, 200);
}

TEST_F(EbayBulkTest, RefusesMoreRowsThanACallTakes) {
  std::string offers = R"({"offerId":"1"})";
  for (int i = 0; i < 25; ++i) {
    offers += R"(,{"offerId":"1"})";
  }
  std::string listings = R"({"listingId":"1"})";
  for (int i = 0; i < 5; ++i) {
    listings += R"(,{"listingId":"1"})";
  }
  EXPECT_EQ(Inventory("POST", "bulk_publish_offer", R"({"requests":[)" + offers + "]}").status, 400);
  EXPECT_EQ(Inventory("POST", "bulk_migrate_listing", R"({"requests":[)" + listings + "]}").status, 400);
  EXPECT_EQ(Inventory("POST", "bulk_create_offer", "{}").status, 400);
}

TEST_F(EbayBulkTest, MigratesALegacyListingForGood) {
  const RemoteId strings = rig.mock.Seed(Strings("ST-1", 10));
  MarketListing nameless = Strings("", 3);
  const RemoteId unnamed = rig.mock.Seed(nameless);
  rig.Put("legacy_share", "100");
  ASSERT_EQ(Inventory("GET", "inventory_item/ST-1").status, 404);

  const std::string rows =
      R"({"listingId":")" + strings.text() + R"("},{"listingId":")" + unnamed.text() + R"("},{"listingId":"404"})";
  const JsonDocument migrated = Bulk("bulk_migrate_listing", rows);
  const JsonValue row = Row(migrated, "listingId", strings.text());
  EXPECT_EQ(*row.Integer("statusCode"), 200);
  const std::string offer = Values(row.Array("inventoryItems"))[0].Text("offerId").value_or("");
  EXPECT_EQ(*Values(Row(migrated, "listingId", unnamed.text()).Array("errors"))[0].Integer("errorId"), 25718);
  EXPECT_EQ(*Values(Row(migrated, "listingId", "404").Array("errors"))[0].Integer("errorId"), 25718);

  EXPECT_EQ(OfferOf(offer).root().Find("listing")->Text("listingId").value_or(""), strings.text());
  const XmlDocument refused = Trade("ReviseInventoryStatus", "<InventoryStatus><ItemID>" + strings.text() +
                                                                 "</ItemID><Quantity>1</Quantity></InventoryStatus>");
  EXPECT_EQ(CodeOf(refused), 21919474) << "there is no way back";
  const JsonDocument again = Bulk("bulk_migrate_listing", R"({"listingId":")" + strings.text() + "\"}");
  EXPECT_EQ(*Row(again, "listingId", strings.text()).Integer("statusCode"), 400);
}

TEST_F(EbayBulkTest, FailsSingleRowsWhenAskedTo) {
  const std::string offer = MakeOffer("A-1", 2);
  rig.Put("row_fails", "", "ebay.offer.bulk_publish");

  const JsonDocument published = Bulk("bulk_publish_offer", R"({"offerId":")" + offer + "\"}");
  EXPECT_EQ(*Row(published, "offerId", offer).Integer("statusCode"), 500);
  EXPECT_EQ(OfferOf(offer).root().Text("status").value_or(""), "UNPUBLISHED");
}

}  // namespace
}  // namespace riff::sim
