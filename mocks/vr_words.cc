#include "mocks/vr_words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace riff::sim {
namespace {

// Ids of roots, 83, 86 and 195 are the site's; the other second levels are this stand-in's and never compulsory.
constexpr std::array kCategories = {
    VrCategory{51, 0, "Guitars", Deeper::kCompulsory},
    VrCategory{52, 0, "Basses", Deeper::kOptional},
    VrCategory{53, 0, "Amps", Deeper::kOptional},
    VrCategory{56, 0, "Brass & Woodwind", Deeper::kNothing},
    VrCategory{57, 0, "Pianos", Deeper::kOptional},
    VrCategory{90, 0, "Effects", Deeper::kOptional},
    VrCategory{188, 0, "Stringed", Deeper::kNothing},
    VrCategory{216, 0, "Drums", Deeper::kOptional},
    VrCategory{235, 0, "Bowed", Deeper::kNothing},
    VrCategory{390, 0, "Furniture", Deeper::kNothing},
    VrCategory{422, 0, "Books & DVDs", Deeper::kNothing},
    VrCategory{83, 51, "Electric solid body", Deeper::kNothing},
    VrCategory{84, 51, "Acoustic flat top", Deeper::kNothing},
    VrCategory{86, 51, "Archtop", Deeper::kCompulsory},
    VrCategory{195, 86, "Archtop electric", Deeper::kNothing},
    VrCategory{1201, 52, "Electric basses", Deeper::kNothing},
    VrCategory{1301, 53, "Guitar amps", Deeper::kNothing},
    VrCategory{1701, 57, "Electric pianos and synths", Deeper::kNothing},
    VrCategory{1901, 90, "Pedals and echoes", Deeper::kNothing},
    VrCategory{1902, 90, "Strings, cables and parts", Deeper::kNothing},
    VrCategory{2201, 216, "Snares and kits", Deeper::kNothing},
};

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kPaths = {{
    {"electric guitar", "Guitars>Electric solid body"},
    {"acoustic guitar", "Guitars>Acoustic flat top"},
    {"bass guitar", "Basses>Electric basses"},
    {"amplifier", "Amps>Guitar amps"},
    {"effect pedal", "Effects>Pedals and echoes"},
    {"keyboard", "Pianos>Electric pianos and synths"},
    {"drum", "Drums>Snares and kits"},
    {"strings", "Effects>Strings, cables and parts"},
    {"cable", "Effects>Strings, cables and parts"},
    {"accessory", "Effects>Strings, cables and parts"},
}};

}  // namespace

std::span<const VrCategory> VrCategories() { return kCategories; }

const VrCategory* FindVrCategory(int id) {
  const auto found = std::ranges::find(kCategories, id, &VrCategory::id);
  return found == kCategories.end() ? nullptr : &*found;
}

std::string VrCategoryPath(const VrCategory& category) {
  const VrCategory* parent = FindVrCategory(category.parent);
  return (parent == nullptr ? "" : VrCategoryPath(*parent) + ">") + std::string(category.name);
}

std::string_view VrPathFor(std::string_view catalog_word) {
  for (const auto& [word, path] : kPaths) {
    if (word == catalog_word) {
      return path;
    }
  }
  return kPaths.front().second;
}

bool IsOnVr(const MarketListing& listing) {
  return listing.status == ListingStatus::kLive || listing.status == ListingStatus::kSold;
}

}  // namespace riff::sim
