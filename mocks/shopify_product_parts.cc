// What hangs on a product: pictures and metafields.

#include "mocks/shopify_product_parts.h"

#include "mocks/shopify_page.h"

namespace riff::sim {
namespace {

constexpr std::string_view kMetafieldFront = "metafield:";

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

GraphqlObjectPointer PictureOf(ShopifyPicture as, const std::string& url, std::int64_t number) {
  return as == ShopifyPicture::kImage ? ImageOf(url, number) : MediaOf(url, number);
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

}  // namespace

std::vector<std::string> ShopifyPublishedOn(const MarketListing& listing) {
  return LinesIn(ExtraOf(listing.extras, "published"));
}

GraphqlOutput ShopifyPicturesPage(ShopifyShop& shop, const ShopifyProduct& product, const GraphqlCall& call,
                                  ShopifyPicture as) {
  std::vector<ShopifyPageRow> rows;
  const std::vector<std::string>& urls = shop.FirstRowOf(product.number)->content.image_urls;
  for (std::size_t i = 0; i < urls.size(); ++i) {
    // Pictures have no numbers of their own in the market.
    const std::int64_t number = product.number * 100 + static_cast<std::int64_t>(i);
    rows.push_back({SortedNumber(static_cast<std::int64_t>(i)), number,
                    [url = urls[i], number, as] { return PictureOf(as, url, number); }});
  }
  return ShopifyPage(shop, as == ShopifyPicture::kImage ? "ImageConnection" : "MediaConnection", std::move(rows), call);
}

GraphqlOutput ShopifyFirstPicture(ShopifyShop& shop, const ShopifyProduct& product, ShopifyPicture as) {
  const std::vector<std::string>& urls = shop.FirstRowOf(product.number)->content.image_urls;
  return urls.empty() ? GraphqlOutput(GraphqlValue::Null()) : PictureOf(as, urls.front(), product.number * 100);
}

GraphqlOutput ShopifyMetafield(const MarketListing& listing, const GraphqlCall& call) {
  const std::string space = call.arguments.Given("namespace") ? call.arguments.TextOf("namespace") : "$app";
  return MetafieldOf(listing, std::string(kMetafieldFront) + space + "/" + call.arguments.TextOf("key"));
}

GraphqlOutput ShopifyMetafieldsPage(ShopifyShop& shop, const ShopifyProduct& product, const GraphqlCall& call) {
  const MarketListing& listing = *shop.FirstRowOf(product.number);
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

}  // namespace riff::sim
