#include "engine/model/listing.h"

#include "engine/model/word_table.h"

namespace riff {
namespace {

constexpr WordTable<ListingStatus, 6> kListingStatuses = {
    "listing status",
    {{
        {ListingStatus::kDraft, "draft"},
        {ListingStatus::kLive, "live"},
        {ListingStatus::kPaused, "paused"},
        {ListingStatus::kEnded, "ended"},
        {ListingStatus::kSold, "sold"},
        {ListingStatus::kGone, "gone"},
    }},
};
static_assert(kListingStatuses.InOrder(ListingStatus::kGone));

}  // namespace

std::string_view ToString(ListingStatus status) { return kListingStatuses.WordOf(status); }

Result<ListingStatus> ParseListingStatus(std::string_view text) { return kListingStatuses.Parse(text); }

std::string ToString(const ListingKey& key) { return ToString(key.channel) + " " + key.remote.text(); }

std::optional<Quantity> Sellable(const ListingFacts& facts) {
  if (facts.status != ListingStatus::kLive) {
    return Quantity(0);
  }
  return facts.quantity;
}

}  // namespace riff
