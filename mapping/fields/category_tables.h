#pragma once

#include <span>
#include <string_view>

#include "mapping/fields/category_map.h"

namespace riff {

enum class CategoryReach {
  kHoldsCategories,  // Takes no listings itself.
  kThisNode,         // For what is just this; its children have categories of their own, or none.
  kAllBelow,         // The platform draws no finer line: for everything below the node too.
};

// One category of a platform, and the node of ours it is for. One row a node and platform; of rows with one id the
// first says what the id reads as.
struct CategoryRow {
  std::string_view node;
  std::string_view id;
  CategoryReach reach;
  std::string_view alias = {};  // Another spelling that is read: Shopify's product type, V&R's ids.
};

std::span<const CategoryNode> CategoryNodes();
std::span<const CategoryRow> ReverbCategories();
std::span<const CategoryRow> EbayCategories();
std::span<const CategoryRow> ShopifyCategories();
std::span<const CategoryRow> VrCategories();

}  // namespace riff
