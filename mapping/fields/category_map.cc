#include "mapping/fields/category_map.h"

#include <algorithm>
#include <iterator>

#include "mapping/fields/category_tables.h"

namespace riff {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool IsSame(std::string_view left, std::string_view right) { return std::ranges::equal(left, right, {}, Lower, Lower); }

std::span<const CategoryRow> RowsOf(Platform platform) {
  switch (platform) {
    case Platform::kReverb:
      return ReverbCategories();
    case Platform::kEbay:
      return EbayCategories();
    case Platform::kShopify:
      return ShopifyCategories();
    case Platform::kVr:
      return VrCategories();
    case Platform::kTiktok:
      return {};
  }
  return {};
}

const CategoryNode* NodeAt(std::string_view path) {
  const auto nodes = CategoryNodes();
  const auto found = std::ranges::find(nodes, path, &CategoryNode::path);
  return found == nodes.end() ? nullptr : &*found;
}

const CategoryRow* RowAt(Platform platform, std::string_view path) {
  const auto rows = RowsOf(platform);
  const auto found = std::ranges::find(rows, path, &CategoryRow::node);
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace

std::span<const CategoryNode> CategoryTree() { return CategoryNodes(); }

const CategoryNode* FindCategoryNode(std::string_view path_or_label) {
  const auto nodes = CategoryNodes();
  const auto found = std::ranges::find_if(nodes, [path_or_label](const CategoryNode& node) {
    return node.path == path_or_label || IsSame(node.label, path_or_label);
  });
  return found == nodes.end() ? nullptr : &*found;
}

const CategoryNode* ParentOf(const CategoryNode& node) {
  const std::size_t slash = node.path.rfind('/');
  return slash == std::string_view::npos ? nullptr : NodeAt(node.path.substr(0, slash));
}

CategoryChoice CategoryFor(Platform platform, const CategoryNode& node) {
  for (const CategoryNode* at = &node; at != nullptr; at = ParentOf(*at)) {
    const CategoryRow* const row = RowAt(platform, at->path);
    if (row == nullptr) {
      continue;
    }
    const bool exact = at == &node || row->reach == CategoryReach::kAllBelow;
    const bool holds = row->reach == CategoryReach::kHoldsCategories;
    return {exact ? CategoryFit::kExact : CategoryFit::kGeneralised,
            holds ? CategoryUse::kHoldsCategories : CategoryUse::kTakesListings, row->id, at};
  }
  return {};
}

const CategoryNode* CategoryFrom(Platform platform, std::string_view category) {
  if (category.empty()) {
    return nullptr;
  }
  for (const CategoryRow& row : RowsOf(platform)) {
    if (IsSame(row.id, category) || IsSame(row.alias, category)) {
      return NodeAt(row.node);
    }
  }
  return nullptr;
}

const CategoryNode* CategoryFromAnywhere(std::string_view category) {
  const CategoryNode* node = FindCategoryNode(category);
  for (const Platform platform : kPlatforms) {
    node = node == nullptr ? CategoryFrom(platform, category) : node;
  }
  return node;
}

std::vector<std::string_view> CategoryIds(Platform platform) {
  std::vector<std::string_view> ids;
  std::ranges::transform(RowsOf(platform), std::back_inserter(ids), &CategoryRow::id);
  return ids;
}

std::optional<std::string_view> VrCategoryNumbers(std::string_view path) {
  for (const CategoryRow& row : VrCategories()) {
    if (IsSame(row.id, path)) {
      return row.alias;
    }
  }
  return std::nullopt;
}

}  // namespace riff
