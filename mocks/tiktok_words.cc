#include "mocks/tiktok_words.h"

#include <algorithm>
#include <array>

#include "engine/base/digest.h"

namespace riff::sim {
namespace {

constexpr std::array<std::string_view, 8> kStatuses = {
    "DRAFT", "PENDING", "FAILED", "ACTIVATE", "SELLER_DEACTIVATED", "PLATFORM_DEACTIVATED", "FREEZE", "DELETED"};

constexpr std::string_view kRoot = "801900";
constexpr std::array kCategories = {
    TiktokCategory{kRoot, "", "Musical Instruments", ""},
    TiktokCategory{"801928", kRoot, "Electric Guitars", "electric guitar"},
    TiktokCategory{"801929", kRoot, "Acoustic Guitars", "acoustic guitar"},
    TiktokCategory{"801930", kRoot, "Bass Guitars", "bass guitar"},
    TiktokCategory{"801931", kRoot, "Amplifiers", "amplifier"},
    TiktokCategory{"801932", kRoot, "Effect Pedals", "effect pedal"},
    TiktokCategory{"801933", kRoot, "Keyboards", "keyboard"},
    TiktokCategory{"801934", kRoot, "Drums", "drum"},
    TiktokCategory{"801935", kRoot, "Strings", "strings"},
    TiktokCategory{"801936", kRoot, "Cables", "cable"},
    TiktokCategory{"801937", kRoot, "Accessories", "accessory"},
};

}  // namespace

std::string_view TiktokShopId(Channel channel) {
  return channel.environment == Environment::kSandbox ? "7000714532876273421" : "7000714532876273420";
}

std::string TiktokProductId(const MarketListing& listing) {
  const std::string& remote = listing.remote.text();
  return remote.substr(0, remote.find('/'));
}

std::string TiktokSkuId(const MarketListing& listing) {
  const std::string& remote = listing.remote.text();
  return remote.substr(std::min(remote.find('/'), remote.size() - 1) + 1);
}

std::string_view TiktokStatusOf(const MarketListing& listing) {
  const std::string audit = ExtraOf(listing.extras, "audit");
  switch (listing.status) {
    case ListingStatus::kLive:
    case ListingStatus::kSold:
      return "ACTIVATE";
    case ListingStatus::kGone:
      return "DELETED";
    case ListingStatus::kDraft:
    case ListingStatus::kPaused:
    case ListingStatus::kEnded:
      break;
  }
  if (!audit.empty()) {
    return audit == "AUDITING" ? "PENDING" : "FAILED";
  }
  if (listing.status == ListingStatus::kDraft) {
    return "DRAFT";
  }
  return listing.status == ListingStatus::kPaused ? "SELLER_DEACTIVATED" : "PLATFORM_DEACTIVATED";
}

bool IsTiktokStatus(std::string_view word) { return std::ranges::find(kStatuses, word) != kStatuses.end(); }

std::string_view TiktokAuditOf(const MarketListing& listing) {
  const std::string audit = ExtraOf(listing.extras, "audit");
  if (!audit.empty()) {
    return audit == "AUDITING" ? "AUDITING" : "FAILED";
  }
  return listing.status == ListingStatus::kDraft ? "NONE" : "APPROVED";
}

std::string_view TiktokOrderStatusOf(const MarketOrder& order) {
  switch (order.state) {
    case OrderState::kPending:
      return "UNPAID";
    case OrderState::kPaid:
      return "AWAITING_SHIPMENT";
    case OrderState::kShipped:
      return "IN_TRANSIT";
    case OrderState::kCancelled:
      return "CANCELLED";
    case OrderState::kReturned:
    case OrderState::kRefunded:
      return "COMPLETED";
    case OrderState::kUnknown:
      break;
  }
  return "UNDER_SPECIAL_REVIEW";
}

std::span<const TiktokCategory> TiktokCategories() { return kCategories; }

const TiktokCategory* FindTiktokCategory(std::string_view id) {
  const auto found = std::ranges::find(kCategories, id, &TiktokCategory::id);
  return found == kCategories.end() ? nullptr : &*found;
}

const TiktokCategory& TiktokLeafFor(std::string_view catalog_word) {
  const auto found = std::ranges::find(kCategories, catalog_word, &TiktokCategory::catalog_word);
  return found == kCategories.end() || catalog_word.empty() ? kCategories.back() : *found;
}

std::string TiktokBrandId(std::string_view name) {
  std::string digits = "70824";
  for (const char hex : Sha256Hex(name).substr(0, 14)) {
    digits += static_cast<char>('0' + (hex >= 'a' ? hex - 'a' : hex - '0'));
  }
  return digits;
}

}  // namespace riff::sim
