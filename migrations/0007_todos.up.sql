-- One item a disagreement, for ever. `severity_rank`: 0 critical, 1 high, 2 medium, 3 low.
CREATE TABLE todo_items (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  fingerprint TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low')),
  severity_rank INTEGER NOT NULL CHECK (severity_rank BETWEEN 0 AND 3),
  channel TEXT,
  remote TEXT,
  sku TEXT NOT NULL,
  title TEXT NOT NULL,
  observed TEXT NOT NULL,
  intended TEXT NOT NULL,
  suggested TEXT NOT NULL,
  facts TEXT NOT NULL,
  candidates TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'snoozed', 'resolved', 'dismissed', 'superseded')),
  owner TEXT NOT NULL,
  first_seen_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  first_run INTEGER NOT NULL,
  last_run INTEGER NOT NULL,
  snoozed_until INTEGER,
  resolution TEXT NOT NULL
);
CREATE INDEX todo_items_worst_first ON todo_items (severity_rank, first_seen_at, id);
CREATE INDEX todo_items_waiting ON todo_items (sku, type) WHERE status IN ('open', 'snoozed');
CREATE INDEX todo_items_waiting_by_run ON todo_items (last_run, id) WHERE status IN ('open', 'snoozed');

CREATE TABLE todo_events (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  todo INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  note TEXT NOT NULL,
  FOREIGN KEY (todo) REFERENCES todo_items (id)
);
CREATE INDEX todo_events_by_todo ON todo_events (todo, sequence);
