// Products and what hangs on them: media, options, metafields, publications.

#include <algorithm>

#include "mocks/shopify_objects.h"
#include "mocks/shopify_page.h"
#include "mocks/shopify_search.h"

namespace riff::sim {
namespace {

constexpr std::string_view kMetafieldFront = "metafield:";

struct Product {
  std::int64_t number = 0;
};

const MarketListing& First(ShopifyShop& shop, const Product& product) { return *shop.FirstRowOf(product.number); }

std::vector<std::string> PublishedOn(const MarketListing& listing) {
  return LinesIn(ExtraOf(listing.extras, "published"));
}

GraphqlOutput PublishedOnPublication(const MarketListing& listing, const GraphqlCall& call) {
  const std::string gid = call.arguments.TextOf("publicationId");
  const std::optional<std::int64_t> number = ShopifyNumber(gid, "Publication");
  const std::vector<std::string> on = PublishedOn(listing);
  return GraphqlValue::Bool(number && std::find(on.begin(), on.end(), std::to_string(*number)) != on.end());
}

GraphqlOutput PublicationsCount(const MarketListing& listing) {
  return ShopifyCount(static_cast<std::int64_t>(PublishedOn(listing).size()), 10000);
}

// ---- media -------------------------------------------------------------------------------------------------------

GraphqlObjectPointer ImageOf(const std::string& url, std::int64_t number) {
  return ShopifyRecord("Image", {{"id", TextLeaf(ShopifyGid("ProductImage", number))}, {"url", TextLeaf(url)}});
}

GraphqlObjectPointer MediaOf(const std::string& url, std::int64_t number) {
  const GraphqlObjectPointer image = ImageOf(url, number);
  const GraphqlObjectPointer preview =
      ShopifyRecord("MediaPreviewImage", {{"image", image}, {"status", TextLeaf("READY")}});
  return ShopifyRecord("MediaImage", {{"id", TextLeaf(ShopifyGid("MediaImage", number))},
                                      {"image", image},
                                      {"mediaContentType", TextLeaf("IMAGE")},
                                      {"preview", preview},
                                      {"status", TextLeaf("READY")}});
}

using Maker = GraphqlObjectPointer (*)(const std::string& url, std::int64_t number);

GraphqlOutput PicturesPage(ShopifyShop& shop, const Product& product, const GraphqlCall& call, std::string_view type,
                           Maker make) {
  std::vector<ShopifyPageRow> rows;
  const std::vector<std::string>& urls = First(shop, product).content.image_urls;
  for (std::size_t i = 0; i < urls.size(); ++i) {
    // Pictures have no numbers of their own in the market.
    const std::int64_t number = product.number * 100 + static_cast<std::int64_t>(i);
    rows.push_back({SortedNumber(static_cast<std::int64_t>(i)), number,
                    [url = urls[i], number, make] { return make(url, number); }});
  }
  return ShopifyPage(shop, type, std::move(rows), call);
}

GraphqlOutput FirstPicture(ShopifyShop& shop, const Product& product, Maker make) {
  const std::vector<std::string>& urls = First(shop, product).content.image_urls;
  return urls.empty() ? GraphqlOutput(GraphqlValue::Null()) : GraphqlOutput(make(urls.front(), product.number * 100));
}

// ---- metafields --------------------------------------------------------------------------------------------------

GraphqlObjectPointer MetafieldOf(const MarketListing& listing, const std::string& extra) {
  const std::string held = ExtraOf(listing.extras, extra);
  const std::size_t line = held.find('\n');
  if (line == std::string::npos) {
    return nullptr;
  }
  const std::string name = extra.substr(kMetafieldFront.size());
  const std::size_t slash = name.find('/');
  return ShopifyRecord(
      "Metafield", {{"id", TextLeaf(ShopifyGid("Metafield", ProductNumberOf(listing)) + "-" + name.substr(slash + 1))},
                    {"namespace", TextLeaf(name.substr(0, slash))},
                    {"key", TextLeaf(name.substr(slash + 1))},
                    {"type", TextLeaf(held.substr(0, line))},
                    {"value", TextLeaf(held.substr(line + 1))},
                    {"createdAt", TimeLeaf(listing.created_at)},
                    {"updatedAt", TimeLeaf(listing.updated_at)}});
}

GraphqlOutput OneMetafield(const MarketListing& listing, const GraphqlCall& call) {
  const std::string space = call.arguments.Given("namespace") ? call.arguments.TextOf("namespace") : "$app";
  return MetafieldOf(listing, std::string(kMetafieldFront) + space + "/" + call.arguments.TextOf("key"));
}

GraphqlOutput MetafieldsPage(ShopifyShop& shop, const Product& product, const GraphqlCall& call) {
  const MarketListing& listing = First(shop, product);
  const std::string space = call.arguments.TextOf("namespace");
  std::vector<ShopifyPageRow> rows;
  for (const auto& [extra, held] : listing.extras) {
    if (extra.starts_with(kMetafieldFront) &&
        (space.empty() || extra.starts_with(std::string(kMetafieldFront) + space + "/"))) {
      rows.push_back({extra, static_cast<std::int64_t>(rows.size()),
                      [&shop, number = product.number, name = extra]() -> GraphqlObjectPointer {
                        return MetafieldOf(*shop.FirstRowOf(number), name);
                      }});
    }
  }
  return ShopifyPage(shop, "MetafieldConnection", std::move(rows), call);
}

// ---- the product -------------------------------------------------------------------------------------------------

// The text between the tags of the HTML.
std::string PlainText(std::string_view html) {
  std::string plain;
  bool inside = false;
  for (const char c : html) {
    inside = c == '<' ? true : inside;
    if (!inside) {
      plain += c;
    }
    inside = c == '>' ? false : inside;
  }
  return plain;
}

std::int64_t TotalOf(ShopifyShop& shop, const Product& product) {
  std::int64_t total = 0;
  for (const MarketListing* row : shop.RowsOf(product.number)) {
    total += IsTracked(*row) && IsStocked(*row) ? row->available.units() : 0;
  }
  return total;
}

Timestamp ChangedAt(ShopifyShop& shop, std::int64_t number) {
  Timestamp at;
  for (const MarketListing* row : shop.RowsOf(number)) {
    at = std::max(at, row->updated_at);
  }
  return at;
}

GraphqlOutput PublishedAt(const MarketListing& listing) {
  if (PublishedOn(listing).empty()) {
    return GraphqlValue::Null();
  }
  const std::string own = ExtraOf(listing.extras, "published_at");
  return TimeLeaf(own.empty() ? listing.created_at : FromMicros(NumberInDigits(own).value_or(0)));
}

GraphqlOutput Options(ShopifyShop& shop, const Product& product) {
  const MarketListing& first = First(shop, product);
  const std::string name = ExtraOf(first.extras, "option_name");
  GraphqlValue values = GraphqlValue::List();
  for (const MarketListing* row : shop.RowsOf(product.number)) {
    const std::string value = ExtraOf(row->extras, "option");
    values.items.push_back(GraphqlValue::Text(value.empty() ? "Default Title" : value));
  }
  return std::vector<GraphqlOutput>{
      ShopifyRecord("ProductOption", {{"id", TextLeaf(ShopifyGid("ProductOption", product.number))},
                                      {"name", TextLeaf(name.empty() ? "Title" : name)},
                                      {"position", NumberLeaf(1)},
                                      {"values", values}})};
}

GraphqlOutput PriceRange(ShopifyShop& shop, const Product& product) {
  Money least = First(shop, product).price;
  Money most = least;
  for (const MarketListing* row : shop.RowsOf(product.number)) {
    least = row->price.minor < least.minor ? row->price : least;
    most = row->price.minor > most.minor ? row->price : most;
  }
  return ShopifyRecord("ProductPriceRangeV2",
                       {{"minVariantPrice", ShopifyMoney(least)}, {"maxVariantPrice", ShopifyMoney(most)}});
}

GraphqlOutput Tags(const MarketListing& listing) {
  GraphqlValue tags = GraphqlValue::List();
  for (const std::string& tag : LinesIn(ExtraOf(listing.extras, "tags"))) {
    tags.items.push_back(GraphqlValue::Text(tag));
  }
  return tags;
}

GraphqlOutput Description(const MarketListing& listing, const GraphqlCall& call) {
  std::string plain = PlainText(listing.content.description);
  if (const GraphqlValue* most = call.arguments.Given("truncateAt"); most != nullptr && most->integer >= 0) {
    plain = FitTitle(plain, static_cast<std::size_t>(most->integer));
  }
  return TextLeaf(plain);
}

GraphqlOutput Variants(ShopifyShop& shop, const Product& product, const GraphqlCall& call) {
  std::vector<ShopifyPageRow> rows;
  for (const MarketListing* row : shop.RowsOf(product.number)) {
    rows.push_back({"", VariantNumberOf(*row), [&shop, at = row->row] { return VariantObject(shop, at); }});
  }
  return ShopifyPage(shop, "ProductVariantConnection", std::move(rows), call);
}

GraphqlOutput OnlineUrl(ShopifyShop& shop, const Product& product) {
  const MarketListing& first = First(shop, product);
  const std::vector<std::string> on = PublishedOn(first);
  const bool shown = std::find(on.begin(), on.end(), std::to_string(shop.OnlineStoreNumber())) != on.end() &&
                     (first.status == ListingStatus::kLive || first.status == ListingStatus::kPaused);
  return shown ? TextLeaf("https://" + shop.credentials().Key("shop") + "/products/" + shop.HandleOf(product.number))
               : GraphqlOutput(GraphqlValue::Null());
}

// Short for a resolver that needs the product's first row only.
#define RIFF_FIRST(expression)                                                              \
  [](ShopifyShop& shop, const Product& product, const GraphqlCall& call) -> GraphqlOutput { \
    const MarketListing& first = First(shop, product);                                      \
    (void)call;                                                                             \
    return expression;                                                                      \
  }
#define RIFF_WHOLE(expression)                                                              \
  [](ShopifyShop& shop, const Product& product, const GraphqlCall& call) -> GraphqlOutput { \
    (void)shop, (void)product, (void)call;                                                  \
    return expression;                                                                      \
  }

const ShopifyFields<Product>& ProductFields() {
  static const ShopifyFields<Product> fields = {
      {"availablePublicationsCount", RIFF_FIRST(PublicationsCount(first))},
      {"bodyHtml", RIFF_FIRST(TextLeaf(first.content.description))},
      {"category", RIFF_WHOLE(GraphqlValue::Null())},
      {"createdAt", RIFF_FIRST(TimeLeaf(first.created_at))},
      {"defaultCursor", RIFF_WHOLE(TextLeaf(SortedNumber(product.number)))},
      {"description", RIFF_FIRST(Description(first, call))},
      {"descriptionHtml", RIFF_FIRST(TextLeaf(first.content.description))},
      {"featuredImage", RIFF_WHOLE(FirstPicture(shop, product, ImageOf))},
      {"featuredMedia", RIFF_WHOLE(FirstPicture(shop, product, MediaOf))},
      {"handle", RIFF_WHOLE(TextLeaf(shop.HandleOf(product.number)))},
      {"hasOnlyDefaultVariant", RIFF_FIRST(GraphqlValue::Bool(ExtraOf(first.extras, "option_name").empty() &&
                                                              shop.RowsOf(product.number).size() == 1))},
      {"hasOutOfStockVariants", RIFF_WHOLE(GraphqlValue::Bool(TotalOf(shop, product) < 1))},
      {"id", RIFF_WHOLE(TextLeaf(ShopifyGid("Product", product.number)))},
      {"images", RIFF_WHOLE(PicturesPage(shop, product, call, "ImageConnection", ImageOf))},
      {"isGiftCard", RIFF_WHOLE(GraphqlValue::Bool(false))},
      {"legacyResourceId", RIFF_WHOLE(TextLeaf(std::to_string(product.number)))},
      {"media", RIFF_WHOLE(PicturesPage(shop, product, call, "MediaConnection", MediaOf))},
      {"mediaCount", RIFF_FIRST(ShopifyCount(static_cast<std::int64_t>(first.content.image_urls.size()), 10000))},
      {"metafield", RIFF_FIRST(OneMetafield(first, call))},
      {"metafields", RIFF_WHOLE(MetafieldsPage(shop, product, call))},
      {"onlineStorePreviewUrl", RIFF_WHOLE(TextLeaf("https://" + shop.credentials().Key("shop") +
                                                    "/products_preview?id=" + std::to_string(product.number)))},
      {"onlineStoreUrl", RIFF_WHOLE(OnlineUrl(shop, product))},
      {"options", RIFF_WHOLE(Options(shop, product))},
      {"priceRangeV2", RIFF_WHOLE(PriceRange(shop, product))},
      {"productType", RIFF_FIRST(TextLeaf(first.content.category))},
      {"publishedAt", RIFF_FIRST(PublishedAt(first))},
      {"publishedOnPublication", RIFF_FIRST(PublishedOnPublication(first, call))},
      {"resourcePublicationsCount", RIFF_FIRST(PublicationsCount(first))},
      {"status", RIFF_FIRST(TextLeaf(ShopifyStatusOf(first.status)))},
      {"tags", RIFF_FIRST(Tags(first))},
      {"templateSuffix", RIFF_WHOLE(GraphqlValue::Null())},
      {"title", RIFF_FIRST(TextLeaf(first.content.title))},
      {"totalInventory", RIFF_WHOLE(NumberLeaf(TotalOf(shop, product)))},
      {"totalVariants", RIFF_WHOLE(NumberLeaf(static_cast<std::int64_t>(shop.RowsOf(product.number).size())))},
      {"tracksInventory", RIFF_FIRST(GraphqlValue::Bool(IsTracked(first)))},
      {"updatedAt", RIFF_WHOLE(TimeLeaf(ChangedAt(shop, product.number)))},
      {"variants", RIFF_WHOLE(Variants(shop, product, call))},
      {"variantsCount", RIFF_WHOLE(ShopifyCount(static_cast<std::int64_t>(shop.RowsOf(product.number).size()), 10000))},
      {"vendor", RIFF_FIRST(TextLeaf(first.content.brand))},
  };
  return fields;
}

#undef RIFF_FIRST
#undef RIFF_WHOLE

// ---- searching ---------------------------------------------------------------------------------------------------

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

Timestamp ChangedAt(const IndexedProduct& product) {
  Timestamp at;
  for (const MarketListing* row : product.rows) {
    at = std::max(at, row->updated_at);
  }
  return at;
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
    return ChangedAt(product);
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
    return PublishedOn(first);
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

std::string SortKeyOf(const IndexedProduct& product, const std::string& sort) {
  const MarketListing& first = *product.rows.front();
  if (sort == "UPDATED_AT") {
    return SortedTime(ChangedAt(product));
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

GraphqlObjectPointer ProductObject(ShopifyShop& shop, std::int64_t product) {
  return shop.FirstRowOf(product) == nullptr ? nullptr
                                             : ShopifyObject("Product", ProductFields(), shop, Product{product});
}

GraphqlOutput ProductsPage(ShopifyShop& shop, const GraphqlCall& call, std::optional<std::int64_t> publication) {
  const std::string sort = call.arguments.TextOf("sortKey");
  std::vector<ShopifyPageRow> rows;
  for (const IndexedProduct& product : Found(shop, call.arguments.TextOf("query"))) {
    const std::vector<std::string> on = PublishedOn(*product.rows.front());
    if (!publication || std::find(on.begin(), on.end(), std::to_string(*publication)) != on.end()) {
      rows.push_back({SortKeyOf(product, sort), product.number,
                      [&shop, number = product.number] { return ProductObject(shop, number); }});
    }
  }
  return ShopifyPage(shop, "ProductConnection", std::move(rows), call);
}

std::int64_t CountProducts(ShopifyShop& shop, const std::string& query) {
  return static_cast<std::int64_t>(Found(shop, query).size());
}

}  // namespace riff::sim
