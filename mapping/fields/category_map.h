#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/model/channel.h"

namespace riff {

// A place in our own tree of music gear: "guitars/electric/solid-body". The part before the last slash is its parent.
struct CategoryNode {
  std::string_view path;
  std::string_view label;  // "Solid body electric guitars"
};

enum class CategoryFit {
  kExact,        // The platform has a category for just this, or draws no finer line below the one given.
  kGeneralised,  // It has none: the most specific ancestor that it has. A person should choose
                 // (`listing_precondition`).
  kNone,         // Nothing of ours is known there: unknown text, or a platform whose categories are the seller's own.
};

// Whether listings may stand in the category itself. Reverb, eBay and TikTok take them in leaves only.
enum class CategoryUse { kTakesListings, kHoldsCategories };

struct CategoryChoice {
  CategoryFit fit = CategoryFit::kNone;
  CategoryUse use = CategoryUse::kHoldsCategories;
  std::string_view id;                 // As the platform's connector writes it.
  const CategoryNode* node = nullptr;  // What `id` stands for: the node asked for, or its ancestor.
};

// Every node, parents first. The table lives as long as the program.
std::span<const CategoryNode> CategoryTree();

// The node of that path, or of that label in any letter case; null for anything else.
const CategoryNode* FindCategoryNode(std::string_view path_or_label);

// The node above; null for a root.
const CategoryNode* ParentOf(const CategoryNode& node);

// The platform's category for a node.
//   reverb   the category's uuid (the same in production; a sandbox may know fewer).
//   ebay     the number in the trees of ebay.com and ebay.co.uk, which agree on music gear.
//   shopify  the product taxonomy's id ("gid://shopify/TaxonomyCategory/ae-2-8-7-2-4").
//   vr       the path as the export spells it ("Guitars>Electric solid body"); `VrCategoryNumbers` has the form's ids.
//   tiktok   none: its categories differ by region and version, and the configuration names one.
CategoryChoice CategoryFor(Platform platform, const CategoryNode& node);

// The node that the platform's category means: by its id in any letter case, by Shopify's product type, or by V&R's ids
// ("51>83"). Where several nodes share a category, the most general of them. Null for a category that is not known.
const CategoryNode* CategoryFrom(Platform platform, std::string_view category);

// Like CategoryFrom for a text of unknown origin, such as the category of a product that was adopted from some channel:
// a node's path or label, else the first platform that knows it. The platforms' spellings do not overlap.
const CategoryNode* CategoryFromAnywhere(std::string_view category);

// Every category of the platform that is in the table.
std::vector<std::string_view> CategoryIds(Platform platform);

// The ids of V&R's form for one of its paths: "51>83" for "Guitars>Electric solid body"; nothing for an unknown one.
std::optional<std::string_view> VrCategoryNumbers(std::string_view path);

}  // namespace riff
