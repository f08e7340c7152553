#include "engine/store/listing_row.h"

namespace riff {
namespace {

// Keeps the old text where it is the same: over a catalogue most texts repeat from row to row.
template <class Id>
void Assign(Id& id, const std::string& text) {
  if (id.text() != text) {
    id = Id(text);
  }
}

Result<void> ReadFacts(Query& query, ListingFacts& facts) {
  RIFF_TRY(facts.status, ParseListingStatus(query.Text()));
  facts.quantity = query.OptionalUnits();
  RIFF_TRY(facts.price, query.OptionalMoney());
  Assign(facts.content, query.Text());
  return {};
}

// The status tells whether the five columns hold facts at all.
Result<void> ReadOptionalFacts(Query& query, std::optional<ListingFacts>& facts) {
  if (query.NextIsNull()) {
    query.OptionalText();
    query.OptionalInteger();
    query.OptionalInteger();
    query.OptionalText();
    query.OptionalText();
    facts.reset();
    return {};
  }
  if (!facts.has_value()) {
    facts.emplace();
  }
  return ReadFacts(query, *facts);
}

}  // namespace

Result<void> ReadListingInto(Query& query, Listing& listing) {
  RIFF_TRY(listing.key.channel, query.ChannelWord());
  Assign(listing.key.remote, query.Text());
  listing.generation = query.SmallInteger();
  Assign(listing.sku_shown, query.Text());
  listing.handle = query.Text();
  listing.title = query.Text();
  listing.url = query.Text();
  listing.quantity_max = query.OptionalUnits();
  RIFF_TRY(ReadFacts(query, listing.observed));
  listing.observed_at = query.Time();
  RIFF_TRY(ReadOptionalFacts(query, listing.acked));
  listing.acked_at = query.Time();
  RIFF_TRY(ReadOptionalFacts(query, listing.desired));
  listing.desired_at = query.Time();
  listing.first_seen_at = query.Time();
  listing.observed_changed_at = query.Time();
  listing.agreeing_reads = query.SmallInteger();
  listing.seen_sweep = query.Integer();
  return {};
}

Result<Listing> ReadListing(Query& query) {
  Listing listing;
  RIFF_TRY(ReadListingInto(query, listing));
  return listing;
}

}  // namespace riff
