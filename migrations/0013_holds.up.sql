-- Units set aside while somebody pays. A hold ends once; its rows stay, so that a key names one hold for ever.
CREATE TABLE holds (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL,
  reference TEXT NOT NULL,
  request TEXT NOT NULL,
  world TEXT NOT NULL CHECK (world IN ('real', 'sandbox')),
  state TEXT NOT NULL CHECK (state IN ('active', 'committed', 'released', 'expired')),
  placed_at INTEGER NOT NULL,
  ttl INTEGER NOT NULL CHECK (ttl > 0),
  deadline INTEGER NOT NULL,
  extended INTEGER NOT NULL,
  settled_at INTEGER,
  CHECK ((state = 'active') = (settled_at IS NULL))
);
CREATE INDEX holds_by_deadline ON holds (deadline) WHERE state = 'active';

CREATE TABLE hold_lines (
  hold TEXT NOT NULL REFERENCES holds (id),
  sku TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  committed INTEGER NOT NULL CHECK (committed >= 0 AND committed <= quantity),
  PRIMARY KEY (hold, sku)
) WITHOUT ROWID;
CREATE INDEX hold_lines_by_sku ON hold_lines (sku);

-- The store's own time (one row): what it was, and where the machine's clocks stood then.
CREATE TABLE store_clock (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  now INTEGER NOT NULL,
  boot TEXT NOT NULL,
  since_boot INTEGER NOT NULL
);
