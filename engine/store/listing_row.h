#pragma once

#include "engine/base/error.h"
#include "engine/model/listing.h"
#include "engine/store/query.h"

namespace riff {

// The columns of a listing `l`, in the order ReadListing takes them, and their letters.
#define RIFF_LISTING_COLUMNS                                                                                        \
  "l.channel, l.remote, l.generation, l.sku_shown, l.handle, l.title, l.url, l.quantity_max, "                      \
  "l.observed_status, l.observed_quantity, l.observed_price_minor, l.observed_price_currency, l.observed_content, " \
  "l.observed_at, l.acked_status, l.acked_quantity, l.acked_price_minor, l.acked_price_currency, l.acked_content, " \
  "l.acked_at, l.desired_status, l.desired_quantity, l.desired_price_minor, l.desired_price_currency, "             \
  "l.desired_content, l.desired_at, l.first_seen_at, l.observed_changed_at, l.agreeing_reads, l.seen_sweep"
#define RIFF_LISTING_LETTERS "ttittttitiittitiittitiittiiiii"

// Overwrites `listing` with the row, reusing what its texts hold already.
Result<void> ReadListingInto(Query& query, Listing& listing);
Result<Listing> ReadListing(Query& query);

}  // namespace riff
