-- Double entry; a movement is never edited or deleted, and its id comes from its cause.
CREATE TABLE movements (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  world TEXT NOT NULL CHECK (world IN ('real', 'sandbox')),
  sku TEXT NOT NULL,
  from_account TEXT NOT NULL,
  to_account TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  cause_kind TEXT NOT NULL,
  cause_reference TEXT NOT NULL,
  cause_note TEXT NOT NULL,
  at INTEGER NOT NULL,
  CHECK (from_account <> to_account)
);
CREATE INDEX movements_by_sku ON movements (sku, sequence);
CREATE INDEX movements_of_sandbox ON movements (sku, sequence) WHERE world = 'sandbox';

CREATE TRIGGER movements_are_not_edited BEFORE UPDATE ON movements
BEGIN
  SELECT RAISE(ABORT, 'a movement is never edited: post another one');
END;
CREATE TRIGGER movements_are_not_deleted BEFORE DELETE ON movements
BEGIN
  SELECT RAISE(ABORT, 'a movement is never deleted: post another one');
END;

-- A cache of the movements. A row of the sandbox world holds only its own movements, which may take what the real world
-- has: there the sum of both worlds must not be negative, which posting checks.
CREATE TABLE balances (
  sku TEXT NOT NULL,
  world TEXT NOT NULL CHECK (world IN ('real', 'sandbox')),
  available INTEGER NOT NULL,
  reserved INTEGER NOT NULL,
  committed INTEGER NOT NULL,
  oversold INTEGER NOT NULL,
  PRIMARY KEY (sku, world),
  CHECK (world = 'sandbox' OR (available >= 0 AND reserved >= 0))
) WITHOUT ROWID;
