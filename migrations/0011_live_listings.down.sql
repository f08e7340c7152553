DROP INDEX listings_live;
