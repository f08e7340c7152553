#include "mocks/reverb_words.h"

#include <algorithm>
#include <array>

namespace riff::sim {
namespace {

constexpr StockKind kOne = StockKind::kOneOfAKind;
constexpr StockKind kMany = StockKind::kStocked;

constexpr std::array kConditions = {
    ReverbCondition{"fbf35668-96a0-4baa-bcde-ab18d6b1b329", "Non Functioning", "non-functioning",
                    Condition::kNonFunctioning, kOne},
    ReverbCondition{"6a9dfcad-600b-46c8-9e08-ce6e5057921e", "Poor", "poor", Condition::kPoor, kOne},
    ReverbCondition{"98777886-76d0-44c8-865e-bb40e669e934", "Fair", "fair", Condition::kFair, kOne},
    ReverbCondition{"f7a3f48c-972a-44c6-b01a-0cd27488d3f6", "Good", "good", Condition::kGood, kOne},
    ReverbCondition{"ae4d9114-1bd7-4ec5-a4ba-6653af5ac84d", "Very Good", "very-good", Condition::kVeryGood, kOne},
    ReverbCondition{"df268ad1-c462-4ba6-b6db-e007e23922ea", "Excellent", "excellent", Condition::kExcellent, kOne},
    ReverbCondition{"ac5b9c1e-dc78-466d-b0b3-7cf712967a48", "Mint", "mint", Condition::kMint, kOne},
    ReverbCondition{"6db7df88-293b-4017-a1c1-cdb5e599fa1a", "Mint (with inventory)", "mint-inventory", Condition::kMint,
                    kMany},
    ReverbCondition{"9225283f-60c2-4413-ad18-1f5eba7a856f", "B-Stock", "b-stock", Condition::kBStock, kMany},
    ReverbCondition{"7c3f45de-2ae0-4c81-8400-fdb6b1d74890", "Brand New", "brand-new", Condition::kNew, kMany},
};

// Roots and the first two leaves are the platform's; the other leaves are this stand-in's, since real clients fetch
// them.
constexpr std::string_view kAccessories = "62835d2e-ac92-41fc-9b8d-4aba8c1c25d5";
constexpr std::string_view kAcoustic = "3ca3eb03-7eac-477d-b253-15ce603d2550";
constexpr std::string_view kAmps = "09055aa7-ed49-459d-9452-aa959f288dc2";
constexpr std::string_view kBass = "53a9c7d7-d73d-4e7f-905c-553503e50a90";
constexpr std::string_view kDrums = "b3cb9f8e-4cb6-4325-8215-1efcd9999daf";
constexpr std::string_view kEffects = "fa10f97c-dd98-4a8f-933b-8cb55eb653dd";
constexpr std::string_view kElectric = "dfd39027-d134-4353-b9e4-57dc6be791b9";
constexpr std::string_view kKeyboards = "d002db05-ab63-4c79-999c-d49bbe8d7739";
constexpr std::array kCategories = {
    ReverbCategory{kAccessories, "Accessories", kAccessories, ""},
    ReverbCategory{kAcoustic, "Acoustic Guitars", kAcoustic, ""},
    ReverbCategory{kAmps, "Amps", kAmps, ""},
    ReverbCategory{kBass, "Bass Guitars", kBass, ""},
    ReverbCategory{kDrums, "Drums and Percussion", kDrums, ""},
    ReverbCategory{kEffects, "Effects and Pedals", kEffects, ""},
    ReverbCategory{kElectric, "Electric Guitars", kElectric, ""},
    ReverbCategory{kKeyboards, "Keyboards and Synths", kKeyboards, ""},
    ReverbCategory{"e57deb7a-382b-4e18-a008-67d4fbcb2879", "Electric Guitars / Solid Body", kElectric,
                   "electric guitar"},
    ReverbCategory{"6a63ac2e-f2a5-4064-b6ea-0393f42ee497", "Electric Guitars / Semi-Hollow", kElectric, ""},
    ReverbCategory{"5b0c1a52-6a2e-4f0e-9a55-3c1f3c0d1a01", "Acoustic Guitars / Dreadnought", kAcoustic,
                   "acoustic guitar"},
    ReverbCategory{"5b0c1a52-6a2e-4f0e-9a55-3c1f3c0d1a02", "Bass Guitars / 4-String", kBass, "bass guitar"},
    ReverbCategory{"5b0c1a52-6a2e-4f0e-9a55-3c1f3c0d1a03", "Amps / Guitar Amps", kAmps, "amplifier"},
    ReverbCategory{"5b0c1a52-6a2e-4f0e-9a55-3c1f3c0d1a04", "Effects and Pedals / Overdrive and Boost", kEffects,
                   "effect pedal"},
    ReverbCategory{"5b0c1a52-6a2e-4f0e-9a55-3c1f3c0d1a05", "Keyboards and Synths / Electric Pianos", kKeyboards,
                   "keyboard"},
    ReverbCategory{"5b0c1a52-6a2e-4f0e-9a55-3c1f3c0d1a06", "Drums and Percussion / Snare", kDrums, "drum"},
    ReverbCategory{"5b0c1a52-6a2e-4f0e-9a55-3c1f3c0d1a07", "Accessories / Strings", kAccessories, "strings"},
    ReverbCategory{"5b0c1a52-6a2e-4f0e-9a55-3c1f3c0d1a08", "Accessories / Cables", kAccessories, "cable"},
    ReverbCategory{"5b0c1a52-6a2e-4f0e-9a55-3c1f3c0d1a09", "Accessories / Parts and Merchandise", kAccessories,
                   "accessory"},
};

constexpr std::array<std::string_view, 9> kStateFilters = {
    "all", "draft", "ended", "live", "ordered", "sold", "sold_out", "suspended", "seller_unavailable"};

}  // namespace

std::span<const ReverbCondition> ReverbConditions() { return kConditions; }

const ReverbCondition* FindReverbCondition(std::string_view uuid) {
  const auto found = std::ranges::find(kConditions, uuid, &ReverbCondition::uuid);
  return found == kConditions.end() ? nullptr : &*found;
}

const ReverbCondition& ReverbConditionFor(Condition condition) {
  const auto found = std::ranges::find(kConditions, condition, &ReverbCondition::condition);
  return found == kConditions.end() ? ReverbConditionFor(Condition::kGood) : *found;
}

std::span<const ReverbCategory> ReverbCategories() { return kCategories; }

const ReverbCategory* FindReverbCategory(std::string_view uuid) {
  const auto found = std::ranges::find(kCategories, uuid, &ReverbCategory::uuid);
  return found == kCategories.end() ? nullptr : &*found;
}

const ReverbCategory& ReverbLeafFor(std::string_view catalog_word) {
  const auto found = catalog_word.empty() ? kCategories.end()
                                          : std::ranges::find(kCategories, catalog_word, &ReverbCategory::catalog_word);
  return found == kCategories.end() ? kCategories.back() : *found;
}

std::string_view ReverbStateOf(const MarketListing& listing) {
  switch (listing.status) {
    case ListingStatus::kDraft:
      return "draft";
    case ListingStatus::kLive:
      return "live";
    case ListingStatus::kPaused:
      return "suspended";
    case ListingStatus::kSold:
      return listing.stock == StockKind::kStocked ? "sold" : "ordered";
    case ListingStatus::kEnded:
    case ListingStatus::kGone:
      break;
  }
  return "ended";
}

StateMatch MatchesReverbState(std::string_view filter, const MarketListing& listing) {
  if (std::ranges::find(kStateFilters, filter) == kStateFilters.end()) {
    return StateMatch::kUnknownState;
  }
  const std::string_view wanted = filter == "sold_out" ? "sold" : filter;
  return wanted == "all" || wanted == ReverbStateOf(listing) ? StateMatch::kYes : StateMatch::kNo;
}

std::string_view ReverbStatusOf(const MarketOrder& order) {
  if (const auto own = order.extras.find("status"); own != order.extras.end() && order.state == OrderState::kShipped) {
    return own->second;
  }
  switch (order.state) {
    case OrderState::kPending:
      return "unpaid";
    case OrderState::kPaid:
      return "paid";
    case OrderState::kShipped:
      return "shipped";
    case OrderState::kCancelled:
      return "cancelled";
    case OrderState::kReturned:
    case OrderState::kRefunded:
      return "refunded";
    case OrderState::kUnknown:
      break;
  }
  return "held_by_customs";
}

}  // namespace riff::sim
