-- Intended changes of listings. `urgency`: 0 sold out, 1 lower, 2 price, 3 the rest. Which of the columns from `quantity`
-- to `content` are set depends on `kind`.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  write_key TEXT NOT NULL UNIQUE,
  channel TEXT NOT NULL,
  remote TEXT NOT NULL,
  sku TEXT NOT NULL,
  handle TEXT NOT NULL,
  sku_shown TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('set_quantity', 'set_price', 'set_content', 'pause', 'end', 'create', 'relist')),
  quantity INTEGER,
  expected INTEGER,
  price_minor INTEGER,
  price_currency TEXT,
  new_sku TEXT,
  content TEXT,
  urgency INTEGER NOT NULL CHECK (urgency BETWEEN 0 AND 3),
  reason TEXT NOT NULL,
  run INTEGER NOT NULL,
  state TEXT NOT NULL
    CHECK (state IN ('queued', 'in_flight', 'accepted', 'ambiguous', 'confirmed', 'rejected', 'superseded')),
  attempts INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  attempted_at INTEGER NOT NULL,
  lease_owner TEXT NOT NULL,
  lease_until INTEGER NOT NULL,
  fence INTEGER NOT NULL,
  last_error TEXT NOT NULL
);
-- One open write a listing.
CREATE UNIQUE INDEX outbox_open ON outbox (channel, remote)
  WHERE state IN ('queued', 'in_flight', 'accepted', 'ambiguous');
CREATE INDEX outbox_queue ON outbox (channel, urgency, created_at, id) WHERE state = 'queued';
CREATE INDEX outbox_leases ON outbox (lease_until) WHERE state = 'in_flight';
CREATE INDEX outbox_by_state ON outbox (channel, state, id);
CREATE INDEX outbox_by_sku ON outbox (sku, id);
CREATE INDEX outbox_by_run ON outbox (run, id);
