CREATE TABLE runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  command TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('running', 'ok', 'partial', 'failed', 'aborted')),
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  changes_planned INTEGER NOT NULL,
  changes_asked INTEGER NOT NULL,
  changes_refused INTEGER NOT NULL,
  changes_held INTEGER NOT NULL,
  todo_opened INTEGER NOT NULL,
  todo_closed INTEGER NOT NULL,
  todo_open INTEGER NOT NULL
);
CREATE INDEX runs_running ON runs (id) WHERE status = 'running';

CREATE TABLE run_channels (
  run INTEGER NOT NULL,
  position INTEGER NOT NULL,
  channel TEXT NOT NULL,
  read_status TEXT NOT NULL CHECK (read_status IN ('complete', 'partial', 'failed', 'skipped')),
  read_listings INTEGER NOT NULL,
  read_orders INTEGER NOT NULL,
  read_requests INTEGER NOT NULL,
  push_accepted INTEGER NOT NULL,
  push_confirmed INTEGER NOT NULL,
  push_later INTEGER NOT NULL,
  push_ambiguous INTEGER NOT NULL,
  push_rejected INTEGER NOT NULL,
  push_requests INTEGER NOT NULL,
  error TEXT NOT NULL,
  PRIMARY KEY (run, position),
  FOREIGN KEY (run) REFERENCES runs (id)
);

CREATE TABLE leases (
  name TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  until_at INTEGER NOT NULL
);

-- What is remembered of a channel between runs.
CREATE TABLE channels (
  channel TEXT NOT NULL PRIMARY KEY,
  health TEXT NOT NULL CHECK (health IN ('ok', 'degraded', 'needs_reauth', 'maintenance')),
  health_why TEXT NOT NULL,
  health_since INTEGER,
  orders_watermark INTEGER,
  sweep INTEGER NOT NULL,
  sweep_started_at INTEGER,
  sweep_cursor TEXT NOT NULL,
  sweep_rows INTEGER NOT NULL,
  complete_read_at INTEGER
);

CREATE TABLE settings (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);

-- Rotating tokens, sealed: never in plain text.
CREATE TABLE tokens (
  channel TEXT NOT NULL PRIMARY KEY,
  access_sealed TEXT NOT NULL,
  access_expires_at INTEGER NOT NULL,
  refresh_sealed TEXT NOT NULL,
  refresh_expires_at INTEGER NOT NULL,
  rotated_at INTEGER NOT NULL
);
