#include "engine/store/ledger_sql.h"

#include "engine/store/query.h"
#include "engine/store/words.h"

namespace riff {
namespace {

constexpr Sql kInsert = {R"sql(
INSERT INTO movements (id, world, sku, from_account, to_account, quantity, cause_kind, cause_reference, cause_note, at)
VALUES (:id, :world, :sku, :from, :to, :quantity, :kind, :reference, :note, :at))sql"};

constexpr Sql kIsPosted = {"SELECT 1 FROM movements WHERE id = :id", "i"};

// Only what goes down is checked, against what may be taken: the row's own units, and in the sandbox world the real
// ones too.
constexpr Sql kMove = {R"sql(
UPDATE balances SET available = available + :available, reserved = reserved + :reserved,
  committed = committed + :committed, oversold = oversold + :oversold
WHERE sku = :sku AND world = :world
AND (:available >= 0 OR available + :available + :more_available >= 0)
AND (:reserved >= 0 OR reserved + :reserved + :more_reserved >= 0))sql"};

constexpr Sql kStart = {R"sql(
INSERT INTO balances (sku, world, available, reserved, committed, oversold)
SELECT :sku, :world, :available, :reserved, :committed, :oversold
WHERE NOT EXISTS (SELECT 1 FROM balances WHERE sku = :sku AND world = :world)
AND (:available >= 0 OR :available + :more_available >= 0)
AND (:reserved >= 0 OR :reserved + :more_reserved >= 0))sql"};

constexpr Sql kBalance = {
    "SELECT available, reserved, committed, oversold FROM balances WHERE sku = :sku AND world = :world", "iiii"};

constexpr Sql kOf = {R"sql(
SELECT sequence, id, world, sku, from_account, to_account, quantity, cause_kind, cause_reference, cause_note, at
FROM movements WHERE sku = :sku AND sequence > :after ORDER BY sequence LIMIT :limit)sql",
                     "itttttittti"};

// The stored row and each movement's effect are summed side by side, so that a row without movements and movements
// without a row show as well.
constexpr Sql kMismatches = {R"sql(
SELECT sku, world, sum(a), sum(r), sum(c), sum(o), sum(fa), sum(fr), sum(fc), sum(fo) FROM (
  SELECT sku, world, available AS a, reserved AS r, committed AS c, oversold AS o,
    0 AS fa, 0 AS fr, 0 AS fc, 0 AS fo FROM balances
  UNION ALL
  SELECT sku, world, 0, 0, 0, 0,
    CASE WHEN to_account = 'available' THEN quantity WHEN from_account = 'available' THEN -quantity ELSE 0 END,
    CASE WHEN to_account = 'reserved' THEN quantity WHEN from_account = 'reserved' THEN -quantity ELSE 0 END,
    CASE WHEN to_account = 'committed' THEN quantity WHEN from_account = 'committed' THEN -quantity ELSE 0 END,
    CASE WHEN from_account = 'oversold' THEN quantity WHEN to_account = 'oversold' THEN -quantity ELSE 0 END
  FROM movements) AS both_sides
GROUP BY sku, world
HAVING sum(a) <> sum(fa) OR sum(r) <> sum(fr) OR sum(c) <> sum(fc) OR sum(o) <> sum(fo)
ORDER BY sku, world LIMIT :limit)sql",
                             "ttiiiiiiii"};

// What flowed between each two accounts of the sandbox world, netted, as the movement that takes it back.
constexpr Sql kSandboxFlows = {R"sql(
SELECT sku, to_account, from_account, net FROM (
  SELECT f.sku, f.from_account, f.to_account,
    sum(f.quantity) - coalesce((SELECT sum(b.quantity) FROM movements b WHERE b.world = 'sandbox' AND b.sku = f.sku
      AND b.from_account = f.to_account AND b.to_account = f.from_account), 0) AS net
  FROM movements f WHERE f.world = 'sandbox' GROUP BY f.sku, f.from_account, f.to_account) AS flows
WHERE net > 0 ORDER BY sku, from_account, to_account)sql",
                               "ttti"};

constexpr Sql kClearSandbox = {
    "UPDATE balances SET available = 0, reserved = 0, committed = 0, oversold = 0 WHERE world = 'sandbox'"};

constexpr Sql kRebuild = {R"sql(
INSERT INTO balances (sku, world, available, reserved, committed, oversold)
SELECT :sku, :world,
  coalesce(sum(CASE WHEN to_account = 'available' THEN quantity WHEN from_account = 'available' THEN -quantity END), 0),
  coalesce(sum(CASE WHEN to_account = 'reserved' THEN quantity WHEN from_account = 'reserved' THEN -quantity END), 0),
  coalesce(sum(CASE WHEN to_account = 'committed' THEN quantity WHEN from_account = 'committed' THEN -quantity END), 0),
  coalesce(sum(CASE WHEN from_account = 'oversold' THEN quantity WHEN to_account = 'oversold' THEN -quantity END), 0)
FROM movements WHERE sku = :sku AND world = :world
ON CONFLICT (sku, world) DO UPDATE SET available = excluded.available, reserved = excluded.reserved,
  committed = excluded.committed, oversold = excluded.oversold)sql"};

// What one movement does to a balance. Units taken out of `oversold` are a debt, so that sum grows by them.
Balance EffectOf(const Movement& movement) {
  Balance effect;
  const auto add = [&effect](Account account, Quantity quantity) {
    switch (account) {
      case Account::kAvailable:
        effect.available += quantity;
        break;
      case Account::kReserved:
        effect.reserved += quantity;
        break;
      case Account::kCommitted:
        effect.committed += quantity;
        break;
      case Account::kOversold:
        effect.oversold -= quantity;
        break;
      case Account::kSupply:
      case Account::kShipped:
      case Account::kAdjustment:
        break;
    }
  };
  add(movement.from, -movement.quantity);
  add(movement.to, movement.quantity);
  return effect;
}

Result<std::int64_t> ChangeBalance(Session& session, const Sql& sql, const Movement& movement, const Balance& more) {
  const Balance effect = EffectOf(movement);
  Query query(session, sql);
  query.Bind("available", effect.available)
      .Bind("reserved", effect.reserved)
      .Bind("committed", effect.committed)
      .Bind("oversold", effect.oversold)
      .Bind("sku", movement.sku)
      .Bind("world", ToString(movement.world))
      .Bind("more_available", more.available)
      .Bind("more_reserved", more.reserved);
  return query.RunCounted();
}

Result<void> InsertMovement(Session& session, const Movement& movement) {
  Query query(session, kInsert);
  query.Bind("id", movement.id)
      .Bind("world", ToString(movement.world))
      .Bind("sku", movement.sku)
      .Bind("from", ToString(movement.from))
      .Bind("to", ToString(movement.to))
      .Bind("quantity", movement.quantity)
      .Bind("kind", movement.cause.kind)
      .Bind("reference", movement.cause.reference)
      .Bind("note", movement.cause.note)
      .Bind("at", movement.at);
  return query.Run();
}

Result<bool> IsPosted(Session& session, const MovementId& id) {
  Query query(session, kIsPosted);
  query.Bind("id", id);
  return HasRow(query);
}

Balance ReadBalance(Query& query) {
  Balance balance;
  balance.available = query.Units();
  balance.reserved = query.Units();
  balance.committed = query.Units();
  balance.oversold = query.Units();
  return balance;
}

Result<LedgerTable::Entry> ReadEntry(Query& query) {
  LedgerTable::Entry entry;
  entry.sequence = query.Integer();
  entry.movement.id = query.IdText<MovementId>();
  RIFF_TRY(entry.movement.world, StoredWorld(query.Text()));
  entry.movement.sku = query.IdText<Sku>();
  RIFF_TRY(entry.movement.from, ParseAccount(query.Text()));
  RIFF_TRY(entry.movement.to, ParseAccount(query.Text()));
  entry.movement.quantity = query.Units();
  entry.movement.cause.kind = query.Text();
  entry.movement.cause.reference = query.Text();
  entry.movement.cause.note = query.Text();
  entry.movement.at = query.Time();
  return entry;
}

Result<LedgerTable::Mismatch> ReadMismatch(Query& query) {
  LedgerTable::Mismatch mismatch;
  mismatch.sku = query.IdText<Sku>();
  RIFF_TRY(mismatch.world, StoredWorld(query.Text()));
  mismatch.stored = ReadBalance(query);
  mismatch.folded = ReadBalance(query);
  return mismatch;
}

Result<std::vector<Movement>> OppositeMovements(Session& session, const Cause& cause, Timestamp at) {
  Query query(session, kSandboxFlows);
  return ReadRows<Movement>(query, [&cause, at](Query& row) -> Result<Movement> {
    Movement movement;
    movement.world = World::kSandbox;
    movement.sku = row.IdText<Sku>();
    RIFF_TRY(movement.from, ParseAccount(row.Text()));
    RIFF_TRY(movement.to, ParseAccount(row.Text()));
    movement.quantity = row.Units();
    movement.cause = cause;
    movement.at = at;
    movement.id = MovementIdOf(movement.world, movement.sku, movement.from, movement.to, cause);
    return movement;
  });
}

}  // namespace

Result<bool> SqlLedgerTable::Post(const Movement& movement) {
  if (movement.quantity <= Quantity(0) || movement.from == movement.to) {
    return Fail(ErrorKind::kInvalid, "a movement takes one unit or more from one account to another");
  }
  RIFF_TRY(const bool posted, IsPosted(session_, movement.id));
  if (posted) {
    return false;
  }
  Balance more;
  if (movement.world == World::kSandbox) {
    RIFF_TRY(more, BalanceOf(movement.sku, World::kReal));
  }
  RIFF_TRY(const std::int64_t moved, ChangeBalance(session_, kMove, movement, more));
  if (moved == 0) {
    RIFF_TRY(const std::int64_t started, ChangeBalance(session_, kStart, movement, more));
    if (started == 0) {
      return Fail(ErrorKind::kConflict, "not enough " + std::string(ToString(movement.from)) + " units of " +
                                            movement.sku.text() + " for this movement");
    }
  }
  RIFF_TRY(InsertMovement(session_, movement));
  return true;
}

Result<Balance> SqlLedgerTable::BalanceOf(const Sku& sku, World world) {
  Query query(session_, kBalance);
  query.Bind("sku", sku).Bind("world", ToString(world));
  RIFF_TRY(const bool found, query.Next());
  return found ? ReadBalance(query) : Balance{};
}

Result<std::vector<LedgerTable::Entry>> SqlLedgerTable::Of(const Sku& sku, std::int64_t after, std::size_t limit) {
  Query query(session_, kOf);
  query.Bind("sku", sku).Bind("after", after).Bind("limit", limit);
  return ReadRows<Entry>(query, ReadEntry);
}

Result<std::vector<LedgerTable::Mismatch>> SqlLedgerTable::FindMismatches(std::size_t limit) {
  Query query(session_, kMismatches);
  query.Bind("limit", limit);
  return ReadRows<Mismatch>(query, ReadMismatch);
}

Result<void> SqlLedgerTable::Rebuild(const Sku& sku, World world) {
  Query query(session_, kRebuild);
  query.Bind("sku", sku).Bind("world", ToString(world));
  return query.Run();
}

// The balances are set at once at the end: movement by movement a sum could pass below zero on its way to it.
Result<std::int64_t> SqlLedgerTable::DropSandboxWorld(const Cause& cause, Timestamp at) {
  RIFF_TRY(const std::vector<Movement> opposites, OppositeMovements(session_, cause, at));
  for (const Movement& movement : opposites) {
    RIFF_TRY(const bool posted, IsPosted(session_, movement.id));
    if (posted) {
      return Fail(ErrorKind::kConflict, "\"" + cause.reference + "\" has dropped the sandbox world before");
    }
  }
  for (const Movement& movement : opposites) {
    RIFF_TRY(InsertMovement(session_, movement));
  }
  Query clear(session_, kClearSandbox);
  RIFF_TRY(clear.Run());
  return static_cast<std::int64_t>(opposites.size());
}

}  // namespace riff
