#include "engine/sync/hinted_listings.h"

#include <optional>
#include <utility>

namespace riff {

namespace {

constexpr std::size_t kRowsPerPage = 100;

}  // namespace

Result<std::vector<Listing>> HintedListings(Transaction& tx, const WebhookEvent& event) {
  std::vector<Listing> listings;
  if (!event.handle.empty()) {
    RIFF_TRY(std::optional<Listing> listing, tx.listings.FindByHandle(event.channel, event.handle));
    if (listing.has_value()) {
      listings.push_back(*std::move(listing));
    }
  }
  if (event.remote.empty()) {
    return listings;
  }
  ListingKey key{event.channel, event.remote};
  RIFF_TRY(const std::optional<ListingKey> successor, tx.listings.SuccessorOf(key));
  RIFF_TRY(std::optional<Listing> exact, tx.listings.Find(successor.value_or(key)));
  if (exact.has_value()) {
    listings.push_back(*std::move(exact));
  }
  // Listings come sorted by remote id, so those of a page stand together right behind it.
  const std::string page = event.remote.text() + "/";
  ListingFilter filter;
  filter.channel = event.channel;
  key.remote = RemoteId(page);
  while (true) {
    RIFF_TRY(const std::vector<Listing> rows, tx.listings.List(filter, key, kRowsPerPage));
    for (const Listing& row : rows) {
      if (!row.key.remote.text().starts_with(page)) {
        return listings;
      }
      listings.push_back(row);
    }
    if (rows.size() < kRowsPerPage) {
      return listings;
    }
    key = rows.back().key;
  }
}

}  // namespace riff
