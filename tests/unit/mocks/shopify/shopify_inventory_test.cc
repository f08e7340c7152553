#include "tests/unit/mocks/shopify/shopify_rig.h"

namespace riff::sim {
namespace {

class ShopifyInventoryTest : public ShopifyTest {
 protected:
  struct Setting {
    std::string quantity = "0";
    std::string from = "null";  // As JSON; "" leaves the member out.
    std::string key = "k1";     // Empty: no directive.
    std::string name = "available";
  };

  std::string Row(const std::string& item, const std::string& quantity, const std::string& from,
                  const std::string& count = "quantity") {
    return R"({"inventoryItemId":)" + Quoted(item) + R"(,"locationId":)" + Quoted(Location()) + ",\"" + count +
           "\":" + quantity + (from.empty() ? "" : R"(,"changeFromQuantity":)" + from) + "}";
  }
  static std::string Variables(const std::string& rows, const std::string& name = "available",
                               const std::string& key = "k1") {
    return R"({"key":)" + Quoted(key) + R"(,"input":{"name":)" + Quoted(name) +
           R"(,"reason":"correction","quantities":[)" + rows + "]}}";
  }
  std::string Set(const RemoteId& remote, const Setting& setting) {
    return UserErrorCode(kSet,
                         Variables(Row(ItemGid(remote), setting.quantity, setting.from), setting.name, setting.key));
  }

  const std::string kSet =
      "mutation Set($input: InventorySetQuantitiesInput!, $key: String!) { inventorySetQuantities(input: $input) "
      "@idempotent(key: $key) { inventoryAdjustmentGroup { id reason changes { name delta quantityAfterChange item { "
      "id } } } "
      "userErrors { code field message } } }";
  const std::string kAdjust =
      "mutation Adjust($input: InventoryAdjustQuantitiesInput!, $key: String!) { inventoryAdjustQuantities(input: "
      "$input) "
      "@idempotent(key: $key) { inventoryAdjustmentGroup { changes { name delta quantityAfterChange } } "
      "userErrors { code field message } } }";
  const std::string kActivate =
      "mutation Activate($item: ID!, $location: ID!, $available: Int, $key: String!) { "
      "inventoryActivate(inventoryItemId: "
      "$item, locationId: $location, available: $available) @idempotent(key: $key) { inventoryLevel { id "
      "quantities(names: "
      "[\"available\"]) { quantity } } userErrors { field message } } }";
};

TEST_F(ShopifyInventoryTest, SetsAvailableAndTellsWhatMoved) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 5));

  EXPECT_EQ(Set(strings, {.quantity = "3", .from = "5"}), "");
  EXPECT_EQ(Quantities(strings), "3 0 3");
  EXPECT_EQ(rig.Of(strings).available, Quantity(3));
  EXPECT_NE(last.body.find("data"), std::string::npos);
  const std::string again = Data(kSet, Variables(Row(ItemGid(strings), "4", "3"), "available", "k2"));
  EXPECT_NE(again.find(R"("changes":[{"name":"available","delta":1,"quantityAfterChange":4)"), std::string::npos)
      << again;
  EXPECT_NE(again.find(R"({"name":"on_hand","delta":1,"quantityAfterChange":4)"), std::string::npos) << again;
  EXPECT_EQ(Data(kSet, Variables(Row(ItemGid(strings), "4", "4"), "available", "k3")),
            R"({"inventorySetQuantities":{"inventoryAdjustmentGroup":null,"userErrors":[]}})");
}

TEST_F(ShopifyInventoryTest, StaysActiveAndSoldOutAtZero) {
  const RemoteId guitar = rig.mock.Seed(Guitar("GTR-1"));

  EXPECT_EQ(Set(guitar, {.quantity = "0", .from = "1"}), "");
  EXPECT_EQ(Data("{ product(id: " + Quoted(ProductGid(guitar)) + ") { status totalInventory hasOutOfStockVariants } }"),
            R"({"product":{"status":"ACTIVE","totalInventory":0,"hasOutOfStockVariants":true}})");
}

TEST_F(ShopifyInventoryTest, RefusesTheWholeBatchForOneStaleRow) {
  const RemoteId one = rig.mock.Seed(Strings("S-1", 5));
  const RemoteId two = rig.mock.Seed(Strings("S-2", 7));
  const std::string rows = Row(ItemGid(one), "1", "5") + "," + Row(ItemGid(two), "1", "6");

  EXPECT_EQ(UserErrorCode(kSet, Variables(rows)), "CHANGE_FROM_QUANTITY_STALE");
  EXPECT_NE(last.body.find(R"(["input","quantities","1","changeFromQuantity"])"), std::string::npos) << last.body;
  EXPECT_EQ(Quantities(one), "5 0 5");
  EXPECT_EQ(Quantities(two), "7 0 7");
}

TEST_F(ShopifyInventoryTest, DemandsTheKeyAndTheComparisonFrom202604On) {
  const RemoteId guitar = rig.mock.Seed(Guitar("GTR-1"));
  const std::string keyless =
      "mutation Set($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input) "
      "{ userErrors { code } } }";
  const std::string with_null = R"({"input":{"name":"available","reason":"correction","quantities":[)" +
                                Row(ItemGid(guitar), "0", "null") + "]}}";

  EXPECT_EQ(ErrorCode(keyless, with_null), "BAD_REQUEST");
  EXPECT_NE(last.body.find("The @idempotent directive is required for this mutation but was not provided."),
            std::string::npos);
  EXPECT_EQ(ErrorCode(kSet, Variables(Row(ItemGid(guitar), "0", ""))), "INVALID_FIELD_ARGUMENTS");
  EXPECT_NE(last.body.find("must include the following argument: changeFromQuantity."), std::string::npos);
  EXPECT_EQ(ErrorCode("mutation @idempotent(key: \"k\") { inventorySetQuantities(input: {name: \"available\", reason: "
                      "\"correction\", quantities: []}) { userErrors { code } } }"),
            "directiveCannotBeApplied");
  EXPECT_NE(last.body.find("'@idempotent' can't be applied to mutations (allowed: fields)"), std::string::npos);
  EXPECT_EQ(Quantities(guitar), "1 0 1");

  version = "2026-01";
  EXPECT_EQ(UserErrorCode(keyless, with_null), "");
  EXPECT_EQ(UserErrorCode(kSet, Variables(Row(ItemGid(guitar), "1", ""))), "");
  EXPECT_EQ(Quantities(guitar), "1 0 1");
}

TEST_F(ShopifyInventoryTest, JudgesARepeatWithTheSameKeyAfreshAndSoCallsItStale) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 5));
  ASSERT_EQ(Set(strings, {.quantity = "3", .from = "5", .key = "same"}), "");

  EXPECT_EQ(Set(strings, {.quantity = "3", .from = "5", .key = "same"}), "CHANGE_FROM_QUANTITY_STALE");
  EXPECT_EQ(Set(strings, {.quantity = "2", .from = "3", .key = "same"}), "IDEMPOTENCY_KEY_PARAMETER_MISMATCH");
  EXPECT_EQ(Quantities(strings), "3 0 3");
  rig.clock.Advance(std::chrono::hours(24));
  EXPECT_EQ(Set(strings, {.quantity = "2", .from = "3", .key = "same"}), "") << "keys are forgotten after a day";
}

TEST_F(ShopifyInventoryTest, SaysOnDemandThatAKeyIsInUseOrFailedOrThatNothingWasDone) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 5));

  PutOnce("idempotency_concurrent");
  EXPECT_EQ(Set(strings, {.quantity = "3", .from = "5"}), "IDEMPOTENCY_CONCURRENT_REQUEST");
  PutOnce("idempotency_previous_failed");
  EXPECT_EQ(Set(strings, {.quantity = "3", .from = "5"}), "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED");
  EXPECT_EQ(Quantities(strings), "5 0 5");
  PutOnce("refused_but_done");
  EXPECT_EQ(Set(strings, {.quantity = "3", .from = "5"}), "Something went wrong, please try again.");
  EXPECT_EQ(Quantities(strings), "3 0 3");
}

TEST_F(ShopifyInventoryTest, NamesEveryOtherReasonToRefuseASet) {
  MarketListing bundle = Strings("S-2", 5);
  bundle.extras["non_mutable"] = "true";
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 5));
  const RemoteId fixed = rig.mock.Seed(bundle);
  const std::string item = ItemGid(strings);
  const std::string other_location =
      R"({"inventoryItemId":)" + Quoted(item) +
      R"(,"locationId":"gid://shopify/Location/9","quantity":1,"changeFromQuantity":null})";
  const std::string good = Row(item, "1", "null");
  const auto refused = [&](const std::string& rows) { return UserErrorCode(kSet, Variables(rows, "available", rows)); };

  EXPECT_EQ(Set(strings, {.name = "committed"}), "INVALID_NAME");
  EXPECT_EQ(refused(Row("gid://shopify/InventoryItem/1", "1", "null")), "INVALID_INVENTORY_ITEM");
  EXPECT_EQ(refused(Row("nonsense", "1", "null")), "INVALID_INVENTORY_ITEM");
  EXPECT_EQ(refused(other_location), "INVALID_LOCATION");
  EXPECT_EQ(refused(Row(item, "-1", "null")), "INVALID_QUANTITY_NEGATIVE");
  EXPECT_EQ(refused(Row(item, "1000000001", "null")), "INVALID_QUANTITY_TOO_HIGH");
  EXPECT_EQ(refused(good + "," + Row(item, "2", "null")), "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR");
  EXPECT_EQ(refused(Row(ItemGid(fixed), "1", "null")), "NON_MUTABLE_INVENTORY_ITEM");
  EXPECT_EQ(UserErrorCode(kSet, R"({"key":"r","input":{"name":"available","reason":"whim","quantities":[]}})"),
            "INVALID_REASON");
  EXPECT_EQ(
      UserErrorCode(kSet, R"({"key":"d","input":{"name":"available","reason":"correction","referenceDocumentUri":"7",)"
                          R"("quantities":[]}})"),
      "INVALID_REFERENCE_DOCUMENT");
  EXPECT_EQ(Quantities(strings), "5 0 5");
}

TEST_F(ShopifyInventoryTest, MovesASaleFromAvailableToCommittedAndOutOnFulfilment) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 5));
  const OrderId order = *rig.Buy(strings, 2);

  EXPECT_EQ(Quantities(strings), "3 2 5");
  rig.mock.With([&](Market& market, Faults&) { (void)market.SetOrderState(order, OrderState::kShipped); });
  EXPECT_EQ(Quantities(strings), "3 0 3");
}

TEST_F(ShopifyInventoryTest, KeepsOnHandTheSumOfItsPartsThroughAnyAdjustment) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 5));
  (void)*rig.Buy(strings, 1);
  const auto adjust = [&](const std::string& name, const std::string& delta, const std::string& more = "") {
    const std::string row = Row(ItemGid(strings), delta, "null", "delta");
    return UserErrorCode(kAdjust, R"({"key":)" + Quoted(name + delta + more) + R"(,"input":{"name":)" + Quoted(name) +
                                      R"(,"reason":"damaged","changes":[)" + row.substr(0, row.size() - 1) + more +
                                      "}]}}");
  };
  const std::string document = R"(,"ledgerDocumentUri":"gid://riff/Damage/1")";
  const std::string names =
      R"("available","committed","reserved","damaged","safety_stock","quality_control","incoming","on_hand")";

  EXPECT_EQ(adjust("damaged", "2", document), "");
  EXPECT_EQ(adjust("safety_stock", "1", document), "");
  EXPECT_EQ(adjust("incoming", "9", document), "");
  EXPECT_EQ(adjust("available", "-2"), "");
  EXPECT_EQ(Quantities(strings, names), "2 1 0 2 1 0 9 6");
  EXPECT_EQ(Set(strings, {.quantity = "10", .from = "6", .name = "on_hand"}), "");
  EXPECT_EQ(Quantities(strings, names), "6 1 0 2 1 0 9 10");

  EXPECT_EQ(adjust("damaged", "1"), "INVALID_QUANTITY_DOCUMENT");
  EXPECT_EQ(adjust("available", "1", document), "INVALID_AVAILABLE_DOCUMENT");
  EXPECT_EQ(adjust("damaged", "-3", document), "INVALID_QUANTITY_TOO_LOW");
  EXPECT_EQ(adjust("available", "2000000000"), "INVALID_QUANTITY_TOO_HIGH");
  EXPECT_EQ(adjust("on_hand", "1"), "INVALID_QUANTITY_NAME");
  EXPECT_EQ(adjust("available", "-7"), "") << "an adjustment may oversell";
  EXPECT_EQ(Quantities(strings), "-1 1 3");
}

TEST_F(ShopifyInventoryTest, ComparesAndDemandsKeysInAdjustmentsToo) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 5));
  const auto variables = [&](const std::string& from) {
    return R"({"key":)" + Quoted("a" + from) + R"(,"input":{"name":"available","reason":"correction","changes":[)" +
           Row(ItemGid(strings), "-1", from, "delta") + "]}}";
  };

  EXPECT_EQ(ErrorCode(kAdjust, variables("")), "INVALID_FIELD_ARGUMENTS");
  EXPECT_NE(last.body.find("InventoryChangeInput must include the following argument: changeFromQuantity."),
            std::string::npos);
  EXPECT_EQ(UserErrorCode(kAdjust, variables("4")), "CHANGE_FROM_QUANTITY_STALE");
  EXPECT_EQ(UserErrorCode(kAdjust, variables("5")), "");
  EXPECT_EQ(
      ErrorCode("mutation { inventoryAdjustQuantities(input: {name: \"available\", reason: \"correction\", changes: "
                "[]}) { userErrors { code } } }"),
      "BAD_REQUEST");
  EXPECT_EQ(Quantities(strings), "4 0 4");
}

TEST_F(ShopifyInventoryTest, StocksAnItemOnceThroughActivation) {
  const JsonDocument made =
      Ask("mutation { productCreate(product: {title: \"Pick\"}) { product { id variants(first: 1) { "
          "nodes { inventoryItem { id tracked inventoryLevels(first: 1) { nodes { id } } } } } } "
          "userErrors { message } } }");
  const std::vector<JsonValue> nodes =
      Values(made.root().Get("data")->Get("productCreate")->Get("product")->Get("variants")->Array("nodes"));
  const std::string item = *nodes.at(0).Get("inventoryItem")->Text("id");
  EXPECT_EQ(nodes.at(0).Get("inventoryItem")->Bool("tracked"), false);
  EXPECT_EQ(UserErrorCode(kSet, Variables(Row(item, "4", "null"))), "ITEM_NOT_STOCKED_AT_LOCATION");

  const auto variables = [&](const std::string& key, const std::string& available, const std::string& location) {
    return R"({"item":)" + Quoted(item) + R"(,"location":)" + Quoted(location) + R"(,"available":)" + available +
           R"(,"key":)" + Quoted(key) + "}";
  };
  const std::string closed = "gid://shopify/Location/602";
  EXPECT_NE(UserErrorCode(kActivate, variables("c", "4", closed)), "");
  EXPECT_EQ(UserErrorCode(kActivate, variables("a", "4", Location())), "");
  EXPECT_NE(last.body.find(R"("quantities":[{"quantity":4}])"), std::string::npos) << last.body;
  EXPECT_NE(UserErrorCode(kActivate, variables("b", "9", Location())), "") << "stocked already";
  EXPECT_EQ(UserErrorCode(kActivate, variables("d", "null", Location())), "") << "no quantity, no harm";
  EXPECT_NE(UserErrorCode(kActivate, variables("a", "5", Location())), "") << "the key meant 4";
  EXPECT_EQ(UserErrorCode(kSet, Variables(Row(item, "3", "4"), "available", "k9")), "");
  EXPECT_EQ(ErrorCode("mutation { inventoryActivate(inventoryItemId: \"gid://shopify/InventoryItem/1\", locationId: "
                      "\"gid://shopify/Location/601\") { userErrors { message } } }"),
            "BAD_REQUEST");
}

TEST_F(ShopifyInventoryTest, UpdatesItemsWithoutTouchingTheirLevels) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 5));
  rig.clock.Advance(std::chrono::hours(1));
  const std::string update = "mutation { inventoryItemUpdate(id: " + Quoted(ItemGid(strings)) +
                             ", input: {sku: \"S-9\", tracked: false}) { inventoryItem { sku tracked updatedAt "
                             "inventoryLevel(locationId: " +
                             Quoted(Location()) + ") { updatedAt } } userErrors { message } } }";

  EXPECT_EQ(
      Data(update),
      R"({"inventoryItemUpdate":{"inventoryItem":{"sku":"S-9","tracked":false,"updatedAt":"2026-11-20T13:00:00Z",)"
      R"("inventoryLevel":{"updatedAt":"2026-11-20T12:00:00Z"}},"userErrors":[]}})");
  EXPECT_NE(UserErrorCode("mutation { inventoryItemUpdate(id: \"gid://shopify/InventoryItem/1\", input: {}) { "
                          "userErrors { message } } }"),
            "");
}

TEST_F(ShopifyInventoryTest, MovesTheLevelsClockWithStockAndNotTheItems) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 5));
  const auto clocks = [&] {
    return Data("{ inventoryItem(id: " + Quoted(ItemGid(strings)) +
                ") { updatedAt inventoryLevel(locationId: " + Quoted(Location()) + ") { updatedAt } } }");
  };
  const auto levels_since = [&](const std::string& since) {
    return Data("{ location(id: " + Quoted(Location()) + ") { inventoryLevels(first: 5, query: \"updated_at:>='" +
                since + "'\") { nodes { item { sku } } } } }");
  };
  rig.clock.Advance(std::chrono::hours(1));
  (void)*rig.Buy(strings);

  EXPECT_EQ(
      clocks(),
      R"({"inventoryItem":{"updatedAt":"2026-11-20T12:00:00Z","inventoryLevel":{"updatedAt":"2026-11-20T13:00:00Z"}}})");
  EXPECT_EQ(levels_since("2026-11-20T13:00:00Z"),
            R"({"location":{"inventoryLevels":{"nodes":[{"item":{"sku":"S-1"}}]}}})");
  EXPECT_EQ(levels_since("2026-11-20T13:00:01Z"), R"({"location":{"inventoryLevels":{"nodes":[]}}})");
}

TEST_F(ShopifyInventoryTest, AnswersNodesInOrderWithNullForWhatIsGone) {
  const RemoteId one = rig.mock.Seed(Strings("S-1", 5));
  const RemoteId two = rig.mock.Seed(Strings("S-2", 6));
  const std::string gone_item = ItemGid(two);
  (void)Data("mutation { productDelete(input: {id: " + Quoted(ProductGid(two)) +
             "}) { deletedProductId userErrors { message } } }");

  EXPECT_EQ(Data("query ($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on InventoryItem { sku } } }",
                 R"({"ids":[)" + Quoted(gone_item) + "," + Quoted(ItemGid(one)) + "," + Quoted(ProductGid(two)) + "]}"),
            R"({"nodes":[null,{"__typename":"InventoryItem","sku":"S-1"},null]})");
  EXPECT_EQ(Data("{ product(id: " + Quoted(ProductGid(two)) + ") { id } }"), R"({"product":null})");
  EXPECT_EQ(ErrorCode("{ node(id: \"7\") { id } }"), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(ErrorCode("{ product(id: " + Quoted(ItemGid(one)) + ") { id } }"), "RESOURCE_NOT_FOUND");
  const std::string level = "gid://shopify/InventoryLevel/601?inventory_item_id=" + rig.Of(one).handle;
  EXPECT_EQ(Data("{ node(id: " + Quoted(level) + ") { id } inventoryLevel(id: " + Quoted(level) + ") { isActive } }"),
            R"({"node":{"id":)" + Quoted(level) + R"(},"inventoryLevel":{"isActive":true}})");
}

TEST_F(ShopifyInventoryTest, HidesTheClosedLocationUnlessAskedForIt) {
  EXPECT_EQ(Data("{ locations(first: 5) { nodes { legacyResourceId isActive } } }"),
            R"({"locations":{"nodes":[{"legacyResourceId":"601","isActive":true}]}})");
  EXPECT_EQ(
      Data("{ locations(first: 5, includeInactive: true, sortKey: ID) { nodes { legacyResourceId isActive } } }"),
      R"({"locations":{"nodes":[{"legacyResourceId":"601","isActive":true},{"legacyResourceId":"602","isActive":false}]}})");
  EXPECT_EQ(
      ErrorCode("{ inventoryItems(first: 1) { nodes { inventoryLevel(locationId: \"9\") { id } } } }").substr(0, 9),
      "no errors")
      << "there is no item to ask";
}

TEST_F(ShopifyInventoryTest, RefusesQuantityNamesThatDoNotExist) {
  const RemoteId strings = rig.mock.Seed(Strings("S-1", 5));

  EXPECT_EQ(ErrorCode("{ inventoryItem(id: " + Quoted(ItemGid(strings)) + ") { inventoryLevel(locationId: " +
                      Quoted(Location()) + ") { quantities(names: [\"sold\"]) { quantity } } } }"),
            "INVALID_FIELD_ARGUMENTS");
}

TEST_F(ShopifyInventoryTest, CountsOtherItemsWithTheSameSku) {
  const RemoteId one = rig.mock.Seed(Strings("S-1", 5));
  rig.mock.Seed(Strings("S-1", 6));

  EXPECT_EQ(Data("{ inventoryItem(id: " + Quoted(ItemGid(one)) + ") { duplicateSkuCount } }"),
            R"({"inventoryItem":{"duplicateSkuCount":1}})");
}

}  // namespace
}  // namespace riff::sim
