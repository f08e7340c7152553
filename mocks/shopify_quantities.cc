// inventorySetQuantities and inventoryAdjustQuantities.

#include <algorithm>
#include <array>
#include <set>

#include "mocks/shopify_mutations.h"
#include "mocks/shopify_quantity_moves.h"

namespace riff::sim {
namespace {

constexpr std::int64_t kSetMost = 1'000'000'000;
constexpr std::int64_t kAdjustMost = 2'000'000'000;

constexpr std::array<std::string_view, 17> kReasons = {"correction",
                                                       "cycle_count_available",
                                                       "damaged",
                                                       "movement_canceled",
                                                       "movement_created",
                                                       "movement_received",
                                                       "movement_updated",
                                                       "other",
                                                       "promotion",
                                                       "quality_control",
                                                       "received",
                                                       "reservation_created",
                                                       "reservation_deleted",
                                                       "reservation_updated",
                                                       "restock",
                                                       "safety_stock",
                                                       "shrinkage"};

std::vector<std::string> Path(std::string_view list, std::size_t place, std::string_view member) {
  return {"input", std::string(list), std::to_string(place), std::string(member)};
}

void CheckInput(const GraphqlValue& input, std::vector<ShopifyUserError>& errors) {
  if (std::find(kReasons.begin(), kReasons.end(), input.TextOf("reason")) == kReasons.end()) {
    errors.push_back({{"input", "reason"}, "The specified reason is invalid.", "INVALID_REASON"});
  }
  const std::string document = input.TextOf("referenceDocumentUri");
  if (!document.empty() && document.find("://") == std::string::npos) {
    errors.push_back({{"input", "referenceDocumentUri"},
                      "The specified reference document is invalid.",
                      "INVALID_REFERENCE_DOCUMENT"});
  }
}

// The row that a change names, or why it cannot be changed.
const MarketListing* RowNamed(const ShopifyShop& shop, const GraphqlValue& change, std::string_view list,
                              std::size_t place, std::vector<ShopifyUserError>& errors) {
  const auto item = ShopifyNumber(change.TextOf("inventoryItemId"), "InventoryItem");
  const MarketListing* row = item ? shop.RowOfItem(*item) : nullptr;
  if (row == nullptr) {
    errors.push_back({Path(list, place, "inventoryItemId"), "The specified inventory item could not be found.",
                      "INVALID_INVENTORY_ITEM"});
    return nullptr;
  }
  const auto location = ShopifyNumber(change.TextOf("locationId"), "Location");
  if (!location || !shop.IsLocation(*location)) {
    errors.push_back(
        {Path(list, place, "locationId"), "The specified location could not be found.", "INVALID_LOCATION"});
    return nullptr;
  }
  if (*location != shop.LocationNumber() || !IsStocked(*row)) {
    errors.push_back({Path(list, place, "locationId"), "The specified inventory item is not stocked at the location.",
                      "ITEM_NOT_STOCKED_AT_LOCATION"});
    return nullptr;
  }
  if (ExtraOf(row->extras, "non_mutable") == "true") {
    errors.push_back({Path(list, place, "inventoryItemId"),
                      "The specified inventory item is not allowed to be adjusted via API.",
                      "NON_MUTABLE_INVENTORY_ITEM"});
    return nullptr;
  }
  return row;
}

bool IsStale(const ShopifyShop& shop, const GraphqlValue& change, const MarketListing& row, const std::string& name) {
  const GraphqlValue* from = change.Given("changeFromQuantity");
  return from != nullptr && from->integer != shop.QuantityOf(row, name);
}

ShopifyUserError Stale(std::string_view list, std::size_t place) {
  return {Path(list, place, "changeFromQuantity"),
          "The specified changeFromQuantity no longer matches the persisted quantity.", "CHANGE_FROM_QUANTITY_STALE"};
}

// The platform demands the comparison to be there, null included.
std::optional<GraphqlFailure> RefuseWithoutComparison(const ShopifyShop& shop, const GraphqlValue& changes,
                                                      const std::string& type) {
  const bool all_there = std::all_of(changes.items.begin(), changes.items.end(), [](const GraphqlValue& change) {
    return change.Find("changeFromQuantity") != nullptr;
  });
  if (!DemandsKeys(shop) || all_there) {
    return std::nullopt;
  }
  return GraphqlFailure{type + " must include the following argument: changeFromQuantity.", "INVALID_FIELD_ARGUMENTS"};
}

// Writes a quantity of a row; `name` is no sum.
void Write(ShopifyShop& shop, RowNumber at, const std::string& name, std::int64_t units) {
  MarketListing row = *shop.Row(at);
  if (name == "available") {
    row.available = Quantity(units);
  } else {
    row.extras["quantity:" + name] = std::to_string(units);
    row.extras["level_at"] = std::to_string(ToMicros(shop.Now()));
  }
  shop.market().Replace(row, ChangedBy::kWire);
  shop.CatchUp();
}

// What is wrong with a set; all of it is found before anything is written.
std::vector<ShopifyUserError> CheckSet(const ShopifyShop& shop, const GraphqlValue& input) {
  std::vector<ShopifyUserError> errors;
  const std::string name = input.TextOf("name");
  if (name != "available" && name != "on_hand") {
    errors.push_back({{"input", "name"}, "The quantity name must be either 'available' or 'on_hand'.", "INVALID_NAME"});
    return errors;
  }
  CheckInput(input, errors);
  std::set<RowNumber> named;
  const std::vector<GraphqlValue>& quantities = input.Find("quantities")->items;
  for (std::size_t i = 0; i < quantities.size(); ++i) {
    const MarketListing* row = RowNamed(shop, quantities[i], "quantities", i, errors);
    const std::int64_t units = quantities[i].Find("quantity")->integer;
    if (units < 0) {
      errors.push_back(
          {Path("quantities", i, "quantity"), "The quantity can't be negative.", "INVALID_QUANTITY_NEGATIVE"});
    } else if (units > kSetMost) {
      errors.push_back({Path("quantities", i, "quantity"), "The quantity can't be higher than 1,000,000,000.",
                        "INVALID_QUANTITY_TOO_HIGH"});
    }
    if (row != nullptr && !named.insert(row->row).second) {
      errors.push_back({Path("quantities", i, "inventoryItemId"),
                        "The combination of inventoryItemId and locationId must be unique.",
                        "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR"});
    } else if (row != nullptr && IsStale(shop, quantities[i], *row, name)) {
      errors.push_back(Stale("quantities", i));
    }
  }
  return errors;
}

std::vector<ShopifyMove> DoSet(ShopifyShop& shop, const GraphqlValue& input) {
  std::vector<ShopifyMove> moves;
  for (const GraphqlValue& quantity : input.Find("quantities")->items) {
    const RowNumber at = shop.RowOfItem(*ShopifyNumber(quantity.TextOf("inventoryItemId"), "InventoryItem"))->row;
    const MarketListing& row = *shop.Row(at);
    const std::int64_t wanted = quantity.Find("quantity")->integer;
    const std::int64_t others = shop.NotAvailable(row);
    const std::int64_t available = input.TextOf("name") == "available" ? wanted : wanted - others;
    const std::int64_t delta = available - row.available.units();
    moves.push_back({at, "available", delta, available, ""});
    moves.push_back({at, "on_hand", delta, available + others, ""});
    Write(shop, at, "available", available);
  }
  return moves;
}

std::vector<ShopifyUserError> CheckAdjust(const ShopifyShop& shop, const GraphqlValue& input) {
  std::vector<ShopifyUserError> errors;
  const std::string name = input.TextOf("name");
  if (!IsShopifyQuantityName(name) || name == "on_hand" || name == "committed") {
    errors.push_back({{"input", "name"}, "The specified quantity name is invalid.", "INVALID_QUANTITY_NAME"});
    return errors;
  }
  CheckInput(input, errors);
  const std::vector<GraphqlValue>& changes = input.Find("changes")->items;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const MarketListing* row = RowNamed(shop, changes[i], "changes", i, errors);
    const bool documented = !changes[i].TextOf("ledgerDocumentUri").empty();
    if (name == "available" && documented) {
      errors.push_back({Path("changes", i, "ledgerDocumentUri"),
                        "A ledger document URI is not allowed when adjusting available.",
                        "INVALID_AVAILABLE_DOCUMENT"});
    } else if (name != "available" && !documented) {
      errors.push_back({Path("changes", i, "ledgerDocumentUri"),
                        "A ledger document URI is required except when adjusting available.",
                        "INVALID_QUANTITY_DOCUMENT"});
    }
    if (row == nullptr) {
      continue;
    }
    const std::int64_t after = shop.QuantityOf(*row, name) + changes[i].Find("delta")->integer;
    const std::int64_t least = name == "available" ? -kAdjustMost : 0;
    if (after > kAdjustMost || after < least) {
      errors.push_back({Path("changes", i, "delta"), "The quantity is out of range.",
                        after < least ? "INVALID_QUANTITY_TOO_LOW" : "INVALID_QUANTITY_TOO_HIGH"});
    } else if (IsStale(shop, changes[i], *row, name)) {
      errors.push_back(Stale("changes", i));
    }
  }
  return errors;
}

std::vector<ShopifyMove> DoAdjust(ShopifyShop& shop, const GraphqlValue& input) {
  std::vector<ShopifyMove> moves;
  const std::string name = input.TextOf("name");
  for (const GraphqlValue& change : input.Find("changes")->items) {
    const RowNumber at = shop.RowOfItem(*ShopifyNumber(change.TextOf("inventoryItemId"), "InventoryItem"))->row;
    const std::int64_t delta = change.Find("delta")->integer;
    Write(shop, at, name, shop.QuantityOf(*shop.Row(at), name) + delta);
    moves.push_back({at, name, delta, shop.QuantityOf(*shop.Row(at), name), change.TextOf("ledgerDocumentUri")});
    if (name != "incoming") {
      moves.push_back({at, "on_hand", delta, shop.QuantityOf(*shop.Row(at), "on_hand"), ""});
    }
  }
  return moves;
}

// The input without the rows that are only stale, where the rest of a batch may go through; nothing where it may not.
std::optional<GraphqlValue> WithoutStale(const ShopifyShop& shop, const GraphqlValue& input,
                                         const std::vector<ShopifyUserError>& errors, std::string_view list) {
  const bool only_stale = std::ranges::all_of(
      errors, [](const ShopifyUserError& error) { return error.code == "CHANGE_FROM_QUANTITY_STALE"; });
  if (!only_stale || shop.faults().Knob("stale_rows") != "row_only") {
    return std::nullopt;
  }
  GraphqlValue rows = *input.Find(list);
  for (auto error = errors.rbegin(); error != errors.rend(); ++error) {
    rows.items.erase(rows.items.begin() + std::stol(error->field.at(2)));
  }
  GraphqlValue rest = input;
  rest.Set(list, std::move(rows));
  return rest;
}

using Check = std::vector<ShopifyUserError> (*)(const ShopifyShop&, const GraphqlValue&);
using Do = std::vector<ShopifyMove> (*)(ShopifyShop&, const GraphqlValue&);

// What set and adjust have in common around their checks and deeds.
GraphqlOutput ChangeQuantities(ShopifyShop& shop, const GraphqlCall& call, Check check, Do carry_out) {
  const GraphqlValue& input = *call.arguments.Find("input");
  if (const std::optional<ShopifyUserError> refused = RefuseKey(shop, call)) {
    return ShopifyQuantitiesPayload(shop, call.field, input, {*refused}, {});
  }
  if (std::optional<std::vector<ShopifyMove>> first = MovesOfFirstAnswer(shop, call)) {
    return ShopifyQuantitiesPayload(shop, call.field, input, {}, *std::move(first));
  }
  const std::vector<ShopifyUserError> errors = check(shop, input);
  if (!errors.empty()) {
    const std::string_view list = call.field == "inventorySetQuantities" ? "quantities" : "changes";
    const std::optional<GraphqlValue> rest = WithoutStale(shop, input, errors, list);
    return ShopifyQuantitiesPayload(shop, call.field, input, errors,
                                    rest ? carry_out(shop, *rest) : std::vector<ShopifyMove>{});
  }
  std::vector<ShopifyMove> moves = carry_out(shop, input);
  RememberMoves(shop, call, moves);
  if (shop.faults().Take("refused_but_done", "shopify.inventory.set")) {
    return ShopifyQuantitiesPayload(shop, call.field, input,
                                    {{{"input"}, "Something went wrong, please try again.", ""}}, {});
  }
  return ShopifyQuantitiesPayload(shop, call.field, input, {}, std::move(moves));
}

}  // namespace

GraphqlOutput SetQuantities(ShopifyShop& shop, const GraphqlCall& call) {
  if (const std::optional<GraphqlFailure> refused = RefuseWithoutKey(shop, call)) {
    return *refused;
  }
  const GraphqlValue& quantities = *call.arguments.Find("input")->Find("quantities");
  if (const auto refused = RefuseWithoutComparison(shop, quantities, "InventoryQuantityInput")) {
    return *refused;
  }
  return ChangeQuantities(shop, call, CheckSet, DoSet);
}

GraphqlOutput AdjustQuantities(ShopifyShop& shop, const GraphqlCall& call) {
  if (const std::optional<GraphqlFailure> refused = RefuseWithoutKey(shop, call)) {
    return *refused;
  }
  const GraphqlValue& changes = *call.arguments.Find("input")->Find("changes");
  if (const auto refused = RefuseWithoutComparison(shop, changes, "InventoryChangeInput")) {
    return *refused;
  }
  return ChangeQuantities(shop, call, CheckAdjust, DoAdjust);
}

}  // namespace riff::sim
