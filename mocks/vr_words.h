#pragma once

#include <span>
#include <string>
#include <string_view>

#include "mocks/market.h"

// What the V&R site knows by name: categories and the state of a row (platform sheet, section 1).
namespace riff::sim {

// One option of the form's category selects. A root has parent 0. Where `deeper` is compulsory, a form that stops at
// this level is refused.
enum class Deeper { kNothing, kOptional, kCompulsory };
struct VrCategory {
  int id;
  int parent;
  std::string_view name;
  Deeper deeper;
};
std::span<const VrCategory> VrCategories();
const VrCategory* FindVrCategory(int id);  // Null when there is none.

// "Guitars>Electric solid body" of a category, as the export writes it.
std::string VrCategoryPath(const VrCategory& category);

// The path for one of the catalogue's words.
std::string_view VrPathFor(std::string_view catalog_word);

// Whether the export and the site show the row at all: not when it was deleted, ended or never published.
bool IsOnVr(const MarketListing& listing);

}  // namespace riff::sim
