#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mocks/shopify_objects.h"

// What hangs on a product: pictures and metafields.
namespace riff::sim {

struct ShopifyProduct {
  std::int64_t number = 0;
};

// The numbers of the publications it is on.
std::vector<std::string> ShopifyPublishedOn(const MarketListing& listing);

// One picture is shown in two ways.
enum class ShopifyPicture { kImage, kMedia };
GraphqlOutput ShopifyPicturesPage(ShopifyShop& shop, const ShopifyProduct& product, const GraphqlCall& call,
                                  ShopifyPicture as);
GraphqlOutput ShopifyFirstPicture(ShopifyShop& shop, const ShopifyProduct& product, ShopifyPicture as);

GraphqlOutput ShopifyMetafield(const MarketListing& listing, const GraphqlCall& call);
GraphqlOutput ShopifyMetafieldsPage(ShopifyShop& shop, const ShopifyProduct& product, const GraphqlCall& call);

}  // namespace riff::sim
