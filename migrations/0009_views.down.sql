DROP VIEW stock;
DROP VIEW vr_listings;
DROP VIEW tiktok_listings;
DROP VIEW shopify_listings;
DROP VIEW reverb_listings;
DROP VIEW ebay_listings;
