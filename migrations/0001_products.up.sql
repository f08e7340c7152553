-- What we can sell. The texts that only a new listing needs are kept apart, so that a pass over the catalogue reads
-- short rows. Times are UTC microseconds; money is minor units with its currency.
CREATE TABLE products (
  sku TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('unique', 'stocked')),
  title TEXT NOT NULL,
  price_minor INTEGER,
  price_currency TEXT,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  CHECK ((price_minor IS NULL) = (price_currency IS NULL))
) WITHOUT ROWID;

CREATE TABLE product_contents (
  sku TEXT NOT NULL PRIMARY KEY,
  description TEXT NOT NULL,
  brand TEXT NOT NULL,
  model TEXT NOT NULL,
  year TEXT NOT NULL,
  finish TEXT NOT NULL,
  condition TEXT NOT NULL,
  category TEXT NOT NULL,
  image_urls TEXT NOT NULL,
  FOREIGN KEY (sku) REFERENCES products (sku)
);

-- The products that a plan has to look at.
CREATE TABLE dirty_products (
  sku TEXT NOT NULL PRIMARY KEY
) WITHOUT ROWID;
