DROP TABLE tokens;
DROP TABLE settings;
DROP TABLE channels;
DROP TABLE leases;
DROP TABLE run_channels;
DROP TABLE runs;
