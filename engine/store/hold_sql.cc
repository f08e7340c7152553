#include "engine/store/hold_sql.h"

#include "engine/store/query.h"
#include "engine/store/words.h"

namespace riff {
namespace {

constexpr Sql kInsert = {R"sql(
INSERT INTO holds (id, owner, reference, request, world, state, placed_at, ttl, deadline, extended, settled_at)
VALUES (:id, :owner, :reference, :request, :world, :state, :placed_at, :ttl, :deadline, :extended, :settled_at))sql"};

constexpr Sql kInsertLine = {
    "INSERT INTO hold_lines (hold, sku, quantity, committed) VALUES (:hold, :sku, :quantity, :committed)"};

constexpr Sql kUpdate = {R"sql(
UPDATE holds SET state = :state, deadline = :deadline, extended = :extended, settled_at = :settled_at
WHERE id = :id AND state = :from)sql"};

constexpr Sql kUpdateLine = {"UPDATE hold_lines SET committed = :committed WHERE hold = :hold AND sku = :sku"};

#define RIFF_HOLD_COLUMNS                                                                                        \
  "SELECT h.id, h.owner, h.reference, h.request, h.world, h.state, h.placed_at, h.ttl, h.deadline, h.extended, " \
  "h.settled_at FROM holds h "

constexpr Sql kFind = {RIFF_HOLD_COLUMNS "WHERE h.id = :id", "ttttttiiiii"};

constexpr Sql kOverdue = {RIFF_HOLD_COLUMNS
                          "WHERE h.state = 'active' AND h.deadline <= :now ORDER BY h.deadline LIMIT :limit",
                          "ttttttiiiii"};

constexpr Sql kOverdueOf = {
    RIFF_HOLD_COLUMNS
    "WHERE h.state = 'active' AND h.world = :world AND h.deadline <= :now "
    "AND EXISTS (SELECT 1 FROM hold_lines l WHERE l.hold = h.id AND l.sku = :sku) ORDER BY h.deadline LIMIT :limit",
    "ttttttiiiii"};

constexpr Sql kList = {RIFF_HOLD_COLUMNS
                       "WHERE (:state = '' OR h.state = :state) "
                       "AND (:before = '' OR h.sequence < (SELECT b.sequence FROM holds b WHERE b.id = :before)) "
                       "ORDER BY h.sequence DESC LIMIT :limit",
                       "ttttttiiiii"};

#undef RIFF_HOLD_COLUMNS

constexpr Sql kLines = {"SELECT sku, quantity, committed FROM hold_lines WHERE hold = :hold ORDER BY sku", "tii"};

constexpr Sql kCountActive = {"SELECT count(*) FROM holds WHERE state = 'active'", "i"};

Result<Hold> ReadHold(Query& query) {
  Hold hold;
  hold.id = query.IdText<HoldId>();
  hold.owner = query.Text();
  hold.reference = query.Text();
  hold.request = query.Text();
  RIFF_TRY(hold.world, StoredWorld(query.Text()));
  RIFF_TRY(hold.state, ParseHoldState(query.Text()));
  hold.placed_at = query.Time();
  hold.ttl = Duration(query.Integer());
  hold.deadline = query.Time();
  hold.extended = query.Integer() != 0;
  hold.settled_at = query.OptionalTime();
  return hold;
}

Result<void> ReadLines(Session& session, Hold& hold) {
  Query query(session, kLines);
  query.Bind("hold", hold.id);
  RIFF_TRY(hold.lines, ReadRows<HoldLine>(query, [](Query& row) -> Result<HoldLine> {
             HoldLine line;
             line.sku = row.IdText<Sku>();
             line.quantity = row.Units();
             line.committed = row.Units();
             return line;
           }));
  return {};
}

Result<std::vector<Hold>> ReadHolds(Session& session, Query& query) {
  RIFF_TRY(std::vector<Hold> holds, ReadRows<Hold>(query, ReadHold));
  for (Hold& hold : holds) {
    RIFF_TRY(ReadLines(session, hold));
  }
  return holds;
}

}  // namespace

Result<void> SqlHoldTable::Insert(const Hold& hold) {
  Query query(session_, kInsert);
  query.Bind("id", hold.id)
      .Bind("owner", hold.owner)
      .Bind("reference", hold.reference)
      .Bind("request", hold.request)
      .Bind("world", ToString(hold.world))
      .Bind("state", ToString(hold.state))
      .Bind("placed_at", hold.placed_at)
      .Bind("ttl", hold.ttl.count())
      .Bind("deadline", hold.deadline)
      .Bind("extended", hold.extended ? 1 : 0)
      .Bind("settled_at", hold.settled_at);
  RIFF_TRY(query.Run());
  for (const HoldLine& line : hold.lines) {
    Query insert(session_, kInsertLine);
    insert.Bind("hold", hold.id).Bind("sku", line.sku);
    insert.Bind("quantity", line.quantity).Bind("committed", line.committed);
    RIFF_TRY(insert.Run());
  }
  return {};
}

Result<std::optional<Hold>> SqlHoldTable::Find(const HoldId& id) {
  Query query(session_, kFind);
  query.Bind("id", id);
  RIFF_TRY(std::optional<Hold> hold, ReadRow<Hold>(query, ReadHold));
  if (hold.has_value()) {
    RIFF_TRY(ReadLines(session_, *hold));
  }
  return hold;
}

Result<bool> SqlHoldTable::Update(const Hold& hold, HoldState from) {
  Query query(session_, kUpdate);
  query.Bind("state", ToString(hold.state))
      .Bind("deadline", hold.deadline)
      .Bind("extended", hold.extended ? 1 : 0)
      .Bind("settled_at", hold.settled_at)
      .Bind("id", hold.id)
      .Bind("from", ToString(from));
  RIFF_TRY(const std::int64_t updated, query.RunCounted());
  if (updated == 0) {
    return false;
  }
  for (const HoldLine& line : hold.lines) {
    if (line.committed == Quantity(0)) {
      continue;
    }
    Query update(session_, kUpdateLine);
    update.Bind("committed", line.committed).Bind("hold", hold.id).Bind("sku", line.sku);
    RIFF_TRY(update.Run());
  }
  return true;
}

Result<std::vector<Hold>> SqlHoldTable::Overdue(Timestamp now, std::size_t limit) {
  Query query(session_, kOverdue);
  query.Bind("now", now).Bind("limit", limit);
  return ReadHolds(session_, query);
}

Result<std::vector<Hold>> SqlHoldTable::OverdueOf(const Sku& sku, World world, Timestamp now, std::size_t limit) {
  Query query(session_, kOverdueOf);
  query.Bind("world", ToString(world)).Bind("now", now).Bind("sku", sku).Bind("limit", limit);
  return ReadHolds(session_, query);
}

Result<std::vector<Hold>> SqlHoldTable::List(std::optional<HoldState> state, const HoldId& before, std::size_t limit) {
  Query query(session_, kList);
  query.Bind("state", state.has_value() ? ToString(*state) : std::string_view())
      .Bind("before", before)
      .Bind("limit", limit);
  return ReadHolds(session_, query);
}

Result<std::int64_t> SqlHoldTable::CountActive() {
  Query query(session_, kCountActive);
  return ReadNumber(query);
}

}  // namespace riff
