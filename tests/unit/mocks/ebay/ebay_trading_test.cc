#include "tests/unit/mocks/ebay/ebay_rig.h"

namespace riff::sim {
namespace {

// An account all of whose seeded listings were made with the Trading API.
class EbayTradingTest : public EbayFaceTest {
 protected:
  EbayTradingTest() {
    strings = rig.mock.Seed(Strings("ST-1", 10));
    picks = rig.mock.Seed(Strings("ST-2", 5));
    rig.Put("legacy_share", "100");
  }
  XmlDocument Active(const std::string& pagination = "") {
    return Trade("GetMyeBaySelling", "<ActiveList><Include>true</Include>" + pagination + "</ActiveList>");
  }
  static std::string Status(const RemoteId& id, const std::string& fields) {
    return "<InventoryStatus><ItemID>" + id.text() + "</ItemID>" + fields + "</InventoryStatus>";
  }
  // Knobs are put together: a rule that is not named again falls back to its default.
  void PutKnobs(std::vector<std::pair<std::string, std::string>> knobs) {
    std::vector<FaultRule> rules;
    knobs.emplace_back("legacy_share", "100");
    for (const auto& [name, value] : knobs) {
      FaultRule rule;
      rule.fault = name;
      if (!value.empty()) {
        rule.parameters["value"] = value;
      }
      rules.push_back(rule);
    }
    rig.Put(rules);
    ASSERT_TRUE(rig.put) << rig.put.error().message;
  }

  RemoteId strings;
  RemoteId picks;
};

TEST_F(EbayTradingTest, ShowsLegacyListingsThatTheInventoryApiDoesNotKnow) {
  ASSERT_TRUE(rig.Buy(strings, 3));

  const XmlDocument active = Active();
  const XmlElement item = active.root().Find("ActiveList")->Find("ItemArray")->All("Item").front();
  EXPECT_EQ(Ack(active), "Success");
  EXPECT_EQ(item.Text("ItemID").value_or(""), strings.text());
  EXPECT_EQ(item.Text("SKU").value_or(""), "ST-1");
  EXPECT_EQ(item.Integer("Quantity").value_or(0), 10) << "what is left and what was sold, together";
  EXPECT_EQ(item.Integer("QuantityAvailable").value_or(0), 7);
  EXPECT_EQ(item.Find("SellingStatus")->Integer("QuantitySold").value_or(0), 3);
  EXPECT_EQ(item.Find("SellingStatus")->Text("CurrentPrice").value_or(""), "9.0");

  EXPECT_EQ(Inventory("GET", "inventory_item/ST-1").status, 404);
  EXPECT_EQ(Inventory("GET", "offer?sku=ST-1").status, 404);
  EXPECT_EQ(*Json("GET", "/sell/inventory/v1/inventory_item").root().Integer("total"), 0);
}

TEST_F(EbayTradingTest, LeavesOutTheAvailableQuantityWhereTheKnobSaysSo) {
  PutKnobs({{"quantity_available", "absent"}});

  const XmlDocument active = Active();
  EXPECT_FALSE(active.root().Find("ActiveList")->Find("ItemArray")->Find("Item")->Find("QuantityAvailable"));
}

TEST_F(EbayTradingTest, PagesTheActiveList) {
  const auto page = [](int number) {
    return "<Pagination><EntriesPerPage>1</EntriesPerPage><PageNumber>" + std::to_string(number) +
           "</PageNumber></Pagination>";
  };

  const XmlDocument second = Active(page(2));
  EXPECT_EQ(second.root().Find("ActiveList")->Find("ItemArray")->Find("Item")->Text("ItemID").value_or(""),
            picks.text());
  EXPECT_EQ(second.root().Find("ActiveList")->Find("PaginationResult")->Integer("TotalNumberOfPages").value_or(0), 2);
  EXPECT_EQ(CodeOf(Active(page(3))), 340);
  EXPECT_EQ(CodeOf(Active("<Pagination><EntriesPerPage>201</EntriesPerPage></Pagination>")), 37);
}

TEST_F(EbayTradingTest, ListsByAWindowOfEndTimesAndRefusesALongerOne) {
  const std::string pages = "<Pagination><EntriesPerPage>1</EntriesPerPage><PageNumber>1</PageNumber></Pagination>";
  const std::string from = "<EndTimeFrom>2026-11-20T12:00:00.000Z</EndTimeFrom>";

  const XmlDocument list = Trade("GetSellerList", from + "<EndTimeTo>2027-01-20T12:00:00.000Z</EndTimeTo>" + pages);
  EXPECT_EQ(list.root().Text("HasMoreItems").value_or(""), "true");
  EXPECT_EQ(list.root().Find("ItemArray")->All("Item").size(), 1u);
  EXPECT_EQ(CodeOf(Trade("GetSellerList", from + "<EndTimeTo>2027-05-20T12:00:00.000Z</EndTimeTo>" + pages)), 37);
  EXPECT_EQ(CodeOf(Trade("GetSellerList", pages)), 37);
}

TEST_F(EbayTradingTest, TellsOfChangesOnlyOnceTheyAreTwoMinutesOld) {
  const std::string window =
      "<ModTimeFrom>2026-11-20T11:00:00.000Z</ModTimeFrom><ModTimeTo>2026-11-20T13:00:00.000Z</ModTimeTo>";
  EXPECT_TRUE(Trade("GetSellerEvents", window).root().Find("ItemArray")->All("Item").empty());

  rig.base.Advance(std::chrono::minutes(3));
  EXPECT_EQ(Trade("GetSellerEvents", window).root().Find("ItemArray")->All("Item").size(), 2u);
}

TEST_F(EbayTradingTest, GetsOneItemAndSaysWhenThereIsNone) {
  const XmlDocument item = Trade("GetItem", "<ItemID>" + strings.text() + "</ItemID>");
  EXPECT_EQ(item.root().Find("Item")->Text("SKU").value_or(""), "ST-1");
  EXPECT_EQ(CodeOf(Trade("GetItem", "<ItemID>999</ItemID>")), 17);
  EXPECT_EQ(CodeOf(Trade("GetItem", "")), 37);
}

TEST_F(EbayTradingTest, RevisesStockAndPriceAndAddsTheSoldOnesOnReadBack) {
  ASSERT_TRUE(rig.Buy(strings, 3));

  const XmlDocument revised =
      Trade("ReviseInventoryStatus",
            "<MessageID>op-7</MessageID>" + Status(strings, "<Quantity>4</Quantity><StartPrice>8.50</StartPrice>"));
  EXPECT_EQ(Ack(revised), "Success");
  EXPECT_EQ(revised.root().Text("CorrelationID").value_or(""), "op-7");
  EXPECT_EQ(revised.root().Find("InventoryStatus")->Integer("Quantity").value_or(0), 7);
  EXPECT_EQ(rig.Of(strings).available.units(), 4);
  EXPECT_EQ(rig.Of(strings).price.minor, 850);
}

TEST_F(EbayTradingTest, AcknowledgesWhatWasDoneWhollyPartlyOrNotAtAll) {
  const std::string good = Status(strings, "<Quantity>4</Quantity>");
  const std::string bad = Status(RemoteId("999"), "<Quantity>4</Quantity>");

  EXPECT_EQ(Ack(Trade("ReviseInventoryStatus", good + bad)), "PartialFailure");
  EXPECT_EQ(rig.Of(strings).available.units(), 4);
  const XmlDocument again = Trade("ReviseInventoryStatus", good);
  EXPECT_EQ(Ack(again), "Warning");
  EXPECT_EQ(CodeOf(again), 21917091);
  EXPECT_EQ(Ack(Trade("ReviseInventoryStatus", bad)), "Failure");
}

TEST_F(EbayTradingTest, TakesFourStatusesAndEachItemOnce) {
  std::string five;
  for (int i = 0; i < 5; ++i) {
    five += Status(RemoteId(std::to_string(i)), "<Quantity>1</Quantity>");
  }
  const std::string one = Status(strings, "<Quantity>1</Quantity>");

  EXPECT_EQ(CodeOf(Trade("ReviseInventoryStatus", five)), 37);
  EXPECT_EQ(CodeOf(Trade("ReviseInventoryStatus", one + one)), 37);
  EXPECT_EQ(rig.Of(strings).available.units(), 10);
}

TEST_F(EbayTradingTest, RefusesZeroUnlessTheAccountMayBeOutOfStock) {
  PutKnobs({{"out_of_stock_control", "off"}});
  EXPECT_EQ(CodeOf(Trade("ReviseInventoryStatus", Status(strings, "<Quantity>0</Quantity>"))), 21916583);

  PutKnobs({});
  EXPECT_EQ(Ack(Trade("ReviseInventoryStatus", Status(strings, "<Quantity>0</Quantity>"))), "Success");
  EXPECT_EQ(rig.Of(strings).status, ListingStatus::kLive);
}

TEST_F(EbayTradingTest, RefusesTheRevisionThatIsOneTooManyForADay) {
  PutKnobs({{"revisions_per_day", "1"}});
  ASSERT_EQ(Ack(Trade("ReviseInventoryStatus", Status(strings, "<Quantity>4</Quantity>"))), "Success");

  EXPECT_EQ(Ack(Trade("ReviseInventoryStatus", Status(strings, "<Quantity>3</Quantity>"))), "Failure");
  EXPECT_EQ(rig.Of(strings).available.units(), 4);
}

TEST_F(EbayTradingTest, RefusesWhatTheInventoryApiOwns) {
  const RemoteId own(Publish(MakeOffer("INV-1", 2)));

  EXPECT_EQ(CodeOf(Trade("ReviseInventoryStatus", Status(own, "<Quantity>1</Quantity>"))), 21919474);
  EXPECT_EQ(CodeOf(Trade("EndFixedPriceItem",
                         "<ItemID>" + own.text() + "</ItemID><EndingReason>NotAvailable</EndingReason>")),
            21919474);
}

TEST_F(EbayTradingTest, EndsOnceAndRelistsUnderANewId) {
  const std::string end = "<ItemID>" + strings.text() + "</ItemID><EndingReason>NotAvailable</EndingReason>";
  EXPECT_EQ(CodeOf(Trade("EndFixedPriceItem", "<ItemID>" + strings.text() + "</ItemID>")), 37);

  EXPECT_EQ(Ack(Trade("EndFixedPriceItem", end)), "Success");
  EXPECT_EQ(CodeOf(Trade("EndFixedPriceItem", end)), 1047);
  EXPECT_EQ(CodeOf(Trade("ReviseInventoryStatus", Status(strings, "<Quantity>1</Quantity>"))), 291);

  const XmlDocument again = Trade("RelistFixedPriceItem", "<Item><ItemID>" + strings.text() + "</ItemID></Item>");
  const RemoteId fresh(again.root().Text("ItemID").value_or(""));
  EXPECT_NE(fresh, strings);
  EXPECT_EQ(rig.Of(fresh).status, ListingStatus::kLive);
}

TEST_F(EbayTradingTest, TellsAMissingTokenFromAnExpiredAndAnUnknownOne) {
  const std::string good = token;
  token = "";
  EXPECT_EQ(CodeOf(Active()), 930);
  token = "v^1.1#nobody";
  EXPECT_EQ(CodeOf(Active()), 21916984);
  token = Mint("grant_type=client_credentials&scope=https%3A%2F%2Fapi.ebay.com%2Foauth%2Fapi_scope");
  EXPECT_EQ(CodeOf(Active()), 21916984) << "an application's token is nobody's account";
  token = good;
  rig.base.Advance(std::chrono::seconds(7200));
  EXPECT_EQ(CodeOf(Active()), 21917053);
}

TEST_F(EbayTradingTest, CountsCallsByTheDayAndWithinFifteenSeconds) {
  for (int i = 0; i < 300; ++i) {
    (void)rig.mock.Handle(Request("POST", "/ws/api.dll", {}));
    ASSERT_EQ(Ack(Active()), "Success");
  }
  EXPECT_EQ(CodeOf(Active()), 518);
  rig.base.Advance(std::chrono::seconds(15));
  EXPECT_EQ(Ack(Active()), "Success");

  PutKnobs({{"trading_calls_per_day", "1"}});
  EXPECT_EQ(CodeOf(Active()), 518);
}

TEST_F(EbayTradingTest, ShowsTheListsAsTheIndexHasThemAndOneItemAsItIs) {
  PutKnobs({{"index_lag_ms", "60000"}});
  rig.base.Advance(std::chrono::minutes(5));
  ASSERT_TRUE(rig.Buy(strings, 3));

  const auto available = [&] {
    return Active()
        .root()
        .Find("ActiveList")
        ->Find("ItemArray")
        ->Find("Item")
        ->Integer("QuantityAvailable")
        .value_or(0);
  };
  EXPECT_EQ(available(), 10);
  rig.base.Advance(std::chrono::seconds(61));
  EXPECT_EQ(available(), 7);
}

TEST_F(EbayTradingTest, RefusesWhatIsNoRequest) {
  const auto send = [&](const std::string& name, const std::string& body) {
    const ServerResponse answer = rig.mock.Handle(Request("POST", "/ws/api.dll",
                                                          {{"X-EBAY-API-CALL-NAME", name},
                                                           {"X-EBAY-API-SITEID", "0"},
                                                           {"X-EBAY-API-COMPATIBILITY-LEVEL", "1423"},
                                                           {"X-EBAY-API-IAF-TOKEN", token}},
                                                          body));
    return CodeOf(*XmlDocument::Parse(answer.body));
  };
  EXPECT_EQ(send("AddItem", "<AddItemRequest/>"), 2);
  EXPECT_EQ(send("GetItem", "{}"), 5);
  EXPECT_EQ(send("GetItem", "<GetUserRequest/>"), 5);
  EXPECT_EQ(send("GetUser", "<GetUserRequest/>"), 0);
}

class EbayTradingProductionTest : public EbayProductionTest {};

TEST_F(EbayTradingProductionTest, IgnoresScopesUnlessTheKnobEnforcesThem) {
  const RemoteId strings = rig.mock.Seed(Strings("ST-1", 10));
  const std::string revise =
      "<InventoryStatus><ItemID>" + strings.text() + "</ItemID><Quantity>4</Quantity></InventoryStatus>";
  FaultRule share;
  share.fault = "legacy_share";
  share.parameters["value"] = "100";
  FaultRule scopes;
  scopes.fault = "trading_scopes";
  scopes.parameters["value"] = "enforced";
  rig.Put({share, scopes});
  EXPECT_EQ(CodeOf(Trade("ReviseInventoryStatus", revise)), 21916984);
  EXPECT_EQ(rig.Of(strings).available.units(), 10);

  rig.Put({share});
  EXPECT_EQ(Ack(Trade("ReviseInventoryStatus", revise)), "Success");
  EXPECT_EQ(rig.Of(strings).available.units(), 4);
}

}  // namespace
}  // namespace riff::sim
