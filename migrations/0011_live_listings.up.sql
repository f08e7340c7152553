-- How many listings of a channel are live, without walking past all that were sold before.
CREATE INDEX listings_live ON listings (channel) WHERE observed_status = 'live';
