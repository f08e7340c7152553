// Inventory items, levels and locations.

#include <algorithm>

#include "mocks/shopify_objects.h"
#include "mocks/shopify_page.h"
#include "mocks/shopify_search.h"

namespace riff::sim {
namespace {

// ---- levels ------------------------------------------------------------------------------------------------------

std::string LevelGid(const ShopifyShop& shop, const MarketListing& row) {
  return ShopifyGid("InventoryLevel", shop.LocationNumber()) +
         "?inventory_item_id=" + std::to_string(ItemNumberOf(row));
}

GraphqlOutput Quantities(ShopifyShop& shop, const MarketListing& row, const GraphqlCall& call) {
  std::vector<GraphqlOutput> list;
  for (const GraphqlValue& name : call.arguments.Find("names")->items) {
    if (!IsShopifyQuantityName(name.text)) {
      return GraphqlFailure{"The quantity name '" + name.text + "' is not valid", "INVALID_FIELD_ARGUMENTS"};
    }
    const std::string id = ShopifyGid("InventoryQuantity", ItemNumberOf(row)) + "?name=" + name.text;
    // The sum has no clock of its own.
    const GraphqlOutput changed =
        name.text == "on_hand" ? GraphqlOutput(GraphqlValue::Null()) : TimeLeaf(shop.LevelChangedAt(row));
    list.emplace_back(ShopifyRecord("InventoryQuantity", {{"id", TextLeaf(id)},
                                                          {"name", TextLeaf(name.text)},
                                                          {"quantity", NumberLeaf(shop.QuantityOf(row, name.text))},
                                                          {"updatedAt", changed}}));
  }
  return list;
}

#define RIFF_ROW(expression)                                                             \
  [](ShopifyShop& shop, const RowNumber& at, const GraphqlCall& call) -> GraphqlOutput { \
    const MarketListing& row = *shop.Row(at);                                            \
    (void)call, (void)row;                                                               \
    return expression;                                                                   \
  }

const ShopifyFields<RowNumber>& LevelFields() {
  static const ShopifyFields<RowNumber> fields = {
      {"canDeactivate", RIFF_ROW(GraphqlValue::Bool(shop.QuantityOf(row, "committed") == 0))},
      {"createdAt", RIFF_ROW(TimeLeaf(row.created_at))},
      {"deactivationAlert", RIFF_ROW(GraphqlValue::Null())},
      {"id", RIFF_ROW(TextLeaf(LevelGid(shop, row)))},
      {"isActive", RIFF_ROW(GraphqlValue::Bool(true))},
      {"item", RIFF_ROW(ItemObject(shop, at))},
      {"location", RIFF_ROW(LocationObject(shop, shop.LocationNumber()))},
      {"quantities", RIFF_ROW(Quantities(shop, row, call))},
      {"updatedAt", RIFF_ROW(TimeLeaf(shop.LevelChangedAt(row)))},
  };
  return fields;
}

// ---- items -------------------------------------------------------------------------------------------------------

GraphqlOutput LevelAt(ShopifyShop& shop, RowNumber row, const GraphqlCall& call) {
  const std::string gid = call.arguments.TextOf("locationId");
  const std::optional<std::int64_t> location = ShopifyNumber(gid, "Location");
  if (!location) {
    return ShopifyBadId(gid);
  }
  return *location == shop.LocationNumber() ? GraphqlOutput(LevelObject(shop, row)) : GraphqlValue::Null();
}

GraphqlOutput OneVariantPage(ShopifyShop& shop, RowNumber at, const GraphqlCall& call) {
  std::vector<ShopifyPageRow> rows;
  rows.push_back({"", at, [&shop, at] { return VariantObject(shop, at); }});
  return ShopifyPage(shop, "ProductVariantConnection", std::move(rows), call);
}

const ShopifyFields<RowNumber>& ItemFields() {
  static const ShopifyFields<RowNumber> fields = {
      {"createdAt", RIFF_ROW(TimeLeaf(row.created_at))},
      {"duplicateSkuCount", RIFF_ROW(NumberLeaf(shop.SkusLike(row)))},
      {"id", RIFF_ROW(TextLeaf(ShopifyGid("InventoryItem", ItemNumberOf(row))))},
      {"inventoryLevel", RIFF_ROW(LevelAt(shop, at, call))},
      {"inventoryLevels", RIFF_ROW(LevelsPage(shop, call, at))},
      {"legacyResourceId", RIFF_ROW(TextLeaf(std::to_string(ItemNumberOf(row))))},
      {"locationsCount", RIFF_ROW(ShopifyCount(IsStocked(row) ? 1 : 0, 10000))},
      {"requiresShipping", RIFF_ROW(GraphqlValue::Bool(ExtraOf(row.extras, "requires_shipping") != "false"))},
      {"sku", RIFF_ROW(GraphqlValue::TextOrNull(row.sku.text()))},
      {"tracked", RIFF_ROW(GraphqlValue::Bool(IsTracked(row)))},
      {"unitCost", RIFF_ROW(GraphqlValue::Null())},
      {"updatedAt", RIFF_ROW(TimeLeaf(shop.ItemChangedAt(row)))},
      {"variant", RIFF_ROW(VariantObject(shop, at))},
      {"variants", RIFF_ROW(OneVariantPage(shop, at, call))},
  };
  return fields;
}

#undef RIFF_ROW

// ---- locations ---------------------------------------------------------------------------------------------------

GraphqlOutput LevelOfItem(ShopifyShop& shop, std::int64_t location, const GraphqlCall& call) {
  const std::string gid = call.arguments.TextOf("inventoryItemId");
  const std::optional<std::int64_t> item = ShopifyNumber(gid, "InventoryItem");
  if (!item) {
    return ShopifyBadId(gid);
  }
  const MarketListing* row = shop.RowOfItem(*item);
  const bool here = row != nullptr && location == shop.LocationNumber();
  return here ? GraphqlOutput(LevelObject(shop, row->row)) : GraphqlOutput(GraphqlValue::Null());
}

GraphqlOutput LevelsOfLocation(ShopifyShop& shop, std::int64_t location, const GraphqlCall& call) {
  return location == shop.LocationNumber() ? LevelsPage(shop, call, std::nullopt)
                                           : ShopifyPage(shop, "InventoryLevelConnection", {}, call);
}

#define RIFF_PLACE(expression)                                                                  \
  [](ShopifyShop& shop, const std::int64_t& number, const GraphqlCall& call) -> GraphqlOutput { \
    const bool open = number == shop.LocationNumber();                                          \
    (void)call, (void)open;                                                                     \
    return expression;                                                                          \
  }

// Some day before anything in the shop.
Timestamp Opened() { return FromMicros(1'577'836'800'000'000); }  // 2020-01-01

const ShopifyFields<std::int64_t>& LocationFields() {
  static const ShopifyFields<std::int64_t> fields = {
      {"createdAt", RIFF_PLACE(TimeLeaf(Opened()))},
      {"fulfillsOnlineOrders", RIFF_PLACE(GraphqlValue::Bool(open))},
      {"hasActiveInventory", RIFF_PLACE(GraphqlValue::Bool(open))},
      {"id", RIFF_PLACE(TextLeaf(ShopifyGid("Location", number)))},
      {"inventoryLevel", RIFF_PLACE(LevelOfItem(shop, number, call))},
      {"inventoryLevels", RIFF_PLACE(LevelsOfLocation(shop, number, call))},
      {"isActive", RIFF_PLACE(GraphqlValue::Bool(open))},
      {"isFulfillmentService", RIFF_PLACE(GraphqlValue::Bool(false))},
      {"isPrimary", RIFF_PLACE(GraphqlValue::Bool(open))},
      {"legacyResourceId", RIFF_PLACE(TextLeaf(std::to_string(number)))},
      {"name", RIFF_PLACE(TextLeaf(open ? "Main shop" : "Old warehouse"))},
      {"shipsInventory", RIFF_PLACE(GraphqlValue::Bool(open))},
      {"updatedAt", RIFF_PLACE(TimeLeaf(Opened()))},
  };
  return fields;
}

#undef RIFF_PLACE

// The clock that the index shows: the level's own, or an older one where the index has not caught up.
Timestamp IndexedLevelTime(const ShopifyShop& shop, const MarketListing& row, Timestamp at) {
  const Timestamp changed = shop.LevelChangedAt(row);
  if (changed <= at) {
    return changed;
  }
  const MarketListing* then = shop.market().AsOf(row.row, at);
  return then == nullptr ? changed : std::min(then->updated_at, at);
}

}  // namespace

GraphqlObjectPointer LevelObject(ShopifyShop& shop, RowNumber row) {
  const MarketListing* listing = shop.Row(row);
  return listing == nullptr || !IsStocked(*listing) ? nullptr
                                                    : ShopifyObject("InventoryLevel", LevelFields(), shop, row);
}

GraphqlObjectPointer ItemObject(ShopifyShop& shop, RowNumber row) {
  return shop.Row(row) == nullptr ? nullptr : ShopifyObject("InventoryItem", ItemFields(), shop, row);
}

GraphqlObjectPointer LocationObject(ShopifyShop& shop, std::int64_t location) {
  return shop.IsLocation(location) ? ShopifyObject("Location", LocationFields(), shop, location) : nullptr;
}

GraphqlOutput ItemsPage(ShopifyShop& shop, const GraphqlCall& call) {
  const std::string query = call.arguments.TextOf("query");
  const ShopifySearch search(query);
  const Timestamp at = query.empty() ? shop.Now() : shop.Horizon();
  std::vector<ShopifyPageRow> rows;
  for (const MarketListing* row : shop.market().AsOf(at)) {
    const auto index = [&](std::string_view field) -> std::optional<ShopifyIndexed> {
      if (field == "updated_at") {
        return std::min(shop.ItemChangedAt(*row), at);
      }
      if (field == "created_at") {
        return row->created_at;
      }
      if (field == "id") {
        return ItemNumberOf(*row);
      }
      return field == "sku" || field.empty() ? std::optional<ShopifyIndexed>(row->sku.text()) : std::nullopt;
    };
    if (row->status != ListingStatus::kGone && search.Matches(index)) {
      rows.push_back({"", ItemNumberOf(*row), [&shop, number = row->row] { return ItemObject(shop, number); }});
    }
  }
  return ShopifyPage(shop, "InventoryItemConnection", std::move(rows), call);
}

GraphqlOutput LevelsPage(ShopifyShop& shop, const GraphqlCall& call, std::optional<RowNumber> of_item) {
  const std::string query = call.arguments.TextOf("query");
  const ShopifySearch search(query);
  const Timestamp at = query.empty() ? shop.Now() : shop.Horizon();
  std::vector<const MarketListing*> candidates;
  if (of_item) {
    const MarketListing* row = shop.market().AsOf(*of_item, at);
    candidates = row == nullptr ? candidates : std::vector{row};
  } else {
    candidates = shop.market().AsOf(at);
  }
  std::vector<ShopifyPageRow> rows;
  for (const MarketListing* row : candidates) {
    const auto index = [&](std::string_view field) -> std::optional<ShopifyIndexed> {
      if (field == "updated_at") {
        return IndexedLevelTime(shop, *row, at);
      }
      if (field == "created_at") {
        return row->created_at;
      }
      if (field == "inventory_item_id" || field == "id") {
        return ItemNumberOf(*row);
      }
      return std::nullopt;
    };
    if (row->status != ListingStatus::kGone && IsStocked(*row) && search.Matches(index)) {
      rows.push_back({"", ItemNumberOf(*row), [&shop, number = row->row] { return LevelObject(shop, number); }});
    }
  }
  return ShopifyPage(shop, "InventoryLevelConnection", std::move(rows), call);
}

}  // namespace riff::sim
