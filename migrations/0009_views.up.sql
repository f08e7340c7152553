-- For people who use SQL: what each platform shows, what we last heard confirmed, and what we want shown.
CREATE VIEW ebay_listings AS
SELECT CASE l.channel WHEN 'ebay/production' THEN 'production' ELSE 'sandbox' END AS environment, l.remote AS remote_id,
       l.generation, l.product AS sku, l.sku_shown, l.title, l.url, l.observed_status AS status,
       l.observed_quantity AS quantity, l.observed_price_minor AS price_minor, l.observed_price_currency AS currency,
       l.observed_at, l.acked_status, l.acked_quantity, l.acked_price_minor, l.desired_status, l.desired_quantity,
       l.desired_price_minor, k.source AS link_source, k.confidence AS link_confidence, w.kind AS open_write,
       w.state AS open_write_state
FROM listings l
LEFT JOIN links k ON k.channel = l.channel AND k.remote = l.remote
LEFT JOIN outbox w ON w.channel = l.channel AND w.remote = l.remote
  AND w.state IN ('queued', 'in_flight', 'accepted', 'ambiguous')
WHERE l.channel IN ('ebay/production', 'ebay/sandbox');

CREATE VIEW reverb_listings AS
SELECT CASE l.channel WHEN 'reverb/production' THEN 'production' ELSE 'sandbox' END AS environment, l.remote AS remote_id,
       l.generation, l.product AS sku, l.sku_shown, l.title, l.url, l.observed_status AS status,
       l.observed_quantity AS quantity, l.observed_price_minor AS price_minor, l.observed_price_currency AS currency,
       l.observed_at, l.acked_status, l.acked_quantity, l.acked_price_minor, l.desired_status, l.desired_quantity,
       l.desired_price_minor, k.source AS link_source, k.confidence AS link_confidence, w.kind AS open_write,
       w.state AS open_write_state
FROM listings l
LEFT JOIN links k ON k.channel = l.channel AND k.remote = l.remote
LEFT JOIN outbox w ON w.channel = l.channel AND w.remote = l.remote
  AND w.state IN ('queued', 'in_flight', 'accepted', 'ambiguous')
WHERE l.channel IN ('reverb/production', 'reverb/sandbox');

CREATE VIEW shopify_listings AS
SELECT CASE l.channel WHEN 'shopify/production' THEN 'production' ELSE 'sandbox' END AS environment, l.remote AS remote_id,
       l.generation, l.product AS sku, l.sku_shown, l.title, l.url, l.observed_status AS status,
       l.observed_quantity AS quantity, l.observed_price_minor AS price_minor, l.observed_price_currency AS currency,
       l.observed_at, l.acked_status, l.acked_quantity, l.acked_price_minor, l.desired_status, l.desired_quantity,
       l.desired_price_minor, k.source AS link_source, k.confidence AS link_confidence, w.kind AS open_write,
       w.state AS open_write_state
FROM listings l
LEFT JOIN links k ON k.channel = l.channel AND k.remote = l.remote
LEFT JOIN outbox w ON w.channel = l.channel AND w.remote = l.remote
  AND w.state IN ('queued', 'in_flight', 'accepted', 'ambiguous')
WHERE l.channel IN ('shopify/production', 'shopify/sandbox');

CREATE VIEW tiktok_listings AS
SELECT CASE l.channel WHEN 'tiktok/production' THEN 'production' ELSE 'sandbox' END AS environment, l.remote AS remote_id,
       l.generation, l.product AS sku, l.sku_shown, l.title, l.url, l.observed_status AS status,
       l.observed_quantity AS quantity, l.observed_price_minor AS price_minor, l.observed_price_currency AS currency,
       l.observed_at, l.acked_status, l.acked_quantity, l.acked_price_minor, l.desired_status, l.desired_quantity,
       l.desired_price_minor, k.source AS link_source, k.confidence AS link_confidence, w.kind AS open_write,
       w.state AS open_write_state
FROM listings l
LEFT JOIN links k ON k.channel = l.channel AND k.remote = l.remote
LEFT JOIN outbox w ON w.channel = l.channel AND w.remote = l.remote
  AND w.state IN ('queued', 'in_flight', 'accepted', 'ambiguous')
WHERE l.channel IN ('tiktok/production', 'tiktok/sandbox');

CREATE VIEW vr_listings AS
SELECT CASE l.channel WHEN 'vr/production' THEN 'production' ELSE 'sandbox' END AS environment, l.remote AS remote_id,
       l.generation, l.product AS sku, l.sku_shown, l.title, l.url, l.observed_status AS status,
       l.observed_quantity AS quantity, l.observed_price_minor AS price_minor, l.observed_price_currency AS currency,
       l.observed_at, l.acked_status, l.acked_quantity, l.acked_price_minor, l.desired_status, l.desired_quantity,
       l.desired_price_minor, k.source AS link_source, k.confidence AS link_confidence, w.kind AS open_write,
       w.state AS open_write_state
FROM listings l
LEFT JOIN links k ON k.channel = l.channel AND k.remote = l.remote
LEFT JOIN outbox w ON w.channel = l.channel AND w.remote = l.remote
  AND w.state IN ('queued', 'in_flight', 'accepted', 'ambiguous')
WHERE l.channel IN ('vr/production', 'vr/sandbox');

-- Stock by product and world, with what is physically there.
CREATE VIEW stock AS
SELECT b.sku, p.title, b.world, b.available, b.reserved, b.committed, b.oversold,
       b.available + b.reserved + b.committed - b.oversold AS on_hand
FROM balances b
LEFT JOIN products p ON p.sku = b.sku;
