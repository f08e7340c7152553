#pragma once

#include <span>

#include "engine/model/listing.h"
#include "engine/port/store.h"

namespace riff {

// Which read showed the rows.
struct ReadMark {
  Channel channel;
  Timestamp at;            // When the page was asked for: what it shows is at least this fresh.
  std::int64_t sweep = 0;  // 0: a read by id, outside any sweep.
  RunId run;
};

struct ObserveCounts {
  std::int64_t first_in_sweep = 0;  // Rows that this sweep had not shown before.
  std::int64_t created = 0;
  std::int64_t changed = 0;
};

// Stores what one page showed. A listing is known by its remote id; else by its connector's handle (a relist gave it a
// new id: the row moves to the next generation, the old id is remembered); else, when a create of ours with the same
// SKU is waiting for its id, it is that one. A row without an id yet is kept under its pending id. Products whose
// listing changed are marked dirty. Older than what is stored: ignored. A repeat changes nothing but the read marks.
Result<ObserveCounts> ObserveListings(Transaction& tx, std::span<const RemoteListing> rows, const ReadMark& mark);

// A listing that is certainly not there any more (asked by id, not found, and not shown by two sweeps): its status
// becomes gone, its product dirty.
Result<void> ObserveGone(Transaction& tx, Listing listing, const ReadMark& mark);

// "live 3 at 1,499.00 USD": facts for people.
std::string Describe(const ListingFacts& facts);

}  // namespace riff
