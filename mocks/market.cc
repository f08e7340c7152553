#include "mocks/market.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"

namespace riff::sim {
namespace {

// How long a superseded version is kept for AsOf: longer than any index lag that a test asks for.
constexpr Duration kVersionsKept = std::chrono::hours(1);

constexpr Timestamp kEpoch{};

}  // namespace

std::string ExtraOf(const Extras& extras, std::string_view name) {
  const auto found = extras.find(name);
  return found == extras.end() ? std::string() : found->second;
}

std::string_view ToString(ChangedBy by) {
  switch (by) {
    case ChangedBy::kSeed:
      return "seed";
    case ChangedBy::kWire:
      return "wire";
    case ChangedBy::kBuyer:
      return "buyer";
    case ChangedBy::kHand:
      break;
  }
  return "hand";
}

Market::Market(Channel channel, MockClock& clock) : channel_(channel), clock_(clock), numbers_(channel) {}

RemoteId Market::NewRemote() {
  const std::string listing = std::to_string(Next(Numbered::kListing));
  if (channel_.platform == Platform::kShopify || channel_.platform == Platform::kTiktok) {
    return RemoteId(listing + "/" + std::to_string(Next(Numbered::kVariant)));
  }
  return RemoteId(listing);
}

RowNumber Market::Add(MarketListing listing, ChangedBy by) {
  const bool unpublished_offer = channel_.platform == Platform::kEbay && listing.status == ListingStatus::kDraft;
  if (listing.remote.empty() && !unpublished_offer) {
    listing.remote = NewRemote();
  }
  const bool has_handles = channel_.platform == Platform::kEbay || channel_.platform == Platform::kShopify;
  if (listing.handle.empty() && has_handles) {
    listing.handle = std::to_string(Next(Numbered::kHandle));
  }
  listing.row = static_cast<RowNumber>(rows_.size()) + 1;
  if (listing.created_at == kEpoch) {
    listing.created_at = Now();
  }
  if (listing.updated_at == kEpoch) {
    listing.updated_at = listing.created_at;
  }
  // What the catalogue brings was always there; what a client adds is there from now on.
  added_at_[listing.row] = by == ChangedBy::kSeed ? kEpoch : Now();
  Index(listing);
  Log(listing, by);
  const RowNumber row = listing.row;
  rows_.emplace(row, std::move(listing));
  return row;
}

void Market::Replace(const MarketListing& listing, ChangedBy by) {
  const auto found = rows_.find(listing.row);
  RIFF_CHECK(found != rows_.end(), "only a row that was added can be replaced");
  MarketListing& stored = found->second;
  if (stored == listing) {
    return;
  }
  versions_[listing.row].push_back(Version{Now(), stored});
  ForgetOldVersions(listing.row);
  const RemoteId remote_before = stored.remote;
  stored = listing;
  stored.updated_at = Now();
  if (remote_before != stored.remote && !remote_before.empty()) {
    stored.past_remotes.push_back(remote_before);
    by_remote_.erase(remote_before);
    by_past_remote_[remote_before] = stored.row;
  }
  Index(stored);
  Log(stored, by);
}

const MarketListing* Market::Find(RowNumber row) const {
  const auto found = rows_.find(row);
  return found == rows_.end() ? nullptr : &found->second;
}

const MarketListing* Market::FindByRemote(const RemoteId& remote) const {
  const auto found = by_remote_.find(remote);
  return found == by_remote_.end() ? nullptr : Find(found->second);
}

const MarketListing* Market::FindByPastRemote(const RemoteId& remote) const {
  if (const MarketListing* current = FindByRemote(remote)) {
    return current;
  }
  const auto found = by_past_remote_.find(remote);
  return found == by_past_remote_.end() ? nullptr : Find(found->second);
}

const MarketListing* Market::FindByHandle(std::string_view handle) const {
  const auto found = by_handle_.find(std::string(handle));
  return found == by_handle_.end() ? nullptr : Find(found->second);
}

std::vector<const MarketListing*> Market::FindBySku(const Sku& sku) const {
  std::vector<const MarketListing*> found;
  const auto rows = by_sku_.find(sku);
  if (sku.empty() || rows == by_sku_.end()) {
    return found;
  }
  for (const RowNumber row : rows->second) {
    const MarketListing* listing = Find(row);
    if (listing != nullptr && listing->sku == sku && listing->status != ListingStatus::kGone) {
      found.push_back(listing);
    }
  }
  return found;
}

const MarketListing* Market::AsOf(RowNumber row, Timestamp at) const {
  const auto added = added_at_.find(row);
  if (added == added_at_.end() || added->second > at) {
    return nullptr;
  }
  if (const auto versions = versions_.find(row); versions != versions_.end()) {
    for (const Version& version : versions->second) {
      if (version.until > at) {
        return &version.listing;
      }
    }
  }
  return Find(row);
}

std::vector<const MarketListing*> Market::AsOf(Timestamp at) const {
  std::vector<const MarketListing*> shown;
  shown.reserve(rows_.size());
  for (const auto& [row, listing] : rows_) {
    if (const MarketListing* then = AsOf(row, at)) {
      shown.push_back(then);
    }
  }
  return shown;
}

void Market::Index(const MarketListing& listing) {
  if (!listing.remote.empty()) {
    by_remote_[listing.remote] = listing.row;
  }
  if (!listing.handle.empty()) {
    by_handle_[listing.handle] = listing.row;
  }
  if (!listing.sku.empty()) {
    std::vector<RowNumber>& rows = by_sku_[listing.sku];
    const auto place = std::lower_bound(rows.begin(), rows.end(), listing.row);
    if (place == rows.end() || *place != listing.row) {
      rows.insert(place, listing.row);
    }
  }
}

void Market::Log(const MarketListing& listing, ChangedBy by) {
  changes_.push_back({.seq = static_cast<std::int64_t>(changes_.size()) + 1,
                      .at = Now(),
                      .by = by,
                      .row = listing.row,
                      .remote = listing.remote,
                      .sku = listing.sku,
                      .status = listing.status,
                      .available = listing.available,
                      .price = listing.price});
}

void Market::ForgetOldVersions(RowNumber row) {
  std::vector<Version>& versions = versions_[row];
  const Timestamp oldest = Now() - kVersionsKept;
  std::erase_if(versions, [oldest](const Version& version) { return version.until < oldest; });
}

}  // namespace riff::sim
