DROP TABLE counterparts;
DROP TABLE foreign_listings;
DROP TABLE rejected_links;
DROP TABLE links;
DROP TABLE retired_listings;
DROP TABLE listing_contents;
DROP TABLE listings;
