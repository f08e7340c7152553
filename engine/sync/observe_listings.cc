#include "engine/sync/observe_listings.h"

#include "engine/base/crash_point.h"

namespace riff {

namespace {

constexpr int kAgreeingReadsCounted = 1000;  // Two matter; the rest only shows for how long it has agreed.

Result<void> LogChange(Transaction& tx, const Listing& listing, const Sku& sku, const std::string& before,
                       const ReadMark& mark) {
  Activity entry;
  entry.at = mark.at;
  entry.actor = "run " + std::to_string(mark.run.number());
  entry.action = "listing";
  entry.subject = ToString(listing.key);
  entry.sku = sku;
  entry.before = before;
  entry.after = Describe(listing.observed);
  entry.why = before.empty() ? "first seen on the channel" : "the channel showed a change";
  entry.run = mark.run;
  return tx.activity.Append(entry);
}

Result<void> MarkProductDirty(Transaction& tx, const ListingKey& key, const Listing& listing, const std::string& before,
                              const ReadMark& mark) {
  RIFF_TRY(const std::optional<Link> link, tx.links.Of(key));
  if (link.has_value()) {
    RIFF_TRY(tx.products.MarkDirty(link->product));
  }
  return LogChange(tx, listing, link.has_value() ? link->product : listing.sku_shown, before, mark);
}

// A create of ours that waits for its id under "new:<sku>".
Result<std::optional<Listing>> WaitingCreate(Transaction& tx, Channel channel, const Sku& sku) {
  if (sku.empty()) {
    return std::optional<Listing>();
  }
  const ListingKey pending{channel, PendingRemoteId(sku)};
  RIFF_TRY(const std::optional<Listing> waiting, tx.listings.Find(pending));
  return waiting;
}

// The stored row of what was shown, moved to its present key where its id is new.
Result<std::optional<Listing>> StoredRow(Transaction& tx, const RemoteListing& row, const ReadMark& mark) {
  const ListingKey key{mark.channel, row.ref.remote};
  RIFF_TRY(std::optional<Listing> stored, tx.listings.Find(key));
  if (stored.has_value()) {
    return stored;
  }
  if (!row.ref.handle.empty()) {
    RIFF_TRY(stored, tx.listings.FindByHandle(mark.channel, row.ref.handle));
  }
  int generation = stored.has_value() ? stored->generation + 1 : 1;
  if (!stored.has_value() && !IsPending(row.ref.remote)) {
    RIFF_TRY(stored, WaitingCreate(tx, mark.channel, row.ref.sku));
    generation = 1;
  }
  if (!stored.has_value() || IsPending(row.ref.remote)) {
    return stored;
  }
  if (IsPending(stored->key.remote)) {
    generation = stored->generation;
  }
  RIFF_TRY(tx.listings.Rename(stored->key, key, generation));
  RIFF_CRASH_POINT("observe.renamed");
  stored->key = key;
  stored->generation = generation;
  return stored;
}

Result<void> Insert(Transaction& tx, const RemoteListing& row, const ReadMark& mark) {
  Listing listing;
  listing.key = ListingKey{mark.channel, row.ref.remote};
  listing.sku_shown = row.ref.sku;
  listing.handle = row.ref.handle;
  listing.title = row.content.title;
  listing.url = row.url;
  listing.quantity_max = row.quantity_max;
  listing.observed = row.facts;
  listing.observed_at = mark.at;
  listing.observed_changed_at = mark.at;
  listing.first_seen_at = mark.at;
  listing.seen_sweep = mark.sweep;
  RIFF_TRY(tx.listings.Save(listing));
  RIFF_TRY(tx.listings.SaveContent(listing.key, row.content));
  return LogChange(tx, listing, listing.sku_shown, "", mark);
}

bool ShowsTheSame(const Listing& stored, const RemoteListing& row) {
  return stored.observed == row.facts && stored.sku_shown == row.ref.sku && stored.handle == row.ref.handle &&
         stored.quantity_max == row.quantity_max && stored.observed_at != Timestamp{};
}

Result<void> Update(Transaction& tx, Listing stored, const RemoteListing& row, const ReadMark& mark) {
  const bool first = stored.observed_at == Timestamp{};
  const std::string before = first ? "" : Describe(stored.observed);
  const bool new_content = first || stored.observed.content != row.facts.content;
  const bool other_sku = stored.sku_shown != row.ref.sku;
  stored.sku_shown = row.ref.sku;
  stored.handle = row.ref.handle;
  stored.title = row.content.title;
  stored.url = row.url;
  stored.quantity_max = row.quantity_max;
  if (first || stored.observed != row.facts || other_sku) {
    stored.observed_changed_at = mark.at;
    stored.agreeing_reads = 1;
  }
  stored.observed = row.facts;
  stored.observed_at = mark.at;
  if (first) {
    stored.first_seen_at = mark.at;
  }
  if (mark.sweep != 0) {
    stored.seen_sweep = mark.sweep;
  }
  RIFF_TRY(tx.listings.Save(stored));
  if (new_content) {
    RIFF_TRY(tx.listings.SaveContent(stored.key, row.content));
  }
  return MarkProductDirty(tx, stored.key, stored, before, mark);
}

}  // namespace

std::string Describe(const ListingFacts& facts) {
  std::string text(ToString(facts.status));
  text += facts.quantity.has_value() ? " " + std::to_string(facts.quantity->units()) : " ?";
  if (facts.price.has_value()) {
    text += " at " + FormatMoney(*facts.price);
  }
  return text;
}

Result<ObserveCounts> ObserveListings(Transaction& tx, std::span<const RemoteListing> rows, const ReadMark& mark) {
  ObserveCounts counts;
  for (const RemoteListing& row : rows) {
    RIFF_TRY(const std::optional<Listing> stored, StoredRow(tx, row, mark));
    if (!stored.has_value()) {
      RIFF_TRY(Insert(tx, row, mark));
      ++counts.first_in_sweep;
      ++counts.created;
      continue;
    }
    if (mark.sweep != 0 && stored->seen_sweep != mark.sweep) {
      ++counts.first_in_sweep;
    }
    if (stored->observed_at > mark.at) {
      // A newer read by id has been here: its facts stay, but the sweep did show the listing.
      const std::int64_t sweep = mark.sweep != 0 ? mark.sweep : stored->seen_sweep;
      RIFF_TRY(tx.listings.MarkSeen(stored->key, stored->observed_at, sweep, stored->agreeing_reads));
      continue;
    }
    if (ShowsTheSame(*stored, row)) {
      // Two pages of one sweep, or a read back right after, are one look at the channel, not two.
      const bool another_look = mark.sweep != 0 && stored->seen_sweep != mark.sweep;
      const int reads = std::min(stored->agreeing_reads + (another_look ? 1 : 0), kAgreeingReadsCounted);
      const std::int64_t sweep = mark.sweep != 0 ? mark.sweep : stored->seen_sweep;
      RIFF_TRY(tx.listings.MarkSeen(stored->key, mark.at, sweep, reads));
      continue;
    }
    RIFF_TRY(Update(tx, *stored, row, mark));
    RIFF_CRASH_POINT("observe.row_stored");
    ++counts.changed;
  }
  return counts;
}

Result<void> ObserveGone(Transaction& tx, Listing listing, const ReadMark& mark) {
  const std::string before = Describe(listing.observed);
  listing.observed.status = ListingStatus::kGone;
  listing.observed.quantity = Quantity(0);
  listing.observed_at = mark.at;
  listing.observed_changed_at = mark.at;
  listing.agreeing_reads = 1;
  RIFF_TRY(tx.listings.Save(listing));
  return MarkProductDirty(tx, listing.key, listing, before, mark);
}

}  // namespace riff
