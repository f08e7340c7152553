-- Orders as last seen. No buyer detail is kept.
CREATE TABLE orders (
  channel TEXT NOT NULL,
  order_id TEXT NOT NULL,
  platform_state TEXT NOT NULL,
  placed_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (channel, order_id)
);

-- What each line did to stock so far. `seen` lists its transitions in the order they came, with commas between.
CREATE TABLE order_lines (
  channel TEXT NOT NULL,
  order_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  environment TEXT NOT NULL CHECK (environment IN ('production', 'sandbox')),
  remote TEXT NOT NULL,
  sku_shown TEXT NOT NULL,
  title TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  price_minor INTEGER,
  price_currency TEXT,
  state TEXT NOT NULL,
  product TEXT NOT NULL,
  seen TEXT NOT NULL,
  reserved INTEGER NOT NULL,
  committed INTEGER NOT NULL,
  shipped INTEGER NOT NULL,
  oversold INTEGER NOT NULL,
  parked TEXT NOT NULL CHECK (parked IN ('none', 'unlinked', 'unknown_state')),
  placed_at INTEGER NOT NULL,
  taken_at INTEGER NOT NULL,
  closed_at INTEGER,
  PRIMARY KEY (channel, order_id, line_id)
);
CREATE INDEX order_lines_by_product ON order_lines (product, environment, taken_at);
CREATE INDEX order_lines_parked ON order_lines (placed_at, channel, order_id, line_id) WHERE parked <> 'none';
CREATE INDEX order_lines_not_closed ON order_lines (placed_at, channel, order_id, line_id)
  WHERE closed_at IS NULL AND (committed > 0 OR shipped > 0);

-- Each transition of a line is taken once.
CREATE TABLE inbox (
  channel TEXT NOT NULL,
  order_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  transition TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  at INTEGER NOT NULL,
  run INTEGER NOT NULL,
  PRIMARY KEY (channel, order_id, line_id, transition, quantity)
) WITHOUT ROWID;
