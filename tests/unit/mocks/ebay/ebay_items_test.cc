#include <set>

#include "tests/unit/mocks/ebay/ebay_rig.h"

namespace riff::sim {
namespace {

TEST_F(EbayFaceTest, PagesItemsByPageNumberAndLinksAbsolutely) {
  for (int i = 0; i < 5; ++i) {
    rig.mock.Seed(Guitar("GTR-" + std::to_string(i)));
  }

  std::set<std::string> skus;
  std::string target = "/sell/inventory/v1/inventory_item?limit=2";
  int pages = 0;
  while (!target.empty()) {
    const JsonDocument page = Json("GET", target);
    ++pages;
    EXPECT_EQ(*page.root().Integer("total"), 5);
    for (const JsonValue& item : Values(page.root().OptionalArray("inventoryItems"))) {
      skus.insert(*item.Text("sku"));
    }
    const std::string next = page.root().Text("next").value_or("");
    EXPECT_TRUE(next.empty() || next.starts_with("http://mock.example:9000/sell/inventory/v1/inventory_item?")) << next;
    target = next.empty() ? "" : next.substr(std::string("http://mock.example:9000").size());
  }

  EXPECT_EQ(pages, 3);
  EXPECT_EQ(skus.size(), 5u);
  const JsonDocument second = Json("GET", "/sell/inventory/v1/inventory_item?limit=2&offset=2");
  EXPECT_EQ(Values(second.root().Array("inventoryItems")).size(), 1u) << "offset 2 is the third page, not row 2";
  EXPECT_EQ(Inventory("GET", "inventory_item?limit=201").status, 400);
  EXPECT_EQ(ErrorOf(last), 25706);
}

TEST_F(EbayFaceTest, ListingsWithoutASkuAreInvisibleHere) {
  MarketListing elsewhere = Guitar("");
  rig.mock.Seed(elsewhere);
  rig.mock.Seed(Guitar("GTR-1"));

  EXPECT_EQ(*Json("GET", "/sell/inventory/v1/inventory_item").root().Integer("total"), 1);
}

TEST_F(EbayFaceTest, ASeededListingIsAnItemWithAPublishedOffer) {
  const RemoteId remote = rig.mock.Seed(Strings("STR-1", 7));

  const JsonDocument item = Json("GET", "/sell/inventory/v1/inventory_item/STR-1");
  EXPECT_EQ(*item.root().Text("condition"), "NEW");
  EXPECT_EQ(*item.root().Get("availability")->Get("shipToLocationAvailability")->Integer("quantity"), 7);
  EXPECT_EQ(*Values(item.root().Get("product")->Get("aspects")->Array("Brand"))[0].AsText(), "Fender");

  const JsonDocument offers = Json("GET", "/sell/inventory/v1/offer?sku=STR-1");
  const JsonValue offer = Values(offers.root().Array("offers"))[0];
  EXPECT_EQ(*offer.Text("status"), "PUBLISHED");
  EXPECT_EQ(*offer.Get("listing")->Text("listingId"), remote.text());
  EXPECT_EQ(*offer.Get("listing")->Text("listingStatus"), "ACTIVE");
  EXPECT_EQ(*offer.Get("pricingSummary")->Get("price")->Text("value"), "9.00");
  EXPECT_EQ(*offer.Integer("availableQuantity"), 7);
}

TEST_F(EbayFaceTest, PuttingAnItemReplacesItWhole) {
  ASSERT_EQ(Inventory("PUT", "inventory_item/GTR-1", ItemBody(3, R"(,"conditionDescription":"light wear")")).status,
            204);
  ASSERT_EQ(
      Inventory("PUT", "inventory_item/GTR-1", R"({"availability":{"shipToLocationAvailability":{"quantity":2}}})")
          .status,
      204)
      << "nothing is said about what was wiped";

  const JsonDocument item = Json("GET", "/sell/inventory/v1/inventory_item/GTR-1");
  EXPECT_FALSE(item.root().Find("condition"));
  EXPECT_FALSE(item.root().Find("conditionDescription"));
  EXPECT_FALSE(item.root().Get("product")->Find("title"));
  EXPECT_FALSE(item.root().Get("product")->Find("aspects"));
  EXPECT_EQ(*item.root().Get("availability")->Get("shipToLocationAvailability")->Integer("quantity"), 2);
}

TEST_F(EbayFaceTest, AReplacementMovesTheItemsOneLocale) {
  ASSERT_EQ(Inventory("PUT", "inventory_item/GTR-1", ItemBody(1)).status, 204);
  const auto answer = rig.mock.Handle(
      Request("PUT", "/sell/inventory/v1/inventory_item/GTR-1",
              {{"Authorization", "Bearer " + token}, {"Content-Language", "de-DE"}, {"Accept-Language", "en-US"}},
              ItemBody(1)));

  EXPECT_EQ(answer.status, 204);
  EXPECT_EQ(*Json("GET", "/sell/inventory/v1/inventory_item/GTR-1").root().Text("locale"), "de_DE");
}

TEST_F(EbayFaceTest, RefusesWritesWithoutTheirLanguages) {
  const auto put = [&](const std::string& content, const std::string& accept) {
    return rig.mock.Handle(
        Request("PUT", "/sell/inventory/v1/inventory_item/GTR-1",
                {{"Authorization", "Bearer " + token}, {"Content-Language", content}, {"Accept-Language", accept}},
                ItemBody(1)));
  };

  EXPECT_EQ(put("en-US", "en-US").status, 204);
  for (const auto& answer : {put("", "en-US"), put("en_US", "en-US"), put("en-US", ""), put("en-US", "*")}) {
    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(ErrorOf(answer), 25709);
  }
}

TEST_F(EbayFaceTest, RefusesItemsThatAreWrong) {
  const auto error = [&](const std::string& sku, const std::string& body) {
    Inventory("PUT", "inventory_item/" + sku, body);
    return ErrorOf(last);
  };

  EXPECT_EQ(error(std::string(51, 'A'), ItemBody(1)), 25707);
  EXPECT_EQ(error("GTR%231", ItemBody(1)), 25707);
  EXPECT_EQ(error("GTR-1", "no JSON"), 25709);
  EXPECT_EQ(error("GTR-1", "[]"), 25709);
  EXPECT_EQ(error("GTR-1", R"({"condition":"MINT"})"), 25021);
  EXPECT_EQ(error("GTR-1", R"({"product":{"title":")" + std::string(81, 'x') + R"("}})"), 25709);
  EXPECT_EQ(error("GTR-1", R"({"product":{"aspects":{"Brand":"Fender"}}})"), 25709) << "aspects are lists";
  EXPECT_EQ(error("GTR-1", R"({"product":{"imageUrls":["http://x/1.jpg"]}})"), 25015);
  EXPECT_EQ(error("GTR-1", R"({"availability":{"shipToLocationAvailability":{"quantity":-1}}})"), 25004);
  EXPECT_EQ(error("GTR-1", R"({"availability":{"shipToLocationAvailability":{"quantity":"3"}}})"), 25004);
  EXPECT_EQ(Inventory("GET", "inventory_item/GTR-1").status, 404) << "nothing was made";
  EXPECT_EQ(ErrorOf(last), 25710);
}

TEST_F(EbayFaceTest, BulkGetAnswersARowForEachSkuInNoOrder) {
  rig.mock.Seed(Guitar("A"));
  rig.mock.Seed(Guitar("B"));

  const JsonDocument both = Json("POST", "/sell/inventory/v1/bulk_get_inventory_item",
                                 R"({"requests":[{"sku":"A"},{"sku":"X"},{"sku":"B"}]})");
  EXPECT_EQ(last.status, 207);
  const auto rows = Values(both.root().Array("responses"));
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(*rows[0].Text("sku"), "B");
  EXPECT_EQ(*rows[1].Integer("statusCode"), 404);
  EXPECT_EQ(*rows[2].Get("inventoryItem")->Text("sku"), "A");

  std::string many;
  for (int i = 0; i < 26; ++i) {
    many += (i == 0 ? "" : ",") + std::string(R"({"sku":"S)") + std::to_string(i) + R"("})";
  }
  Inventory("POST", "bulk_get_inventory_item", R"({"requests":[)" + many + "]}");
  EXPECT_EQ(ErrorOf(last), 25727);
  Inventory("POST", "bulk_get_inventory_item", R"({"requests":[{"sku":"A"},{"sku":"A"}]})");
  EXPECT_EQ(ErrorOf(last), 25734);
  Inventory("POST", "bulk_get_inventory_item", R"({"requests":[]})");
  EXPECT_EQ(ErrorOf(last), 25709);
}

TEST_F(EbayFaceTest, DeletingAnItemEndsItsListing) {
  const RemoteId remote = rig.mock.Seed(Guitar("GTR-1"));

  EXPECT_EQ(Inventory("DELETE", "inventory_item/GTR-1").status, 204);
  EXPECT_EQ(rig.Of(remote).status, ListingStatus::kGone);
  EXPECT_EQ(Inventory("DELETE", "inventory_item/GTR-1").status, 404);
  EXPECT_EQ(Inventory("GET", "offer?sku=GTR-1").status, 404);
  EXPECT_EQ(Inventory("PUT", "inventory_item/GTR-1", ItemBody(1)).status, 204) << "the SKU is free again";
}

TEST_F(EbayFaceTest, AHeldSkuRefusesTheSecondWrite) {
  rig.Put("write_hold_ms", "500");
  EXPECT_EQ(Inventory("PUT", "inventory_item/GTR-1", ItemBody(1)).status, 204);
  EXPECT_EQ(Inventory("PUT", "inventory_item/GTR-1", ItemBody(2)).status, 500);
  EXPECT_EQ(ErrorOf(last), 25025);
  EXPECT_EQ(Inventory("PUT", "inventory_item/GTR-2", ItemBody(1)).status, 204) << "another SKU is free";

  rig.clock.Advance(std::chrono::milliseconds(500));
  EXPECT_EQ(Inventory("PUT", "inventory_item/GTR-1", ItemBody(2)).status, 204);
}

TEST_F(EbayFaceTest, SystemErrorsAndBusyWritesDoNothing) {
  rig.mock.Seed(Guitar("GTR-1"));
  for (const auto& [fault, id] : {std::pair<std::string, std::int64_t>{"system_error", 25001}, {"busy", 25025}}) {
    rig.Put(fault, "", "ebay.item.replace");
    EXPECT_EQ(Inventory("PUT", "inventory_item/GTR-1", "{}").status, 500);
    EXPECT_EQ(ErrorOf(last), id);
    const JsonDocument item = Json("GET", "/sell/inventory/v1/inventory_item/GTR-1");
    EXPECT_TRUE(item.root().Get("product")->Find("title")) << fault;
  }
}

TEST_F(EbayFaceTest, DuplicateRowsShowsTheLastRowTwice) {
  rig.mock.Seed(Guitar("GTR-1"));
  rig.Put("duplicate_rows");

  const JsonDocument page = Json("GET", "/sell/inventory/v1/inventory_item");
  EXPECT_EQ(Values(page.root().Array("inventoryItems")).size(), 2u);
  EXPECT_EQ(*page.root().Integer("total"), 1);
}

}  // namespace
}  // namespace riff::sim
