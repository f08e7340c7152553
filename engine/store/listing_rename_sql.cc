#include <algorithm>
#include <array>

#include "engine/store/link_sql.h"
#include "engine/store/listing_sql.h"
#include "engine/store/query.h"

namespace riff {
namespace {

constexpr Sql kOpenWrites = {R"sql(
SELECT count(*) FROM outbox WHERE channel = :channel AND remote IN (:from, :to)
AND state IN ('queued', 'in_flight', 'accepted', 'ambiguous'))sql",
                             "i"};

constexpr Sql kCounterparts = {R"sql(
SELECT count(*) FROM counterparts WHERE (production_channel = :channel AND production_remote IN (:from, :to))
OR (sandbox_channel = :channel AND sandbox_remote IN (:from, :to)))sql",
                               "i"};

// One step each; what the old key has wins over what the new one has.
constexpr Sql kDropLink = {R"sql(
DELETE FROM links WHERE channel = :channel AND remote = :to
AND EXISTS (SELECT 1 FROM links o WHERE o.channel = :channel AND o.remote = :from))sql"};
constexpr Sql kMoveLink = {"UPDATE links SET remote = :to WHERE channel = :channel AND remote = :from"};
constexpr Sql kMoveProduction = {
    "UPDATE counterparts SET production_remote = :to WHERE production_channel = :channel AND production_remote = "
    ":from"};
constexpr Sql kMoveSandbox = {
    "UPDATE counterparts SET sandbox_remote = :to WHERE sandbox_channel = :channel AND sandbox_remote = :from"};
constexpr Sql kMoveWrite = {R"sql(
UPDATE outbox SET remote = :to WHERE channel = :channel AND remote = :from
AND state IN ('queued', 'in_flight', 'accepted', 'ambiguous'))sql"};
constexpr Sql kMoveRow = {"UPDATE listings SET remote = :to WHERE channel = :channel AND remote = :from"};

// A content under the new key was read later than the old one's.
constexpr Sql kDropContent = {R"sql(
DELETE FROM listing_contents WHERE channel = :channel AND remote = :from
AND EXISTS (SELECT 1 FROM listing_contents n WHERE n.channel = :channel AND n.remote = :to))sql"};
constexpr Sql kMoveContent = {"UPDATE listing_contents SET remote = :to WHERE channel = :channel AND remote = :from"};

// What a person refused stays refused under the new id.
constexpr Sql kCopyRejected = {R"sql(
INSERT INTO rejected_links (channel, remote, product, rejected_at)
SELECT channel, :to, product, rejected_at FROM rejected_links WHERE channel = :channel AND remote = :from
ON CONFLICT DO NOTHING)sql"};
constexpr Sql kCopyNotOurs = {R"sql(
INSERT INTO foreign_listings (channel, remote, why, marked_at)
SELECT channel, :to, why, marked_at FROM foreign_listings WHERE channel = :channel AND remote = :from
ON CONFLICT DO NOTHING)sql"};

// An id that comes back to life is retired no more, and every older id leads to the newest one.
constexpr Sql kRevive = {"DELETE FROM retired_listings WHERE channel = :channel AND remote = :to AND :from <> :to"};
constexpr Sql kRedirect = {
    "UPDATE retired_listings SET successor = :to WHERE channel = :channel AND successor = :from"};
constexpr Sql kRetire = {R"sql(
INSERT INTO retired_listings (channel, remote, successor) VALUES (:channel, :from, :to)
ON CONFLICT (channel, remote) DO UPDATE SET successor = excluded.successor)sql"};

constexpr std::array<const Sql*, 13> kSteps = {
    &kDropLink,    &kMoveLink,     &kMoveProduction, &kMoveSandbox, &kMoveWrite, &kMoveRow, &kDropContent,
    &kMoveContent, &kCopyRejected, &kCopyNotOurs,    &kRevive,      &kRedirect,  &kRetire};

constexpr Sql kRemoveRow = {"DELETE FROM listings WHERE channel = :channel AND remote = :remote"};
constexpr Sql kSuccessor = {"SELECT successor FROM retired_listings WHERE channel = :channel AND remote = :remote",
                            "t"};

struct Move {
  const ListingKey& from;
  const ListingKey& to;
};

Query& BindMove(Query& query, const Move& move) {
  return query.Bind("channel", move.from.channel).Bind("from", move.from.remote).Bind("to", move.to.remote);
}

Result<void> RefuseTwo(Session& session, const Sql& sql, const Move& move, const std::string& what) {
  Query query(session, sql);
  BindMove(query, move);
  RIFF_TRY(const std::int64_t count, ReadNumber(query));
  if (count > 1) {
    return Fail(ErrorKind::kConflict, ToString(move.from) + " and " + ToString(move.to) + " both have " + what);
  }
  return {};
}

// Two rows of one listing: what was seen last, and what we owe and know from whichever row has it, the old one first.
Listing Merge(const Listing& old, const Listing& seen) {
  Listing merged = seen.observed_at >= old.observed_at ? seen : old;
  merged.key = old.key;
  merged.acked = old.acked.has_value() ? old.acked : seen.acked;
  merged.acked_at = old.acked.has_value() ? old.acked_at : seen.acked_at;
  merged.desired = old.desired.has_value() ? old.desired : seen.desired;
  merged.desired_at = old.desired.has_value() ? old.desired_at : seen.desired_at;
  merged.first_seen_at = std::min(old.first_seen_at, seen.first_seen_at);
  if (merged.handle.empty()) {
    merged.handle = old.handle.empty() ? seen.handle : old.handle;
  }
  return merged;
}

Result<void> RemoveRow(Session& session, const ListingKey& key) {
  Query query(session, kRemoveRow);
  query.Bind("channel", key.channel).Bind("remote", key.remote);
  return query.Run();
}

}  // namespace

Result<void> SqlListingTable::Rename(const ListingKey& from, const ListingKey& to, int generation) {
  if (from.channel != to.channel || from == to) {
    return Fail(ErrorKind::kInvalid, "a listing cannot be renamed from " + ToString(from) + " to " + ToString(to));
  }
  const Move move{from, to};
  RIFF_TRY(RefuseTwo(session_, kOpenWrites, move, "an open write"));
  RIFF_TRY(RefuseTwo(session_, kCounterparts, move, "a counterpart"));

  RIFF_TRY(std::optional<Listing> renamed, Find(from));
  RIFF_TRY(const std::optional<Listing> seen, Find(to));
  if (renamed.has_value() && seen.has_value()) {
    renamed = Merge(*renamed, *seen);
    RIFF_TRY(RemoveRow(session_, to));
  }
  for (const Sql* step : kSteps) {
    Query query(session_, *step);
    BindMove(query, move);
    RIFF_TRY(query.Run());
  }
  if (renamed.has_value()) {
    renamed->key = to;
    renamed->generation = generation;
    RIFF_TRY(Save(*renamed));
  }
  return FollowLink(session_, to);
}

Result<std::optional<ListingKey>> SqlListingTable::SuccessorOf(const ListingKey& retired) {
  Query query(session_, kSuccessor);
  query.Bind("channel", retired.channel).Bind("remote", retired.remote);
  return ReadRow<ListingKey>(query, [&retired](Query& row) -> Result<ListingKey> {
    return ListingKey{retired.channel, row.IdText<RemoteId>()};
  });
}

}  // namespace riff
