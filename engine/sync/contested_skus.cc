#include "engine/sync/contested_skus.h"

#include <algorithm>
#include <functional>
#include <string>

#include "mapping/sku_spelling.h"

namespace riff {

namespace {

std::size_t DigestOf(const Listing& listing) {
  return std::hash<std::string>()(ToString(listing.key.channel) + " " + SpellingOf(listing.sku_shown.text()).whole);
}

}  // namespace

void ContestedSkus::Count(const Listing& listing) {
  if (!SpellingOf(listing.sku_shown.text()).whole.empty()) {
    rows_.emplace_back(DigestOf(listing), std::hash<std::string>()(listing.sku_shown.text()));
  }
}

void ContestedSkus::Settle() {
  std::sort(rows_.begin(), rows_.end());
  for (std::size_t i = 1; i < rows_.size(); ++i) {
    if (rows_[i].first == rows_[i - 1].first && rows_[i].second != rows_[i - 1].second) {
      contested_.push_back(rows_[i].first);
    }
  }
  rows_ = {};
}

bool ContestedSkus::Has(const Listing& listing) const {
  return !contested_.empty() && std::binary_search(contested_.begin(), contested_.end(), DigestOf(listing));
}

}  // namespace riff
