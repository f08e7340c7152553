// The product itself: options, prices, publications.

#include <algorithm>

#include "mocks/shopify_objects.h"
#include "mocks/shopify_page.h"
#include "mocks/shopify_product_parts.h"

namespace riff::sim {
namespace {

using Product = ShopifyProduct;

const MarketListing& First(ShopifyShop& shop, const Product& product) { return *shop.FirstRowOf(product.number); }

GraphqlOutput PublishedOnPublication(const MarketListing& listing, const GraphqlCall& call) {
  const std::string gid = call.arguments.TextOf("publicationId");
  const std::optional<std::int64_t> number = ShopifyNumber(gid, "Publication");
  const std::vector<std::string> on = ShopifyPublishedOn(listing);
  return GraphqlValue::Bool(number && std::find(on.begin(), on.end(), std::to_string(*number)) != on.end());
}

GraphqlOutput PublicationsCount(const MarketListing& listing) {
  return ShopifyCount(static_cast<std::int64_t>(ShopifyPublishedOn(listing).size()), 10000);
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

GraphqlOutput PublishedAt(const MarketListing& listing) {
  if (ShopifyPublishedOn(listing).empty()) {
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
  const std::vector<std::string> on = ShopifyPublishedOn(first);
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
      {"featuredImage", RIFF_WHOLE(ShopifyFirstPicture(shop, product, ShopifyPicture::kImage))},
      {"featuredMedia", RIFF_WHOLE(ShopifyFirstPicture(shop, product, ShopifyPicture::kMedia))},
      {"handle", RIFF_WHOLE(TextLeaf(shop.HandleOf(product.number)))},
      {"hasOnlyDefaultVariant", RIFF_FIRST(GraphqlValue::Bool(ExtraOf(first.extras, "option_name").empty() &&
                                                              shop.RowsOf(product.number).size() == 1))},
      {"hasOutOfStockVariants", RIFF_WHOLE(GraphqlValue::Bool(TotalOf(shop, product) < 1))},
      {"id", RIFF_WHOLE(TextLeaf(ShopifyGid("Product", product.number)))},
      {"images", RIFF_WHOLE(ShopifyPicturesPage(shop, product, call, ShopifyPicture::kImage))},
      {"isGiftCard", RIFF_WHOLE(GraphqlValue::Bool(false))},
      {"legacyResourceId", RIFF_WHOLE(TextLeaf(std::to_string(product.number)))},
      {"media", RIFF_WHOLE(ShopifyPicturesPage(shop, product, call, ShopifyPicture::kMedia))},
      {"mediaCount", RIFF_FIRST(ShopifyCount(static_cast<std::int64_t>(first.content.image_urls.size()), 10000))},
      {"metafield", RIFF_FIRST(ShopifyMetafield(first, call))},
      {"metafields", RIFF_WHOLE(ShopifyMetafieldsPage(shop, product, call))},
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
      {"updatedAt", RIFF_WHOLE(TimeLeaf(shop.ProductChangedAt(shop.RowsOf(product.number))))},
      {"variants", RIFF_WHOLE(Variants(shop, product, call))},
      {"variantsCount", RIFF_WHOLE(ShopifyCount(static_cast<std::int64_t>(shop.RowsOf(product.number).size()), 10000))},
      {"vendor", RIFF_FIRST(TextLeaf(first.content.brand))},
  };
  return fields;
}

#undef RIFF_FIRST
#undef RIFF_WHOLE

}  // namespace

GraphqlObjectPointer ProductObject(ShopifyShop& shop, std::int64_t product) {
  return shop.FirstRowOf(product) == nullptr ? nullptr
                                             : ShopifyObject("Product", ProductFields(), shop, Product{product});
}

}  // namespace riff::sim
