#include "engine/store/outbox_sql.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "engine/store/change_columns.h"
#include "engine/store/query.h"

namespace riff {
namespace {

#define RIFF_WRITE_COLUMNS                                                                                          \
  "id, write_key, channel, remote, sku, handle, sku_shown, kind, quantity, expected, price_minor, price_currency, " \
  "new_sku, content, urgency, reason, run, state, attempts, created_at, due_at, attempted_at, lease_owner, "        \
  "lease_until, fence, last_error"
#define RIFF_WRITE_LETTERS "itttttttiiitttititiiiitiit"
#define RIFF_WRITE_OPEN "state IN ('queued', 'in_flight', 'accepted', 'ambiguous')"

// Nothing is inserted when the key is taken, or the listing's place for its one open write.
constexpr Sql kInsert = {R"sql(
INSERT INTO outbox (write_key, channel, remote, sku, handle, sku_shown, kind, quantity, expected, price_minor,
  price_currency, new_sku, content, urgency, reason, run, state, attempts, created_at, due_at, attempted_at,
  lease_owner, lease_until, fence, last_error)
VALUES (:write_key, :channel, :remote, :sku, :handle, :sku_shown, :kind, :quantity, :expected, :price_minor,
  :price_currency, :new_sku, :content, :urgency, :reason, :run, :state, :attempts, :created_at, :due_at, :attempted_at,
  :lease_owner, :lease_until, :fence, :last_error)
ON CONFLICT DO NOTHING RETURNING id)sql",
                         "i"};

constexpr Sql kFind = {"SELECT " RIFF_WRITE_COLUMNS " FROM outbox WHERE id = :id", RIFF_WRITE_LETTERS};

constexpr Sql kOpenOf = {"SELECT " RIFF_WRITE_COLUMNS
                         " FROM outbox WHERE channel = :channel AND remote = :remote AND " RIFF_WRITE_OPEN,
                         RIFF_WRITE_LETTERS};

constexpr Sql kClaim = {
    "UPDATE outbox SET state = 'in_flight', lease_owner = :owner, lease_until = :until, "
    "fence = fence + 1, attempts = attempts + 1, attempted_at = :now WHERE id IN ("
    "SELECT id FROM outbox WHERE channel = :channel AND state = 'queued' AND due_at <= :now "
    "AND +run BETWEEN :run_first AND :run_last "  // The sign keeps the index by urgency in use.
    "ORDER BY urgency, created_at, id LIMIT :limit) RETURNING " RIFF_WRITE_COLUMNS,
    RIFF_WRITE_LETTERS};

// What happened to a send whose worker is gone is not known: ambiguous, never queued again as it is.
constexpr Sql kLapse = {R"sql(
UPDATE outbox SET state = 'ambiguous', lease_owner = '', lease_until = 0,
  last_error = 'its worker stopped before it could say what became of the write'
WHERE state = 'in_flight' AND lease_until <= :now)sql"};

constexpr Sql kSettle = {R"sql(
UPDATE outbox SET state = :state, due_at = :due_at, attempted_at = :attempted_at, attempts = :attempts,
  last_error = :last_error, handle = :handle, lease_owner = '', lease_until = 0
WHERE id = :id AND fence <= :fence)sql"};

constexpr Sql kInState = {"SELECT " RIFF_WRITE_COLUMNS
                          " FROM outbox WHERE channel = :channel AND state = :state ORDER BY id LIMIT :limit",
                          RIFF_WRITE_LETTERS};
constexpr Sql kOfProduct = {"SELECT " RIFF_WRITE_COLUMNS " FROM outbox WHERE sku = :sku ORDER BY id LIMIT :limit",
                            RIFF_WRITE_LETTERS};
constexpr Sql kOfRun = {"SELECT " RIFF_WRITE_COLUMNS " FROM outbox WHERE run = :run ORDER BY id LIMIT :limit",
                        RIFF_WRITE_LETTERS};
constexpr Sql kCountOpen = {"SELECT count(*) FROM outbox WHERE channel = :channel AND " RIFF_WRITE_OPEN, "i"};

#undef RIFF_WRITE_COLUMNS
#undef RIFF_WRITE_LETTERS
#undef RIFF_WRITE_OPEN

void BindChange(Query& query, const Change& change) {
  const ChangeColumns columns = ToColumns(change);
  query.Bind("kind", columns.kind)
      .Bind("quantity", columns.quantity)
      .Bind("expected", columns.expected)
      .BindMoney("price_minor", "price_currency", columns.price)
      .Bind("new_sku", columns.new_sku)
      .Bind("content", columns.content);
}

Result<Change> ReadChange(Query& query) {
  ChangeColumns columns;
  columns.kind = query.Text();
  columns.quantity = query.OptionalUnits();
  columns.expected = query.OptionalUnits();
  RIFF_TRY(columns.price, query.OptionalMoney());
  columns.new_sku = query.OptionalText();
  columns.content = query.OptionalText();
  return FromColumns(columns);
}

Result<Write> ReadWrite(Query& query) {
  Write write;
  write.id = WriteId(query.Integer());
  write.key = query.IdText<IdempotencyKey>();
  RIFF_TRY(write.listing.channel, query.ChannelWord());
  write.listing.remote = query.IdText<RemoteId>();
  write.sku = query.IdText<Sku>();
  write.handle = query.Text();
  write.sku_shown = query.IdText<Sku>();
  RIFF_TRY(write.change, ReadChange(query));
  write.urgency = static_cast<Urgency>(query.SmallInteger());  // The table allows no other number.
  write.reason = query.Text();
  write.run = RunId(query.Integer());
  RIFF_TRY(write.state, ParseWriteState(query.Text()));
  write.attempts = query.SmallInteger();
  write.created_at = query.Time();
  write.due_at = query.Time();
  write.attempted_at = query.Time();
  write.lease_owner = query.Text();
  write.lease_until = query.Time();
  write.fence = query.Integer();
  write.last_error = query.Text();
  return write;
}

}  // namespace

Result<WriteId> SqlOutboxTable::Insert(const Write& write) {
  Query query(session_, kInsert);
  query.Bind("write_key", write.key)
      .Bind("channel", write.listing.channel)
      .Bind("remote", write.listing.remote)
      .Bind("sku", write.sku)
      .Bind("handle", write.handle)
      .Bind("sku_shown", write.sku_shown);
  BindChange(query, write.change);
  query.Bind("urgency", static_cast<int>(write.urgency))
      .Bind("reason", write.reason)
      .Bind("run", write.run)
      .Bind("state", ToString(write.state))
      .Bind("attempts", write.attempts)
      .Bind("created_at", write.created_at)
      .Bind("due_at", write.due_at)
      .Bind("attempted_at", write.attempted_at)
      .Bind("lease_owner", write.lease_owner)
      .Bind("lease_until", write.lease_until)
      .Bind("fence", write.fence)
      .Bind("last_error", write.last_error);
  RIFF_TRY(const bool inserted, query.Next());
  if (!inserted) {
    return Fail(ErrorKind::kConflict, ToString(write.listing) + " has an open write, or this one is stored already");
  }
  return WriteId(query.Integer());
}

Result<std::optional<Write>> SqlOutboxTable::Find(WriteId id) {
  Query query(session_, kFind);
  query.Bind("id", id);
  return ReadRow<Write>(query, ReadWrite);
}

Result<std::optional<Write>> SqlOutboxTable::OpenOf(const ListingKey& listing) {
  Query query(session_, kOpenOf);
  query.Bind("channel", listing.channel).Bind("remote", listing.remote);
  return ReadRow<Write>(query, ReadWrite);
}

Result<std::vector<Write>> SqlOutboxTable::Claim(const ClaimRequest& request) {
  Query query(session_, kClaim);
  query.Bind("owner", request.owner)
      .Bind("until", request.now + request.lease)
      .Bind("now", request.now)
      .Bind("channel", request.channel)
      .Bind("run_first", request.run.value_or(RunId(0)))
      .Bind("run_last", request.run.value_or(RunId(std::numeric_limits<std::int64_t>::max())))
      .Bind("limit", request.limit);
  RIFF_TRY(std::vector<Write> claimed, ReadRows<Write>(query, ReadWrite));
  // RETURNING answers in no order of ours.
  std::sort(claimed.begin(), claimed.end(), [](const Write& a, const Write& b) {
    return std::tie(a.urgency, a.created_at, a.id) < std::tie(b.urgency, b.created_at, b.id);
  });
  return claimed;
}

Result<std::int64_t> SqlOutboxTable::LapseLeases(Timestamp now) {
  Query query(session_, kLapse);
  query.Bind("now", now);
  return query.RunCounted();
}

Result<void> SqlOutboxTable::Settle(const Write& write) {
  RIFF_TRY(const std::optional<Write> stored, Find(write.id));
  if (!stored.has_value()) {
    return Fail(ErrorKind::kNotFound, "no write " + std::to_string(write.id.number()));
  }
  RIFF_TRY(const std::optional<Write> open, OpenOf(stored->listing));
  if (IsOpen(write.state) && open.has_value() && open->id != write.id) {
    return Fail(ErrorKind::kConflict, ToString(stored->listing) + " has another open write by now");
  }
  Query query(session_, kSettle);
  query.Bind("state", ToString(write.state))
      .Bind("due_at", write.due_at)
      .Bind("attempted_at", write.attempted_at)
      .Bind("attempts", write.attempts)
      .Bind("last_error", write.last_error)
      .Bind("handle", write.handle)
      .Bind("id", write.id)
      .Bind("fence", write.fence);
  RIFF_TRY(const std::int64_t settled, query.RunCounted());
  if (settled == 0) {
    return Fail(ErrorKind::kConflict, "write " + std::to_string(write.id.number()) + " was claimed by another worker");
  }
  return {};
}

Result<std::vector<Write>> SqlOutboxTable::InState(Channel channel, WriteState state, std::size_t limit) {
  Query query(session_, kInState);
  query.Bind("channel", channel).Bind("state", ToString(state)).Bind("limit", limit);
  return ReadRows<Write>(query, ReadWrite);
}

Result<std::vector<Write>> SqlOutboxTable::OfProduct(const Sku& sku, std::size_t limit) {
  Query query(session_, kOfProduct);
  query.Bind("sku", sku).Bind("limit", limit);
  return ReadRows<Write>(query, ReadWrite);
}

Result<std::vector<Write>> SqlOutboxTable::OfRun(RunId run, std::size_t limit) {
  Query query(session_, kOfRun);
  query.Bind("run", run).Bind("limit", limit);
  return ReadRows<Write>(query, ReadWrite);
}

Result<std::int64_t> SqlOutboxTable::CountOpen(Channel channel) {
  Query query(session_, kCountOpen);
  query.Bind("channel", channel);
  return ReadNumber(query);
}

}  // namespace riff
