-- A listing and its three facts. Rows lie in the order of their products, so that one pass over the catalogue reads them
-- without a search for each. `product` repeats the SKU of the listing's link ('' without one) and follows it.
CREATE TABLE listings (
  product TEXT NOT NULL DEFAULT '',
  channel TEXT NOT NULL,
  remote TEXT NOT NULL,
  generation INTEGER NOT NULL CHECK (generation >= 1),
  sku_shown TEXT NOT NULL,
  handle TEXT NOT NULL,
  title TEXT NOT NULL,
  url TEXT NOT NULL,
  quantity_max INTEGER,
  observed_status TEXT NOT NULL,
  observed_quantity INTEGER,
  observed_price_minor INTEGER,
  observed_price_currency TEXT,
  observed_content TEXT NOT NULL,
  observed_at INTEGER NOT NULL,
  acked_status TEXT,
  acked_quantity INTEGER,
  acked_price_minor INTEGER,
  acked_price_currency TEXT,
  acked_content TEXT,
  acked_at INTEGER NOT NULL,
  desired_status TEXT,
  desired_quantity INTEGER,
  desired_price_minor INTEGER,
  desired_price_currency TEXT,
  desired_content TEXT,
  desired_at INTEGER NOT NULL,
  first_seen_at INTEGER NOT NULL,
  observed_changed_at INTEGER NOT NULL,
  agreeing_reads INTEGER NOT NULL,
  seen_sweep INTEGER NOT NULL,
  PRIMARY KEY (product, channel, remote)
) WITHOUT ROWID;
CREATE UNIQUE INDEX listings_by_remote ON listings (channel, remote);
CREATE INDEX listings_by_handle ON listings (channel, handle) WHERE handle <> '';
CREATE INDEX listings_by_sku_shown ON listings (channel, sku_shown);

CREATE TABLE listing_contents (
  channel TEXT NOT NULL,
  remote TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  brand TEXT NOT NULL,
  model TEXT NOT NULL,
  year TEXT NOT NULL,
  finish TEXT NOT NULL,
  condition TEXT NOT NULL,
  category TEXT NOT NULL,
  image_urls TEXT NOT NULL,
  PRIMARY KEY (channel, remote)
);

-- Remote ids that a listing once had, for ever.
CREATE TABLE retired_listings (
  channel TEXT NOT NULL,
  remote TEXT NOT NULL,
  successor TEXT NOT NULL,
  PRIMARY KEY (channel, remote)
) WITHOUT ROWID;
CREATE INDEX retired_listings_by_successor ON retired_listings (channel, successor);

CREATE TABLE links (
  channel TEXT NOT NULL,
  remote TEXT NOT NULL,
  product TEXT NOT NULL CHECK (product <> ''),
  source TEXT NOT NULL CHECK (source IN ('sku', 'matcher', 'manual', 'clone', 'created')),
  confidence REAL NOT NULL,
  linked_at INTEGER NOT NULL,
  PRIMARY KEY (channel, remote)
) WITHOUT ROWID;
CREATE INDEX links_by_product ON links (product, channel, remote);

CREATE TABLE rejected_links (
  channel TEXT NOT NULL,
  remote TEXT NOT NULL,
  product TEXT NOT NULL,
  rejected_at INTEGER NOT NULL,
  PRIMARY KEY (channel, remote, product)
) WITHOUT ROWID;

CREATE TABLE foreign_listings (
  channel TEXT NOT NULL,
  remote TEXT NOT NULL,
  why TEXT NOT NULL,
  marked_at INTEGER NOT NULL,
  PRIMARY KEY (channel, remote)
) WITHOUT ROWID;

-- One sandbox listing for a production listing, and one production listing for a sandbox listing.
CREATE TABLE counterparts (
  production_channel TEXT NOT NULL,
  production_remote TEXT NOT NULL,
  sandbox_channel TEXT NOT NULL,
  sandbox_remote TEXT NOT NULL,
  sku TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  PRIMARY KEY (production_channel, production_remote),
  UNIQUE (sandbox_channel, sandbox_remote)
);
