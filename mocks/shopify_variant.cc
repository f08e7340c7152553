// Variants, as objects and as a search.

#include <algorithm>

#include "mocks/shopify_objects.h"
#include "mocks/shopify_page.h"
#include "mocks/shopify_search.h"

namespace riff::sim {
namespace {

std::string OptionOf(const MarketListing& listing) {
  const std::string option = ExtraOf(listing.extras, "option");
  return option.empty() ? "Default Title" : option;
}

std::string PolicyOf(const MarketListing& listing) {
  return ExtraOf(listing.extras, "policy") == "CONTINUE" ? "CONTINUE" : "DENY";
}

// The sum over all locations; there is one.
std::int64_t UnitsOf(const MarketListing& listing) { return IsStocked(listing) ? listing.available.units() : 0; }

GraphqlOutput SelectedOptions(const MarketListing& listing) {
  const std::string name = ExtraOf(listing.extras, "option_name");
  return std::vector<GraphqlOutput>{ShopifyRecord(
      "SelectedOption", {{"name", TextLeaf(name.empty() ? "Title" : name)}, {"value", TextLeaf(OptionOf(listing))}})};
}

std::int64_t PositionOf(ShopifyShop& shop, const MarketListing& listing) {
  std::int64_t position = 1;
  for (const MarketListing* row : shop.RowsOf(ProductNumberOf(listing))) {
    position += row->row < listing.row ? 1 : 0;
  }
  return position;
}

bool CanBeBought(const MarketListing& listing) {
  return !IsTracked(listing) || PolicyOf(listing) == "CONTINUE" || UnitsOf(listing) > 0;
}

GraphqlOutput OfProduct(ShopifyShop& shop, const MarketListing& listing, const GraphqlCall& call) {
  return ProductObject(shop, ProductNumberOf(listing))->resolve(call);
}

#define RIFF_ROW(expression)                                                             \
  [](ShopifyShop& shop, const RowNumber& at, const GraphqlCall& call) -> GraphqlOutput { \
    const MarketListing& row = *shop.Row(at);                                            \
    (void)call, (void)row;                                                               \
    return expression;                                                                   \
  }

const ShopifyFields<RowNumber>& VariantFields() {
  static const ShopifyFields<RowNumber> fields = {
      {"availableForSale", RIFF_ROW(GraphqlValue::Bool(CanBeBought(row)))},
      {"availablePublicationsCount", RIFF_ROW(OfProduct(shop, row, call))},
      {"barcode", RIFF_ROW(GraphqlValue::TextOrNull(ExtraOf(row.extras, "barcode")))},
      {"compareAtPrice", RIFF_ROW(GraphqlValue::TextOrNull(ExtraOf(row.extras, "compare_at")))},
      {"createdAt", RIFF_ROW(TimeLeaf(row.created_at))},
      {"defaultCursor", RIFF_ROW(TextLeaf(SortedNumber(VariantNumberOf(row))))},
      {"displayName", RIFF_ROW(TextLeaf(row.content.title + " - " + OptionOf(row)))},
      {"id", RIFF_ROW(TextLeaf(ShopifyGid("ProductVariant", VariantNumberOf(row))))},
      {"inventoryItem", RIFF_ROW(ItemObject(shop, at))},
      {"inventoryPolicy", RIFF_ROW(TextLeaf(PolicyOf(row)))},
      {"inventoryQuantity", RIFF_ROW(NumberLeaf(UnitsOf(row)))},
      {"legacyResourceId", RIFF_ROW(TextLeaf(std::to_string(VariantNumberOf(row))))},
      {"metafield", RIFF_ROW(GraphqlValue::Null())},
      {"position", RIFF_ROW(NumberLeaf(PositionOf(shop, row)))},
      {"price", RIFF_ROW(TextLeaf(FormatDecimal(row.price)))},
      {"product", RIFF_ROW(ProductObject(shop, ProductNumberOf(row)))},
      {"publishedOnPublication", RIFF_ROW(OfProduct(shop, row, call))},
      {"resourcePublicationsCount", RIFF_ROW(OfProduct(shop, row, call))},
      {"selectedOptions", RIFF_ROW(SelectedOptions(row))},
      {"sellableOnlineQuantity", RIFF_ROW(NumberLeaf(UnitsOf(row)))},
      {"sku", RIFF_ROW(GraphqlValue::TextOrNull(row.sku.text()))},
      {"taxable", RIFF_ROW(GraphqlValue::Bool(ExtraOf(row.extras, "taxable") != "false"))},
      {"title", RIFF_ROW(TextLeaf(OptionOf(row)))},
      {"updatedAt", RIFF_ROW(TimeLeaf(row.updated_at))},
  };
  return fields;
}

#undef RIFF_ROW

std::optional<ShopifyIndexed> Indexed(const ShopifyShop& shop, const MarketListing& row, std::string_view field) {
  if (field == "updated_at") {
    return row.updated_at;
  }
  if (field == "id") {
    return VariantNumberOf(row);
  }
  if (field == "product_id") {
    return ProductNumberOf(row);
  }
  if (field == "inventory_quantity") {
    return UnitsOf(row);
  }
  if (field == "location_id") {
    // Who is not stocked there has no location at all.
    return IsStocked(row) ? shop.LocationNumber() : std::int64_t{0};
  }
  const std::map<std::string_view, std::string> texts = {
      {"sku", row.sku.text()},
      {"barcode", ExtraOf(row.extras, "barcode")},
      {"title", OptionOf(row)},
      {"vendor", row.content.brand},
      {"product_type", row.content.category},
      {"product_status", std::string(ShopifyStatusOf(row.status))},
      {"managed", IsTracked(row) ? "true" : "false"},
      {"", row.content.title + " " + row.sku.text() + " " + row.content.brand}};
  const auto found = texts.find(field);
  return found == texts.end() ? std::nullopt : std::optional<ShopifyIndexed>(found->second);
}

std::vector<const MarketListing*> Found(ShopifyShop& shop, const std::string& query) {
  const bool blind = query.find("sku:") != std::string::npos &&
                     shop.faults().Take("sku_search_empty", "shopify.variant.list").has_value();
  const ShopifySearch search(query);
  std::vector<const MarketListing*> rows = shop.market().AsOf(query.empty() ? shop.Now() : shop.Horizon());
  std::erase_if(rows, [&](const MarketListing* row) {
    return blind || row->status == ListingStatus::kGone ||
           !search.Matches([&](std::string_view field) { return Indexed(shop, *row, field); });
  });
  return rows;
}

std::string SortKeyOf(const MarketListing& row, const std::string& sort) {
  if (sort == "SKU") {
    return SortedText(row.sku.text());
  }
  if (sort == "INVENTORY_QUANTITY" || sort == "INVENTORY_LEVELS_AVAILABLE") {
    return SortedNumber(UnitsOf(row));
  }
  if (sort == "FULL_TITLE" || sort == "NAME") {
    return SortedText(row.content.title + " " + OptionOf(row));
  }
  return sort == "TITLE" ? SortedText(OptionOf(row)) : "";
}

}  // namespace

GraphqlObjectPointer VariantObject(ShopifyShop& shop, RowNumber row) {
  return shop.Row(row) == nullptr ? nullptr : ShopifyObject("ProductVariant", VariantFields(), shop, row);
}

GraphqlOutput VariantsPage(ShopifyShop& shop, const GraphqlCall& call) {
  std::vector<ShopifyPageRow> rows;
  for (const MarketListing* row : Found(shop, call.arguments.TextOf("query"))) {
    rows.push_back({SortKeyOf(*row, call.arguments.TextOf("sortKey")), VariantNumberOf(*row),
                    [&shop, at = row->row] { return VariantObject(shop, at); }});
  }
  return ShopifyPage(shop, "ProductVariantConnection", std::move(rows), call);
}

std::int64_t CountVariants(ShopifyShop& shop, const std::string& query) {
  return static_cast<std::int64_t>(Found(shop, query).size());
}

}  // namespace riff::sim
