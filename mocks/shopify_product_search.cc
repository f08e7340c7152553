// Products as a search finds them.

#include <algorithm>
#include <map>

#include "mocks/shopify_page.h"
#include "mocks/shopify_product_parts.h"
#include "mocks/shopify_search.h"

namespace riff::sim {
namespace {

// What the index knows of one product: its rows as they were up to the horizon.
struct IndexedProduct {
  std::int64_t number = 0;
  std::vector<const MarketListing*> rows;
};

std::int64_t AvailableOf(const IndexedProduct& product) {
  std::int64_t total = 0;
  for (const MarketListing* row : product.rows) {
    total += row->available.units();
  }
  return total;
}

std::optional<ShopifyIndexed> Indexed(const ShopifyShop& shop, const IndexedProduct& product, std::string_view field) {
  const MarketListing& first = *product.rows.front();
  const auto of_rows = [&](auto text_of) {
    std::vector<std::string> texts;
    for (const MarketListing* row : product.rows) {
      texts.push_back(text_of(*row));
    }
    return texts;
  };
  if (field == "updated_at") {
    return shop.ProductChangedAt(product.rows);
  }
  if (field == "created_at") {
    return first.created_at;
  }
  if (field == "id") {
    return product.number;
  }
  if (field == "inventory_total") {
    return AvailableOf(product);
  }
  if (field == "sku") {
    return of_rows([](const MarketListing& row) { return row.sku.text(); });
  }
  if (field == "barcode") {
    return of_rows([](const MarketListing& row) { return ExtraOf(row.extras, "barcode"); });
  }
  if (field == "status") {
    return std::string(ShopifyStatusOf(first.status));
  }
  if (field == "publication_ids") {
    return ShopifyPublishedOn(first);
  }
  if (field == "tag") {
    return LinesIn(ExtraOf(first.extras, "tags"));
  }
  const std::map<std::string_view, std::string> texts = {
      {"title", first.content.title},
      {"vendor", first.content.brand},
      {"handle", shop.HandleOf(product.number)},
      {"product_type", first.content.category},
      {"", first.content.title + " " + first.sku.text() + " " + first.content.brand}};
  const auto found = texts.find(field);
  return found == texts.end() ? std::nullopt : std::optional<ShopifyIndexed>(found->second);
}

std::vector<IndexedProduct> Found(const ShopifyShop& shop, const std::string& query) {
  // What was not asked of the index comes from the books themselves.
  const Timestamp at = query.empty() ? shop.Now() : shop.Horizon();
  const ShopifySearch search(query);
  std::vector<IndexedProduct> found;
  for (const auto& [number, rows] : shop.products()) {
    IndexedProduct product{number, {}};
    for (const RowNumber row : rows) {
      const MarketListing* then = shop.market().AsOf(row, at);
      if (then != nullptr && then->status != ListingStatus::kGone) {
        product.rows.push_back(then);
      }
    }
    const auto index = [&](std::string_view field) { return Indexed(shop, product, field); };
    if (!product.rows.empty() && search.Matches(index)) {
      found.push_back(std::move(product));
    }
  }
  return found;
}

std::string SortKeyOf(const ShopifyShop& shop, const IndexedProduct& product, const std::string& sort) {
  const MarketListing& first = *product.rows.front();
  if (sort == "UPDATED_AT") {
    return SortedTime(shop.ProductChangedAt(product.rows));
  }
  if (sort == "CREATED_AT" || sort == "PUBLISHED_AT") {
    return SortedTime(first.created_at);
  }
  if (sort == "TITLE") {
    return SortedText(first.content.title);
  }
  if (sort == "VENDOR") {
    return SortedText(first.content.brand);
  }
  if (sort == "PRODUCT_TYPE") {
    return SortedText(first.content.category);
  }
  return sort == "INVENTORY_TOTAL" ? SortedNumber(AvailableOf(product)) : "";
}

}  // namespace

GraphqlOutput ProductsPage(ShopifyShop& shop, const GraphqlCall& call, std::optional<std::int64_t> publication) {
  const std::string sort = call.arguments.TextOf("sortKey");
  std::vector<ShopifyPageRow> rows;
  for (const IndexedProduct& product : Found(shop, call.arguments.TextOf("query"))) {
    const std::vector<std::string> on = ShopifyPublishedOn(*product.rows.front());
    if (!publication || std::find(on.begin(), on.end(), std::to_string(*publication)) != on.end()) {
      rows.push_back({SortKeyOf(shop, product, sort), product.number,
                      [&shop, number = product.number] { return ProductObject(shop, number); }});
    }
  }
  return ShopifyPage(shop, "ProductConnection", std::move(rows), call);
}

std::int64_t CountProducts(ShopifyShop& shop, const std::string& query) {
  return static_cast<std::int64_t>(Found(shop, query).size());
}

}  // namespace riff::sim
