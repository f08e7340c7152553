-- What the platforms told, each delivery once for ever. `outcome` is empty while it waits to be acted on.
CREATE TABLE webhook_deliveries (
  channel TEXT NOT NULL,
  delivery TEXT NOT NULL CHECK (delivery <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('order_changed', 'listing_changed', 'credentials_ending', 'credentials_revoked')),
  topic TEXT NOT NULL,
  order_id TEXT NOT NULL,
  remote TEXT NOT NULL,
  handle TEXT NOT NULL,
  occurred_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('', 'taken', 'left_to_read', 'given_up')),
  done_at INTEGER,
  PRIMARY KEY (channel, delivery)
);
CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (channel, due_at, received_at, delivery)
  WHERE outcome = '';
