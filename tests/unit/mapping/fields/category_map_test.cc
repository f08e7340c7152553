#include "mapping/fields/category_map.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "connectors/json/json.h"
#include "mapping/fields/category_tables.h"

namespace riff {
namespace {

const CategoryNode& Node(std::string_view path) {
  const CategoryNode* const node = FindCategoryNode(path);
  EXPECT_NE(node, nullptr) << path;
  return *node;
}

TEST(CategoryMapTest, IsATreeOfUniquePathsAndLabels) {
  std::set<std::string_view> paths;
  std::set<std::string_view> labels;
  for (const CategoryNode& node : CategoryTree()) {
    EXPECT_TRUE(paths.insert(node.path).second) << node.path;
    EXPECT_TRUE(labels.insert(node.label).second) << node.label;
    const bool is_root = node.path.find('/') == std::string_view::npos;
    EXPECT_EQ(ParentOf(node) == nullptr, is_root) << node.path;
    EXPECT_EQ(FindCategoryNode(node.label), &node);
  }
  EXPECT_GE(paths.size(), 100u);
}

TEST(CategoryMapTest, NamesOnlyNodesThatThereAreAndEachOnce) {
  for (const auto& rows : {ReverbCategories(), EbayCategories(), ShopifyCategories(), VrCategories()}) {
    std::set<std::string_view> nodes;
    for (const CategoryRow& row : rows) {
      EXPECT_TRUE(nodes.insert(row.node).second) << row.node;
      EXPECT_NE(FindCategoryNode(row.node), nullptr) << row.node;
      EXPECT_FALSE(row.id.empty()) << row.node;
    }
  }
}

TEST(CategoryMapTest, ReadsBackEveryCategoryOfEveryPlatform) {
  for (const Platform platform : kPlatforms) {
    for (const std::string_view id : CategoryIds(platform)) {
      const CategoryNode* const node = CategoryFrom(platform, id);
      ASSERT_NE(node, nullptr) << id;
      const CategoryChoice back = CategoryFor(platform, *node);
      EXPECT_EQ(back.id, id);
      EXPECT_EQ(back.fit, CategoryFit::kExact) << id;
      EXPECT_EQ(CategoryFromAnywhere(id), node) << id;
    }
  }
}

TEST(CategoryMapTest, ReadsBackEachNodeAsItselfOrOneThatSharesItsCategory) {
  for (const Platform platform : kPlatforms) {
    for (const CategoryNode& node : CategoryTree()) {
      const CategoryChoice choice = CategoryFor(platform, node);
      if (choice.fit == CategoryFit::kNone) {
        continue;
      }
      const CategoryNode* const back = CategoryFrom(platform, choice.id);
      ASSERT_NE(back, nullptr);
      EXPECT_EQ(CategoryFor(platform, *back).id, choice.id) << node.path;
      EXPECT_TRUE(node.path.starts_with(choice.node->path)) << node.path;
    }
  }
}

TEST(CategoryMapTest, GivesAFinerNodeTheCategoryThatHasNoFinerLine) {
  const CategoryChoice choice = CategoryFor(Platform::kEbay, Node("guitars/electric/solid-body"));

  EXPECT_EQ(choice.id, "33034");
  EXPECT_EQ(choice.fit, CategoryFit::kExact);
  EXPECT_EQ(choice.use, CategoryUse::kTakesListings);
}

TEST(CategoryMapTest, SaysWhenItHadToGeneralise) {
  const CategoryChoice tremolo = CategoryFor(Platform::kEbay, Node("effects/tremolo"));
  const CategoryChoice strings = CategoryFor(Platform::kReverb, Node("accessories/strings/bass"));

  EXPECT_EQ(tremolo.id, "22669");
  EXPECT_EQ(tremolo.fit, CategoryFit::kGeneralised);
  EXPECT_EQ(tremolo.node->path, "effects");
  EXPECT_EQ(strings.fit, CategoryFit::kGeneralised);
  EXPECT_EQ(strings.use, CategoryUse::kHoldsCategories);  // Reverb refuses it: a person must choose.
}

TEST(CategoryMapTest, SaysNothingOfWhatItDoesNotKnow) {
  EXPECT_EQ(FindCategoryNode("guitars/electric/edible"), nullptr);
  EXPECT_EQ(CategoryFromAnywhere(""), nullptr);
  EXPECT_EQ(CategoryFromAnywhere("kitchen sinks"), nullptr);
  EXPECT_EQ(CategoryFrom(Platform::kEbay, "1"), nullptr);
  EXPECT_EQ(CategoryFor(Platform::kTiktok, Node("guitars/electric")).fit, CategoryFit::kNone);
  EXPECT_EQ(CategoryFor(Platform::kEbay, Node("dj")).fit, CategoryFit::kNone);
}

TEST(CategoryMapTest, ReadsTheOtherSpellingsOfACategory) {
  EXPECT_EQ(CategoryFrom(Platform::kVr, "51>83"), CategoryFrom(Platform::kVr, "guitars>electric solid body"));
  EXPECT_EQ(CategoryFrom(Platform::kShopify, "Electric Guitars")->path, "guitars/electric");
  EXPECT_EQ(CategoryFrom(Platform::kReverb, "E57DEB7A-382b-4e18-a008-67d4fbcb2879")->path,
            "guitars/electric/solid-body");
  EXPECT_EQ(VrCategoryNumbers("Guitars>Electric solid body"), "51>83");
  EXPECT_EQ(VrCategoryNumbers("Guitars>Edible"), std::nullopt);
}

TEST(CategoryMapTest, KnowsEveryCategoryThatTheReverbContractNames) {
  const char* const folder = std::getenv("RIFF_CONTRACTS");
  if (folder == nullptr) {
    GTEST_SKIP() << "RIFF_CONTRACTS does not say where the contracts are";
  }
  std::ifstream file(std::string(folder) + "/reverb/reference_values.json");
  std::stringstream text;
  text << file.rdbuf();
  const auto document = JsonDocument::Parse(text.str());
  ASSERT_TRUE(document);

  const auto leaves = document->root().Array("known_leaf_categories");
  const auto roots = document->root().Array("root_categories");
  ASSERT_TRUE(leaves && roots);
  for (const JsonValue& leaf : *leaves) {
    const CategoryNode* const node = CategoryFrom(Platform::kReverb, *leaf.Text("uuid"));
    ASSERT_NE(node, nullptr) << *leaf.Text("full_name");
    EXPECT_EQ(CategoryFor(Platform::kReverb, *node).use, CategoryUse::kTakesListings);
  }
  for (const JsonValue& root : *roots) {
    const CategoryNode* const node = CategoryFrom(Platform::kReverb, *root.Text("uuid"));
    if (node != nullptr) {
      EXPECT_EQ(CategoryFor(Platform::kReverb, *node).use, CategoryUse::kHoldsCategories) << *root.Text("full_name");
    }
  }
}

}  // namespace
}  // namespace riff
